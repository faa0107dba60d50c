"""An index of claims' texts and counts of sources beside a store, in SQLite.

Derived from the documents' graphs and kept in step with them: each change of the store is
followed by one transaction here. A program that is killed between the two leaves an index that
disagrees with the store; that is seen when it is opened (each document has the IRI of the
extraction that read it, which is a hash of all that went into it) and put right.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import RDF, SDO, URIRef

from kg.errors import StoreError
from kg.rdf.vocabulary import CKG
from kg.store.interface import StoreReader

NAME = "index.sqlite"
_FORMAT = 1
_SHORTEST = 3
"""Characters that FTS5's trigrams need; shorter words are looked for text by text."""

_TABLES = """
CREATE TABLE documents (document TEXT PRIMARY KEY, extraction TEXT NOT NULL);
CREATE TABLE claims (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL, claim TEXT NOT NULL, text TEXT NOT NULL);
CREATE INDEX claims_of ON claims (document);
CREATE VIRTUAL TABLE words USING fts5(
    text, content='claims', content_rowid='id', tokenize='trigram', detail='full');
CREATE TABLE sources (document TEXT NOT NULL, agent TEXT NOT NULL, label TEXT NOT NULL,
    kind TEXT NOT NULL, attributions INTEGER NOT NULL, PRIMARY KEY (document, agent)) WITHOUT ROWID;
CREATE TABLE totals (agent TEXT PRIMARY KEY, label TEXT NOT NULL, kind TEXT NOT NULL,
    attributions INTEGER NOT NULL, documents INTEGER NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class SourceCount:
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
        self._db = _opened(path)

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
        with self._writing():
            for document in documents:
                self._drop(document)
                if entries := entries_of(store, URIRef(document)):
                    self._add(document, entries)

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
        return [SourceCount(*row) for row in rows]

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

    def close(self) -> None:
        """Let go of the file; more than once does no harm."""
        self._db.close()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

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
            " (SELECT attributions FROM sources s WHERE s.document = ?1 AND s.agent = totals.agent)"
            " WHERE agent IN (SELECT agent FROM sources WHERE document = ?1)",
            of_it,
        )
        self._db.execute(
            "DELETE FROM totals WHERE documents = 0"
            " AND agent IN (SELECT agent FROM sources WHERE document = ?)",
            of_it,
        )
        self._db.execute("DELETE FROM sources WHERE document = ?", of_it)
        self._db.execute("DELETE FROM documents WHERE document = ?", of_it)

    def _add(self, document: str, entries: Entries) -> None:
        run = self._db.execute
        run("INSERT INTO documents VALUES (?, ?)", (document, entries.extraction))
        for claim, text in entries.texts:
            added = run(
                "INSERT INTO claims (document, claim, text) VALUES (?, ?, ?)",
                (document, claim, text),
            )
            run("INSERT INTO words (rowid, text) VALUES (?, ?)", (added.lastrowid, text))
        for agent, label, kind, count in entries.sources:
            run("INSERT INTO sources VALUES (?, ?, ?, ?, ?)", (document, agent, label, kind, count))
            run(
                "INSERT INTO totals VALUES (?, ?, ?, ?, 1) ON CONFLICT (agent) DO UPDATE SET"
                " attributions = attributions + excluded.attributions, documents = documents + 1",
                (agent, label, kind, count),
            )


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
    extraction = next(store.quads(document, predicate=RDF.type, object=CKG.Extraction), None)
    if extraction is None:
        return None
    texts = {str(s): str(o) for s, _, o, _ in store.quads(document, predicate=SDO.text)}
    texts.pop(str(document), None)
    labels = {s: str(o) for s, _, o, _ in store.quads(document, predicate=CKG.sourceLabel)}
    kinds = {s: str(o) for s, _, o, _ in store.quads(document, predicate=CKG.sourceKind)}
    counted: dict[str, tuple[str, str, int]] = {}
    for subject, _, agent, _ in store.quads(document, predicate=CKG.source):
        label, kind = labels.get(subject, ""), kinds.get(subject, "").rpartition("agentKind-")[2]
        before = counted.get(str(agent), (label, kind, 0))
        counted[str(agent)] = (min(label, before[0]), kind, before[2] + 1)
    return Entries(
        str(extraction[0]),
        tuple(sorted(texts.items())),
        tuple((agent, *counted[agent]) for agent in sorted(counted)),
    )


def _opened(path: Path | None) -> sqlite3.Connection:
    """A connection to an index of this format: a damaged or older one is made anew."""
    name = ":memory:" if path is None else str(path)
    try:
        return _connected(name)
    except sqlite3.DatabaseError as error:
        if path is None:
            raise StoreError(f"index: {error}") from error
    path.unlink(missing_ok=True)
    for suffix in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    try:
        return _connected(name)
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {error}") from error


def _connected(name: str) -> sqlite3.Connection:
    # In autocommit: transactions begin and end where it says so. Another thread may write.
    db = sqlite3.connect(name, isolation_level=None, check_same_thread=False, timeout=30)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if version not in (0, _FORMAT):
            raise sqlite3.DatabaseError(f"format {version}")
        if version == 0:
            db.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {_FORMAT}; COMMIT;")
        db.execute("SELECT count(*) FROM documents").fetchone()
    except BaseException:
        db.close()
        raise
    return db
