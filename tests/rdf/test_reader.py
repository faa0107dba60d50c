import random

import pyoxigraph as ox
import pytest
from hypothesis import given
from rdflib import DCTERMS, PROV, RDF, SDO, XSD, Literal, URIRef

from kg.model import RecordError
from kg.rdf.iris import Iris
from kg.rdf.order import in_reading_order
from kg.rdf.reader import CLASSES, OUTLINE, PROPERTIES, read_record
from kg.rdf.serialise import nquads
from kg.rdf.vocabulary import CKG, OA
from kg.rdf.writer import document_quads
from tests.rdf.parsing import rdflib_term
from tests.rdf.strategies import records

HOME = Iris("https://w3id.org/ckg/id/")


def triples(record, iris=HOME):
    return [quad[:3] for quad in document_quads(record, iris)]


def through_oxigraph(record):
    """The triples as a store gives them back that normalises literals."""
    store = ox.Store()
    store.load("".join(nquads(document_quads(record, HOME))), format=ox.RdfFormat.N_QUADS)
    for quad in store:
        yield tuple(map(rdflib_term, (quad.subject, quad.predicate, quad.object)))


@given(records())
def test_what_is_written_is_read(record):
    graph = triples(record)
    random.Random(1).shuffle(graph)
    assert read_record(graph, HOME) == in_reading_order(record)


@given(records())
def test_what_a_store_gives_back_is_read(record):
    assert read_record(through_oxigraph(record), HOME) == in_reading_order(record)


def part(graph, properties, classes=CLASSES):
    return [t for t in graph if t[1] in properties or (t[1] == RDF.type and t[2] in classes)]


@given(records())
def test_what_is_not_asked_for_is_not_needed(record):
    graph = triples(record)
    assert read_record(part(graph, PROPERTIES), HOME) == in_reading_order(record)
    outline = read_record(part(graph, OUTLINE), HOME)
    assert outline.attributions == in_reading_order(record).attributions
    assert outline.sources == record.sources
    assert not any(claim.propositions for claim in outline.claims)


@pytest.mark.parametrize("name", ["3", "3-2", "3-", "3-4-5", "a-b", "-1-2"])
def test_a_span_that_is_only_named_has_to_be_one(name, full_record):
    graph = part(triples(full_record), PROPERTIES)
    cue = next(o for _, p, o in graph if p == CKG.cue)
    broken = URIRef(f"{cue.rsplit('-', 2)[0]}-{name}")
    with pytest.raises(RecordError, match="which is no span"):
        read_record([(s, p, broken if o == cue else o) for s, p, o in graph], HOME)


def test_the_seed(seed_record):
    assert read_record(triples(seed_record), HOME) == in_reading_order(seed_record)


def test_other_bases(seed_record):
    other = Iris("http://example.org/kg#")
    assert read_record(triples(seed_record, other), other) == in_reading_order(seed_record)
    with pytest.raises(RecordError, match="its content has the name"):
        read_record(triples(seed_record, other), HOME)


@given(records())
def test_reading_order_changes_nothing_but_the_order(record):
    ordered = in_reading_order(record)
    assert in_reading_order(ordered) == ordered
    assert set(nquads(document_quads(ordered, HOME))) == set(nquads(document_quads(record, HOME)))
    starts = [attribution.extent for attribution in ordered.attributions]
    assert starts == sorted(starts)


def test_values_are_plain_strings(full_record):
    record = read_record(triples(full_record), HOME)
    document, (outer, _) = record.document, in_reading_order(record).attributions
    found = (document.id, document.text, document.title, document.url, *outer.reports)
    assert {type(value) for value in found} == {str}


def test_literals_need_not_be_canonical(full_record):
    loose = {
        Literal("3", datatype=XSD.integer): Literal("03", datatype=XSD.integer, normalize=False),
        Literal("0.75", datatype=XSD.double): Literal("7.5E-1", datatype=XSD.double),
    }
    graph = [(s, p, loose.get(o, o)) for s, p, o in triples(full_record)]
    assert graph != triples(full_record)
    assert read_record(graph, HOME) == in_reading_order(full_record)


def without(predicate):
    return lambda graph: [triple for triple in graph if triple[1] != predicate]


def changed(predicate, value):
    return lambda graph: [(s, p, value if p == predicate else o) for s, p, o in graph]


def doubled(predicate, value):
    return lambda graph: [*graph, *((s, p, value) for s, p, _ in graph if p == predicate)]


