"""What documents say that other graphs are derived from, gathered document by document."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from rdflib import URIRef

from kg.identity.uses import Uses
from kg.model import Record
from kg.rdf.iris import Iris
from kg.rdf.quads import Quad
from kg.rdf.vocabulary import CKG
from kg.relations.statement import Statement, statements_of
from kg.store.identities import count, words_of
from kg.store.interface import StoreReader
from kg.store.names import agent_key
from kg.store.referents import derived, pointed_to

_EXTRACTION = frozenset({CKG.Extraction})


@dataclass(slots=True)
class Seen:
    """What some documents say.

    ``related``: whether statements are wanted, for the graph of relations is in step; ``doubtful``
    are the referents of documents that cannot be read.
    """

    related: bool
    quads: int = 0
    uses: Uses = field(default_factory=Uses)
    referents: set[Quad] = field(default_factory=set)
    doubtful: set[URIRef] = field(default_factory=set)
    activities: set[URIRef] = field(default_factory=set)
    statements: list[Statement] = field(default_factory=list)

    def sound(self, record: Record, quads: Collection[Quad], iris: Iris) -> set[Quad]:
        """Take in a document that is what its record writes: what it makes of the referents."""
        named = {iris.agent(agent): agent for agent in record.agents if agent.named}
        self.uses.add(
            {
                (agent_key(iri), named[iri].name, named[iri].kind): words
                for iri, words in words_of(quads).items()
                if iri in named
            }
        )
        self._activities(quads)
        return self._record(record, iris)

    def other(self, record: Record | None, quads: Collection[Quad], store: StoreReader) -> None:
        """Take in any other; names are those that the store has of whom its quads point to."""
        count(self.uses, quads, store)
        self._activities(quads)
        if record is None:
            self.doubtful |= pointed_to(quads)
        else:
            self._record(record, Iris(store.base))

    def add(self, more: Seen) -> None:
        """Take in what other documents say."""
        self.quads += more.quads
        self.uses.names |= more.uses.names
        self.uses.documents.update(more.uses.documents)
        self.uses.calls.update(more.uses.calls)
        self.referents |= more.referents
        self.doubtful |= more.doubtful
        self.activities |= more.activities
        self.statements += more.statements

    def _activities(self, quads: Collection[Quad]) -> None:
        self.quads += len(quads)
        self.activities |= {subject for subject, _, value, _ in quads if value in _EXTRACTION}

    def _record(self, record: Record, iris: Iris) -> set[Quad]:
        if self.related:
            self.statements.extend(statements_of(record))
        referents = derived([record], iris)
        self.referents |= referents
        return referents
