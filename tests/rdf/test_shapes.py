"""Every shape accepts what the writer writes and rejects each way to break it."""

import dataclasses
import datetime

import pytest
from hypothesis import given, settings
from rdflib import DCTERMS, PROV, RDF, SDO, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection

from kg.config import DEFAULT_BASE
from kg.identity.agents import Known
from kg.identity.decisions import Decision, DecisionKind
from kg.identity.identities import Identity, Merge, Method
from kg.model import (
    AgentKind,
    ClaimRelation,
    Drift,
    Judgement,
    RelationKind,
    RelationMethod,
    Span,
    SpeechAct,
    Verdict,
)
from kg.rdf.identities import decision_quads, form_quads, identity_quads
from kg.rdf.iris import Iris
from kg.rdf.relations import relation_quads, verdict_quads
from kg.rdf.shapes import Violation
from kg.rdf.vocabulary import CKG, OA, SCHEMES, AgentStatus, concept
from kg.rdf.writer import bond_quads, document_quads, referent_quads
from kg.resources import resource
from tests.rdf.oracle import violations
from tests.rdf.strategies import records

HOME = Iris(DEFAULT_BASE)
RELATION = ClaimRelation(
    "a-1", "b-2", RelationKind.CONTRADICTS, RelationMethod.QUANTITY, 0.5, "44 is not 164",
    (Span(1, 2),), (Span(3, 4),), (Drift.ELLIPSIS,),
)  # fmt: skip
VERDICT = Verdict(
    "a-1", "b-2", RelationKind.CONTRADICTS, Judgement.REJECTED, "44 died", "164 died", "me", "no"
)
ONE, OTHER_ONE = (Known(key * 32, key, AgentKind.PERSON, 2) for key in "ab")
MERGED = Identity(ONE, OTHER_ONE, "b", None, Merge(Method.COMPARISON, 0.9, ("alike",)))
DECIDED = Decision(
    1, DecisionKind.MERGE, "one", AgentKind.PERSON, "second", AgentKind.COMPANY,
    datetime.datetime(2024, 5, 6, tzinfo=datetime.UTC),
)  # fmt: skip
SHAPES = Graph().parse(resource("ontology", "shapes.ttl"))
NOWHERE = URIRef("http://example.org/nowhere")
#: Another value of the same type.
OTHER = {
    None: Literal("other"),
    XSD.integer: Literal("1234", datatype=XSD.integer),
    XSD.double: Literal("0.25", datatype=XSD.double),
    XSD.date: Literal("2000-01-01", datatype=XSD.date),
    XSD.dateTime: Literal("2000-01-01T00:00:00Z", datatype=XSD.dateTime),
    XSD.decimal: Literal("7.5", datatype=XSD.decimal),
}
TOO_LOW = {
    XSD.integer: Literal("-1", datatype=XSD.integer),
    XSD.double: Literal("-0.1", datatype=XSD.double),
}
#: From a constraint, given its value and a right value, to values that break it.
WRONG = {
    "minCount": lambda limit, old: [],
    "datatype": lambda limit, old: [Literal("x", datatype=XSD.anyURI)],
    "class": lambda limit, old: [NOWHERE],
    "in": lambda limit, old: [NOWHERE],
    "nodeKind": lambda limit, old: [Literal("x")],
    "minLength": lambda limit, old: [Literal("")],
    "maxLength": lambda limit, old: [Literal("x" * (int(limit) + 1))],
    "pattern": lambda limit, old: [Literal("0" * 63 + "g")],
    "minInclusive": lambda limit, old: [TOO_LOW[old.datatype]],
    "maxInclusive": lambda limit, old: [Literal("1.1", datatype=XSD.double)],
    "disjoint": lambda limit, old: [HOME.agent_with(OTHER_ONE.key)],
    "lessThan": lambda limit, old: [TOO_HIGH],
    "maxCount": lambda limit, old: [old, another(old)],
    "hasValue": lambda limit, old: [CKG.Extraction],
    # Of selectors there are two, so one fewer or one more.
    "qualifiedValueShape": lambda limit, old: [old],
    "qualifiedMinCount": lambda limit, old: [old],
    "qualifiedMaxCount": lambda limit, old: [old, NOWHERE],
}
TOO_HIGH = OTHER[XSD.integer]


def another(value):
    """A second value that is right by itself."""
    if isinstance(value, URIRef):
        return NOWHERE
    if value.datatype == XSD.boolean:
        return Literal(not value.toPython())
    return OTHER[value.datatype]


