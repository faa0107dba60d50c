"""kg query, kg audit, kg validate on the seed article."""

import csv
import io
import json
import shutil

import pytest

FORMATS = ("table", "json", "jsonl", "csv", "md")


def test_claims_about_kazakhstan(kg, seed_store):
    result = kg(
        *("query", "--store", seed_store, "--example", "claims-about"),
        *("--param", "subject=Kazakhstan", "--format", "json"),
    )
    assert result.code == 0
    rows = json.loads(result.out)
    aggression = [row for row in rows if "armed aggression" in str(row)]
    assert aggression
    assert all("Kazakh Foreign Ministry" in row.values() for row in aggression)


def test_list_names_every_example(kg):
    result = kg("query", "--list", "--format", "json")
    names = [row["name"] for row in json.loads(result.out)]
    assert "claims-about" in names
    assert names == sorted(names)


def test_every_example_runs(kg, seed_store):
    for row in json.loads(kg("query", "--list", "--format", "json").out):
        given = [part for name in row["parameters"].split(", ") if name for part in ("-p", name)]
        values = [f"{part}=Kazakhstan" if number % 2 else part for number, part in enumerate(given)]
        result = kg("query", "--store", seed_store, "-e", row["name"], *values, "-f", "json")
        assert result.code in (0, 1), row
        if result.code:
            assert "error: " in result.err  # a value of the wrong type, said in words
        else:
            json.loads(result.out)


@pytest.mark.parametrize("row_format", FORMATS)
def test_formats(kg, seed_store, row_format):
    query = "SELECT ?name WHERE { ?agent a ckg:Agent ; schema:name ?name } ORDER BY ?name"
    result = kg("query", query, "--store", seed_store, "--format", row_format)
    assert result.code == 0
    assert "Kazakh Foreign Ministry" in result.out
    if row_format == "json":
        assert {"name": "Khabar 24"} in json.loads(result.out)
    if row_format == "jsonl":
        assert {"name": "Khabar 24"} in map(json.loads, result.out.splitlines())
    if row_format == "csv":
        assert ["Khabar 24"] in list(csv.reader(io.StringIO(result.out)))
    if row_format == "md":
        assert result.out.splitlines()[1].startswith("| -")


def test_query_from_a_file(kg, seed_store, tmp_path):
    path = tmp_path / "count.rq"
    path.write_text("SELECT (COUNT(?a) AS ?n) WHERE { ?a a ckg:Attribution }")
    result = kg("query", path, "--store", seed_store, "--format", "json", "-o", tmp_path / "n.json")
    assert result.code == 0
    assert json.loads((tmp_path / "n.json").read_text()) == [{"n": 14}]


def test_ask_and_construct(kg, seed_store):
    assert kg("query", "ASK { ?a a ckg:Attribution }", "--store", seed_store).out == "true\n"
    result = kg(
        "query",
        "CONSTRUCT { ?d dct:identifier ?i } WHERE { ?d dct:identifier ?i }",
        "--store",
        seed_store,
    )
    assert result.out.endswith('<http://purl.org/dc/terms/identifier> "000_4765c3c74fc036d8" .\n')


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("SELECT ?x WHERE {",), "query"),
        (("DROP ALL",), "update"),
        (("INSERT DATA { <a:a> <a:a> <a:a> }",), "update"),
        (("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",), "SERVICE"),
        (("--example", "no-such-question"), "no-such-question"),
        (("--example", "claims-about"), "subject"),
        (("--example", "claims-about", "-p", "subject=x", "-p", "colour=red"), "colour"),
        (("missing.rq",), "missing.rq"),
    ],
)
def test_refused(kg, seed_store, arguments, reason):
    result = kg("query", *arguments, "--store", seed_store)
    assert result.code == 1
    assert result.out == ""
    assert reason in result.err


def test_parameters_are_bound_not_pasted(kg, seed_store):
    hostile = 'x" } } ; DROP ALL ; SELECT * { { "'
    result = kg(
        *("query", "--store", seed_store, "-e", "claims-about", "-f", "json"),
        *("-p", f"subject={hostile}"),
    )
    assert (result.code, json.loads(result.out)) == (0, [])
    assert json.loads(kg("query", "ASK {?s ?p ?o}", "--store", seed_store).out) is True


@pytest.mark.parametrize("row_format", FORMATS)
def test_audit_of_a_source(kg, seed_store, row_format):
    result = kg(
        *("audit", "--store", seed_store, "--source", "Kazakh Foreign Ministry"),
        *("--format", row_format),
    )
    assert result.code == 0
    assert "armed aggression" in result.out or row_format == "table"  # where words are wrapped
    assert "Khabar" not in result.out
    if row_format == "json":
        rows = json.loads(result.out)
        assert len(rows) == 8
        assert {row["source"] for row in rows} == {"Kazakh Foreign Ministry"}


def test_audit_leads_back_to_the_characters(kg, seed_store, seed_record):
    rows = json.loads(kg("audit", "--store", seed_store, "--format", "json").out)
    assert len(rows) == 14
    text = seed_record.document.text
    for row in rows:
        pieces = [map(int, span.split("-")) for span in row["spans"].split(",")]
        assert row["claim"] == " … ".join(text[start:end] for start, end in pieces)


def test_audit_of_nobody(kg, seed_store):
    result = kg("audit", "--store", seed_store, "--source", "Kazakh Foregin Ministry")
    assert result.code == 1
    assert "Kazakh Foreign Ministry" in result.err  # did you mean


def test_valid(kg, seed_store):
    result = kg("validate", "--store", seed_store)
    assert (result.code, result.out) == (0, "")
    assert "1 document: valid" in result.err
    assert kg("validate", "--store", seed_store, "--format", "json").out.strip() == "[]"


def test_not_valid(kg, seed_store, tmp_path):
    from rdflib import Literal

    from kg.store.interface import Change
    from kg.store.oxigraph import open_store

    broken = tmp_path / "kg"
    shutil.copytree(seed_store, broken)
    with open_store(broken) as store:
        quad = next(q for q in store.quads() if q[1].endswith("#exact") and "armed" in q[2])
        moved = (quad[0], quad[1], Literal(quad[2].replace("armed", "alarmed")), quad[3])
        store.apply(Change(remove=(quad,), add=(moved,)))
    result = kg("validate", "--store", broken, "--format", "json")
    assert result.code == 4
    assert json.loads(result.out)
    assert "problem" in result.err


def test_updates_are_run_with_write_only(kg, seed_store, tmp_path):
    own = tmp_path / "store"
    shutil.copytree(seed_store, own)
    note = "INSERT DATA { GRAPH <https://example.org/notes> { <a:b> <a:c> 'seen' } }"
    refused = kg("query", "--store", own, note)
    assert (refused.code, "this is an update" in refused.err) == (1, True)
    made = kg("query", "--store", own, "--write", note)
    assert (made.code, made.out, "updated" in made.err) == (0, "", True)
    assert "seen" in kg("query", "--store", own, "SELECT ?o { <a:b> <a:c> ?o }").out
    assert kg("validate", "--store", own).code == 0
    swept = kg("query", "--store", own, "--write", "CLEAR ALL")
    assert (swept.code, "the program's own" in swept.err) == (1, True)
    assert kg("query", "--store", ":memory:", "--write", note).code == 2
    assert kg("query", "--store", own, "--write", "--example", "claims-about").code == 2
