"""kg build, kg extract, kg rm as a user meets them: good input and bad."""

import gzip
import json
import os
import pathlib
import shutil
import stat
import subprocess
import sys

import pytest
from rdflib import RDF, URIRef

from kg.config import DEFAULT_BASE
from kg.rdf.vocabulary import CKG
from kg.resources import resource
from kg.store.interface import Change
from kg.store.oxigraph import open_store
from tests.gold import SEED, gold_json

ARTICLE = "The agency said on Monday that the bridge is closed. “It is unsafe,” it added.\n"


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE)
    (folder / "b.txt").write_text("The mayor said that the road is open.")
    return folder


def nquads(kg, store):
    result = kg("export", "--as", "nquads", "--store", store)
    assert result.code == 0
    return result.out


def test_build_twice_changes_nothing(kg, articles, tmp_path):
    store = tmp_path / "out" / "kg"
    first = kg("build", articles, "--store", store)
    assert (first.code, first.out) == (0, "")
    assert "2 added" in first.err
    quads = nquads(kg, store)
    second = kg("build", articles, "--store", store)
    assert second.code == 0
    assert "2 unchanged; 0 new attributions" in second.err
    assert nquads(kg, store) == quads


def test_what_is_mostly_new_is_validated(kg, articles, tmp_path):
    store, seal = tmp_path / "kg", tmp_path / "kg" / "validated"
    assert kg("build", articles, "--store", store).code == 0
    known = seal.read_bytes()
    assert "valid" in kg("validate", "--store", store).err
    assert seal.read_bytes() == known
    (articles / "c.txt").write_text("The minister said that the tunnel is open.")
    (articles / "d.txt").write_text("The minister said that the school is open.")
    kg("build", articles / "c.txt", "--store", store)
    assert seal.read_bytes() == known  # one of three: too much would have to be read again
    seal.unlink()
    with open_store(store) as opened:
        opened.apply(Change(add=((URIRef("a:b"), RDF.type, CKG.Claim, URIRef("a:own")),)))
    (articles / "e.txt").write_text("The minister said that the museum is open.")
    (articles / "f.txt").write_text("The minister said that the harbour is open.")
    result = kg("build", articles, "--store", store)
    assert result.code == 0
    assert "1 problem, see kg validate" in result.err
    assert not seal.exists()


def test_same_bytes_in_another_place_and_order(kg, articles, tmp_path):
    kg("build", articles, "--store", tmp_path / "one")
    for name in ("b.txt", "a.txt"):
        kg("build", articles / name, "--store", tmp_path / "two")
    quads = nquads(kg, tmp_path / "one")
    assert "The mayor" in quads
    assert nquads(kg, tmp_path / "two") == quads
    assert quads.splitlines() == sorted(set(quads.splitlines()))


def test_changed_text_is_a_document_beside_the_old_one(kg, articles, tmp_path):
    store = tmp_path / "kg"
    kg("build", articles, "--store", store)
    (articles / "a.txt").write_text(ARTICLE.replace("closed", "open"))
    assert "1 added, 1 unchanged" in kg("build", articles, "--store", store).err
    removed = kg("rm", "a", "--store", store)
    assert removed.code == 1
    assert "2 documents" in removed.err  # which of the two has to be said by IRI


def test_corrected_metadata_replaces(kg, tmp_path):
    source, store = tmp_path / "a.jsonl", tmp_path / "kg"
    record = {"id": "1", "text": ARTICLE}
    source.write_text(json.dumps(record))
    kg("build", source, "--store", store)
    source.write_text(json.dumps({**record, "date": "2022-01-12", "title": "Bridge closed"}))
    assert "1 replaced" in kg("build", source, "--store", store).err
    quads = nquads(kg, store)
    assert "2022-01-10" in quads  # "on Monday", now that the date is known
    assert "Bridge closed" in quads


def test_one_bad_file_among_good_ones(kg, articles, tmp_path):
    store = tmp_path / "kg"
    (articles / "aa.txt").write_bytes(b"\x00\x01\x02")
    (articles / "ab.txt").write_bytes(b"")
    (articles / "ac.txt").write_bytes(b"The \xff said")
    (articles / "ad.jsonl").write_text('{"id": "1"}\nnonsense\n')
    result = kg("build", articles, tmp_path / "missing.txt", "--store", store)
    assert result.code == 3
    assert "2 added" in result.err
    for words in (
        "missing.txt: no such file",
        "aa.txt: a binary file",
        "ab.txt: no text in it",
        "ac.txt: not UTF-8 text (byte 4 is 0xff)",
        'ad.jsonl, line 1: "text" is missing',
        "ad.jsonl, line 2: not JSON",
        "6 inputs could not be used",
    ):
        assert words in result.err
    assert kg("validate", "--store", store).code == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file(kg, articles, tmp_path):
    (articles / "a.txt").chmod(0)
    result = kg("build", articles, "--store", tmp_path / "kg")
    assert result.code == 3
    assert "a.txt: cannot be read" in result.err