def graph_of(record):
    quads = (
        *document_quads(record, HOME),
        *referent_quads(record.agents, record.entities, HOME),
        *bond_quads(record, HOME),
        *relation_quads(RELATION, HOME),
        *verdict_quads(VERDICT, HOME),
        *identity_quads(MERGED, HOME),
        *form_quads(ONE.key, "form", 2, HOME),
        *decision_quads(DECIDED, HOME),
    )
    return [quad[:3] for quad in quads]


def property_shapes():
    """Target class, path and constraint of every property shape that has a plain path."""
    for shape, target in SHAPES.subject_objects(SH.targetClass):
        for part in SHAPES.objects(shape, SH.property):
            path = SHAPES.value(part, SH.path)
            if not isinstance(path, URIRef):
                continue
            for constraint, value in SHAPES.predicate_objects(part):
                if constraint not in {SH.path, SH.message}:
                    yield target, path, constraint, value


def broken(graph, nodes, path, constraint, limit):
    """The graph with one node made to break one constraint; and that node.

    Where a second IRI is put, it is a copy of the first, so that it is of the right class.
    """
    focus = min(s for s, p, _ in graph if s in nodes and p == path)
    old = next(o for s, p, o in graph if (s, p) == (focus, path))
    values = WRONG[constraint.fragment](limit, old)
    damaged = [t for t in graph if t[:2] != (focus, path)]
    damaged += [(focus, path, value) for value in values]
    if NOWHERE in values and old in values:
        damaged += [(NOWHERE, p, o) for s, p, o in graph if s == old]
    return damaged, focus


def short(part):
    """A term as a part of a test's name; lists are blank nodes, named anew in every process."""
    return "list" if isinstance(part, BNode) else str(part).split("#")[-1].split("/")[-1]


@pytest.mark.parametrize(
    ("target", "path", "constraint", "limit"),
    [pytest.param(*case, id="-".join(map(short, case))) for case in sorted(property_shapes())],
)
def test_each_constraint_rejects(target, path, constraint, limit, full_record):
    graph = graph_of(full_record)
    nodes = {s for s, p, o in graph if (p, o) == (RDF.type, target)}
    damaged, focus = broken(graph, nodes, path, constraint, limit)
    found = violations(damaged)
    assert (str(focus), str(path)) in {(one.focus, one.path) for one in found}


def test_a_small_and_the_seed_record_conform(full_record, seed_record):
    assert violations(graph_of(full_record)) == ()
    assert violations(graph_of(seed_record)) == ()


@settings(max_examples=15)
@given(records())
def test_whatever_the_writer_writes_conforms(record):
    assert violations(graph_of(record)) == ()


def types(graph):
    """Nodes by their project or annotation class."""
    return {o: s for s, p, o in graph if p == RDF.type}


@pytest.mark.parametrize(
    "lost",
    [
        CKG.Document, CKG.Extraction, CKG.Attribution, CKG.Claim, CKG.Proposition, CKG.Agent,
        CKG.Entity, OA.SpecificResource, OA.TextPositionSelector, OA.TextQuoteSelector,
    ],
)  # fmt: skip
def test_a_node_without_its_class_is_missed_where_it_is_due(lost, full_record):
    assert violations([t for t in graph_of(full_record) if t[2] != lost])


@pytest.mark.parametrize(
    "predicate",
    [
        CKG.source, CKG.sourceLabel, CKG.sourceKind, CKG.sourceStatus, CKG.sourceMention,
        CKG.resolutionMethod,
    ],
)  # fmt: skip
def test_a_source_is_known_in_full(predicate, full_record):
    (message,) = {one.message for one in violations(
        [t for t in graph_of(full_record) if t[1] != predicate]
    )}  # fmt: skip
    assert message == "what is known of a source is there in full, or there is no source"


@pytest.mark.parametrize(
    ("predicate", "message"),
    [
        (CKG.subjectLabel, "a subject is there with its label, or not at all"),
        (CKG.objectLabel, "an object is there with its label, or not at all"),
        (CKG.claim, "no claim without an attribution"),
        (CKG.proposition, "no proposition without a claim"),
        (CKG.contentSpan, "an attribution has a content span"),
    ],
)
def test_what_belongs_together_is_there(predicate, message, full_record):
    found = violations([t for t in graph_of(full_record) if t[1] != predicate])
    assert message in {one.message for one in found}


