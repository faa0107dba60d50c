"""Backups: the same store again, that neither shares later changes nor takes long."""

import shutil

import pytest

from kg.errors import StoreError
from kg.store.backup import backup
from kg.store.documents import documents, put, remove
from kg.store.export import canonical_nquads
from kg.store.index import NAME
from kg.store.oxigraph import memory_store, open_store, read_store
from kg.store.validate import problems
from tests.store.records import small_record


def content(store):
    return list(canonical_nquads(store, runs=True))


@pytest.fixture
def path(tmp_path):
    with open_store(tmp_path / "store") as store:
        for name in "abc":
            put(store, small_record(name))
    return tmp_path / "store"


@pytest.mark.parametrize("opening", [open_store, read_store])
def test_a_backup_is_the_same_store(path, tmp_path, opening):
    with opening(path) as store:
        before = content(store)
        backup(store, tmp_path / "deep" / "copy")
    copies = tmp_path / "deep" / "copy", tmp_path / "plain"
    shutil.copytree(*copies)
    for copy in copies:
        with read_store(copy) as copied:
            assert content(copied) == before
            assert list(problems(copied)) == []
            assert len(copied.search("harbour")) == 15
        assert (copy / NAME).exists()
    assert [one.name for one in (tmp_path / "deep").iterdir()] == ["copy"]


def test_what_changes_in_one_does_not_show_in_the_other(path, tmp_path):
    with open_store(path) as store:
        before = content(store)
        backup(store, tmp_path / "copy")
        put(store, small_record("d"))
        remove(store, "a")
        changed = content(store)
    with open_store(tmp_path / "copy") as copy:
        assert content(copy) == before
        for name in "abc":
            remove(copy, name)
        copy.native().optimize()
        assert len(copy) == 0
    with read_store(path) as store:
        assert content(store) == changed
        assert [one.id for one in documents(store)] == ["b", "c", "d"]
        assert list(problems(store)) == []


@pytest.mark.parametrize("opening", [open_store, read_store])
def test_files_are_shared_where_they_can_be(path, tmp_path, opening):
    with open_store(path) as store:
        store.flush()
    with opening(path) as store:
        backup(store, tmp_path / "copy")
    tables = list((tmp_path / "copy" / "quads").glob("*.sst"))
    assert tables
    assert all(table.stat().st_nlink > 1 for table in tables)


def test_it_takes_no_folder_that_is_there(path, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "file").write_text("x")
    with read_store(path) as store:
        for target in (path, tmp_path / "mine", tmp_path / "mine" / "file"):
            with pytest.raises(StoreError, match=f"{target}: exists already"):
                backup(store, target)
    assert (tmp_path / "mine" / "file").read_text() == "x"


def test_only_folders_have_backups(tmp_path):
    with (
        memory_store() as store,
        pytest.raises(StoreError, match="memory: only a store in a folder"),
    ):
        backup(store, tmp_path / "copy")
