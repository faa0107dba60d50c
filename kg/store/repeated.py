"""Triples that are in several graphs, where each has to be in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rdflib import DCTERMS, URIRef

from kg.store.interface import Solutions, StoreReader
from kg.store.oxigraph import OxigraphStore
from kg.store.problem import Problem

_ELSEWHERE = """SELECT ?graph ?subject ?predicate ?other {
  GRAPH ?graph { ?subject ?predicate ?value } GRAPH ?other { ?subject ?predicate ?value }
  FILTER (?other != ?graph)
}"""


def repeated(store: StoreReader, graphs: Sequence[URIRef]) -> Iterator[Problem]:
    """What some graphs and others of the store say both, told of the documents among them.

    ``graphs`` are those of which it is not known. Two that are what their documents write have
    nothing in common: all that they speak of has the document's key in its name.
    """
    start, unknown = f"{store.base}document/", {*map(str, graphs)}
    for graph in graphs:
        for subject, predicate, other in _elsewhere(store, graph):
            place = f"{subject} {predicate}"
            if graph.startswith(start):
                yield Problem(_name(store, graph), place, f"is in graph {other} as well")
            if other.startswith(start) and other not in unknown:
                yield Problem(_name(store, URIRef(other)), place, f"is in graph {graph} as well")


def _elsewhere(store: StoreReader, graph: URIRef) -> Iterator[tuple[str, str, str]]:
    """Subject, predicate and graph of what other graphs say as well."""
    if isinstance(store, OxigraphStore):  # where one query is quicker than one for each triple
        answer = store.query(_ELSEWHERE, {"graph": graph})
        for _, *place in answer.rows if isinstance(answer, Solutions) else ():
            subject, predicate, other = map(str, place)
            yield subject, predicate, other
        return
    for subject, predicate, value, _ in list(store.quads(graph)):
        for quad in store.quads(subject=subject, predicate=predicate, object=value):
            if quad[3] != graph:
                yield str(subject), str(predicate), str(quad[3])


def _name(store: StoreReader, graph: URIRef) -> str:
    names = (str(quad[2]) for quad in store.quads(graph, predicate=DCTERMS.identifier))
    return min(names, default=str(graph))