@pytest.mark.parametrize(
    "predicate", [CKG.onBehalfOf, CKG.principalLabel, CKG.principalKind, CKG.principalStatus]
)
def test_who_stands_behind_a_source_is_known_in_full(predicate, full_record):
    graph = graph_of(full_record)
    lost = min(t for t in graph if t[1] == predicate and (t[0], CKG.onBehalfOf) in about(graph))
    (found,) = violations([t for t in graph if t != lost])
    assert found.message.startswith("who stands behind a source is there in full and tied in one")


def about(graph):
    return {triple[:2] for triple in graph}


def test_a_source_is_tied_to_one_agent_in_one_way(full_record):
    graph = graph_of(full_record)
    both = [(s, CKG.affiliation, o) for s, p, o in graph if p == CKG.onBehalfOf]
    (found,) = violations([*graph, *both])
    assert found.message.startswith("who stands behind a source is there in full and tied in one")


@pytest.mark.parametrize("lost", [CKG.sourceMember, CKG.memberLabel, CKG.memberKind])
def test_who_says_it_together_is_known_in_full(lost, full_record):
    graph = graph_of(full_record)
    (told,) = {s for s, p, o in graph if p == CKG.sourceMember}
    rest = [triple for triple in graph if triple[:2] != (told, lost)]
    messages = " ".join(found.message for found in violations(rest))
    assert "who says it together with others is there in full" in messages


def test_only_a_group_has_members(full_record):
    graph = graph_of(full_record)
    (told,) = {s for s, p, o in graph if p == CKG.sourceMember}
    kind = concept(AgentKind.PERSON)
    changed = [(s, p, kind if (s, p) == (told, CKG.sourceKind) else o) for s, p, o in graph]
    assert "only a group has members" in {found.message for found in violations(changed)}


def test_only_the_unnamed_have_a_reason(full_record):
    graph = graph_of(full_record)
    unnamed = next(s for s, p, o in graph if p == CKG.anonymityReason)
    status = (unnamed, CKG.sourceStatus)
    named = (*status, concept(AgentStatus.NAMED))
    (found,) = violations([*(t for t in graph if t[:2] != status), named])
    assert found.message == "only a source without a name has a number or a reason to have none"


@pytest.mark.parametrize("predicate", [CKG.creditedTo, CKG.creditedAt])
def test_a_credit_is_somewhere_and_to_somebody(predicate, full_record):
    (found,) = violations([t for t in graph_of(full_record) if t[1] != predicate])
    assert found.message == "an article is credited to somebody somewhere in it, or to nobody"


def test_one_acts_on_behalf_of_agents_only(full_record):
    graph = graph_of(full_record)
    agent = types(graph)[CKG.Agent]
    (found,) = violations([*graph, (agent, PROV.actedOnBehalfOf, types(graph)[CKG.Entity])])
    assert found.message == "an agent acts on behalf of agents"


def test_exactly_unnamed_agents_are_bound_to_a_document(full_record):
    named, *others = map(concept, AgentStatus)
    for other in others:
        swap = {named: other, concept(AgentStatus.UNNAMED): named}
        graph = [
            (s, p, swap[o] if p == CKG.agentStatus else o) for s, p, o in graph_of(full_record)
        ]
        (message,) = {one.message for one in violations(graph)}
        assert message == "exactly the agents without a name are bound to a document"
        assert len(violations(graph)) == len(full_record.agents)


def test_no_attribution_without_a_document(full_record):
    """It leads there through what made it."""
    found = violations([t for t in graph_of(full_record) if t[1] != PROV.used])
    assert "an attribution comes from one document" in {one.message for one in found}
    assert "an extraction used one document" in {one.message for one in found}


@pytest.mark.parametrize(
    "predicate",
    [
        CKG.cueHeadAt, CKG.sourceEvidenceAt, CKG.statementAt, CKG.subjectAt, CKG.predicateAt,
        CKG.objectAt, CKG.principalEvidenceAt, CKG.creditedAt,
    ],
)  # fmt: skip
@pytest.mark.parametrize("wrong", ["", "5", "5-", "-5", "1-2,", "1-2, 3-4", "a-b", "1.5-2"])
def test_offsets_have_a_form(predicate, wrong, full_record):
    graph = graph_of(full_record)
    right = next(t for t in graph if t[1] == predicate)
    damaged = [*(t for t in graph if t != right), (*right[:2], Literal(wrong))]
    (found,) = violations(damaged)
    assert (found.focus, found.path) == (str(right[0]), str(predicate))
    fine = [*(t for t in graph if t != right), (*right[:2], Literal("0-1,12-20,25-30"))]
    assert violations(fine) == ()


