import csv
import io
import json
from html.parser import HTMLParser

import pytest
from jsonschema import Draft202012Validator

from kg.model import ClaimRelation, RelationKind, RelationMethod
from kg.resources import resource
from kg.views import report, report_tables
from kg.views.related import claim_key, related
from kg.views.report import write_report
from kg.views.report_tables import report_tables as made_tables
from tests.views.generated import generated, hostile


def read(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    write_report(generated(120), folder)
    return folder


def test_same_records_same_bytes(folder, tmp_path):
    names = write_report(generated(120), tmp_path)
    assert read(tmp_path) == read(folder)
    assert names == sorted(read(folder))
    write_report(generated(120), tmp_path)
    assert read(tmp_path) == read(folder)


def test_pages_are_bounded_and_old_ones_go(tmp_path, monkeypatch):
    for module in (report, report_tables):
        monkeypatch.setattr(module, "PAGE", 50)
    (tmp_path / "notes.html").write_text("mine")
    write_report(generated(120), tmp_path)
    pages = sorted(path.name for path in tmp_path.glob("statements-*.html"))
    assert pages == ["statements-1.html", "statements-2.html", "statements-3.html"]
    assert (tmp_path / "statements-1.html").read_text("utf-8").count("<tr>") == 51
    write_report(generated(40), tmp_path)
    assert not (tmp_path / "statements-2.html").exists()
    assert (tmp_path / "notes.html").read_text() == "mine"


@pytest.mark.parametrize("records", [[], generated(60), hostile()], ids=["none", "some", "hostile"])
def test_json_is_as_its_schema_says(records, tmp_path):
    write_report(records, tmp_path)
    schema = json.loads((tmp_path / "report.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    found = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(found)) == []
    assert len(found["statements"]) == sum(len(r.attributions) for r in records)


def test_schema_is_strict():
    schema = json.loads(resource("views", "report.schema.json").read_text("utf-8"))
    assert not Draft202012Validator(schema).is_valid({"manifest": {}, "statements": []})


def test_csv_is_whole_and_no_formula(tmp_path):
    write_report(records := hostile(), tmp_path, bom=True)
    data = (tmp_path / "statements.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(rows) == 1 + sum(len(r.attributions) for r in records)
    assert not any(cell[:1] in {"=", "+", "-", "@"} for row in rows[1:] for cell in row)


def test_claims_that_rest_only_on_unnamed_sources():
    records = generated(120)
    tables = {table.name: table for table in made_tables(records, {})}
    unnamed = tables["unnamed"].rows
    assert unnamed
    assert all(row["source_named"] is not True for row in unnamed)
    named = next(r for r in tables["statements"].rows if r["source_named"])
    keys = {
        (row["document"], row["attribution"]): claim_key(record, record.claim_of(a).id)
        for record in records
        for a in record.attributions
        for row in [{"document": record.document.id, "attribution": a.id}]
    }
    pair = sorted(keys[row["document"], row["attribution"]] for row in (named, unnamed[0]))
    relation = ClaimRelation(*pair, RelationKind.EQUIVALENT, RelationMethod.COPY, 1.0, "same")
    fewer = made_tables(records, related(records, [relation]))[3].rows
    assert len(fewer) == len(unnamed) - 1


def test_coverage_of_the_seed_article(seed_record):
    (row,) = made_tables([seed_record], {})[1].rows
    assert row["statements"] == 14
    assert 0 < row["attributed_share"] < 1
    assert row["attributed_sentences"] <= row["sentences"]
    assert row["unnamed_share"] == round(row["unnamed_statements"] / 14, 3)


def test_what_is_least_sure_comes_first():
    rows = made_tables(generated(120), {})[4].rows
    assert rows
    sure = [row["confidence"] for row in rows]
    assert sure == sorted(sure)
    assert max(sure) < report.DOUBTFUL


def test_hostile_text_makes_no_element(tmp_path):
    write_report(hostile(), tmp_path)
    for path in tmp_path.glob("*.html"):
        tags = []
        parser = HTMLParser()
        parser.handle_starttag = lambda tag, attributes, tags=tags: tags.append(tag)
        parser.feed(path.read_text("utf-8"))
        assert not {"script", "img", "iframe", "form", "input", "base", "object"} & set(tags)


def test_summary_is_markdown_with_the_counts(folder):
    text = (folder / "summary.md").read_text("utf-8")
    assert text.startswith("# Audit report\n\n8 documents, 120 statements")
    assert "## To check first" in text
