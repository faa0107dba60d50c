"""Fixtures of the tests of the ontology."""

import pytest

from kg.config import DEFAULT_BASE
from kg.rdf.iris import Iris


@pytest.fixture(scope="session")
def iris():
    return Iris(DEFAULT_BASE)
