import dataclasses
import random
from collections import Counter

import pytest
from hypothesis import given
from rdflib import DCTERMS, FOAF, PROV, RDF, SDO, SKOS, Literal, URIRef

from kg.model import Agent, AgentKind, Entity, RecordError, Span
from kg.rdf.iris import Iris
from kg.rdf.namespaces import QUDT
from kg.rdf.serialise import nquads, trig
from kg.rdf.vocabulary import CKG, OA, PREFIXES, AgentStatus, concept
from kg.rdf.writer import bond_quads, document_quads, referent_quads
from tests.rdf.parsing import quads_of_rdflib
from tests.rdf.strategies import records

HOME = Iris("https://w3id.org/ckg/id/")
SPAN_ROLES = {
    CKG.sourceMention, CKG.cue, CKG.contentSpan, CKG.addressee, CKG.medium, CKG.place, CKG.time,
    CKG.anonymityReason,
}  # fmt: skip


def everything(record, iris=HOME):
    """The quads of a record and of its referents."""
    yield from document_quads(record, iris)
    yield from referent_quads(record.agents, record.entities, iris)
    yield from bond_quads(record, iris)


def values(quads, subject, predicate):
    return {o for s, p, o, _ in quads if (s, p) == (subject, predicate)}


@given(records())
def test_no_blank_nodes_and_no_triple_twice(record):
    quads = list(everything(record))
    assert {type(term) for s, p, _, g in quads for term in (s, p, g)} == {URIRef}
    assert {type(o) for _, _, o, _ in quads} <= {URIRef, Literal}
    assert max(Counter(quad[:3] for quad in quads).values()) == 1


@given(records())
def test_one_graph_a_document_and_one_for_referents(record):
    assert {g for *_, g in document_quads(record, HOME)} == {HOME.document(record.document)}
    referents = list(referent_quads(record.agents, record.entities, HOME))
    assert {g for *_, g in referents} <= {HOME.referents}


@given(records())
def test_nothing_claimed_is_asserted(record):
    """Of an agent or entity nothing is said but what it is, in the union of all graphs."""
    quads = list(everything(record))
    about = {
        "agent": {
            RDF.type,
            SDO.name,
            CKG.agentKind,
            CKG.agentStatus,
            CKG.scope,
            PROV.actedOnBehalfOf,
            FOAF.member,
        },
        "entity": {RDF.type, SDO.name},
    }
    for subject, predicate, *_ in quads:
        sort = subject.removeprefix(HOME.base).split("/")[0]
        assert predicate in about.get(sort, {predicate})
    # All predicates are terms: no predicate is made of the words of a text.
    known = {str(RDF), str(DCTERMS), str(SDO), str(PROV), str(FOAF), str(OA), str(CKG), str(QUDT)}
    assert {p[: max(p.rfind("#"), p.rfind("/")) + 1] for _, p, *_ in quads} <= known


@given(records())
def test_every_span_quotes_the_text_at_its_offsets(record):
    quads = list(document_quads(record, HOME))
    one = {(s, p): o for s, p, o, _ in quads}
    text = record.document.text
    pointed_to = {o for _, p, o, _ in quads if p in SPAN_ROLES}
    assert pointed_to == {s for s, p, o, _ in quads if o == OA.SpecificResource}
    for span in pointed_to:
        assert one[span, OA.hasSource] == HOME.document(record.document)
        position, quote = sorted(values(quads, span, OA.hasSelector))
        assert one[position, RDF.type] == OA.TextPositionSelector
        assert one[quote, RDF.type] == OA.TextQuoteSelector
        start, end = int(one[position, OA.start]), int(one[position, OA.end])
        assert str(one[quote, OA.exact]) == text[start:end] != ""
        assert str(one[quote, OA.prefix]) == text[:start][-32:]
        assert str(one[quote, OA.suffix]) == text[end:][:32]


@given(records())
def test_order_of_input_does_not_matter(record):
    shuffler = random.Random(1)

    def shuffled(items):
        return tuple(shuffler.sample(items, len(items)))

    other = dataclasses.replace(
        record,
        attributions=shuffled(record.attributions),
        sources=dict(shuffled(tuple(record.sources.items()))),
        claims=tuple(
            dataclasses.replace(claim, propositions=shuffled(claim.propositions))
            for claim in shuffled(record.claims)
        ),
    )
    assert list(nquads(everything(record))) == list(nquads(everything(other)))


def test_base_is_a_setting(seed_record):
    elsewhere = Iris("http://example.org/kg#")
    moved = "".join(nquads(everything(seed_record, elsewhere)))
    here = "".join(nquads(everything(seed_record)))
    assert HOME.base in here
    assert HOME.base not in moved
    assert sorted(moved.replace(elsewhere.base, HOME.base).splitlines()) == here.splitlines()


