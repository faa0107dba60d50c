import pytest
from hypothesis import given
from rdflib import SDO, XSD, Literal, URIRef

from kg.rdf.integrity import discrepancies
from kg.rdf.iris import Iris
from kg.rdf.vocabulary import CKG, OA
from kg.rdf.writer import document_quads
from tests.rdf.strategies import records

HOME = Iris("https://w3id.org/ckg/id/")
NOWHERE = URIRef("http://example.org/nowhere")


def triples(record):
    return [quad[:3] for quad in document_quads(record, HOME)]


@given(records())
def test_what_the_writer_writes_is_sound(record):
    assert discrepancies(triples(record), HOME) == ()


def test_plain_strings_may_be_typed(full_record):
    graph = [
        (s, p, Literal(str(o), datatype=XSD.string) if type(o) is Literal and not o.datatype else o)
        for s, p, o in triples(full_record)
    ]
    assert graph != triples(full_record)
    assert discrepancies(graph, HOME) == ()


@pytest.mark.parametrize("predicate", [SDO.sha256, OA.exact, OA.prefix, OA.suffix])
def test_what_does_not_fit_the_text_is_found(predicate, full_record):
    """Nothing else in the graph depends on these: only the text can tell."""
    graph = triples(full_record)
    index = next(i for i, triple in enumerate(graph) if triple[1] == predicate)
    subject, _, right = graph[index]
    graph[index] = (subject, predicate, Literal("wrong"))
    (found,) = discrepancies(graph, HOME)
    assert (found.focus, found.path) == (str(subject), str(predicate))
    assert found.message == f'is "wrong" where the document says "{right}"'


@pytest.mark.parametrize(
    "predicate",
    [
        SDO.text, CKG.bodyStart, CKG.sourceLabel, CKG.sourceStatus, OA.start, CKG.claim,
        CKG.statementAt, CKG.subjectAt, CKG.predicateAt, CKG.objectAt,
    ],
)  # fmt: skip
def test_a_changed_value_is_found(predicate, full_record):
    graph = [(s, p, Literal("1") if p == predicate else o) for s, p, o in triples(full_record)]
    assert discrepancies(graph, HOME)


@pytest.mark.parametrize("predicate", [CKG.statementAt, CKG.subjectAt, CKG.cueHeadAt])
@pytest.mark.parametrize("change", [lambda at: f"0{at}", lambda at: f" {at}"])
def test_offsets_have_one_way_to_be_written(predicate, change, full_record):
    """Read they are the same: as a string another one."""
    graph = triples(full_record)
    subject, at = next((s, o) for s, p, o in graph if p == predicate)
    graph.remove((subject, predicate, at))
    (found,) = discrepancies([*graph, (subject, predicate, Literal(change(at)))], HOME)
    assert (found.focus, found.path) == (str(subject), str(predicate))


def test_moved_offsets_are_found(full_record):
    """A statement's offsets against its text, that nothing is named after."""
    graph = [
        (s, p, Literal("0-3") if p == CKG.statementAt else o) for s, p, o in triples(full_record)
    ]
    (found,) = discrepancies(graph, HOME)
    assert "text is not the document's text at its spans" in found.message


def test_what_is_missing_or_left_over_is_found(full_record):
    graph = triples(full_record)
    suffix = next(triple for triple in graph if triple[1] == OA.suffix)
    (missing,) = discrepancies([t for t in graph if t != suffix], HOME)
    assert missing.message.startswith("is absent where the document says")
    (extra,) = discrepancies([*graph, (NOWHERE, CKG.subject, NOWHERE)], HOME)
    assert extra.message.endswith("where the document says absent")
