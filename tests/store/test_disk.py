"""Disks that are full, cannot be written to, or have cut off files: an error, and nothing lost."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store.documents import documents, put, records
from kg.store.dump import dump
from kg.store.oxigraph import OxigraphStore, memory_store, open_store, read_store
from kg.store.validate import problems
from tests.store.records import small_record

ROOT = Path(__file__).parents[2]

FILLER = """
import resource, sys
from pathlib import Path
from kg.errors import StoreError
from kg.store.documents import put
from kg.store.oxigraph import open_store
from tests.store.records import newer, small_record
if sys.argv[2]:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    with open_store(Path(sys.argv[1])) as store:
        for number in range(300):
            put(store, small_record(f"d{number}"))
            print(f"d{number}", flush=True)
except StoreError as error:
    print("error", error)
"""


def filled(path, limit=""):
    """Put documents until it fails: those that were put, and the error."""
    done = subprocess.run(
        [sys.executable, "-c", FILLER, str(path), str(limit)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    *told, last = done.stdout.splitlines()
    assert last.startswith(f"error {path}: "), last
    return set(told), last


def is_whole(path, told):
    """Everything that was put is there, in order, and more can be put."""
    with open_store(path) as store:
        assert told <= {one.id for one in documents(store)}
        assert list(problems(store, shapes=False)) == []
        put(store, small_record("after"))
    with read_store(path) as store:
        assert len(store.search("harbour")) == 5 * len(documents(store))
        assert list(problems(store, shapes=False)) == []


@pytest.fixture
def path(tmp_path):
    with open_store(tmp_path / "store") as store:
        for name in "abc":
            put(store, small_record(name))
    return tmp_path / "store"


@pytest.mark.parametrize("limit", [0, 4096, 100_000, 3_000_000])
def test_files_that_may_not_grow(path, limit):
    told, error = filled(path, limit)
    assert "File too large" in error
    assert (len(told) > 3) == (limit > 2_000_000)
    is_whole(path, {"a", "b", "c", *told})


@contextlib.contextmanager
def small_disk(folder, megabytes):
    """A file system of its own; skips where one may not be made."""
    folder.mkdir()
    options = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    mount = shutil.which("mount")
    if os.getuid() != 0 or mount is None or subprocess.run(options, check=False).returncode:
        # CI is root and mounts one; without that right there is no full disk to try.
        pytest.skip("no file system can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.slow
class TestSmallDisk:
    def test_a_full_disk_loses_nothing(self, path, tmp_path):
        with small_disk(tmp_path / "disk", 30) as disk:
            shutil.copytree(path, disk / "store")
            ballast = disk / "ballast"
            ballast.write_bytes(b"x" * 15_000_000)
            told, error = filled(disk / "store")
            assert "No space left" in error
            assert told
            with read_store(disk / "store") as store:
                assert told <= {one.id for one in documents(store)}
                assert len(store.search("harbour")) == 5 * len(documents(store))
            ballast.unlink()
            is_whole(disk / "store", {"a", "b", "c", *told})

    def test_neither_half_a_copy_nor_half_a_load(self, tmp_path):
        whole = memory_store()
        for number in range(200):
            put(whole, small_record(f"d{number}"))
        with (tmp_path / "dump.nq").open("wb") as stream:
            dump(whole, stream)
        kg = Path(sys.executable).parent / "kg"
        subprocess.run(
            [kg, "load", tmp_path / "dump.nq", "--store", tmp_path / "store"], check=True
        )
        with small_disk(tmp_path / "disk", 2) as disk:
            for command in (
                ("load", tmp_path / "dump.nq", "--store", disk / "new"),
                ("backup", disk / "new", "--store", tmp_path / "store"),
                ("bundle", disk / "new", "--store", tmp_path / "store"),
                ("dump", "-o", disk / "new", "--store", tmp_path / "store"),
                ("export", "--as", "trig", "-o", disk / "new", "--store", tmp_path / "store"),
            ):
                done = subprocess.run([kg, *command], capture_output=True, text=True, check=False)
                assert done.returncode == 1, command
                assert done.stderr.startswith("error: "), done.stderr
                assert "No space left" in done.stderr
                assert "Traceback" not in done.stderr
                assert list(disk.iterdir()) == []

    def test_a_disk_that_is_only_to_be_read(self, path, tmp_path):
        with small_disk(tmp_path / "disk", 12) as disk:
            shutil.copytree(path, disk / "store")
            subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
            with read_store(disk / "store") as store:
                assert len(store.search("harbour")) == 15
                assert list(problems(store, shapes=False)) == []
            for target in (disk / "store", disk / "new"):
                with pytest.raises(StoreError, match=rf"{target}: (no permission|Read-only)"):
                    open_store(target)


def cut(file, size):
    file.write_bytes(file.read_bytes()[:size])


@pytest.mark.parametrize("rest", [0, 0.5, -1])
def test_files_that_are_cut_off(path, tmp_path, rest):
    """Tables and lists of them: an error that names the store; what can be derived is."""
    with open_store(path) as store:
        put(store, small_record("d"))
        store.flush()
    for file in sorted(one for one in path.rglob("*") if one.is_file()):
        size = file.stat().st_size
        to = int(size * rest) if rest >= 0 else size - 1
        if file.suffix == ".log" or to < 0:
            continue  # a log: below
        copy = tmp_path / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(path, copy)
        cut(copy / file.relative_to(path), to)
        for opening in (read_store, open_store):
            if error := error_of(opening, copy):
                assert error.startswith(str(copy)), file.name
                assert file.suffix == ".sst" or file.name.startswith(("MANI", "CURR", "store"))


def error_of(opening, path):
    """Why a store cannot be opened or read; "" when it can, and is complete."""
    try:
        with opening(path) as store:
            assert len(list(records(store))) == 4
            assert len(store.search("harbour")) == 20
            assert list(problems(store, shapes=False)) == []
    except StoreError as error:
        return str(error)
    return ""


KILLED = """
import os, signal, sys
from pathlib import Path
from kg.store.documents import put, remove
from kg.store.oxigraph import open_store
from tests.store.records import newer, small_record
store = open_store(Path(sys.argv[1]))
store.flush()
put(store, small_record("d"))
put(store, newer(small_record("b"), "2"))
remove(store, "a")
put(store, small_record("e"))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def killed(path):
    """A store as a program leaves it that was killed after it had changed four documents."""
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    return path


