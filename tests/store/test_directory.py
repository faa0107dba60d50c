"""The store's folder: what is refused and why, locks between real processes, crashes."""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store.directory import MARKER
from kg.store.documents import documents, put, records
from kg.store.migrations import FORMAT
from kg.store.oxigraph import memory_store, open_store, read_store
from kg.store.validate import problems
from tests.store.records import newer, small_record

ROOT = Path(__file__).parents[2]
NOBODY = 65534

WRITER = """
import sys
from pathlib import Path
from kg.store.documents import put
from kg.store.oxigraph import open_store
from tests.store.test_directory import stream, now
with open_store(Path(sys.argv[1])) as store:
    print("ready", flush=True)
    for record in stream():
        print(record.document.id, put(store, record, ended=now()), flush=True)
    store.flush()
"""

HOLDER = """
import sys, time
from pathlib import Path
from kg.store.oxigraph import open_store, read_store
with (open_store if sys.argv[2] == "write" else read_store)(Path(sys.argv[1])) as store:
    print("ready", flush=True)
    sys.stdin.read()
"""


def now():
    import datetime

    return datetime.datetime.now(datetime.UTC)


def stream():
    """Documents without end: each new, then replaced by a newer extraction of it."""
    number = 0
    while True:
        yield small_record(f"d{number:04}")
        yield newer(small_record(f"d{number // 2:04}", title="again"))
        number += 1


@contextlib.contextmanager
def python(code, *arguments):
    """A real process that runs ``code``, ready when it says so, gone at the end."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    try:
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def path(tmp_path):
    """Where a store with one document is; nobody has it open."""
    with open_store(tmp_path / "store") as store:
        put(store, small_record())
    return tmp_path / "store"


def openings():
    return pytest.mark.parametrize("opening", [open_store, read_store])


class TestOpening:
    def test_what_was_stored_is_there_again(self, path):
        for opening in (open_store, read_store, open_store):
            with opening(path) as store:
                assert [d.id for d in documents(store)] == ["small"]
                assert store.name == str(path)

    def test_a_missing_or_empty_folder_becomes_a_store(self, tmp_path):
        (tmp_path / "empty").mkdir()
        for name in ("empty", "new", "deep/er"):
            open_store(tmp_path / name).close()
            facts = json.loads((tmp_path / name / MARKER).read_text(encoding="utf-8"))
            assert facts["format"] == FORMAT
        assert sorted(p.name for p in tmp_path.iterdir()) == ["deep", "empty", "new"]

    def test_reading_never_creates(self, tmp_path):
        with pytest.raises(StoreError, match="nowhere: there is no store"):
            read_store(tmp_path / "nowhere")
        with pytest.raises(StoreError, match="nowhere: there is no store"):
            open_store(tmp_path / "nowhere", create=False)
        (tmp_path / "empty").mkdir()
        with pytest.raises(StoreError, match="empty: not a store"):
            read_store(tmp_path / "empty")
        assert list((tmp_path / "empty").iterdir()) == []

    @openings()
    def test_a_folder_of_other_things_is_left_alone(self, tmp_path, opening):
        (tmp_path / "notes.txt").write_text("mine")
        with pytest.raises(StoreError, match=f"{tmp_path}: not a store"):
            opening(tmp_path)
        assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]

    @openings()
    def test_a_file_is_not_a_store(self, tmp_path, opening):
        (tmp_path / "file").write_text("mine")
        with pytest.raises(StoreError, match="file: not a store but a file"):
            opening(tmp_path / "file")
        with pytest.raises(StoreError, match="file"):
            opening(tmp_path / "file" / "below")

    @openings()
    def test_another_base_is_refused(self, path, opening):
        with pytest.raises(
            StoreError, match=r"store: its IRIs start with https://w3id.org/ckg/id/"
        ):
            opening(path, "https://example.org/")

    @openings()
    def test_another_format_is_refused(self, path, opening):
        facts = json.loads((path / MARKER).read_text(encoding="utf-8"))
        (path / MARKER).write_text(json.dumps({**facts, "format": 99}), encoding="utf-8")
        with pytest.raises(StoreError, match="store format 99"):
            opening(path)

    @openings()
    @pytest.mark.parametrize("content", ["", '{"format": 1', "[]", "{}", "\x00", "null"])
    def test_a_damaged_marker_is_refused(self, path, opening, content):
        (path / MARKER).write_text(content, encoding="utf-8")
        with pytest.raises(StoreError, match=rf"{MARKER}: damaged"):
            opening(path)

    @openings()
    def test_missing_data_is_not_an_empty_store(self, path, opening):
        (path / "quads").rename(path / "elsewhere")
        with pytest.raises(StoreError, match="'quads' is missing"):
            opening(path)

    @openings()
    def test_damaged_data_is_an_error_and_leaves_no_lock(self, path, opening):
        current = path / "quads" / "CURRENT"
        good = current.read_bytes()
        current.write_bytes(b"nonsense\n")
        with pytest.raises(StoreError, match="store: "):
            opening(path)
        current.write_bytes(good)
        opening(path).close()


class TestLocks:
    @openings()
    def test_nobody_opens_a_store_that_is_written_to(self, path, opening):
        locked = pytest.raises(StoreError, match=r"store: locked, it is .* by another process")
        with python(HOLDER, path, "write"), locked:
            opening(path)
        opening(path).close()

    def test_readers_share_and_keep_writers_out(self, path):
        with python(HOLDER, path, "read"):
            with read_store(path) as store:
                assert len(documents(store)) == 1
            with pytest.raises(StoreError, match="locked"):
                open_store(path)
        open_store(path).close()

    def test_within_one_process_too(self, path):
        with open_store(path), pytest.raises(StoreError, match="locked"):
            read_store(path)
        open_store(path).close()

    def test_a_view_does_not_keep_a_closed_store_open(self, path):
        with open_store(path) as store:
            view = store.dataset()
        with pytest.raises(StoreError, match="closed"):
            len(view)
        open_store(path).close()

    def test_reading_stores_refuse_changes(self, path):
        with read_store(path) as store, pytest.raises(StoreError, match="read"):
            put(store, small_record("other"))

    def test_a_forked_child_may_not_use_its_parents_store(self, path):
        with open_store(path) as store:
            child = os.fork()
            if child == 0:
                try:
                    put(store, small_record("lost"))
                except StoreError as error:
                    os._exit(42 if "another process" in str(error) else 1)
                os._exit(0)
            _, status = os.waitpid(child, 0)
            assert os.waitstatus_to_exitcode(status) == 42
            put(store, small_record("kept"))
            assert [d.id for d in documents(store)] == ["kept", "small"]


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody without permission")
def test_folders_without_permission():
    code = """