@pytest.mark.parametrize("referent", [CKG.Agent, CKG.Entity])
def test_nothing_may_be_said_of_a_referent(referent, full_record):
    """A claim as a fact: what the closed shapes are for."""
    graph = graph_of(full_record)
    fact = (types(graph)[referent], SDO.knows, types(graph)[CKG.Entity])
    assert [one.focus for one in violations([*graph, fact])] == [str(fact[0])]


@pytest.mark.parametrize("kind", SCHEMES)
def test_lists_of_concepts_are_those_of_the_code(kind):
    wanted = {concept(one) for one in kind}
    _, prefix = SCHEMES[kind]
    found = [set(Collection(SHAPES, head)) for head in SHAPES.objects(None, SH["in"])]
    lists = [one for one in found if any(iri.startswith(f"{prefix}-") for iri in one)]
    assert lists
    assert all(one == wanted for one in lists)


def test_every_shape_is_aimed_and_speaks():
    for shape in SHAPES.subjects(RDF.type, SH.NodeShape):
        assert (shape, SH.targetClass, None) in SHAPES
        for part in SHAPES.objects(shape, SH.property):
            assert (part, SH.message, None) in SHAPES


def test_a_violation_says_where_and_why(full_record):
    graph = graph_of(full_record)
    (found,) = violations([t for t in graph if t[1] != SDO.sha256])
    assert found == Violation(
        focus=str(HOME.document(full_record.document)),
        path=str(SDO.sha256),
        message="a document has one SHA-256 of 64 hexadecimal digits",
        severity="violation",
    )
    assert dataclasses.astuple(found)[0].startswith(DEFAULT_BASE)


def test_referents_may_come_apart(full_record):
    record = full_record
    document = [quad[:3] for quad in document_quads(record, HOME)]
    referents = [q[:3] for q in referent_quads(record.agents, record.entities, HOME)]
    assert violations(document, referents) == ()
    assert violations(document)


@pytest.mark.parametrize(
    ("sort", "message"),
    [
        (OA.TextPositionSelector, "a span has one position selector"),
        (OA.TextQuoteSelector, "a span has one quote selector"),
    ],
)
def test_a_span_has_both_selectors(sort, message, full_record):
    graph = graph_of(full_record)
    selectors = {s for s, p, o in graph if (p, o) == (RDF.type, sort)}
    link = min(t for t in graph if t[1] == OA.hasSelector and t[2] in selectors)
    (found,) = violations([t for t in graph if t != link])
    assert (found.focus, found.message) == (str(link[0]), message)


TWO = [Literal("one"), Literal("two")]


@pytest.mark.parametrize(
    ("path", "values"),
    [
        (DCTERMS.identifier, []),
        (DCTERMS.identifier, TWO),
        (SDO.sha256, []),
        (SDO.sha256, [Literal("0" * 63)]),
        (SDO.text, []),
        (SDO.text, TWO),
        (OA.start, [Literal(999)]),
        (OA.start, [Literal(-1)]),
        (OA.exact, []),
        (OA.exact, [Literal("")]),
        (OA.prefix, [Literal("x" * 33)]),
        (CKG.confidence, [Literal("-0.1", datatype=XSD.double)]),
        (CKG.confidence, [Literal("1.1", datatype=XSD.double)]),
        (CKG.confidence, [Literal("0.5")]),
        (CKG.contentSpan, []),
        (CKG.contentSpan, [NOWHERE]),
        (CKG.claim, []),
        (CKG.form, [concept(SpeechAct.ASSERTS)]),
        (CKG.speechAct, []),
        (CKG.speechAct, [concept(SpeechAct.ASSERTS), concept(SpeechAct.DENIES)]),
        (CKG.statementAt, []),
        (CKG.statementAt, TWO),
        (CKG.polarity, []),
        (PROV.wasGeneratedBy, []),
        (PROV.wasGeneratedBy, [NOWHERE]),
        (PROV.wasAssociatedWith, []),
        (OA.hasSource, []),
    ],
)
def test_the_invariants_are_stated(path, values, full_record):
    """By hand, not from the shapes: a constraint that was taken out of them is missed here."""
    graph = graph_of(full_record)
    focus = max(s for s, p, _ in graph if p == path)
    rest = [t for t in graph if t[:2] != (focus, path)]
    found = violations([*rest, *((focus, path, value) for value in values)])
    assert (str(focus), str(path)) in {(one.focus, one.path) for one in found}
