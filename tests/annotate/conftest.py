"""One pipeline for all tests of the package."""

import pytest

from kg.annotate.pipeline import load_language


@pytest.fixture(scope="session")
def nlp():
    return load_language()
