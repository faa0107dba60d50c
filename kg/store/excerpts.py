"""Parts of documents: some attributions and what has to do with them, without the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from rdflib import RDF, SDO, URIRef

from kg.model import Record
from kg.rdf.quads import Words
from kg.rdf.reader import CLASSES, OUTLINE
from kg.rdf.vocabulary import CKG
from kg.store.documents import record_of
from kg.store.interface import StoreReader
from kg.store.oxigraph import OxigraphStore


def excerpt(
    store: StoreReader, document: URIRef, attributions: Collection[URIRef] | None = None
) -> Record:
    """The record of a document without the propositions of its claims.

    Of ``attributions`` only these, those that report or are reported by one of them at any remove,
    and maybe others. StoreError when what is read is damaged, NotFoundError when there is none.
    """
    # A server sends a whole graph in the time of one question: several would take longer.
    if attributions is None or not isinstance(store, OxigraphStore):
        return record_of(store, document, store.words(document, OUTLINE, CLASSES))
    return record_of(store, document, _around(store, document, attributions))


def _around(
    store: StoreReader, document: URIRef, attributions: Collection[URIRef]
) -> Iterator[Words]:
    begin = list(store.words(document, (CKG.reports,), (CKG.Extraction,)))
    activities = {subject for subject, predicate, _ in begin if predicate == RDF.type}
    chains = [(outer, inner) for outer, predicate, inner in begin if predicate == CKG.reports]
    nodes = {str(document), *activities, *_connected(map(str, attributions), chains)}
    facts = list(store.words(document, OUTLINE, CLASSES, subjects=nodes))
    claims = {value for _, predicate, value in facts if predicate == CKG.claim}
    yield from facts
    yield from store.words(document, (CKG.statementAt, SDO.text), (CKG.Claim,), subjects=claims)


def _connected(start: Iterable[str], edges: Iterable[tuple[str, str]]) -> set[str]:
    """Everything that edges lead to, in either direction, and the start itself."""
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in edges:
        beside[one].add(other)
        beside[other].add(one)
    reached: set[str] = set()
    queue = [*start]
    while queue:
        one = queue.pop()
        if one not in reached:
            reached.add(one)
            queue.extend(beside[one])
    return reached
