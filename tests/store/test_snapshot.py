"""A snapshot is the store at one moment, whatever becomes of the store or of this process."""

import os
import signal
import subprocess
import sys

import pyoxigraph as ox
import pytest
from rdflib import Literal, URIRef

from kg.config import DEFAULT_BASE
from kg.errors import StoreError
from kg.store import snapshot
from kg.store.interface import Change
from kg.store.oxigraph import open_store
from kg.store.snapshot import FOLDER, Snapshots

GRAPH = URIRef(f"{DEFAULT_BASE}document/g")


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setattr(snapshot, "_LOOK_EVERY", 0.0)
    path = tmp_path / "store"
    add(path, 1)
    return path


def add(path, number):
    with open_store(path) as store:
        store.apply(Change(add=((GRAPH, GRAPH, Literal(str(number)), GRAPH),)))


def size(one):
    return len(ox.Store.read_only(str(one.quads)))


def folders(path):
    return sorted(folder.name for folder in (path / FOLDER).glob("*/*"))


def test_it_follows_the_store_when_nobody_writes(path):
    with_snapshots = Snapshots(path, DEFAULT_BASE)
    with with_snapshots.reading() as first:
        assert size(first) == 1
        with open_store(path) as store:
            store.apply(Change(add=((GRAPH, GRAPH, Literal("2"), GRAPH),)))
            with with_snapshots.reading() as meanwhile:
                assert (meanwhile, size(meanwhile)) == (first, 1)
        with with_snapshots.reading() as after:
            assert size(after) == 2
            assert after.state != first.state
        assert size(first) == 1  # still being read
        assert len(folders(path)) == 2
    assert len(folders(path)) == 1
    with_snapshots.close()
    with_snapshots.close()
    assert folders(path) == []


def test_what_is_only_in_the_log_yet_is_there(path):
    code = (
        "import os, signal, sys, pyoxigraph as ox\n"
        "store = ox.Store(sys.argv[1])\n"
        "n = ox.NamedNode('https://example.org/n')\n"
        "for i in range(50): store.add(ox.Quad(n, n, ox.Literal(str(i)), n))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(path / "quads")], check=False)
    assert killed.returncode == -signal.SIGKILL
    snapshots = Snapshots(path, DEFAULT_BASE)
    with snapshots.reading() as one:
        assert size(one) == 51
    snapshots.close()


def test_snapshots_of_a_killed_process_go(path):
    code = (
        "import os, signal, sys\nfrom pathlib import Path\n"
        "from kg.store.snapshot import Snapshots\n"
        f"Snapshots(Path(sys.argv[1]), '{DEFAULT_BASE}')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert len(folders(path)) == 1
    living, other = Snapshots(path, DEFAULT_BASE), Snapshots(path, DEFAULT_BASE)
    assert len(folders(path)) == 2
    living.close()
    other.close()
    assert folders(path) == []


def test_not_while_somebody_writes(path):
    with open_store(path), pytest.raises(StoreError, match="being written to"):
        Snapshots(path, DEFAULT_BASE)


# As root the test after this one covers the same way, with a folder that only says no.
@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_to_is_read_itself(path):
    path.chmod(0o500)
    try:
        snapshots = Snapshots(path, DEFAULT_BASE)
        with snapshots.reading() as one:
            assert one.quads == path / "quads"
        snapshots.close()
    finally:
        path.chmod(0o700)


def test_without_a_place_for_it_the_store_is_read_itself_and_locked(path, monkeypatch):
    monkeypatch.setattr(snapshot.Path, "mkdir", refuse)
    monkeypatch.setattr(snapshot.os, "access", lambda *_: False)
    snapshots = Snapshots(path, DEFAULT_BASE)
    monkeypatch.undo()
    with snapshots.reading() as one:
        assert one.quads == path / "quads"
    with pytest.raises(StoreError, match="in use"):
        open_store(path)
    snapshots.close()
    open_store(path).close()


def refuse(*_, **__):
    raise PermissionError(13, "Permission denied")
