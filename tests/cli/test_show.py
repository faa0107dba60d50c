"""kg graph, read, dossier, compare -o, audit -o: each page from a store."""

import json

import pytest

from kg.cli.main import exit_code
from kg.resources import resource


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("show") / "kg"
    demo = resource("seeds", "demo", "derailment.jsonl")
    assert exit_code(["build", str(demo), "--store", str(path), "--quiet"]) == 0
    return str(path)


COMMANDS = {
    "graph": ["graph"],
    "words": ["graph", "--no-contexts"],
    "read": ["read", "wire-0306"],
    "dossier": ["dossier", "Ministry of Transport"],
    "compare": ["compare", "wagons lost"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_writes_a_page(name, store, tmp_path):
    page = tmp_path / f"{name}.html"
    assert exit_code([*COMMANDS[name], "--store", store, "-o", str(page)]) == 0
    html = page.read_text(encoding="utf-8")
    assert html.startswith("<!doctype html>")
    assert "Content-Security-Policy" in html
    if name == "compare":
        assert "Contradictions" in html  # 130 tonnes, says the ministry; 95, says the company
    if name == "dossier":
        assert "said otherwise later" in html


@pytest.mark.parametrize("command", [["read", "x"], ["dossier", "nobody"], ["compare", "zebra"]])
def test_what_is_not_there_is_said_and_nothing_written(command, store, tmp_path, capsys):
    page = tmp_path / "page.html"
    assert exit_code([*command, "--store", store, "-o", str(page)]) == 1
    assert command[1] in capsys.readouterr().err
    assert not page.exists()


def test_writes_a_report(store, tmp_path, capsys):
    folder = f"{tmp_path / 'report'}/"
    assert exit_code(["audit", "--store", store, "-o", folder]) == 0
    first = {path.name: path.read_bytes() for path in (tmp_path / "report").iterdir()}
    assert json.loads(first["report.json"])["manifest"]["counts"]["documents"] == 12
    assert exit_code(["audit", "--store", store, "-o", folder.rstrip("/")]) == 0
    again = {path.name: path.read_bytes() for path in (tmp_path / "report").iterdir()}
    assert again == first
    assert "index.html" in capsys.readouterr().err


@pytest.mark.parametrize("extra", [["--format", "csv"], ["--source", "x"]])
def test_a_report_takes_no_options_of_a_table(extra, store, tmp_path):
    assert exit_code(["audit", "--store", store, "-o", f"{tmp_path}/r/", *extra]) == 2


def test_a_byte_order_mark_is_for_a_report(store, tmp_path):
    assert exit_code(["audit", "--store", store, "--bom", "-o", str(tmp_path / "a.csv")]) == 2
