"""Loading into a store that has documents: all of the files are good or nothing happens."""

import datetime

import pytest
from rdflib import SDO, Literal, URIRef

from kg.errors import StoreError
from kg.query.decisions import merge, rename, split
from kg.rdf.iris import Iris
from kg.store.documents import Outcome, put
from kg.store.dump import dump
from kg.store.export import canonical_nquads
from kg.store.identities import decisions
from kg.store.interface import Change
from kg.store.merge import load_into
from kg.store.oxigraph import memory_store
from kg.store.validate import problems
from tests.store.records import newer, small_record

NOW = datetime.datetime(2024, 2, 3, 4, 5, 6, tzinfo=datetime.UTC)


def holding(*records):
    store = memory_store()
    for one in records:
        put(store, one, ended=NOW)
    return store


def content(store):
    return list(canonical_nquads(store, runs=True))


@pytest.fixture
def file(tmp_path):
    def write(store):
        with (tmp_path / "dump.nq").open("wb") as stream:
            dump(store, stream)
        return [tmp_path / "dump.nq"]

    return write


def test_documents_of_both_sides_make_the_store_of_all(store, file):
    base = store.base
    theirs = memory_store(base)
    for one in (small_record("b"), newer(small_record("c"))):
        put(theirs, one, ended=NOW)
    for one in (small_record("a"), small_record("b"), small_record("c")):
        put(store, one, ended=NOW)
    counts = load_into(file(theirs), store)
    assert counts == {Outcome.UNCHANGED: 1, Outcome.REPLACED: 1}
    whole = memory_store(base)
    for one in (small_record("a"), small_record("b"), newer(small_record("c"))):
        put(whole, one, ended=NOW)
    assert content(store) == content(whole)
    assert list(problems(store, shapes=False)) == []


def test_twice_is_once(file):
    store, theirs = holding(small_record("a")), holding(small_record("b"))
    files = file(theirs)
    load_into(files, store)
    before = content(store)
    assert load_into(files, store) == {Outcome.UNCHANGED: 1}
    assert content(store) == before


def test_what_people_decided_and_wrote_comes_along_once(file):
    store, theirs = holding(small_record("a")), holding(small_record("b"))
    rename(store, "Port Authority", "The Port", NOW)
    merge(theirs, "Port Authority", "The Agency", NOW)
    graph = URIRef(f"{theirs.base}graph/notes")
    theirs.apply(Change(add=((graph, SDO.name, Literal("a note"), graph),)))
    for _ in range(2):
        load_into(file(theirs), store)
        assert [one.number for one in decisions(store)] == [1, 2]
        assert len(list(store.quads(graph))) == 1
        wrong = list(problems(store, shapes=False))
        assert [one for one in wrong if one.document != str(graph)] == []


def test_decisions_that_cannot_stand_together_change_nothing(file):
    store, theirs = holding(small_record("a")), holding(small_record("b"))
    split(store, "Port Authority", "The Agency", NOW)
    merge(theirs, "Port Authority", "The Agency", NOW)
    before = content(store)
    with pytest.raises(StoreError, match="memory: "):
        load_into(file(theirs), store)
    assert content(store) == before


def test_a_damaged_document_changes_nothing(file):
    store, theirs = holding(small_record("a")), holding(small_record("b"), small_record("c"))
    graph = Iris(theirs.base).document(small_record("c").document)
    (text,) = theirs.quads(graph, subject=graph, predicate=SDO.text)
    theirs.apply(Change(remove=(text,)))
    before = content(store)
    with pytest.raises(StoreError, match="is damaged"):
        load_into(file(theirs), store)
    assert content(store) == before
