"""The file of the index: its tables, how it is opened and copied."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from kg.errors import StoreError

FORMAT = 3
"""An index of another one is made anew."""

TABLES = """
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
CREATE INDEX most_quoted ON totals (attributions DESC, label, agent, kind, documents);
CREATE TABLE related (document TEXT PRIMARY KEY, extraction TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE statements (
    id INTEGER PRIMARY KEY, statement TEXT NOT NULL UNIQUE, document TEXT NOT NULL);
CREATE INDEX statements_of ON statements (document);
CREATE TABLE keys (key INTEGER, statement INTEGER, PRIMARY KEY (key, statement)) WITHOUT ROWID;
CREATE INDEX keys_of ON keys (statement);
CREATE TABLE rules (hash TEXT NOT NULL);
"""


def opened(path: Path | None) -> sqlite3.Connection:
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
        if version not in (0, FORMAT):
            raise sqlite3.DatabaseError(f"format {version}")
        if version == 0:
            db.executescript(f"BEGIN; {TABLES} PRAGMA user_version = {FORMAT}; COMMIT;")
        if not _whole(db, name):
            raise sqlite3.DatabaseError("cut off")
        db.execute("SELECT count(*) FROM documents").fetchone()
    except BaseException:
        db.close()
        raise
    return db


def _whole(db: sqlite3.Connection, name: str) -> bool:
    """Whether a file has all of its pages, in itself or in the log beside it."""
    if name == ":memory:" or Path(f"{name}-wal").exists():
        return True
    (pages,), (size,) = (db.execute(f"PRAGMA page_{one}").fetchone() for one in ("count", "size"))
    return bool(Path(name).stat().st_size >= pages * size)


def copy_into(db: sqlite3.Connection, path: Path) -> None:
    """Put into an empty index what is in a file of this format, which is not written to.

    What is in a log beside the file is left out, since reading it needs to write. sqlite3.Error
    when the file cannot be read.
    """
    source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    with contextlib.closing(source):
        if source.execute("PRAGMA user_version").fetchone() == (FORMAT,):
            source.backup(db)


def copy_file(path: Path, target: Path) -> None:
    """Copy an index that others may be using; sqlite3.Error when it cannot be."""
    source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    with contextlib.closing(source), contextlib.closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


@contextlib.contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All of what is done inside, or nothing. ``db`` is in autocommit mode."""
    try:
        db.execute("BEGIN IMMEDIATE")
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
