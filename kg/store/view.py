"""A read-only rdflib ``Dataset`` over a native Oxigraph store.

For programs that speak rdflib. Three traps of oxrdflib 0.5 (measured): a prepared query or one
given as rdflib's algebra runs in rdflib's own engine, many times slower; ``initBindings`` of a
variable that is not selected raises; ``FROM`` is ignored because the default graph is the union.
``kg.query.run`` has none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

import pyoxigraph as ox
from oxrdflib import OxigraphStore as OxrdflibStore
from rdflib import Dataset, Graph
from rdflib.store import Store

from kg.errors import StoreError


class UnionDataset(Dataset):
    """A ``Dataset`` whose default graph is the union of all graphs."""

    def __init__(self, store: Store | str = "default") -> None:
        super().__init__(store=store, default_union=True)

    @property
    def default_context(self) -> Graph:
        """The default graph: rdflib 7.6 still calls it by this name and then warns of itself."""
        return self._default_context

    @default_context.setter
    def default_context(self, graph: Graph) -> None:
        self._default_context = graph

    def contexts(self, triple: Any = None) -> Any:
        """All graphs, likewise."""
        return self.graphs(triple)


class _ReadOnlyView(OxrdflibStore):
    """oxrdflib's store, without its write side and never outliving the store it looks into."""

    def __init__(self, inner: Callable[[], ox.Store]) -> None:
        self._native = inner
        super().__init__()

    @property
    def _inner(self) -> ox.Store:
        return self._native()

    def _refuse(self, *_args: Any, **_named: Any) -> NoReturn:
        raise StoreError("this view of the store is read-only: use apply()")

    add = addN = remove = update = remove_graph = open = destroy = _refuse  # noqa: N815

    def add_graph(self, graph: object) -> None:
        """Nothing: rdflib announces graphs that it only reads."""

    def close(self, commit_pending_transaction: bool = False) -> None:
        """Nothing: the store is closed by who opened it."""


def read_only_dataset(inner: Callable[[], ox.Store]) -> Dataset:
    """A ``Dataset`` (default graph: the union); ``inner`` gives the native store while open."""
    return UnionDataset(_ReadOnlyView(inner))
