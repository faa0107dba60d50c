"""A store that was found valid is valid as long as it is the same; any change is seen."""

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, URIRef

from kg.rdf.vocabulary import CKG
from kg.store import seal
from kg.store.documents import put, remove
from kg.store.index import NAME as INDEX
from kg.store.interface import Change
from kg.store.oxigraph import memory_store, open_store, read_store
from kg.store.problem import Problem
from kg.store.relations import relate
from kg.store.seal import state_of, unsealed_problems
from kg.store.validate import problems
from tests.store.records import small_record
from tests.store.test_validate import DAMAGE, ENDED, add, graph_of

TYPED = ox.Literal("5", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
IN_ENGLISH = ox.Literal("5", language="en")
EXAMINED = Problem("", "", "examined")
MORE = {
    "a word in a graph of somebody's own": add(
        URIRef("a:s"), URIRef("a:p"), URIRef("a:o"), URIRef("a:g")
    ),
    "a fact in a graph of somebody's own": add(URIRef("a:s"), RDF.type, CKG.Claim, URIRef("a:g")),
}


@pytest.fixture(scope="module")
def template(tmp_path_factory, seed_record):
    path = tmp_path_factory.mktemp("sealed") / "store"
    with open_store(path) as store:
        for one in (seed_record, small_record("a"), small_record("b")):
            put(store, one, ended=ENDED)
        relate(store)
        store.search("anything")
    with read_store(path) as store:
        assert list(unsealed_problems(store)) == []
    return path


@pytest.fixture
def folder(template, tmp_path):
    """A store that has been validated, to be changed."""
    return shutil.copytree(template, tmp_path / "store")


@pytest.fixture
def looked(monkeypatch):
    """Makes an examination say that there is one."""
    monkeypatch.setattr(seal, "problems", lambda store: iter([EXAMINED]))


@pytest.mark.usefixtures("looked")
def test_what_is_the_same_is_not_examined_again(folder):
    for opened in (read_store, open_store, read_store):
        with opened(folder) as store:
            assert list(unsealed_problems(store)) == []


@pytest.mark.usefixtures("looked")
def test_the_same_quads_in_other_files_are_sealed_anew(folder, monkeypatch):
    with open_store(folder) as store:
        store.native().optimize()
        store.flush()
    with read_store(folder) as store:
        before = (folder / seal.NAME).read_text()
        assert list(unsealed_problems(store)) == []
        after = (folder / seal.NAME).read_text()
        assert [a == b for a, b in zip(before.split(), after.split(), strict=True)] == [True, False]
        monkeypatch.setattr(seal, "state_of", None)  # the files say enough
        assert list(unsealed_problems(store)) == []


@pytest.mark.usefixtures("looked")
def test_any_byte_of_the_files_counts(folder, monkeypatch):
    monkeypatch.setattr(seal, "state_of", lambda store: "another one")
    some = [one for one in (folder / "quads").iterdir() if one.suffix in {".sst", ".log"}]
    with read_store(folder) as store:
        assert list(unsealed_problems(store)) == []
        for file in filter(lambda one: one.stat().st_size, some):
            content = file.read_bytes()
            file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
            assert list(unsealed_problems(store)) == [EXAMINED], file
            file.write_bytes(content)
        (folder / "quads" / "another.sst").touch()
        assert list(unsealed_problems(store)) == [EXAMINED]


@pytest.mark.parametrize("damage", [*DAMAGE.values(), *MORE.values()], ids=[*DAMAGE, *MORE])
def test_any_change_is_examined(folder, damage):
    with open_store(folder) as store:
        before, change = state_of(store), damage(store)
        store.apply(change)
        assert state_of(store) != before
        found = list(unsealed_problems(store))
        assert found == list(problems(store))
    with read_store(folder) as store:
        assert list(unsealed_problems(store)) == found
    with open_store(folder) as store:
        store.stored_index()  # which follows from now on
        store.apply(Change(remove=change.add, add=change.remove))
        assert state_of(store) == before


def test_every_quad_counts(folder):
    with open_store(folder) as store:
        before, native = state_of(store), store.native()
        whole = list(native.quads_for_pattern(None, None, None, ox.NamedNode(graph_of(store))))
        for quad in whole:
            native.remove(quad)
            assert state_of(store) != before, quad
            native.add(quad)
        assert state_of(store) == before


@pytest.mark.parametrize(
    "other",
    [
        *[("a:s", "a:p", value, "a:g") for value in (TYPED, IN_ENGLISH, "<a:5>", "5\t6", "")],
        ("a:s", "a:p", ox.NamedNode("a:5"), "a:g"),
        ("a:other", "a:p", "5", "a:g"),
        ("a:s", "a:other", "5", "a:g"),
        ("a:s", CKG.source, "5", "a:g"),
        ("a:s", CKG.cue, "5", "a:g"),
        ("a:s", "a:p", "5", "a:other"),
    ],
)
def test_every_term_counts_with_its_kind(other):
    states = set()
    for subject, predicate, value, graph in (("a:s", "a:p", "5", "a:g"), other):
        term = ox.Literal(value) if isinstance(value, str) else value
        nodes = map(ox.NamedNode, (subject, predicate, graph))
        with memory_store() as store:
            store.native().add(ox.Quad(next(nodes), next(nodes), term, next(nodes)))
            states.add(state_of(store))
    assert len(states) == 2


@pytest.mark.parametrize(
    "quad",
    [
        ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.Literal("v"), ox.BlankNode("g")),
        ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.Literal("v"), ox.DefaultGraph()),
    ],
)
def test_what_has_no_name_is_never_sealed(folder, quad):
    with open_store(folder) as store:
        store.native().add(quad)
        assert state_of(store) is None
        assert list(unsealed_problems(store))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE claims SET text = 'something else' WHERE id = 1",
        "DELETE FROM claims WHERE id = 1",
        "UPDATE sources SET attributions = attributions + 1",
        "UPDATE sources SET label = 'Somebody Else'",
    ],
)
def test_a_changed_index_is_examined(folder, change):
    with contextlib.closing(sqlite3.connect(folder / INDEX)) as index, index:
        index.execute(change)
    with read_store(folder) as store:
        assert any("index" in one.message for one in unsealed_problems(store))


