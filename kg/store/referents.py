"""The graph of referents: derived from the documents' graphs, kept in step, made anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from rdflib import PROV, URIRef

from kg.model import Record
from kg.rdf.iris import Iris
from kg.rdf.quads import Quad
from kg.rdf.vocabulary import CKG
from kg.rdf.writer import delegation_quads, referent_quads
from kg.store.interface import Change, Store, StoreReader

_POINTERS = frozenset(
    {CKG.source, CKG.onBehalfOf, CKG.affiliation, CKG.creditedTo, CKG.subject, CKG.object}
)


def pointed_to(quads: Iterable[Quad]) -> set[URIRef]:
    """The agents and entities that quads of a document point to."""
    return {URIRef(value) for _, predicate, value, _ in quads if predicate in _POINTERS}


def orphans(store: StoreReader, graph: URIRef, unused: Iterable[URIRef]) -> Iterator[Quad]:
    """What the graph of referents says of those that no other graph than this one points to.

    ``unused`` are the candidates: the referents that the document ``graph`` is about to lose.
    """
    iris = Iris(store.base)
    referents = iris.referents
    derived = (graph, referents, iris.identities)
    for referent in sorted(unused):
        if all(quad[3] in derived for quad in store.quads(object=referent)):
            yield from store.quads(referents, subject=referent)


def delegations(quads: Iterable[Quad]) -> set[tuple[URIRef, URIRef]]:
    """Who acts on whose behalf by quads of a document: what ``Record.delegations`` says of it."""
    reported: set[URIRef] = set()
    sources: dict[URIRef, URIRef] = {}
    principals: dict[URIRef, URIRef] = {}
    for subject, predicate, value, _ in quads:
        if predicate == CKG.reports:
            reported.add(URIRef(value))
        elif predicate == CKG.source:
            sources[subject] = URIRef(value)
        elif predicate == CKG.onBehalfOf:
            principals[subject] = URIRef(value)
    said = (one for one in principals if one in sources and one not in reported)
    return {(sources[one], principals[one]) for one in said}


def undone(
    store: StoreReader, graph: URIRef, pairs: Iterable[tuple[URIRef, URIRef]]
) -> Iterator[Quad]:
    """What the graph of referents says of delegations that no other graph than this one has.

    ``pairs`` are the candidates: those that the document ``graph`` is about to lose.
    """
    for agent, principal in sorted(pairs):
        if not any(
            other != graph
            and (attribution, CKG.source, agent, other) in store
            and not any(store.quads(other, predicate=CKG.reports, object=attribution))
            for attribution, _, _, other in store.quads(predicate=CKG.onBehalfOf, object=principal)
        ):
            yield agent, PROV.actedOnBehalfOf, principal, Iris(store.base).referents


def missing(store: StoreReader, quads: Iterable[Quad]) -> Iterator[Quad]:
    """Of ``referent_quads``, those of referents that the store does not have yet.

    What is said of a referent follows from its name, so all of it is there or nothing;
    delegations, which do not, are not asked for here.
    """
    for _, one in groupby(quads, key=lambda quad: quad[0]):
        described = list(one)
        if described[0] not in store:
            yield from described


def derived(records: Iterable[Record], iris: Iris) -> set[Quad]:
    """The graph of referents that belongs to these records."""
    return {
        quad
        for one in records
        for quad in (
            *referent_quads(one.agents, one.entities, iris),
            *delegation_quads(one.delegations, iris),
        )
    }


def rebuild_referents(store: Store, records: Iterable[Record]) -> bool:
    """Make the graph of referents anew from ``records`` (all of the store); whether it differed."""
    iris = Iris(store.base)
    old, new = set(store.quads(iris.referents)), derived(records, iris)
    change = Change(remove=tuple(old - new), add=tuple(new - old))
    store.apply(change)
    return bool(change)
