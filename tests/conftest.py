"""Fixtures that several test packages share."""

import pytest
from hypothesis import HealthCheck, settings

from tests.gold import gold_record

# Whether an example is quick depends on what else the machine does: not what is tested.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


@pytest.fixture(scope="session")
def seed_record():
    """The hand-made record of the seed article."""
    return gold_record()


@pytest.fixture(scope="session")
def nlp():
    """The language pipeline that a build uses."""
    from kg.annotate.pipeline import load_language

    return load_language(tagger=True)
