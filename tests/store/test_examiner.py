"""Several processes find what one does, also when one of them ends before its time."""

import shutil
import subprocess
import sys

import pytest

from kg.store import examiner
from kg.store.documents import put
from kg.store.examiner import examine_all
from kg.store.oxigraph import memory_store, open_store, read_store
from kg.store.relations import relate
from kg.store.share import Task, document_graphs, examine
from kg.store.validate import problems
from tests.store.records import small_record
from tests.store.test_validate import DAMAGE, ENDED

WHOLE = {"related": True, "shapes": True}


@pytest.fixture(scope="module")
def template(tmp_path_factory, seed_record):
    path = tmp_path_factory.mktemp("shared") / "store"
    with open_store(path) as store:
        for one in (seed_record, *map(small_record, "abcd")):
            put(store, one, ended=ENDED)
        relate(store)
        store.search("anything")
    return path


@pytest.fixture
def folder(template, tmp_path):
    return shutil.copytree(template, tmp_path / "store")


@pytest.fixture
def started(monkeypatch):
    """Lets three processes share what is too little for two; those that were started."""
    processes = []

    class Noted(subprocess.Popen):
        def __init__(self, *arguments, **options):
            super().__init__(*arguments, **options)
            processes.append(self)

    monkeypatch.setattr(examiner, "_WORTH", 1)
    monkeypatch.setattr(examiner, "_processors", lambda: 3)
    monkeypatch.setattr(subprocess, "Popen", Noted)
    return processes


def plain(share):
    """What can be compared: statements in an order that does not matter."""
    seen = share.seen
    names = (seen.uses.names, seen.uses.documents, seen.uses.calls)
    derived = (seen.referents, seen.doubtful, seen.activities)
    statements = sorted(seen.statements, key=lambda one: one.key)
    return share.sound, seen.quads, names, derived, statements


def test_shares_are_all_there_is(folder, started):
    with read_store(folder) as store:
        alone = examine(store, Task(**WHOLE))
        shared = examine_all(store, **WHOLE)
        assert len(started) == 2
        assert plain(shared) == plain(alone)
        assert sorted(shared.sound) == document_graphs(store)
        assert len(shared.seen.statements) > len(shared.sound)
        assert list(problems(store)) == []
    assert all(one.poll() is not None for one in started)


@pytest.mark.parametrize("name", list(DAMAGE)[::4])
def test_damage_is_found_by_several(folder, started, name):
    with open_store(folder) as store:
        store.apply(DAMAGE[name](store))
        alone = list(problems(store))
    assert not started  # nobody else may read while one writes
    with read_store(folder) as store:
        assert list(problems(store)) == alone != []
    assert started


@pytest.mark.parametrize("way", ["killed", "not found", "no program"])
def test_a_process_that_ends_early_is_made_up_for(folder, started, monkeypatch, way):
    with read_store(folder) as store:
        alone = examine(store, Task(**WHOLE))
        if way == "killed":

            def late(store, task):
                for one in started:
                    one.kill()
                return examine(store, task)

            monkeypatch.setattr(examiner, "examine", late)
        elif way == "not found":
            monkeypatch.setattr(examiner, "environment", lambda: {"PYTHONPATH": "/nowhere"})
        else:
            monkeypatch.setattr(sys, "executable", shutil.which("true"))
        assert plain(examine_all(store, **WHOLE)) == plain(alone)


def test_a_small_store_is_examined_by_one(folder, monkeypatch):
    monkeypatch.setattr(examiner, "_process", None)
    with read_store(folder) as store:
        assert len(examine_all(store, **WHOLE).sound) == len(document_graphs(store))
    with memory_store() as store:
        assert not examine_all(store, **WHOLE).sound


def test_the_others_end_when_one_is_interrupted(folder, started, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(examiner, "examine", interrupted)
    with read_store(folder) as store, pytest.raises(KeyboardInterrupt):
        examine_all(store, **WHOLE)
    assert len(started) == 2
    assert all(one.poll() is not None for one in started)
