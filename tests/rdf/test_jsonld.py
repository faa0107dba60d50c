import json

import pytest
from hypothesis import given
from rdflib import XSD, Literal, URIRef

from kg.rdf.iris import Iris
from kg.rdf.jsonld import jsonld
from kg.rdf.serialise import nquads
from kg.rdf.writer import bond_quads, document_quads, referent_quads
from tests.rdf.parsing import quads_of, quads_of_rdflib
from tests.rdf.strategies import records

HOME = Iris("https://w3id.org/ckg/id/")
A = URIRef("http://example.org/a")


def parsed(text):
    return list(nquads(quads_of(text, "json-ld")))


@given(records())
def test_the_same_quads_come_back(record):
    quads = [
        *document_quads(record, HOME),
        *referent_quads(record.agents, record.entities, HOME),
        *bond_quads(record, HOME),
    ]
    text = "".join(jsonld(quads))
    assert parsed(text) == list(nquads(quads))
    assert "".join(jsonld(reversed(quads))) == text


def test_another_reader_reads_the_same(seed_record):
    quads = list(document_quads(seed_record, HOME))
    text = "".join(jsonld(quads))
    assert list(nquads(quads_of_rdflib(text, "json-ld"))) == list(nquads(quads))


def test_terms_are_short(seed_record):
    (graph,) = json.loads("".join(jsonld(document_quads(seed_record, HOME))))["@graph"]
    attribution = next(n for n in graph["@graph"] if n["@type"] == "ckg:Attribution")
    assert attribution["speechAct"].startswith("ckg:speechAct-")
    assert attribution["source"].startswith("https://w3id.org/ckg/id/agent/")
    (document,) = (n for n in graph["@graph"] if n["@type"] == "ckg:Document")
    assert document["text"] == seed_record.document.text
    assert document["issued"] == "2022-01-10"


@pytest.mark.parametrize(
    "value",
    [
        A,
        Literal("x", lang="en"),
        Literal("5", datatype=XSD.integer),
        Literal("x", datatype=URIRef("http://example.org/type")),
        Literal("https://w3id.org/ckg/ns#"),
        Literal("ckg:cue"),
    ],
)
@pytest.mark.parametrize("name", ["http://example.org/p", "cue", "confidence", "sourceLabel"])
def test_values_that_a_term_does_not_expect(name, value):
    predicate = URIRef(name if ":" in name else f"https://w3id.org/ckg/ns#{name}")
    quads = [(A, predicate, value, A)]
    assert parsed("".join(jsonld(quads))) == list(nquads(quads))


def test_nothing_is_an_empty_document():
    assert parsed("".join(jsonld([]))) == []
