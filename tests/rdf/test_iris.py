import dataclasses
import datetime

import pytest
from rdflib import URIRef

from kg.model import Span
from kg.rdf.iris import Iris

CHANGES = {
    "title": "Other",
    "publisher": None,
    "author": "",
    "date": datetime.date(2024, 5, 7),
    "url": "https://a.b/d",
    "language": "de",
    "body_start": 4,
}


def test_names(full_record, iris):
    document = full_record.document
    names = iris.within(document)
    assert names.document == iris.document(document)
    assert names.document == URIRef(f"https://w3id.org/ckg/id/document/{document.key}")
    assert names.attribution("ab").endswith(f"/attribution/{document.key}-ab")
    assert names.claim("ab").endswith(f"/claim/{document.key}-ab")
    assert names.proposition("ab").endswith(f"/proposition/{document.key}-ab")
    assert names.span(Span(3, 5)).endswith(f"/span/{document.key}-3-5")
    assert iris.referents == URIRef("https://w3id.org/ckg/id/graph/referents")
    assert iris.runs == URIRef("https://w3id.org/ckg/id/graph/runs")


def test_nodes_of_one_span_have_different_names(full_record, iris):
    names, span = iris.within(full_record.document), Span(3, 5)
    assert len({names.span(span), names.position(span), names.quote(span)}) == 3


@pytest.mark.parametrize("field", CHANGES)
def test_other_metadata_is_another_extraction_of_the_same_document(field, full_record, iris):
    document = full_record.document
    changed = dataclasses.replace(document, **{field: CHANGES[field]})
    assert iris.document(changed) == iris.document(document)
    made_by = full_record.extraction
    assert iris.extraction(changed, made_by) != iris.extraction(document, made_by)


@pytest.mark.parametrize(("one", "other"), [("title", "publisher"), ("publisher", "author")])
def test_metadata_in_another_field_is_another_extraction(one, other, full_record, iris):
    bare = dataclasses.replace(full_record.document, title=None, publisher=None, author=None)
    made_by = full_record.extraction
    first = iris.extraction(dataclasses.replace(bare, **{one: "x"}), made_by)
    assert first != iris.extraction(dataclasses.replace(bare, **{other: "x"}), made_by)


def test_other_software_is_another_extraction(full_record, iris):
    made_by = full_record.extraction
    newer = dataclasses.replace(made_by, version="2")
    document = full_record.document
    assert iris.extraction(document, newer) != iris.extraction(document, made_by)
    assert iris.software(newer) != iris.software(made_by)


@pytest.mark.parametrize("base", ["https://example.org/kg/", "http://example.org/x#"])
def test_base(base, full_record):
    iris = Iris(base)
    assert iris.document(full_record.document).startswith(f"{base}document/")
    assert iris.prefixes["document"] == f"{base}document/"
