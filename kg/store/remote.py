"""A store on any SPARQL 1.1 server, over plain HTTP."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyoxigraph as ox
from rdflib import Dataset, URIRef

from kg.config import DEFAULT_BASE
from kg.errors import QueryError, StoreError
from kg.rdf.quads import Quad
from kg.store.bindings import prepared, with_prefixes
from kg.store.client import RESULTS, TRIPLES, Client
from kg.store.common import CommonStore
from kg.store.endpoints import Endpoints
from kg.store.interface import Answer, Bound, Change, Solutions, Term, Triples
from kg.store.sparql import chooses_graphs
from kg.store.terms import (
    canonical,
    node_to_oxigraph,
    quads_to_oxigraph,
    term_from_oxigraph,
    term_to_oxigraph,
)
from kg.store.updates import update_request
from kg.store.view import read_only_dataset


class RemoteStore(CommonStore):
    """A store on a server (see ``kg.store.interface`` for what it does).

    Its graphs are those whose names begin with ``base``: the server may hold others, which are none
    of ours. The server's default graph has to be the union of its graphs, for queries without
    GRAPH. A change is one update request: it is as atomic as the server makes it.
    """

    def __init__(self, where: Endpoints, base: str = DEFAULT_BASE) -> None:
        super().__init__(base)
        self._client: Client | None = Client(where)
        self._where = where

    @property
    def name(self) -> str:
        """The server's URL for queries."""
        return self._where.name

    def _open(self) -> Client:
        if self._client is None:
            raise StoreError(f"{self.name}: the store is closed")
        return self._client

    def query(self, sparql: str, bindings: Mapping[str, Bound] | None = None) -> Answer:
        """The answer to a read-only SPARQL query; QueryError when it is not one."""
        client = self._open()
        form, bound = prepared(sparql, bindings or {})
        union = not chooses_graphs(sparql)
        if form.kind == "triples":
            answer = client.query(with_prefixes(bound), TRIPLES, union=union)
            return Triples(tuple(sorted(set(filter(None, _canonical_lines(answer))))))
        if form.kind == "ask":
            return self._ask(with_prefixes(bound), union=union)
        result = self._select(with_prefixes(bound), union=union)
        variables = tuple(v.value for v in result.variables)
        return Solutions(variables, (tuple(map(_term, row)) for row in result))

    def quads(
        self,
        graph: URIRef | None = None,
        *,
        subject: URIRef | None = None,
        predicate: URIRef | None = None,
        object: Term | None = None,
    ) -> Iterator[Quad]:
        """The quads that match, in no particular order; None matches everything."""
        client = self._open()
        if graph is not None and self._where.graphs and subject is predicate is object is None:
            node_to_oxigraph(graph)
            triples = ox.parse(client.graph(graph), format=ox.RdfFormat.N_TRIPLES)
            return (_quad(t.subject, t.predicate, t.object, graph) for t in triples)
        given = {
            "g": graph if graph is None else node_to_oxigraph(graph),
            "s": subject if subject is None else node_to_oxigraph(subject),
            "p": predicate if predicate is None else node_to_oxigraph(predicate),
            "o": object if object is None else term_to_oxigraph(object),
        }
        s, p, o, g = (f"?{name}" if given[name] is None else given[name] for name in "spog")
        ours = "" if graph is not None else self._ours
        where = f"{{ GRAPH {g} {{ {s} {p} {o} }} {ours} }}"
        free = " ".join(f"?{name}" for name in "spog" if given[name] is None)
        if not free:
            found = self._ask(f"ASK {where}")
            return iter([_quad(given["s"], given["p"], given["o"], given["g"])] if found else [])
        result = self._select(f"SELECT {free} WHERE {where}")
        names = [variable.value for variable in result.variables]
        rows = (given | dict(zip(names, row, strict=True)) for row in result)
        return (_quad(row["s"], row["p"], row["o"], row["g"]) for row in rows)

    def graphs(self) -> Iterator[URIRef]:
        """The names of the graphs that have quads, sorted."""
        sparql = f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} {self._ours} }}"
        return iter(sorted(URIRef(str(_term(row[0]))) for row in self._select(sparql)))

    def __len__(self) -> int:
        sparql = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH ?g {{ ?s ?p ?o }} {self._ours} }}"
        (row,) = self._select(sparql)
        return int(str(_term(row[0])))

    def __contains__(self, quad: Quad) -> bool:
        subject, predicate, obj, graph = quad
        return any(self.quads(graph, subject=subject, predicate=predicate, object=obj))

    def dataset(self) -> Dataset:
        """A copy in memory, so that the server cannot be written to through it."""
        copy = ox.Store()
        copy.extend(quads_to_oxigraph(self.quads()))
        return read_only_dataset(lambda: copy)

    def apply(self, change: Change) -> None:
        """Make a change in one update request; StoreError when the server refuses it."""
        client = self._open()
        if change:
            client.update(update_request(change))

    def flush(self) -> None:
        """Nothing: when the server has answered, the rest is up to it."""
        self._open()

    def close(self) -> None:
        """Let go of the connections; more than once does no harm."""
        if self._client is not None:
            self._client.close()
        self._client = None

    def _select(self, sparql: str, *, union: bool = True) -> ox.QuerySolutions:
        result = self._results(sparql, union=union)
        if isinstance(result, ox.QueryBoolean):
            raise QueryError(f"query: {self.name}: answers a SELECT with true or false")
        return result

    def _ask(self, sparql: str, *, union: bool = True) -> bool:
        """Whether an ASK says yes; Virtuoso says so with a row of one number."""
        result = self._results(sparql, union=union)
        if isinstance(result, ox.QueryBoolean):
            return bool(result)
        return any(str(_term(term)) in ("1", "true") for row in result for term in row)

    def _results(self, sparql: str, *, union: bool) -> ox.QuerySolutions | ox.QueryBoolean:
        answer = self._open().query(sparql, RESULTS, union=union)
        try:
            return ox.parse_query_results(answer, format=ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError, OSError) as error:
            reason = f"an answer that is not one of SPARQL ({error})"
            raise StoreError(f"{self.name}: {reason}") from error

    @property
    def _ours(self) -> str:
        return f"FILTER(STRSTARTS(STR(?g), {ox.Literal(self._base)}))"


def _term(term: object) -> Term | None:
    return None if term is None else canonical(term_from_oxigraph(term))


def _quad(subject: object, predicate: object, value: object, graph: object) -> Quad:
    s, p, g = (_iri(node) for node in (subject, predicate, graph))
    return s, p, canonical(term_from_oxigraph(value)), g


def _iri(node: object) -> URIRef:
    if isinstance(node, URIRef):
        return node
    iri = term_from_oxigraph(node)
    if not isinstance(iri, URIRef):
        raise StoreError(f"{node} is not an IRI")
    return iri


def _canonical_lines(answer: bytes) -> Iterator[str]:
    for triple in ox.parse(answer, format=ox.RdfFormat.N_TRIPLES):
        yield f"{triple.triple} ."
