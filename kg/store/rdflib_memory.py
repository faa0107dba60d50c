"""A store in rdflib's own memory: slow and small, an independent SPARQL engine to compare with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from rdflib import Dataset, URIRef
from rdflib.query import Result

from kg.config import DEFAULT_BASE
from kg.errors import QueryError, StoreError
from kg.rdf.quads import Quad
from kg.rdf.vocabulary import PREFIXES
from kg.store.bindings import prepared
from kg.store.common import CommonStore
from kg.store.interface import Answer, Bound, Change, Solutions, Term, Triples
from kg.store.sparql import chooses_graphs
from kg.store.terms import quad_to_oxigraph
from kg.store.view import UnionDataset


class RdflibStore(CommonStore):
    """A store in an rdflib ``Dataset`` (see ``kg.store.interface`` for what it does)."""

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        super().__init__(base)
        self._dataset: Dataset | None = UnionDataset()

    @property
    def name(self) -> str:
        """What it is: there is no folder."""
        return "rdflib memory"

    def _native(self) -> Dataset:
        if self._dataset is None:
            raise StoreError(f"{self.name}: the store is closed")
        return self._dataset

    def query(self, sparql: str, bindings: Mapping[str, Bound] | None = None) -> Answer:
        """The answer to a read-only SPARQL query; QueryError when it is not one."""
        native = self._native()
        _, bound = prepared(sparql, bindings or {})
        if chooses_graphs(sparql):
            # rdflib would fetch the graphs from the network.
            raise QueryError("query: this store cannot answer FROM; use GRAPH")
        try:
            return _answer(native.query(bound, initNs=PREFIXES))
        except Exception as error:  # rdflib raises plain Exception for an unknown prefix
            raise QueryError(f"query: {error}") from error

    def quads(
        self,
        graph: URIRef | None = None,
        *,
        subject: URIRef | None = None,
        predicate: URIRef | None = None,
        object: Term | None = None,
    ) -> Iterator[Quad]:
        """The quads that match, in no particular order; None matches everything."""
        for name in self.graphs() if graph is None else (graph,):
            triples = self._native().graph(name).triples((subject, predicate, object))
            for first, second, third in list(triples):
                yield cast("Quad", (first, second, third, name))

    def graphs(self) -> Iterator[URIRef]:
        """The names of the graphs that have quads, sorted."""
        found = (graph for graph in self._native().graphs() if len(graph))
        return iter(sorted(URIRef(str(graph.identifier)) for graph in found))

    def __len__(self) -> int:
        return sum(map(len, self._native().graphs()))

    def __contains__(self, quad: Quad) -> bool:
        subject, predicate, obj, graph = quad
        return any(self.quads(graph, subject=subject, predicate=predicate, object=obj))

    def dataset(self) -> Dataset:
        """A copy, so that the store cannot be written through it."""
        view = UnionDataset()
        view.addN((s, p, o, view.graph(graph)) for s, p, o, graph in self.quads())
        return view

    def apply(self, change: Change) -> None:
        """Make a change; StoreError before anything happens when a term cannot be stored."""
        native = self._native()
        for quad in (*change.remove, *change.add):
            quad_to_oxigraph(quad)  # rdflib would take any string as an IRI
        for name in change.drop:
            native.remove_graph(name)
        for first, second, third, graph in change.remove:
            native.remove((first, second, third, native.graph(graph)))
        native.addN((s, p, o, native.graph(graph)) for s, p, o, graph in change.add)

    def flush(self) -> None:
        """Nothing: memory has no disk."""
        self._native()

    def close(self) -> None:
        """Forget everything; more than once does no harm."""
        self._dataset = None


def _answer(result: Result) -> Answer:
    if result.type == "ASK":
        return bool(result.askAnswer)
    if result.graph is not None:
        lines = result.graph.serialize(format="ox-nt").splitlines()
        return Triples(tuple(sorted(line for line in lines if line)))
    rows = (tuple(map(row.get, result.vars or ())) for row in result.bindings)
    variables = tuple(str(variable) for variable in result.vars or ())
    return Solutions(variables, cast("Iterator[tuple[Term | None, ...]]", rows))
