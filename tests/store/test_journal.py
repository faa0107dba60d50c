"""The journal of changes since the last flush: what it takes for lost, and what not."""

import ast
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.rdf.iris import Iris
from kg.store.documents import put, records, remove
from kg.store.journal import NAME, Journal
from kg.store.oxigraph import open_store, read_store
from tests.store.records import newer, small_record

ROOT = Path(__file__).parents[2]
BASE = "https://w3id.org/ckg/id/"


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "store") as store:
        store.flush()
        yield store


def lost(store):
    return [str(one) for one in Journal(store.directory.path, BASE).lost(store.native())]


def behind(store, change):
    """The store's back: something changes that the journal knows nothing of."""
    native = store.native()
    for quad in list(native.quads_for_pattern(None, None, None, None)):
        if str(quad.graph_name)[1:-1] == str(Iris(BASE).document(change.document)):
            native.remove(quad)


def test_what_is_there_was_not_lost(store):
    put(store, small_record("a"))
    put(store, small_record("b"))
    put(store, newer(small_record("b"), "2"))
    remove(store, "a")
    put(store, small_record("a"))
    assert lost(store) == []


def test_what_is_not_there_was_lost(store):
    put(store, small_record("a"))
    put(store, small_record("b"))
    behind(store, small_record("b"))
    assert lost(store) == ["b (put)"]
    store.flush()
    assert lost(store) == []
    assert (store.directory.path / NAME).stat().st_size == 0


def test_of_a_change_that_did_not_come_to_an_end_nobody_knows(store):
    put(store, small_record("a"))
    journal = store.directory.path / NAME
    # Killed before it was written down that it was made: it was, or it was not.
    before = journal.read_bytes()
    remove(store, "a")
    journal.write_bytes(journal.read_bytes().removesuffix(b"\nmade"))
    assert lost(store) == []
    put(store, small_record("a"))
    assert lost(store) == []
    journal.write_bytes(before)
    assert lost(store) == []


def test_a_change_that_failed_was_not_made(store, monkeypatch):
    put(store, small_record("a"))
    with monkeypatch.context() as patch:
        patch.setattr("kg.store.oxigraph.update_request", lambda *_: "DELETE nonsense")
        with pytest.raises(StoreError):
            remove(store, "a")
    put(store, small_record("b"))
    assert lost(store) == []
    behind(store, small_record("b"))
    assert lost(store) == ["b (put)"]


@pytest.mark.parametrize("end", ['\n[["', "\n[[", "\nma", "\n\xff", "\n[]", "\nnull", "\n7"])
def test_a_line_that_is_cut_off_says_nothing(store, end):
    put(store, small_record("a"))
    with (store.directory.path / NAME).open("a") as stream:
        stream.write(end)
    assert lost(store) == []
    put(store, small_record("b"))
    assert lost(store) == []
    behind(store, small_record("a"))
    assert lost(store) == ["a (put)"]


def test_a_journal_that_cannot_be_written_stops_the_change(store):
    (store.directory.path / NAME).mkdir()
    with pytest.raises(StoreError, match="Is a directory"):
        put(store, small_record("a"))
    assert list(store.quads()) == []


CHANGES = """
import os, random, signal, sys
from pathlib import Path
from kg.store.documents import put, remove
from kg.store.oxigraph import open_store
from tests.store.records import newer, small_record
dice = random.Random(2)
store = open_store(Path(sys.argv[1]))
there = {}
for number in range(12):
    name = dice.choice("abcde")
    if name in there and dice.random() < 0.4:
        remove(store, name)
        del there[name]
    else:
        put(store, newer(small_record(name), str(number)))
        there[name] = str(number)
    if number == 3:
        store.flush()
print(there, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.slow
def test_wherever_a_log_is_cut_off_no_loss_goes_untold(tmp_path):
    """Documents come, change and go; the log is cut off at many places."""
    killed, copy = tmp_path / "killed", tmp_path / "copy"
    command = [sys.executable, "-c", CHANGES, str(killed)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    there = ast.literal_eval(done.stdout)
    log = max((killed / "quads").glob("*.log"), key=lambda log: int(log.stem))
    size = log.stat().st_size
    dice, told = random.Random(3), 0
    for rest in [size, size - 1, *(dice.randrange(size) for _ in range(25))]:
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(killed, copy)
        (copy / "quads" / log.name).write_bytes(log.read_bytes()[:rest])
        if rest == size or not (error := error_of(copy)):
            with read_store(copy) as store:
                found = {one.document.id: one.extraction.version for one in records(store)}
            assert found == there, rest
        else:
            assert " are gone, because a log of the engine's is cut off" in error
            told += 1
    assert told > 20


def error_of(path):
    """Why a store cannot be opened; "" when it can."""
    try:
        read_store(path).close()
    except StoreError as error:
        return str(error)
    return ""
