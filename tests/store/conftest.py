"""The back ends, each as a way to make an empty store."""

import pytest

from kg.store.oxigraph import memory_store, open_store
from kg.store.rdflib_memory import RdflibStore

BACK_ENDS = {
    "memory": lambda folder: memory_store(),
    "disk": lambda folder: open_store(folder / "store"),
    "rdflib": lambda folder: RdflibStore(),
}


@pytest.fixture(params=sorted(BACK_ENDS))
def store(request, tmp_path):
    """An empty store, in every back end."""
    with BACK_ENDS[request.param](tmp_path) as opened:
        yield opened
