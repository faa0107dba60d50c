"""Evidence bundles: complete, the same every time, and no byte can be flipped unseen."""

import json
import random
import shutil
import subprocess
import sys

import pyoxigraph as ox
import pytest

from kg.bundle import write_bundle
from kg.errors import NotFoundError, StoreError
from kg.rdf.iris import Iris
from kg.rdf.order import in_reading_order
from kg.rdf.reader import read_record
from kg.store.documents import documents, put, records
from kg.store.oxigraph import memory_store
from kg.store.terms import quad_from_oxigraph
from kg.views.verifier import check
from tests.gold import gold_record
from tests.store.records import TEXT, small_record, without_attributions

HOSTILE = '<script>alert(1)</script> \\ " \r\n\t\U0001f600 é\x0b\x85\u2028'


@pytest.fixture(scope="module")
def store():
    store = memory_store()
    hostile = small_record("hostile/../x", title=HOSTILE, text=f"{TEXT} {HOSTILE}\r\n")
    for one in (gold_record(), hostile, without_attributions(small_record("silent"))):
        put(store, one)
    return store


@pytest.fixture(scope="module")
def bundle(store, tmp_path_factory):
    folder = tmp_path_factory.mktemp("bundle") / "evidence"
    write_bundle(store, folder)
    return folder


def files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def verified(folder, *arguments, script=None):
    """What the script in the bundle says, in a Python that sees no other code than its own."""
    return subprocess.run(
        [sys.executable, "-I", "-S", str(script or folder / "verify.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_is_valid_and_says_its_fingerprint(store, bundle, tmp_path):
    fingerprint = write_bundle(store, tmp_path / "again")
    done = verified(bundle, "--fingerprint", fingerprint)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"fingerprint {fingerprint}\nvalid: 19 statements\n"
    done = verified(bundle, "--fingerprint", "0" * 64)
    assert done.returncode == 1
    assert "another fingerprint" in done.stdout


def test_the_same_store_gives_the_same_bytes(store, bundle, tmp_path):
    write_bundle(store, tmp_path / "again")
    assert [p.relative_to(bundle) for p in files(bundle)] == [
        p.relative_to(tmp_path / "again") for p in files(tmp_path / "again")
    ]
    for path in files(bundle):
        assert path.read_bytes() == (tmp_path / "again" / path.relative_to(bundle)).read_bytes()


def test_the_graph_gives_the_records_back(store, bundle):
    quads = map(
        quad_from_oxigraph, ox.parse(path=str(bundle / "graph.trig"), format=ox.RdfFormat.TRIG)
    )
    by_graph = {}
    for *triple, graph in quads:
        by_graph.setdefault(graph, []).append(tuple(triple))
    iris = Iris(store.base)
    for one in records(store):
        assert read_record(by_graph.pop(iris.document(one.document)), iris) == in_reading_order(one)
    assert by_graph.keys() == {iris.referents}


def test_texts_are_the_articles_to_the_byte(store, bundle):
    for one in records(store):
        file = bundle / "articles" / f"{one.document.key}.txt"
        assert file.read_bytes() == one.document.text.encode()


def test_the_page_has_every_statement_and_no_script(store, bundle):
    page = (bundle / "index.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert page.count('<td class="claim">') == 19
    assert "&lt;script&gt;alert(1)" in page


def test_a_byte_flipped_anywhere_is_found(bundle, tmp_path):
    """Every bit of short files, bytes at random places of long ones."""
    dice = random.Random(1)
    copy = shutil.copytree(bundle, tmp_path / "copy")
    assert check(copy)[0] == []
    for path in files(copy):
        good = path.read_bytes()
        places = range(len(good)) if len(good) < 1500 else dice.sample(range(len(good)), 150)
        for place in (*places, 0, len(good) - 1):
            for bit in dice.sample(range(8), 2):
                bad = bytearray(good)
                bad[place] ^= 1 << bit
                path.write_bytes(bad)
                assert check(copy)[0] != [], (path.name, place, bit)
        for bad in (good[:-1], good + b"\n", good + b"x", b""):
            path.write_bytes(bad)
            assert check(copy)[0] != [], path.name
        path.write_bytes(good)
    assert check(copy)[0] == []


def test_missing_and_added_files_are_found(bundle, tmp_path):
    copy = shutil.copytree(bundle, tmp_path / "copy")
    for path in files(copy):
        path.rename(tmp_path / "away")
        assert check(copy)[0] != []
        (tmp_path / "away").rename(path)
    for name in ("more", "articles/more.txt", ".hidden"):
        (copy / name).write_text("")
        assert check(copy)[0] == [f"{name}: is not in MANIFEST"]
        (copy / name).unlink()
    (copy / "link").symlink_to(bundle)
    assert check(copy)[0] == ["link: is not in MANIFEST"]


def test_a_quote_that_is_not_there_is_found_whatever_the_hashes(bundle, tmp_path):
    import hashlib

    copy = shutil.copytree(bundle, tmp_path / "copy")
    file = copy / "statements.jsonl"
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n")[:-1]]
    rows[3]["quotes"][0]["start"] += 1
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    manifest = (copy / "MANIFEST").read_text().splitlines()
    new = f"{hashlib.sha256(file.read_bytes()).hexdigest()}  statements.jsonl"
    lines = [new if line.endswith("statements.jsonl") else line for line in manifest]
    (copy / "MANIFEST").write_text("\n".join(lines) + "\n")
    (problem,) = check(copy)[0]
    assert "does not read" in problem
    assert verified(copy).returncode == 1


@pytest.mark.slow
def test_a_changed_script_gives_itself_away(bundle, tmp_path):
    """Not for sure (it could be changed to say nothing), which is what the fingerprint is for."""
    copy = shutil.copytree(bundle, tmp_path / "copy")
    script = copy / "verify.py"
    good = script.read_bytes()
    dice = random.Random(2)
    for place in dice.sample(range(len(good)), 40):
        bad = bytearray(good)
        bad[place] ^= 1
        script.write_bytes(bad)
        assert verified(copy, script=script).returncode != 0 or check(copy)[0] != []
        assert verified(copy, str(copy), script=bundle / "verify.py").returncode == 1


def test_some_articles_only(store, tmp_path):
    write_bundle(store, tmp_path / "one", ["silent", "silent"])
    assert len(list((tmp_path / "one" / "articles").iterdir())) == 1
    assert verified(tmp_path / "one").stdout.endswith("valid: 0 statements\n")
    with pytest.raises(NotFoundError, match="no document 'none'"):
        write_bundle(store, tmp_path / "none", ["none"])
    assert len(documents(store)) == 3


def test_it_overwrites_nothing(store, tmp_path):
    (tmp_path / "mine").write_text("x")
    for folder in (tmp_path, tmp_path / "mine"):
        with pytest.raises(StoreError, match="exists already"):
            write_bundle(store, folder)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
