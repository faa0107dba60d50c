"""kg sources, as a stranger would use it."""

import json
import shutil

import pytest


@pytest.fixture
def own_store(seed_store, tmp_path):
    """A copy to write to."""
    return shutil.copytree(seed_store, tmp_path / "kg")


def test_list_decide_undo(kg, own_store):
    store = ("--store", own_store)
    rows = json.loads(kg("sources", "list", *store, "--format", "json").out)
    assert "Khabar 24" in {row["name"] for row in rows}
    assert kg("sources", "rename", "khabar", "Khabar", *store).code == 0
    listed = json.loads(kg("sources", "list", "Khabar", *store, "--format", "json").out)
    assert [row["name"] for row in listed] == ["Khabar"]
    decided = json.loads(kg("sources", "list", "--decisions", *store, "--format", "json").out)
    assert [row["decision"] for row in decided] == ["'Khabar 24' is called 'Khabar'"]
    assert decided[0]["time"]
    assert kg("validate", *store).code == 0
    assert "undone" in kg("sources", "undo", *store).err
    assert kg("sources", "undo", *store).code == 1


def test_explain_and_merge(kg, own_store):
    store = ("--store", own_store)
    result = kg("sources", "explain", "Khabar 24", "Foreign Ministry of Kazakhstan", *store)
    assert result.code == 0
    assert "not the same" in result.err
    assert kg("sources", "merge", "Khabar 24", "Kazakh Foreign Ministry", *store).code == 0
    result = kg("sources", "split", "Khabar 24", "Kazakh Foreign Ministry", *store)
    assert result.code == 1
    assert "undo that first" in result.err
    found = kg("sources", "explain", "Khabar 24", "Kazakh Foreign Ministry", *store)
    assert "the same" in found.out


def test_what_is_not_clear_is_said(kg, own_store):
    result = kg("sources", "rename", "Kazakh", "x", "--store", own_store)
    assert result.code == 1
    assert "could be" in result.err
    result = kg("sources", "merge", "Nobody At All", "Khabar 24", "--store", own_store)
    assert result.code == 1
    assert "no source" in result.err


def test_tables_of_aliases(kg, own_store, tmp_path):
    store = ("--store", own_store)
    table = tmp_path / "aliases.csv"
    table.write_text("\ufeffname,kind,canonical,wikidata\nKhabar 24,,Khabar Agency,Q42\n", "utf-8")
    assert kg("sources", "import", table, *store).code == 0
    out = kg("sources", "export", *store).out
    assert "Khabar 24,media outlet,Khabar Agency,Q42" in out
    table.write_text("name,kind,canonical\nx,robot,y\n")
    result = kg("sources", "import", table, *store)
    assert result.code == 1
    assert "line 2" in result.err
    assert kg("sources", "import", tmp_path / "none.csv", *store).code == 1
    assert kg("sources", "rebuild", *store).code == 0
    assert kg("export", "--as", "jsonld", *store, "-o", tmp_path / "x.json").code == 0
    assert "wikidata.org/entity/Q42" in (tmp_path / "x.json").read_text()
