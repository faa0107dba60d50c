"""kg backup, restore, dump, load, migrate: with right and wrong input."""

import gzip
import shutil
import subprocess
import sys

import pytest

from kg.store.documents import put
from kg.store.oxigraph import open_store
from kg.store.relations import relate
from tests.store.records import small_record
from tests.store.test_migrations import marker, written_by


@pytest.fixture
def path(tmp_path):
    with open_store(tmp_path / "kg") as store:
        for name in "ab":
            put(store, small_record(name))
        relate(store)
    return tmp_path / "kg"


def exported(kg, path):
    return kg("export", "--as", "nquads", "--store", path).out


def test_a_backup_is_restored(kg, path, tmp_path):
    before = exported(kg, path)
    assert kg("backup", tmp_path / "copy", "--store", path).code == 0
    assert kg("rm", "a", "--store", path).code == 0
    done = kg("restore", tmp_path / "copy", "--store", path)
    assert (done.code, done.err) == (1, f"error: {path}: exists already\n")
    shutil.rmtree(path)
    assert kg("restore", tmp_path / "copy", "--store", path).code == 0
    assert exported(kg, path) == before
    assert kg("validate", "--store", path).code == 0


@pytest.mark.parametrize("name", ["all.nq", "all.nq.gz"])
def test_a_dump_is_loaded_into_a_new_store_and_into_one_with_documents(kg, path, tmp_path, name):
    assert kg("dump", "--store", path, "-o", tmp_path / name).code == 0
    packed = (tmp_path / name).read_bytes()
    assert packed.startswith(b"\x1f\x8b") == name.endswith(".gz")
    before = exported(kg, path)
    done = kg("load", tmp_path / name, "--store", tmp_path / "new")
    assert (done.code, done.err) == (0, f"2 documents; {tmp_path / 'new'}\n")
    assert exported(kg, tmp_path / "new") == before
    assert kg("rm", "a", "--store", path).code == 0
    assert kg("load", tmp_path / name, "--store", path).code == 0
    assert exported(kg, path) == before
    assert kg("validate", "--store", path).code == 0


def test_loading_what_is_broken_or_missing_changes_nothing(kg, path, tmp_path):
    before = exported(kg, path)
    (tmp_path / "bad.nq.gz").write_bytes(gzip.compress(b"<a:b> <a:b>"))
    for store in (path, tmp_path / "new"):
        done = kg("load", tmp_path / "bad.nq.gz", "--store", store)
        assert done.code == 1
        assert done.err.startswith(f"error: {tmp_path / 'bad.nq.gz'}: ")
        done = kg("load", tmp_path / "none", "--store", store)
        assert (done.code, done.err) == (1, f"error: {tmp_path / 'none'}: there is no such file\n")
        done = kg("load", tmp_path, "--store", store)
        assert done.code == 1
    assert exported(kg, path) == before
    assert not (tmp_path / "new").exists()


def test_only_a_folder_is_backed_up(kg, tmp_path):
    done = kg("backup", tmp_path / "copy", "--store", ":memory:")
    assert done.code == 1
    assert "only a store in a folder" in done.err
    done = kg("backup", tmp_path / "copy", "--store", tmp_path / "none")
    assert (done.code, done.err) == (1, f"error: {tmp_path / 'none'}: there is no store\n")


def test_an_older_store_is_migrated(kg, tmp_path):
    old = written_by("1", tmp_path / "old")
    done = kg("audit", "--store", old)
    assert done.code == 1
    assert "kg migrate" in done.err
    assert kg("migrate", "--store", old).code == 0
    assert kg("audit", "--store", old).code == 0
    assert marker(old)["format"] == 2
    done = kg("migrate", "--store", written_by("1-first-layout", tmp_path / "older"))
    assert done.code == 1
    assert "build a new store from the articles" in done.err


def test_a_bundle_checks_itself(kg, path, tmp_path):
    done = kg("bundle", tmp_path / "evidence", "--store", path, "-d", "a")
    assert done.code == 0
    fingerprint = done.out.strip()
    script = [sys.executable, tmp_path / "evidence" / "verify.py", "--fingerprint", fingerprint]
    told = subprocess.run(script, capture_output=True, text=True, check=True).stdout
    assert told == f"fingerprint {fingerprint}\nvalid: 5 statements\n"
    again = kg("bundle", tmp_path / "evidence", "--store", path)
    assert (again.code, again.err) == (1, f"error: {tmp_path / 'evidence'}: exists already\n")
    unknown = kg("bundle", tmp_path / "other", "--store", path, "-d", "nothing")
    assert unknown.code == 1
    assert "no document 'nothing'" in unknown.err
