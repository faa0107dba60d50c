"""The index of texts and counts: always what the store says, whatever happened to it."""

import contextlib
import sqlite3

import pytest
from rdflib import SDO, Literal, URIRef

from kg.query import review, statements
from kg.query.catalogue import load_example
from kg.query.run import run
from kg.rdf.iris import Iris
from kg.store.documents import put, remove
from kg.store.index import NAME, Index
from kg.store.interface import Change
from kg.store.oxigraph import memory_store, open_store, read_store
from kg.store.validate import problems
from tests.gold import gold_record
from tests.store.records import newer, small_record, without_attributions

WORDS = [
    "the",
    "HARBOUR would",
    "o",
    "“the",
    "é",
    "%",
    '"',
    "' OR 1",
    "harbour%",
    "terror",
    "",
    "x y",
]


@pytest.fixture
def path(tmp_path):
    """A store with three documents, closed."""
    with open_store(tmp_path / "store") as store:
        for record in (gold_record(), small_record("a"), small_record("b")):
            put(store, record)
    return tmp_path / "store"


def by_scan(store, words):
    """What SPARQL finds without the index."""
    table = run(store, load_example("who-said").text, {"words": words})
    return [row[table.columns.index("attribution")] for row in table.rows]


def counted(store):
    """The counts as live SPARQL has them."""
    rows = run(store, load_example("sources").text).rows
    return sorted((row[0], row[1], row[2], row[3], row[4]) for row in rows)


def agrees(store):
    for words in WORDS:
        found = [row.attribution for row in statements.who_said(store, words)]
        assert found == by_scan(store, words)
    assert sorted(map(tuple, review.source_counts(store))) == counted(store)


@pytest.mark.parametrize("opening", [open_store, read_store])
def test_it_finds_what_a_scan_finds(path, opening):
    with opening(path) as store:
        agrees(store)
        assert len(store.search("harbour")) == 10


def test_it_follows_every_change(path):
    for store in (memory_store(), open_store(path)):
        with store:
            put(store, small_record("c"))
            agrees(store)
            put(store, newer(small_record("c", text=small_record().document.text)))
            assert list(problems(store, shapes=False)) == []  # read the same by another program
            put(store, newer(without_attributions(small_record("c")), "2"))
            agrees(store)
            remove(store, "c")
            agrees(store)
            assert list(problems(store, shapes=False)) == []


def test_an_index_that_is_missing_behind_or_damaged_is_put_right(path):
    def delete(index):
        index.unlink()

    def write_nonsense(index):
        index.write_bytes(b"nonsense" * 1000)

    def forget_a_document(index):
        with sqlite3.connect(index) as db:
            (one,) = db.execute("SELECT min(document) FROM documents").fetchone()
        db.close()
        stale = Index(index)
        with memory_store() as nothing:
            stale.update(nothing, [one])
        stale.close()

    def another_format(index):
        with sqlite3.connect(index) as db:
            db.execute("PRAGMA user_version = 99")
        db.close()

    for harm in (delete, write_nonsense, forget_a_document, another_format):
        harm(path / NAME)
        with read_store(path) as store:
            agrees(store)


def test_a_store_that_grew_without_it_is_caught_up_with(path):
    kept = (path / NAME).read_bytes()
    with open_store(path) as store:
        put(store, small_record("later"))
    (path / NAME).write_bytes(kept)
    with read_store(path) as store:
        assert list(problems(store, shapes=False)) == []
        agrees(store)
    with contextlib.closing(Index(path / NAME)) as index:
        assert len(index.documents()) == 4


@pytest.mark.parametrize("harm", [OSError, sqlite3.OperationalError])
def test_where_nothing_can_be_written_a_copy_in_memory_is_caught_up_with(path, monkeypatch, harm):
    kept = (path / NAME).read_bytes()
    with open_store(path) as store:
        put(store, small_record("later"))
    (path / NAME).write_bytes(kept)
    if harm is OSError:
        monkeypatch.setattr("kg.store.index.os.access", lambda *_: False)
    else:

        def full(*_):
            raise harm("database or disk is full")

        monkeypatch.setattr(Index, "_add", full)
        monkeypatch.setattr(Index, "copied", lambda _: monkeypatch.undo() or Index(None))
    with read_store(path) as store:
        agrees(store)
        assert list(problems(store, shapes=False)) == []
    assert (path / NAME).read_bytes() == kept


def test_validate_sees_what_only_the_index_says(path):
    with sqlite3.connect(path / NAME) as db:
        db.execute("UPDATE totals SET attributions = 99")
        db.execute("UPDATE sources SET attributions = 99")
    db.close()
    with read_store(path) as store:
        told = [problem.message for problem in problems(store, shapes=False)]
    assert told == ["the index of texts and counts has something else of it"] * 3


def test_other_changes_leave_it_alone(path):
    with open_store(path) as store:
        graph = URIRef(f"{store.base}graph/other")
        store.apply(Change(add=((graph, SDO.name, Literal("x"), graph),)))
        store.apply(Change(remove=((graph, SDO.name, Literal("x"), graph),)))
        agrees(store)
        whole = Iris(store.base).document(small_record("a").document)
        store.apply(Change(remove=tuple(store.quads(whole))))
        assert len(store.search("harbour")) == 5
