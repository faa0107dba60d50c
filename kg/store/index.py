"""An index of claims' texts and counts of sources beside a store, in SQLite.

Derived from the documents' graphs and kept in step with them: each change of the store is
followed by one transaction here. A program that is killed between the two leaves an index that
is one document behind the store; that is seen when it is opened (each document has the IRI of the
extraction that read it, which is a hash of all that went into it) and put right, by whoever
opens it first: a reader, too, and in memory where the folder cannot be written to.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple, Self

from rdflib import RDF, SDO, URIRef

from kg.errors import StoreError
from kg.rdf.vocabulary import CKG
from kg.store.blocks import StoredBlocks
from kg.store.interface import StoreReader
from kg.store.sqlite import copy_into, opened, transaction

NAME = "index.sqlite"
_INDEXED = (SDO.text, CKG.source, CKG.sourceLabel, CKG.sourceKind)
_SHORTEST = 3
"""Characters that FTS5's trigrams need; shorter words are looked for text by text."""


class SourceCount(NamedTuple):
    """How often a source is quoted, in how many documents."""

    source: str
    kind: str
    attributions: int
    documents: int
    agent: str


@dataclass(frozen=True, slots=True)
class Entries:
    """What the index has of a document: texts by claim; label, kind and count by agent."""

    extraction: str
    texts: tuple[tuple[str, str], ...]
    sources: tuple[tuple[str, str, str, int], ...]


class Index:
    """An index in a file, or in memory (``path`` None). To be closed."""

    def __init__(self, path: Path | None) -> None:
        self._db = opened(path)
        self.blocks = StoredBlocks(self._db)

    @classmethod
    def copied(cls, path: Path) -> Self:
        """An index in memory with what is in a file that cannot be written to."""
        index = cls(None)
        with contextlib.suppress(sqlite3.Error):
            copy_into(index._db, path)
        return index

    def sync(self, store: StoreReader) -> int:
        """Bring every document up to date; how many were not."""
        stored = extractions(store)
        known = dict(self._db.execute("SELECT document, extraction FROM documents"))
        stale = [document for document, one in stored.items() if known.get(document) != one]
        gone = [document for document in known if document not in stored]
        self.update(store, (*stale, *gone))
        return len(stale) + len(gone)

    def update(self, store: StoreReader, documents: Iterable[str]) -> None:
        """Make the entries of some documents anew, in one transaction."""
        with transaction(self._db):
            for document in documents:
                there, due = self.entries(document), entries_of(store, URIRef(document))
                if there and due and replace(there, extraction=due.extraction) == due:
                    self._db.execute(
                        "UPDATE documents SET extraction = ? WHERE document = ?",
                        (due.extraction, document),
                    )
                    continue
                if there:
                    self._drop(document)
                if due:
                    self._add(document, due)

    def search(self, words: str) -> list[URIRef]:
        """The claims whose text has these words, upper or lower case, sorted."""
        folded = words.lower()
        if len(words) < _SHORTEST:
            rows = self._db.execute("SELECT claim, text FROM claims")
        else:
            phrase = '"' + words.replace('"', '""') + '"'
            rows = self._db.execute(
                "SELECT claim, claims.text FROM words JOIN claims ON claims.id = words.rowid"
                " WHERE words MATCH ?",
                (phrase,),
            )
        return sorted(URIRef(claim) for claim, text in rows if folded in text.lower())

    def counts(self) -> list[SourceCount]:
        """All sources, the most quoted first."""
        rows = self._db.execute(
            "SELECT label, kind, attributions, documents, agent FROM totals"
            " ORDER BY attributions DESC, label, agent"
        )
        return list(map(SourceCount._make, rows))

    def documents(self) -> set[str]:
        """The documents that it knows."""
        return {row[0] for row in self._db.execute("SELECT document FROM documents")}

    def entries(self, document: str) -> Entries | None:
        """What is in the index of a document."""
        found = self._db.execute(
            "SELECT extraction FROM documents WHERE document = ?", (document,)
        ).fetchone()
        if found is None:
            return None
        texts = self._db.execute(
            "SELECT claim, text FROM claims WHERE document = ? ORDER BY claim", (document,)
        )
        sources = self._db.execute(
            "SELECT agent, label, kind, attributions FROM sources WHERE document = ?"
            " ORDER BY agent",
            (document,),
        )
        return Entries(found[0], tuple(texts.fetchall()), tuple(sources.fetchall()))

    def content_hash(self) -> str:
        """A hash of all entries."""
        hashed = blake2b()
        for columns in ("* FROM documents", "document, claim, text FROM claims", "* FROM sources"):
            for row in self._db.execute(f"SELECT {columns} ORDER BY 1, 2"):
                hashed.update(repr(row).encode())
        return hashed.hexdigest()

    def close(self) -> None:
        """Let go of the file; more than once does no harm."""
        self._db.close()

    def _drop(self, document: str) -> None:
        of_it = (document,)
        self._db.execute(
            "INSERT INTO words (words, rowid, text)"
            " SELECT 'delete', id, text FROM claims WHERE document = ?",
            of_it,
        )
        self._db.execute("DELETE FROM claims WHERE document = ?", of_it)
        self._db.execute(
            "UPDATE totals SET documents = documents - 1, attributions = totals.attributions -"
            " (SELECT attributions FROM sources s WHERE s.document = ? AND s.agent = totals.agent)"
            " WHERE agent IN (SELECT agent FROM sources WHERE document = ?)",
            (document, document),
        )
        self._db.execute(
            "DELETE FROM totals WHERE documents = 0"
            " AND agent IN (SELECT agent FROM sources WHERE document = ?)",
            of_it,
        )
        self._db.execute("DELETE FROM sources WHERE document = ?", of_it)
        self._db.execute("DELETE FROM documents WHERE document = ?", of_it)

    def _add(self, document: str, entries: Entries) -> None:
        run, run_all = self._db.execute, self._db.executemany
        run("INSERT INTO documents VALUES (?, ?)", (document, entries.extraction))
        run_all(
            "INSERT INTO claims (document, claim, text) VALUES (?, ?, ?)",
            [(document, *text) for text in entries.texts],
        )
        run(
            "INSERT INTO words (rowid, text) SELECT id, text FROM claims WHERE document = ?",
            (document,),
        )
        run_all(
            "INSERT INTO sources VALUES (?, ?, ?, ?, ?)",
            [(document, *source) for source in entries.sources],
        )
        run_all(
            "INSERT INTO totals VALUES (?, ?, ?, ?, 1) ON CONFLICT (agent) DO UPDATE SET"
            " attributions = attributions + excluded.attributions, documents = documents + 1",
            entries.sources,
        )


