"""How far the graph of relations is in step with the documents: what it says of itself.

Its rules (a hash) and, by document, the extraction whose claims have been set against all others'.
A document that is replaced or removed leaves its old extraction behind, in the same transaction,
until the relations follow: so a program that is killed in between leaves nothing that the next
one would not see.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from rdflib import URIRef

from kg.rdf.iris import Iris
from kg.rdf.quads import Quad
from kg.rdf.relations import matching_quads, related_quad
from kg.rdf.vocabulary import CKG
from kg.resources import resource
from kg.store.index import extractions
from kg.store.interface import Change, StoreReader


@dataclass(frozen=True, slots=True)
class Marks:
    """``rules`` made the graph (None: nobody did); ``current`` and ``former`` are extractions by
    document, ``former`` of those that were replaced or removed since."""

    rules: str | None
    current: Mapping[str, str]
    former: Mapping[str, str]

    @property
    def before(self) -> dict[str, str]:
        """The extractions that the relations were made from."""
        return {**self.former, **self.current}


@cache
def rules() -> str:
    """SHA-256 of what decides on relations: a graph made by other rules is made anew."""
    hashed = hashlib.sha256()
    paths = (
        *sorted(resource("relations").glob("*.py")),
        resource("extract", "speech_acts.py"),
        resource("data", "speech_acts.json"),
    )
    for path in paths:
        hashed.update(path.name.encode() + b"\0" + path.read_bytes())
    return hashed.hexdigest()


def marks(store: StoreReader) -> Marks:
    """What the graph of relations says of itself."""
    graph = Iris(store.base).relations
    made = sorted(str(q[2]) for q in store.quads(graph, predicate=CKG.matcherHash))
    current, former = (
        {str(document): str(one) for document, _, one, _ in store.quads(graph, predicate=mark)}
        for mark in (CKG.relatedExtraction, CKG.formerExtraction)
    )
    return Marks(made[0] if len(made) == 1 else None, current, former)


def due(stored: Mapping[str, str]) -> Marks:
    """What it has to say when it is in step with some extractions by document."""
    return Marks(rules() if stored else None, stored, {})


def mark_quads(stored: Mapping[str, str], iris: Iris) -> Iterator[Quad]:
    """The same as quads."""
    if stored:
        yield from matching_quads(rules(), iris)
    for document, extraction in stored.items():
        yield related_quad(document, extraction, iris)


def pending(store: StoreReader) -> frozenset[str]:
    """The documents whose claims are still to be set against others, or were and are gone."""
    stored, known = extractions(store), marks(store)
    if known.rules != due(stored).rules:
        return frozenset(stored) | known.before.keys()
    return behind(stored, known)


def behind(stored: Mapping[str, str], known: Marks) -> frozenset[str]:
    """The documents of which the relations were not made from what is stored now."""
    every = stored.keys() | known.current.keys()
    changed = (one for one in every if known.current.get(one) != stored.get(one))
    return frozenset((*changed, *known.former))


def outdated(store: StoreReader, document: URIRef) -> Change:
    """What becomes of the mark of a document that is replaced or removed."""
    graph = Iris(store.base).relations
    found = tuple(store.quads(graph, subject=document, predicate=CKG.relatedExtraction))
    return Change(found, tuple((s, CKG.formerExtraction, o, g) for s, _, o, g in found))
