"""The same documents in every back end."""

import pytest

from kg.store.documents import put
from tests.gold import gold_record
from tests.store.conftest import EACH, new_store
from tests.store.records import small_record


@pytest.fixture(scope="session", params=EACH)
def filled(request, tmp_path_factory):
    """A store with the seed's gold and a small record, in every back end."""
    with new_store(request.param, tmp_path_factory.mktemp("stores"), use="questions") as store:
        put(store, gold_record())
        put(store, small_record())
        yield store