def synced(path: Path | None, store: StoreReader) -> Index:
    """The index in a file, or in memory, brought up to date with a store.

    In memory also when there is no permission or room to write to the file.
    """
    if path is not None and os.access(path.parent, os.W_OK | os.X_OK):
        with contextlib.suppress(sqlite3.Error, StoreError):
            return _brought_up_to_date(Index(path), store)
    copy = Index(None) if path is None else Index.copied(path)
    return _brought_up_to_date(copy, store)


def _brought_up_to_date(index: Index, store: StoreReader) -> Index:
    try:
        index.sync(store)
    except BaseException:
        index.close()
        raise
    return index


def disagreements(index: Index, store: StoreReader) -> Iterator[tuple[str, str]]:
    """The documents, by IRI, of which the index has something else than the store, and what."""
    stored = extractions(store)
    for document in sorted(stored.keys() | index.documents()):
        due, there = entries_of(store, URIRef(document)), index.entries(document)
        if there is None:
            yield document, "is not in the index of texts"
        elif due is None:
            yield document, "is in the index of texts only"
        elif due != there:
            yield document, "the index of texts and counts has something else of it"


def extractions(store: StoreReader) -> dict[str, str]:
    """By document the extraction that read it."""
    start = f"{store.base}document/"
    found = store.quads(predicate=RDF.type, object=CKG.Extraction)
    return {str(graph): str(one) for one, _, _, graph in found if graph.startswith(start)}


def entries_of(store: StoreReader, document: URIRef) -> Entries | None:
    """What the index has to have of a document in the store; None when it is not there."""
    facts: dict[URIRef, dict[str, str]] = {one: {} for one in (RDF.type, *_INDEXED)}
    for subject, predicate, value in store.words(document, _INDEXED, (CKG.Extraction,)):
        facts[predicate][subject] = value
    activities, texts, sources, labels, kinds = facts.values()
    if not activities:
        return None
    texts.pop(str(document), None)
    counted: dict[str, tuple[str, str, int]] = {}
    for subject, agent in sources.items():
        label, kind = labels.get(subject, ""), kinds.get(subject, "").rpartition("agentKind-")[2]
        before = counted.get(agent, (label, kind, 0))
        counted[agent] = (min(label, before[0]), kind, before[2] + 1)
    return Entries(
        min(activities),
        tuple(sorted(texts.items())),
        tuple((agent, *counted[agent]) for agent in sorted(counted)),
    )
