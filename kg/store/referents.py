"""The graph of referents: derived from the documents' graphs, kept in step, made anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from rdflib import FOAF, PROV, URIRef

from kg.model import Record
from kg.rdf.iris import Iris
from kg.rdf.quads import Quad
from kg.rdf.vocabulary import CKG
from kg.rdf.writer import bond_quads, referent_quads
from kg.store.interface import Change, Store, StoreReader

AGENT_POINTERS = frozenset(
    {CKG.source, CKG.onBehalfOf, CKG.affiliation, CKG.creditedTo, CKG.sourceMember}
)
_POINTERS = AGENT_POINTERS | {CKG.subject, CKG.object}
_BONDS = {CKG.onBehalfOf: PROV.actedOnBehalfOf, CKG.sourceMember: FOAF.member}
"""From what an attribution says of its source to what follows for the agents themselves."""

Bond = tuple[URIRef, URIRef, URIRef]
"""Subject, predicate and object: two agents and what the one is to the other."""


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


def bonds(quads: Iterable[Quad]) -> set[Bond]:
    """Who acts on whose behalf and who is one of a group by quads of a document: what
    ``Record.delegations`` and ``Record.memberships`` say of it.
    """
    reported: set[URIRef] = set()
    sources: dict[URIRef, URIRef] = {}
    found: list[Bond] = []
    for subject, predicate, value, _ in quads:
        if predicate == CKG.reports:
            reported.add(URIRef(value))
        elif predicate == CKG.source:
            sources[subject] = URIRef(value)
        elif predicate in _BONDS:
            found.append((subject, predicate, URIRef(value)))
    return {
        (sources[one], _BONDS[predicate], other)
        for one, predicate, other in found
        if one in sources and (predicate != CKG.onBehalfOf or one not in reported)
    }


def undone(store: StoreReader, graph: URIRef, lost: Iterable[Bond]) -> Iterator[Quad]:
    """What the graph of referents says of bonds that no other graph than this one has.

    ``lost`` are the candidates: those that the document ``graph`` is about to lose.
    """
    for agent, bond, other in sorted(lost):
        told = next(predicate for predicate, follows in _BONDS.items() if follows == bond)
        if not any(
            place != graph
            and (attribution, CKG.source, agent, place) in store
            and (told != CKG.onBehalfOf or not _reported(store, attribution, place))
            for attribution, _, _, place in store.quads(predicate=told, object=other)
        ):
            yield agent, bond, other, Iris(store.base).referents


def _reported(store: StoreReader, attribution: URIRef, graph: URIRef) -> bool:
    return any(store.quads(graph, predicate=CKG.reports, object=attribution))


def missing(store: StoreReader, quads: Iterable[Quad]) -> Iterator[Quad]:
    """Of ``referent_quads``, those of referents that the store does not have yet.

    What is said of a referent follows from its name, so all of it is there or nothing;
    bonds, which do not, are not asked for here.
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
            *bond_quads(one, iris),
        )
    }


def rebuild_referents(store: Store, records: Iterable[Record]) -> bool:
    """Make the graph of referents anew from ``records`` (all of the store); whether it differed."""
    iris = Iris(store.base)
    old, new = set(store.quads(iris.referents)), derived(records, iris)
    change = Change(remove=tuple(old - new), add=tuple(new - old))
    store.apply(change)
    return bool(change)