@pytest.mark.usefixtures("looked")
@pytest.mark.parametrize("decides", ["_program", "base"])
def test_a_seal_of_another_program_does_not_count(folder, monkeypatch, decides):
    if decides == "_program":
        monkeypatch.setattr(seal, "_program", lambda: "another one")
    with read_store(folder) as store:
        if decides == "base":
            store._base = "https://example.org/"
        assert list(unsealed_problems(store)) == [EXAMINED]


@pytest.mark.usefixtures("looked")
@pytest.mark.parametrize("content", [b"", b"0" * 128, b"\xff\xfe", b"\n\n", b"1\n2\n3"])
def test_a_broken_seal_does_not_count(folder, content):
    (folder / seal.NAME).write_bytes(content)
    with read_store(folder) as store:
        assert list(unsealed_problems(store)) == [EXAMINED]


def test_only_what_is_valid_is_sealed(folder):
    (folder / seal.NAME).unlink()
    with open_store(folder) as store:
        change = DAMAGE["a claim"](store)
        store.apply(change)
        assert list(unsealed_problems(store))
        assert not (folder / seal.NAME).exists()
        store.apply(Change(add=change.remove))
        assert list(unsealed_problems(store)) == []
        assert (folder / seal.NAME).read_text() == f"{state_of(store)}\n\n"  # files are changing
    with read_store(folder) as store:
        assert list(unsealed_problems(store)) == []
        files = seal.files_of(store)
        assert (folder / seal.NAME).read_text() == f"{state_of(store)}\n{files}\n"
        assert files


def test_an_examination_that_is_left_seals_nothing(folder):
    (folder / seal.NAME).unlink()
    with open_store(folder) as store:
        store.apply(DAMAGE["a claim"](store))
        next(unsealed_problems(store))
    assert not (folder / seal.NAME).exists()


def test_a_folder_that_cannot_be_written_to_is_not_sealed(folder, monkeypatch):
    (folder / seal.NAME).unlink()

    def refused(*_, **__):
        raise PermissionError

    monkeypatch.setattr(Path, "write_text", refused)
    with read_store(folder) as store:
        assert list(unsealed_problems(store)) == []
    assert {one.name for one in folder.iterdir()} >= {"quads", INDEX}
    assert not [one for one in folder.iterdir() if seal.NAME in one.name]


def test_nothing_is_left_of_a_seal_that_cannot_be_set(folder):
    (folder / seal.NAME).unlink()
    (folder / seal.NAME).mkdir()
    before = {one.name for one in folder.iterdir()}
    with read_store(folder) as store:
        assert list(unsealed_problems(store)) == []
    assert {one.name for one in folder.iterdir()} - {f"{INDEX}-shm", f"{INDEX}-wal"} <= before


def test_the_way_to_it_does_not_matter(seed_record, tmp_path):
    """The engine's order follows from what is stored, not from when it came."""
    some = [seed_record, small_record("a"), small_record("b")]
    states = set()
    for number, order in enumerate((some, some[::-1])):
        with open_store(tmp_path / str(number)) as store:
            for one in order:
                put(store, one, ended=ENDED)
            put(store, small_record("c"), ended=ENDED)
            remove(store, "c")
            states.add(state_of(store))
    assert len(states) == 1


def test_a_store_in_memory_has_no_seal():
    with memory_store() as store:
        put(store, small_record("a"))
        assert list(unsealed_problems(store)) == []
        store.apply(DAMAGE["a claim"](store))
        assert list(unsealed_problems(store)) == list(problems(store)) != []
