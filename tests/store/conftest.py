"""The back ends, each as a way to make an empty store."""

import pytest

from kg.config import DEFAULT_BASE
from kg.store.oxigraph import memory_store, open_store
from kg.store.rdflib_memory import RdflibStore
from kg.store.remote import RemoteStore
from tests.store import servers

BACK_ENDS = {
    "memory": lambda folder, base, use: memory_store(base),
    "disk": lambda folder, base, use: open_store(folder / "store", base),
    "rdflib": lambda folder, base, use: RdflibStore(base),
    "oxigraph-server": lambda folder, base, use: emptied(RemoteStore(servers.oxigraph(use), base)),
    "virtuoso": lambda folder, base, use: emptied(RemoteStore(servers.virtuoso(use), base)),
}
EACH = [
    pytest.param(name, marks=[pytest.mark.slow] if name == "virtuoso" else [])
    for name in sorted(BACK_ENDS)
]


def emptied(store):
    """A store on a server that other tests have used."""
    for graph in store.graphs():
        store._open().update(f"DROP SILENT GRAPH <{graph}>")
    return store


def new_store(name, folder, base=DEFAULT_BASE, use=""):
    """An empty store in the back end of that name; skips the test when it is not installed.

    A server is shared by everybody with the same ``use`` for it, one after the other.
    """
    return BACK_ENDS[name](folder, base, use)


@pytest.fixture(params=EACH)
def store(request, tmp_path):
    """An empty store, in every back end, for graphs under https://example.org/."""
    with new_store(request.param, tmp_path, "https://example.org/") as opened:
        yield opened