def logs(path):
    """The engine's logs, the latest last."""
    return sorted((path / "quads").glob("*.log"), key=lambda log: int(log.stem))


def test_a_program_that_was_killed_has_lost_nothing(killed):
    for opening in (read_store, open_store, read_store):
        with opening(killed) as store:
            assert [one.document.id for one in records(store)] == ["b", "c", "d", "e"]
            assert list(problems(store, shapes=False)) == []


@pytest.mark.parametrize(
    ("rest", "gone"),
    [(-10, "e (put)"), (0, "d (put), b (put), a (removed), e (put)")],
)
@pytest.mark.parametrize("opening", [read_store, open_store])
def test_a_log_that_is_cut_off_is_told(killed, opening, rest, gone):
    """The engine takes the transactions before the cut, and says nothing of those behind it."""
    log = logs(killed)[-1]
    cut(log, log.stat().st_size + rest if rest else 0)
    with pytest.raises(StoreError) as error:
        opening(killed)
    assert str(error.value).startswith(f"{killed}: the last changes of ")
    assert f" is cut off or missing: {gone}; restore a backup" in str(error.value)
    # Who knows goes on with whole documents, and makes the others again.
    (killed / "journal").unlink()
    with open_store(killed) as store:
        assert list(problems(store, shapes=False)) == []
        names = [one.document.id for one in records(store)]
        assert names == (["b", "c", "d"] if rest else ["a", "b", "c"])
        put(store, small_record("e"))
        assert len(store.search("harbour")) == 5 * (len(names) + 1)


def test_a_log_that_is_missing_is_told(killed):
    for log in logs(killed):
        log.unlink()
    with pytest.raises(StoreError, match="the last changes of 4 documents were made and are gone"):
        read_store(killed)


def test_a_flush_brings_everything_to_the_disk(path):
    with open_store(path) as store:
        put(store, small_record("d"))
        store.flush()
    for log in logs(path):
        cut(log, 0)
    with read_store(path) as store:
        assert [one.document.id for one in records(store)] == ["a", "b", "c", "d"]


def test_who_closes_a_store_leaves_no_log_to_be_gone_through(path):
    with open_store(path) as store:
        put(store, small_record("d"))
        assert (path / "journal").stat().st_size
    assert (path / "journal").stat().st_size == 0
    for log in logs(path):
        cut(log, 0)
    with read_store(path) as store:
        assert [one.document.id for one in records(store)] == ["a", "b", "c", "d"]


def test_what_a_killed_program_left_is_brought_to_the_disk_by_the_next_writer(killed):
    with read_store(killed):
        pass
    assert (killed / "journal").stat().st_size
    with open_store(killed):
        pass
    assert (killed / "journal").stat().st_size == 0
    for log in logs(killed):
        cut(log, 0)
    with read_store(killed) as store:
        assert [one.document.id for one in records(store)] == ["b", "c", "d", "e"]


def test_a_store_that_cannot_be_flushed_is_closed_all_the_same(path, monkeypatch):
    def full(store):
        raise StoreError(f"{store.name}: No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(OxigraphStore, "flush", full)
        with open_store(path) as store:
            put(store, small_record("d"))
    assert (path / "journal").stat().st_size
    with open_store(path) as store:
        assert [one.document.id for one in records(store)] == ["a", "b", "c", "d"]
