"""Stores of older formats: brought up to date by a writer, step by step, or refused."""

import json
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import StoreError
from kg.store import migrations
from kg.store.directory import MARKER, QUADS
from kg.store.documents import documents, records, remove
from kg.store.identities import rebuild_identities
from kg.store.migrations import FORMAT
from kg.store.oxigraph import open_store, read_store
from kg.store.validate import problems

OLD = Path(__file__).with_name("formats")
"""What earlier versions wrote: the quads of one document, and the marker."""


def written_by(format, path):
    """A store's folder as that version left it."""
    path.mkdir()
    store = ox.Store(path / QUADS)
    store.load(path=OLD / f"{format}.nq", format=ox.RdfFormat.N_QUADS)
    store.flush()
    shutil.copy(OLD / f"{format}.json", path / MARKER)
    return path


def marker(path):
    return json.loads((path / MARKER).read_text(encoding="utf-8"))


@pytest.fixture
def old(tmp_path):
    return written_by("1", tmp_path / "old")


def test_a_writer_brings_the_last_format_up_to_date(old):
    assert marker(old)["format"] == 1
    with open_store(old, create=False) as store:
        # Who is who was decided by the rules of that version: the next document that is put in,
        # or this, makes it anew.
        rebuild_identities(store)
        assert list(problems(store)) == []
        assert len(list(records(store))) == 1
    assert marker(old)["format"] == FORMAT
    with read_store(old) as store:
        (document,) = documents(store)
    with open_store(old) as store:
        remove(store, document.id)
        assert len(store) == 0


def test_a_reader_leaves_it_and_says_what_to_do(old):
    with pytest.raises(StoreError, match=rf"old: store format 1, .* reads {FORMAT}; kg migrate"):
        read_store(old)
    assert marker(old)["format"] == 1


def test_the_first_layout_is_refused_and_stays(tmp_path):
    old = written_by("1-first-layout", tmp_path / "old")
    before = sorted(map(str, ox.Store(old / QUADS)))
    for _ in range(2):
        with pytest.raises(StoreError, match=r"old: .*layout of the first version .*new store"):
            open_store(old)
    assert sorted(map(str, ox.Store(old / QUADS))) == before
    assert marker(old)["format"] == 1


@pytest.mark.parametrize("found", [FORMAT + 1, 99])
def test_a_newer_format_is_refused(old, found):
    (old / MARKER).write_text(json.dumps({**marker(old), "format": found}))
    for opening in (open_store, read_store):
        with pytest.raises(StoreError, match=f"old: store format {found}, of a newer version"):
            opening(old)


@pytest.mark.parametrize("found", [0, -1, "1", None, True, 1.0, [1]])
def test_a_format_that_never_was_is_refused(old, found):
    (old / MARKER).write_text(json.dumps({**marker(old), "format": found}))
    for opening in (open_store, read_store):
        with pytest.raises(StoreError, match=r"old: store format .* knows no way"):
            opening(old)


def test_every_step_leads_to_the_next(old, monkeypatch):
    """Also when the program is killed in the middle: what is done stays done."""
    steps = []
    later = {**migrations.STEPS, 2: lambda quads: steps.append(2), 3: lambda quads: 1 / len(steps)}
    monkeypatch.setattr(migrations, "STEPS", later)
    monkeypatch.setattr(migrations, "FORMAT", 4)
    monkeypatch.setattr("kg.store.directory.FORMAT", 4)
    later[2] = lambda quads: 1 / 0
    with pytest.raises(ZeroDivisionError):
        open_store(old)
    assert marker(old)["format"] == 2
    later[2] = lambda quads: steps.append(2)
    open_store(old).close()
    assert (steps, marker(old)["format"]) == ([2], 4)