def test_unreadable_even_for_root(kg, articles, tmp_path):
    (articles / "loop.txt").symlink_to("loop.txt")
    result = kg("build", articles, "--store", tmp_path / "kg")
    assert result.code == 3
    assert "loop.txt: cannot be read" in result.err
    assert "2 added" in result.err


def test_too_long_a_text(kg, articles, tmp_path):
    with (articles / "big.txt").open("wb") as stream:
        for _ in range(50):
            stream.write(b"word " * 200_000)
    result = kg("build", articles, "--store", tmp_path / "kg")
    assert result.code == 3
    assert "big.txt" in result.err
    assert "longer than" in result.err or "are read at most" in result.err
    assert "2 added" in result.err


@pytest.mark.parametrize("kind", ["file", "folder", "damaged", "version", "base"])
def test_a_path_that_is_no_store(kg, articles, tmp_path, kind):
    store = tmp_path / "kg"
    if kind == "file":
        store.write_text("hello")
    elif kind == "folder":
        store.mkdir()
        (store / "thesis.docx").write_text("precious")
    else:
        kg("build", articles, "--store", store)
        marker = store / "store.json"
        facts = json.loads(marker.read_text())
        if kind == "damaged":
            marker.write_text(marker.read_text()[:10])
        else:
            facts |= {"version": {"format": 99}, "base": {"base": "https://example.org/"}}[kind]
            marker.write_text(json.dumps(facts))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    for command in (("build", articles), ("audit",), ("validate",), ("rm", "a")):
        result = kg(*command, "--store", store)
        assert result.code == 1
        assert str(store) in result.err
        assert "Traceback" not in result.err
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


@pytest.mark.parametrize(
    "command", ["audit", "graph", "validate", "export --as csv", "query ASK{}"]
)
def test_reading_makes_no_store(kg, tmp_path, command):
    result = kg(*command.split(), "--store", tmp_path / "none")
    assert result.code == 1
    assert "there is no store" in result.err
    assert not (tmp_path / "none").exists()


def test_locked_store(kg, articles, tmp_path):
    store = tmp_path / "kg"
    kg("build", articles / "a.txt", "--store", store)
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from kg.store.oxigraph import open_store\n"
            "with open_store(Path(sys.argv[1])): print('open', flush=True); sys.stdin.read()",
            str(store),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout.readline() == "open\n"
        result = kg("build", articles, "--store", store)
        assert result.code == 1
        assert "locked" in result.err
        assert str(store) in result.err
    finally:
        holder.communicate("", timeout=20)
    assert "1 added, 1 unchanged" in kg("build", articles, "--store", store).err


def test_store_in_a_folder_that_cannot_be_written(kg, articles, tmp_path):
    (tmp_path / "file").write_text("x")
    result = kg("build", articles, "--store", tmp_path / "file" / "kg")
    assert result.code == 1
    assert "Traceback" not in result.err


def test_remove(kg, articles, tmp_path):
    kg("build", articles / "b.txt", "--store", tmp_path / "only-b")
    kg("build", articles, "--store", tmp_path / "kg")
    assert kg("rm", "a", "--store", tmp_path / "kg").code == 0
    assert nquads(kg, tmp_path / "kg") == nquads(kg, tmp_path / "only-b")
    again = kg("rm", "a", "--store", tmp_path / "kg")
    assert again.code == 1
    assert "no document 'a'" in again.err


def test_base_is_a_setting(kg, articles, tmp_path, monkeypatch):
    monkeypatch.setenv("KG_BASE", "https://example.org/claims/")
    kg("build", articles, "--store", tmp_path / "kg")
    quads = nquads(kg, tmp_path / "kg")
    assert "<https://example.org/claims/document/" in quads
    assert DEFAULT_BASE not in quads
    monkeypatch.setenv("KG_BASE", "not an IRI")
    assert kg("audit", "--store", tmp_path / "kg").code == 1


def test_unknown_extractor(kg, articles, tmp_path):
    result = kg("build", articles, "--store", tmp_path / "kg", "--extractor", "oracle")
    assert result.code == 1
    assert "known are trained, rules" in result.err
    assert not (tmp_path / "kg").exists()


