"""Which claims share something for which they are compared, in SQLite beside a store.

Of the documents whose claims have been set against each other, as they were then: so that one
document more is compared with the few claims that have something in common with its own, and one
document less is known by what it had in common with others. It follows the graph of relations; when
it disagrees with what that says of itself, it is made anew from the documents.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from kg.relations.blocking import Key
from kg.relations.increment import Keyed
from kg.store.sqlite import transaction

_EMPTIED = (
    "DELETE FROM related",
    "DELETE FROM statements",
    "DELETE FROM keys",
    "DELETE FROM rules",
)

Entry = tuple[str, str, Keyed]
"""A document, its extraction, and the keys of its statements."""


class StoredBlocks:
    """The keys of statements in a database with the tables of ``kg.store.sqlite``."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def documents(self, rules: str) -> dict[str, str]:
        """The documents that are in, each with its extraction; none when other rules made it."""
        if self._db.execute("SELECT hash FROM rules").fetchall() != [(rules,)]:
            return {}
        return dict(self._db.execute("SELECT document, extraction FROM related"))

    def members(self, key: Key) -> list[str]:
        """The statements that have a key, sorted."""
        rows = self._db.execute(
            "SELECT s.statement FROM keys JOIN statements s ON s.id = keys.statement WHERE key = ?",
            (key,),
        )
        return sorted(row[0] for row in rows)

    def keys(self, statement: str) -> frozenset[Key]:
        """The keys of a statement."""
        rows = self._db.execute(
            "SELECT key FROM keys JOIN statements s ON s.id = keys.statement WHERE s.statement = ?",
            (statement,),
        )
        return frozenset(row[0] for row in rows)

    def keyed(self, document: str) -> dict[str, frozenset[Key]]:
        """The statements of a document with their keys."""
        rows = self._db.execute(
            "SELECT statement FROM statements WHERE document = ?", (document,)
        ).fetchall()
        return {statement: self.keys(statement) for (statement,) in rows}

    def put(self, entries: Iterable[Entry], gone: Iterable[str] = ()) -> None:
        """Put documents in the place of what was there of them, and take out others."""
        with transaction(self._db):
            self._put(entries, gone)

    def replace(self, entries: Iterable[Entry], rules: str) -> None:
        """Have these documents and no others, keyed by these rules."""
        with transaction(self._db):
            for emptied in _EMPTIED:
                self._db.execute(emptied)
            self._db.execute("INSERT INTO rules VALUES (?)", (rules,))
            self._put(entries, ())

    def _put(self, entries: Iterable[Entry], gone: Iterable[str]) -> None:
        for document in gone:
            self._drop(document)
        for document, extraction, keyed in entries:
            self._drop(document)
            self._db.execute("INSERT INTO related VALUES (?, ?)", (document, extraction))
            for statement, keys in keyed.items():
                added = self._db.execute(
                    "INSERT INTO statements (statement, document) VALUES (?, ?)",
                    (statement, document),
                )
                self._db.executemany(
                    "INSERT INTO keys VALUES (?, ?)", ((key, added.lastrowid) for key in keys)
                )

    def _drop(self, document: str) -> None:
        self._db.execute(
            "DELETE FROM keys WHERE statement IN (SELECT id FROM statements WHERE document = ?)",
            (document,),
        )
        self._db.execute("DELETE FROM statements WHERE document = ?", (document,))
        self._db.execute("DELETE FROM related WHERE document = ?", (document,))
