"""Dumps: everything in one file, and a new store from it or none at all."""

import datetime
import gzip
import io

import pytest

from kg.errors import StoreError
from kg.store.documents import put
from kg.store.dump import compressed, dump, load_new
from kg.store.export import canonical_nquads
from kg.store.oxigraph import memory_store, read_store
from kg.store.rdflib_memory import RdflibStore
from kg.store.validate import problems
from tests.store.records import small_record

BASE = "https://w3id.org/ckg/id/"
ENDED = datetime.datetime(2024, 2, 3, 4, 5, 6, tzinfo=datetime.UTC)
QUAD = f"<{BASE}x> <{BASE}y> <{BASE}z> <{BASE}g> .\n".encode()


def filled(store=None):
    store = store or memory_store()
    for name in "abc":
        put(store, small_record(name, title='quo"te\n\\ é\U0001f600'), ended=ENDED)
    return store


def dumped(store, *, compress=False):
    stream = io.BytesIO()
    if compress:
        with compressed(stream) as packed:
            dump(store, packed)
    else:
        dump(store, stream)
    return stream.getvalue()


def content(store):
    return list(canonical_nquads(store, runs=True))


@pytest.mark.parametrize("compress", [False, True])
def test_what_is_dumped_is_loaded_again(tmp_path, compress):
    store = filled()
    (tmp_path / "file").write_bytes(dumped(store, compress=compress))
    load_new([tmp_path / "file"], tmp_path / "store", BASE)
    with read_store(tmp_path / "store") as again:
        assert content(again) == content(store)
        assert list(problems(again)) == []


def test_every_store_can_be_dumped():
    native, other = filled(), filled(RdflibStore())
    assert dumped(native).startswith(b"# kg dump, format 2, base https://w3id.org/ckg/id/\n")
    assert sorted(dumped(native).splitlines()) == sorted(dumped(other).splitlines())


def test_the_same_store_gives_the_same_compressed_bytes():
    store = filled()
    assert dumped(store, compress=True) == dumped(store, compress=True)
    assert gzip.decompress(dumped(store, compress=True)) == dumped(store)


def test_parts_may_come_in_several_files(tmp_path):
    store = filled()
    lines = dumped(store).splitlines(keepends=True)
    for number in range(3):
        (tmp_path / f"{number}.nq").write_bytes(b"".join(lines[number::3]))
    load_new([tmp_path / f"{n}.nq" for n in range(3)], tmp_path / "store", BASE)
    with read_store(tmp_path / "store") as again:
        assert content(again) == content(store)


BROKEN = {
    "cut off": QUAD + QUAD[:-9],
    "not N-Quads": b"PK\x03\x04nonsense",
    "not UTF-8": QUAD.replace(b"x", b"\xff"),
    "cut off gzip": gzip.compress(QUAD * 9999)[:-12],
    "gzip with a wrong sum": gzip.compress(QUAD)[:-8] + b"\0" * 8,
    "gzip with nonsense": gzip.compress(QUAD * 9)[:20] + b"\xff" * 30,
    "another base": b"# kg dump, format 2, base https://example.org/\n" + QUAD,
    "newer": b"# kg dump, format 99, base https://w3id.org/ckg/id/\n" + QUAD,
    "other graphs": QUAD.replace(b"/ckg/id/g", b"/other/g"),
    "no graph": QUAD.replace(f"<{BASE}g>".encode(), b""),
    "blank graph": QUAD.replace(f"<{BASE}g>".encode(), b"_:g"),
    "blank nodes": QUAD.replace(f"<{BASE}z>".encode(), b"_:z"),
    "triple terms": QUAD.replace(f"<{BASE}z>".encode(), b"<<( <a:b> <a:b> <a:b> )>>"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_leaves_no_store(tmp_path, kind):
    (tmp_path / "good.nq").write_bytes(QUAD)
    (tmp_path / "bad.nq").write_bytes(BROKEN[kind])
    with pytest.raises(StoreError, match=r"bad\.nq: .{5}"):
        load_new([tmp_path / "good.nq", tmp_path / "bad.nq"], tmp_path / "store", BASE)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bad.nq", "good.nq"]


@pytest.mark.parametrize(
    ("piece", "block"), [(100, 100), (100, 7), (400, 150), (150, 400), (10**8, 100), (10**8, 10**6)]
)
def test_files_are_read_in_pieces_and_the_line_that_is_broken_is_named(
    tmp_path, monkeypatch, piece, block
):
    monkeypatch.setattr("kg.store.dump._AT_A_TIME", piece)
    monkeypatch.setattr("kg.store.dump._BLOCK", block)
    (tmp_path / "bad.nq").write_bytes(QUAD * 9 + b"nonsense\n" + QUAD)
    with pytest.raises(StoreError, match=r"bad\.nq: line 10: "):
        load_new([tmp_path / "bad.nq"], tmp_path / "store", BASE)
    (tmp_path / "bad.nq").write_bytes(QUAD * 9 + BROKEN["blank nodes"] + QUAD)
    with pytest.raises(StoreError, match=r"bad\.nq: has blank nodes"):
        load_new([tmp_path / "bad.nq"], tmp_path / "store", BASE)
    (tmp_path / "good.nq").write_bytes(b"".join(QUAD.replace(b"z", b"%d" % n) for n in range(99)))
    load_new([tmp_path / "good.nq"], tmp_path / "store", BASE)
    with read_store(tmp_path / "store") as store:
        assert len(store) == 99


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(StoreError, match=r"none\.nq: No such file"):
        load_new([tmp_path / "none.nq"], tmp_path / "store", BASE)


def test_what_a_killed_load_has_left_is_tidied_away(tmp_path):
    (tmp_path / ".store.1.new" / "quads").mkdir(parents=True)
    (tmp_path / ".other.1.new").mkdir()
    (tmp_path / "good.nq").write_bytes(QUAD)
    load_new([tmp_path / "good.nq"], tmp_path / "store", BASE)
    assert sorted(p.name for p in tmp_path.iterdir()) == [".other.1.new", "good.nq", "store"]