NOWHERE = URIRef("http://example.org/nowhere")


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (without(RDF.type), "0 nodes of class .*Document"),
        (without(SDO.text), "0 values of .*text"),
        (doubled(DCTERMS.identifier, Literal("x")), "2 values of .*identifier"),
        (changed(DCTERMS.identifier, Literal("x")), "has the name .*document"),
        (changed(CKG.bodyStart, Literal("x")), "not a record: invalid literal for int"),
        (changed(CKG.bodyStart, Literal("999")), "body_start 999"),
        (changed(DCTERMS.issued, Literal("May")), "not a record: Invalid isoformat"),
        (changed(DCTERMS.title, Literal("x")), "has the name .*extraction"),
        (changed(CKG.modelHash, Literal("x")), "has the name .*extraction"),
        (changed(CKG.speechAct, NOWHERE), "is not a SpeechAct"),
        (changed(CKG.sourceLabel, Literal("x")), "has the name .*agent"),
        (changed(CKG.subjectLabel, Literal("x")), "has the name .*entity"),
        (changed(CKG.claim, NOWHERE), "a claim that no attribution makes"),
        (changed(CKG.cue, NOWHERE), "nowhere, which is no span"),
        (changed(CKG.reports, NOWHERE), "reports unknown"),
        (changed(OA.end, Literal("999")), "has the name .*attribution"),
        (changed(OA.start, Literal("99")), "is not a span"),
        (without(OA.start), "no position"),
        (without(CKG.contentSpan), "without content"),
        (without(CKG.source), "source span without a resolved source"),
        (changed(CKG.sourceStatus, NOWHERE), "is not a AgentStatus"),
        (changed(CKG.statementAt, Literal("1")), "not a record: not enough values"),
        (changed(CKG.statementAt, Literal("1-2-3")), "not a record: too many values"),
        (changed(CKG.statementAt, Literal("")), "not a record: not enough values"),
        (changed(CKG.statementAt, Literal("a-b")), "not a record: invalid literal for int"),
        (changed(CKG.statementAt, Literal("5-5")), "is not a span"),
        (changed(CKG.statementAt, Literal("0-999")), "past the end of the text"),
        (changed(CKG.subjectAt, Literal("0-2")), "has the name .*proposition"),
        (changed(CKG.predicateAt, Literal("0-2")), "has the name .*proposition"),
        (changed(CKG.objectAt, Literal("0-2")), "has the name .*proposition"),
        (changed(CKG.principalLabel, Literal("x")), "has the name .*agent"),
        (changed(CKG.principalStatus, NOWHERE), "is not a AgentStatus"),
        (without(CKG.principalLabel), "0 values of .*principalLabel"),
        (doubled(CKG.onBehalfOf, NOWHERE), "2 values of .*onBehalfOf"),
        (
            lambda graph: [
                *graph,
                *((s, CKG.affiliation, o) for s, p, o in graph if p == CKG.onBehalfOf),
            ],
            "both on behalf of and affiliated with",
        ),
        (changed(CKG.sourceNumber, NOWHERE), "is not a Number"),
        (changed(CKG.anonymityReason, NOWHERE), "nowhere, which is no span"),
        (changed(CKG.creditedAt, Literal("0-2")), "credited to"),
        (without(CKG.creditedAt), "credited to"),
        (without(CKG.creditedTo), "credited to"),
        (doubled(CKG.creditedTo, NOWHERE), "credited to"),
        (changed(CKG.creditedAt, Literal("0-999")), "not inside a text"),
        (changed(CKG.confidence, Literal("2")), "2.0 is not a probability"),
    ],
)
def test_damaged_graphs_are_errors(damage, message, full_record):
    with pytest.raises(RecordError, match=message):
        read_record(damage(triples(full_record)), HOME)


def test_an_empty_graph_is_an_error():
    with pytest.raises(RecordError, match="0 nodes of class"):
        read_record([], HOME)


def test_other_facts_do_not_matter(full_record):
    graph = [*triples(full_record), (NOWHERE, PROV.used, NOWHERE)]
    assert read_record(graph, HOME) == in_reading_order(full_record)


@pytest.mark.parametrize("sort", [CKG.Document, CKG.Attribution, CKG.Claim, CKG.Proposition])
def test_a_node_of_another_name_is_an_error(sort, full_record):
    """Renamed wherever it stands, so that only its content can tell."""
    graph = triples(full_record)
    old = min(s for s, p, o in graph if (p, o) == (RDF.type, sort))
    renamed = [tuple(NOWHERE if node == old else node for node in triple) for triple in graph]
    with pytest.raises(RecordError, match="nowhere: its content has the name"):
        read_record(renamed, HOME)
