"""Relations that lose one of their claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import URIRef

from kg.rdf.iris import Iris
from kg.rdf.quads import Quad
from kg.rdf.vocabulary import CKG
from kg.store.interface import StoreReader


def dangling(store: StoreReader, claims: Iterable[URIRef]) -> Iterator[Quad]:
    """What the graph of relations says of claims that are about to vanish.

    Verdicts are kept: they have the claims' words, and the claims may come back.
    """
    graph = Iris(store.base).relations
    for claim in sorted(claims):
        for end in (CKG.firstClaim, CKG.secondClaim):
            for relation, *_ in list(store.quads(graph, predicate=end, object=claim)):
                yield from store.quads(graph, subject=relation)