def test_the_seed_is_written_as_always(seed_record, request):
    """Compared as a set of quads; the golden file is what the TriG export writes."""
    golden = (request.path.parent / "golden" / "seed.trig").read_text(encoding="utf-8")
    quads = list(everything(seed_record))
    assert set(nquads(quads_of_rdflib(golden, "trig"))) == set(nquads(quads))
    assert "".join(trig(quads, PREFIXES | HOME.prefixes)) == golden


def test_the_facts_of_an_attribution(full_record):
    outer, inner = full_record.attributions
    names = HOME.within(full_record.document)
    quads = list(document_quads(full_record, HOME))
    subject = names.attribution(outer.id)

    def said(predicate):
        (value,) = values(quads, subject, predicate)
        return value

    assert said(RDF.type) == CKG.Attribution
    assert said(PROV.wasGeneratedBy) == HOME.extraction(
        full_record.document, full_record.extraction
    )
    assert said(CKG.reports) == names.attribution(inner.id)
    assert said(CKG.claim) == names.claim(full_record.claim_of(outer).id)
    assert said(CKG.source) == HOME.agent(full_record.agent_of(outer))
    assert said(CKG.sourceLabel) == Literal("an aide")
    assert said(CKG.sourceStatus) == concept(AgentStatus.UNNAMED)
    assert str(said(CKG.confidence)) == "0.75"
    assert str(said(CKG.utteredAt)) == "2024-05-06"
    for role, predicate in (("cue", CKG.cue), ("place", CKG.place), ("time", CKG.time)):
        (span,) = outer.roles()[role]
        assert said(predicate) == names.span(span)


def test_what_is_pointed_to_inside_of_spans_is_offsets(full_record):
    outer, inner = full_record.attributions
    claim = full_record.claim_of(inner)
    statement = (Span(0, 2), Span(5, 11))
    text = full_record.quote(statement)
    pieces = dataclasses.replace(claim, statement=statement, text=text)
    record = dataclasses.replace(full_record, claims=(full_record.claim_of(outer), pieces))
    quads = list(document_quads(record, HOME))
    names = HOME.within(record.document)
    (part,) = claim.propositions
    for subject, predicate, spans in (
        (names.attribution(outer.id), CKG.cueHeadAt, outer.cue_head),
        (names.attribution(outer.id), CKG.sourceEvidenceAt, record.sources[outer.id].evidence),
        (names.claim(record.claim_of(outer).id), CKG.statementAt, outer.content),
        (names.proposition(part.id), CKG.subjectAt, part.subject.spans),
        (names.proposition(part.id), CKG.predicateAt, part.predicate_spans),
        (names.proposition(part.id), CKG.objectAt, part.object.spans),
    ):
        ((start, end),) = ((span.start, span.end) for span in spans)
        assert values(quads, subject, predicate) == {Literal(f"{start}-{end}")}
    assert values(quads, names.claim(claim.id), CKG.statementAt) == {Literal("0-2,5-11")}
    # Left out where there is nothing.
    assert values(quads, names.attribution(inner.id), CKG.cueHeadAt) == set()
    assert values(quads, names.attribution(inner.id), CKG.sourceEvidenceAt) == set()


def test_an_attribution_takes_few_quads(seed_record):
    """Writing them to disk is the dearest part of a build."""
    quads = list(document_quads(seed_record, HOME))
    assert len(quads) <= 58 * len(seed_record.attributions)


def test_two_propositions_of_one_name_are_an_error(full_record):
    first, second = full_record.claims
    (proposition,) = first.propositions
    denied = dataclasses.replace(proposition, lemma="close")
    claims = (first, dataclasses.replace(second, propositions=(denied,)))
    broken = dataclasses.replace(full_record, claims=claims)
    with pytest.raises(RecordError, match=f"'full': two propositions named {proposition.id}"):
        list(document_quads(broken, HOME))


def test_referents_depend_on_their_key_alone():
    upper, lower = Entity("OSLO"), Entity("Oslo")
    assert upper.key == lower.key
    assert set(referent_quads((), [upper], HOME)) == set(referent_quads((), [lower], HOME))
    assert len(list(referent_quads((), [upper, lower], HOME))) == 2


@pytest.mark.parametrize("kind", AgentKind)
def test_agents(kind):
    agent = Agent("a source", kind, named=False, scope="k")
    facts = {(p, o) for _, p, o, _ in referent_quads([agent, agent], (), HOME)}
    assert (CKG.agentKind, concept(kind)) in facts
    assert (SDO.name, Literal("a source")) in facts
    assert (CKG.scope, Literal("k")) in facts
    classes = {o for p, o in facts if p == RDF.type}
    assert CKG.Agent in classes
    assert len(classes) == 2
    assert SKOS.Concept not in classes