import os, sys
from pathlib import Path
from kg.errors import StoreError
from kg.store.documents import documents
from kg.store.oxigraph import open_store, read_store
os.setuid(int(sys.argv[2]))
path = Path(sys.argv[1])
with read_store(path) as store:
    assert len(documents(store)) == 1
for opening in (lambda: open_store(path), lambda: open_store(path.parent / "new")):
    try:
        opening()
    except StoreError as error:
        print(error)
"""
    # pytest's own folders are closed to everybody else.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store"
        with open_store(path) as store:
            put(store, small_record())
        Path(folder).chmod(0o755)
        done = subprocess.run(
            [sys.executable, "-c", code, str(path), str(NOBODY)],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        f"{path}: no permission to write",
        f"{folder}/new: Permission denied",
    ]


@pytest.mark.slow
def test_killing_the_writer_leaves_every_document_complete_or_absent(tmp_path):
    dice = random.Random(20220110)
    path = tmp_path / "store"
    known = {}
    for turn in range(20):
        with python(WRITER, path) as writer:
            outcome = ""
            while turn % 2 and outcome != "added":  # a slow machine gets on, too
                document, outcome = writer.stdout.readline().split()
                known[document] = None
            time.sleep(dice.uniform(0, 0.6))
            writer.send_signal(signal.SIGKILL)
            told, _ = writer.communicate()
        with read_store(path) as store:
            found = {one.document.id: one for one in records(store)}
            assert list(problems(store, shapes=False)) == []
        # What the writer said it had done (the last line may be cut off) is there.
        known |= {line.split()[0]: None for line in told.splitlines(keepends=True)[:-1]}
        assert known.keys() <= found.keys()
    assert len(known) >= 10


def test_an_update_is_all_or_nothing():
    """What the disk and memory stores rely on: an update request is one transaction."""
    native = memory_store().native()
    with pytest.raises(RuntimeError, match="does not exist"):
        native.update("INSERT DATA { GRAPH <a:g> { <a:s> <a:p> 1 } } ; DROP GRAPH <a:missing>")
    assert len(native) == 0