@pytest.mark.parametrize("extractor", ["trained", "rules"])
def test_min_confidence_leaves_out_what_is_less_sure(kg, articles, extractor):
    def confidences(minimum):
        options = ("--extractor", extractor, "--min-confidence", minimum, "-q")
        out = kg("extract", resource("seeds"), *options).out
        return [
            a["confidence"] for line in out.splitlines() for a in json.loads(line)["attributions"]
        ]

    everything = confidences(0)
    some = confidences(0.9)
    known = [c for c in everything if c is not None]
    assert len(known) > len([c for c in some if c is not None]) > 0
    assert all(c is None or c >= 0.9 for c in some)
    assert kg("extract", articles, "--min-confidence", 2).code == 2


def test_extract_keeps_ids_and_texts(kg, tmp_path):
    source = tmp_path / "a.jsonl.gz"
    texts = {"x/1": ARTICLE, "x/2": "  Nobody is quoted here.\r\n", "x/3": "“No,” the mayor said."}
    lines = (json.dumps({"id": key, "text": text}) for key, text in texts.items())
    source.write_bytes(gzip.compress("\n".join(lines).encode()))
    result = kg("extract", source)
    assert result.code == 0
    records = [json.loads(line) for line in result.out.splitlines()]
    assert {record["id"]: record["text"] for record in records} == texts
    first = records[0]["attributions"][0]
    assert [ARTICLE[s:e] for s, e in first["source"]] == ["The agency"]
    assert [ARTICLE[s:e] for s, e in first["content"]] == ["that the bridge is closed"]
    assert records[1]["attributions"] == []


def test_extract_writes_a_whole_file_or_none(kg, articles, tmp_path):
    target = tmp_path / "new" / "a.jsonl"
    assert kg("extract", articles, "-o", target).code == 0
    assert len(target.read_text().splitlines()) == 2
    assert [path.name for path in target.parent.iterdir()] == ["a.jsonl"]


def test_folder_says_what_it_does_not_read(kg, articles, tmp_path):
    (articles / "picture.png").write_bytes(b"\x89PNG")
    (articles / "sub").mkdir()
    (articles / "sub" / "c.txt").write_text(ARTICLE)
    result = kg("build", articles, "--store", tmp_path / "kg")
    assert result.code == 0
    assert "not read: picture.png, sub/" in result.err
    assert "3 added" in kg("build", articles, "-r", "--store", tmp_path / "new").err


def test_terminal_is_not_driven_by_names(kg, tmp_path):
    path = tmp_path / "a\x1b[31mred.txt"
    path.write_bytes(b"")
    result = kg("build", path, "--store", tmp_path / "kg")
    assert result.code == 3
    assert "\x1b" not in result.err


def test_seed_folder_gives_one_document(kg, tmp_path):
    result = kg("build", resource("seeds"), "--store", tmp_path / "kg")
    assert result.code == 0
    assert "1 added; 14 new attributions" in result.err


def test_extract_finds_the_gold(kg):
    result = kg("extract", resource("seeds", f"{SEED}.txt"), "--quiet")
    (record,) = map(json.loads, result.out.splitlines())
    gold = gold_json()
    assert record["text"] == gold["text"]

    def comparable(raw):
        entity = raw["source_entity"]
        return {
            **{k: raw[k] for k in ("source", "cue", "cue_head", "content", "form", "speech_act")},
            **{k: raw.get(k) or [] for k in ("addressee", "medium", "time")},
            "uttered_on": raw.get("uttered_on"),
            "entity": {k: entity[k] for k in ("canonical", "kind", "named", "resolution")},
            "evidence": entity["evidence"],
        }

    def ordered(attributions):
        return sorted(map(comparable, attributions), key=lambda a: (a["content"], a["cue"]))

    assert ordered(record["attributions"]) == ordered(gold["attributions"])

    def chains(attributions):
        cues = {raw["id"]: raw["cue"] for raw in attributions}
        return sorted((raw["cue"], sorted(cues[i] for i in raw["reports"])) for raw in attributions)

    assert chains(record["attributions"]) == chains(gold["attributions"])


def test_store_path_with_odd_characters(kg, articles, tmp_path):
    store = tmp_path / "ein 'Lager' <b> & so"
    assert kg("build", articles, "--store", store).code == 0
    assert kg("validate", "--store", store).code == 0
    moved = tmp_path / "moved"
    shutil.move(store, moved)
    assert kg("audit", "--store", moved).code == 0
    assert stat.S_ISDIR(pathlib.Path(moved).stat().st_mode)
