"""Fixtures that several test packages share."""

import pytest

from tests.gold import gold_record


@pytest.fixture(scope="session")
def seed_record():
    """The hand-made record of the seed article."""
    return gold_record()


@pytest.fixture(scope="session")
def nlp():
    """The language pipeline that a build uses."""
    from kg.annotate.pipeline import load_language

    return load_language()
