import pyoxigraph as ox
import pytest
from hypothesis import given
from rdflib import RDF, XSD, BNode, Literal, URIRef

from kg.rdf.iris import Iris
from kg.rdf.serialise import nquads, ntriples, term, trig, turtle
from kg.rdf.vocabulary import PREFIXES
from kg.rdf.writer import document_quads
from tests.rdf.parsing import quads_of
from tests.rdf.strategies import records

HOME = Iris("https://w3id.org/ckg/id/")
A = URIRef("http://example.org/a")


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (A, "<http://example.org/a>"),
        (URIRef("http://example.org/ü"), "<http://example.org/ü>"),
        (Literal("a"), '"a"'),
        (Literal("a", datatype=XSD.string), '"a"'),
        (Literal("a", lang="en-GB"), '"a"@en-GB'),
        (Literal("1", datatype=XSD.integer), '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        (Literal('\b\t\n\f\r"\\'), r'"\b\t\n\f\r\"\\"'),
        (Literal("\x00\x1f\x7f"), r'"\u0000\u001F\u007F"'),
        (Literal("\x80\u2028é🙂"), '"\x80\u2028é🙂"'),
        (BNode("x"), "_:x"),
    ],
)
def test_terms(node, text):
    assert term(node) == text


def test_characters_that_no_iri_has_are_escaped():
    hostile = str.__new__(URIRef, "http://x/> <y> .\n")
    assert term(hostile) == r"<http://x/\u003E\u0020\u003Cy\u003E\u0020.\u000A>"


@given(records())
def test_ntriples_are_lines_that_the_engine_writes_too(record):
    triples = [quad[:3] for quad in document_quads(record, Iris("https://w3id.org/ckg/id/"))]
    lines = list(ntriples(triples))
    assert lines == [f"{' '.join(map(term, triple))} .\n" for triple in triples]
    read = ox.parse("".join(lines), format=ox.RdfFormat.N_TRIPLES)
    written = ox.serialize((quad.triple for quad in read), format=ox.RdfFormat.N_TRIPLES)
    assert written.decode().split("\n")[:-1] == [line[:-1] for line in lines]


def test_nquads_are_sorted_lines_without_doubles():
    one, other = (A, A, Literal("1"), A), (A, A, Literal("0"), A)
    lines = list(nquads([one, other, one]))
    assert lines == sorted(lines)
    assert lines == [f'<{A}> <{A}> "{n}" <{A}> .\n' for n in (0, 1)]


@given(records())
def test_nquads_are_read_as_written(record):
    quads = list(document_quads(record, HOME))
    text = "".join(nquads(quads))
    assert text.count("\n") == len(quads)
    assert "".join(nquads(quads_of(text, "nquads"))) == text


@given(records())
def test_trig_is_read_as_written(record):
    quads = list(document_quads(record, HOME))
    text = "".join(trig(quads, PREFIXES | HOME.prefixes))
    assert list(nquads(quads_of(text, "trig"))) == list(nquads(quads))
    assert "".join(trig(reversed(quads), PREFIXES | HOME.prefixes)) == text


def test_trig_is_for_people(seed_record):
    text = "".join(trig(document_quads(seed_record, HOME), PREFIXES | HOME.prefixes))
    assert " a ckg:Attribution ;\n    prov:wasGeneratedBy extraction:" in text
    body = text.partition("\n\n")[2]
    assert "<http" not in body
    assert '"^^xsd:integer' not in body
    # What the graph is named after stands first in it.
    key = seed_record.document.key
    assert body.startswith(f"document:{key} {{\n\n  document:{key} a ckg:Document")


def test_turtle_of_any_graph():
    graph = [
        (A, RDF.type, URIRef("https://w3id.org/ckg/ns#Claim")),
        (A, A, Literal("x", lang="en")),
        (A, A, Literal("-5", datatype=XSD.integer)),
        (A, A, Literal("five", datatype=XSD.integer)),
        (A, A, Literal("0", datatype=XSD.boolean, normalize=False)),
        (A, A, Literal("2024-05-06", datatype=XSD.date)),
        (A, A, Literal("x", datatype=URIRef("http://example.org/type"))),
        (URIRef("https://w3id.org/ckg/ns#a.b"), A, URIRef("https://w3id.org/ckg/ns#")),
        (URIRef("https://w3id.org/ckg/ns#a;b"), A, URIRef("https://w3id.org/ckg/ns#a.")),
    ]
    text = "".join(turtle(graph, PREFIXES))
    parsed = {tuple(map(term, quad[:3])) for quad in quads_of(text, "turtle")}
    assert parsed == {tuple(map(term, triple)) for triple in graph}
