"""Whether the graphs of relations and of verdicts are what they have to be."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter

from rdflib import RDF, URIRef

from kg.rdf.iris import Iris
from kg.rdf.quads import Quad, Triple
from kg.rdf.relations import relation_quads
from kg.rdf.serialise import term
from kg.rdf.shapes import violations
from kg.rdf.vocabulary import CKG
from kg.relations.matching import match
from kg.relations.statement import Statement
from kg.store.index import extractions
from kg.store.interface import StoreReader
from kg.store.marks import due, mark_quads, marks
from kg.store.problem import Problem

_PART = 10_000
"""Triples whose shapes are looked at together."""

_subject = itemgetter(0)


def conforming(store: StoreReader, graph: URIRef, quads: Iterable[Quad]) -> Iterator[Problem]:
    """Relations or verdicts that do not conform, and relations of claims that are not there."""
    triples: list[Triple] = sorted((s, p, o) for s, p, o, _ in quads)
    for some in _parts(triples):
        for found in violations(some):
            yield Problem(str(graph), f"{found.focus} {found.path}".strip(), found.message)
    for subject, predicate, value in triples:
        if predicate in {CKG.firstClaim, CKG.secondClaim}:
            claim = store.quads(subject=URIRef(value), predicate=RDF.type, object=CKG.Claim)
            if next(claim, None) is None:
                message = f"{term(value)}: no claim that is stored"
                yield Problem(str(graph), f"{subject} {predicate}", message)


def _parts(triples: list[Triple]) -> Iterator[list[Triple]]:
    """Sorted triples in parts that have all of a subject, which is as far as these shapes look:
    the engine of shapes needs several times as much memory as the triples themselves."""
    start = 0
    while start < len(triples):
        end = bisect_right(triples, triples[min(start + _PART, len(triples)) - 1][0], key=_subject)
        yield triples[start:end]
        start = end


def in_step(store: StoreReader) -> bool:
    """Whether the graph of relations says that it was made from the documents as they are.

    If not (``kg.store.marks``), the next build makes up for it.
    """
    return marks(store) == due(extractions(store))


def relation_problems(store: StoreReader, statements: Iterable[Statement]) -> Iterator[Problem]:
    """Where the graph of relations, if ``in_step``, departs from what the documents give.

    ``statements`` are those of all documents.
    """
    stored, iris = extractions(store), Iris(store.base)
    found = set(store.quads(iris.relations))
    made = {quad for one in match(statements) for quad in relation_quads(one, iris)}
    made.update(mark_quads(stored, iris))
    for subject, predicate, value, _ in sorted(found - made):
        message = f"{term(value)}: the documents do not say so"
        yield Problem(str(iris.relations), f"{subject} {predicate}", message)
    for subject, predicate, value, _ in sorted(made - found):
        yield Problem(str(iris.relations), f"{subject} {predicate}", f"{term(value)}: missing")
