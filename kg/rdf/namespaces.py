"""Names of classes and properties: those of the project and a few of others."""

# RDF properties are written in mixed case by convention.
# ruff: noqa: N815

from __future__ import annotations

from typing import Final

from rdflib import URIRef
from rdflib.namespace import DefinedNamespace, Namespace

GRASP = Namespace("http://groundedannotationframework.org/grasp#")
QUDT = Namespace("http://qudt.org/schema/qudt/")
NUMERIC_VALUE: Final = QUDT.numericValue


class OA(DefinedNamespace):
    """The terms of the Web Annotation vocabulary that are used here."""

    _NS = Namespace("http://www.w3.org/ns/oa#")
    _fail = True

    SpecificResource: URIRef
    TextPositionSelector: URIRef
    TextQuoteSelector: URIRef
    hasSource: URIRef
    hasSelector: URIRef
    start: URIRef
    end: URIRef
    exact: URIRef
    prefix: URIRef
    suffix: URIRef


class CKG(DefinedNamespace):
    """The project's own terms; ``concept`` makes the IRIs of the concepts."""

    _NS = Namespace("https://w3id.org/ckg/ns#")
    _fail = True

    # Classes
    Document: URIRef
    Extraction: URIRef
    Attribution: URIRef
    Claim: URIRef
    Proposition: URIRef
    Quantity: URIRef
    ClaimRelation: URIRef
    Verdict: URIRef
    Agent: URIRef
    Entity: URIRef
    NameForm: URIRef
    Merge: URIRef
    Decision: URIRef
    Matching: URIRef

    # Of a document
    publisherName: URIRef
    authorName: URIRef
    bodyStart: URIRef
    creditedTo: URIRef
    creditedAt: URIRef

    # Of an extraction
    softwareName: URIRef
    softwareVersion: URIRef
    extractor: URIRef
    model: URIRef
    modelHash: URIRef

    # Of an attribution: its spans
    sourceMention: URIRef
    cue: URIRef
    contentSpan: URIRef
    addressee: URIRef
    medium: URIRef
    place: URIRef
    time: URIRef
    anonymityReason: URIRef

    # Offsets of what the analysis points to inside the spans
    cueHeadAt: URIRef
    sourceEvidenceAt: URIRef
    principalEvidenceAt: URIRef
    statementAt: URIRef
    subjectAt: URIRef
    predicateAt: URIRef
    objectAt: URIRef

    # Of an attribution: what it says
    claim: URIRef
    form: URIRef
    speechAct: URIRef
    framing: URIRef
    utteredAt: URIRef
    utteredFrom: URIRef
    utteredTo: URIRef
    confidence: URIRef
    reports: URIRef

    # Of an attribution: its source as this document was read
    source: URIRef
    sourceLabel: URIRef
    sourceKind: URIRef
    sourceStatus: URIRef
    resolutionMethod: URIRef
    resolutionConfidence: URIRef
    sourceNumber: URIRef

    # Of an attribution: who stands behind its source, as this document was read
    onBehalfOf: URIRef
    affiliation: URIRef
    principalLabel: URIRef
    principalKind: URIRef
    principalStatus: URIRef

    # Of an attribution: who is one of a group that says it, as this document was read
    sourceMember: URIRef
    memberLabel: URIRef
    memberKind: URIRef

    # Of a claim
    proposition: URIRef

    # Of a proposition
    subject: URIRef
    subjectLabel: URIRef
    predicate: URIRef
    predicateLemma: URIRef
    object: URIRef
    objectLabel: URIRef
    polarity: URIRef
    modality: URIRef
    mood: URIRef
    passive: URIRef
    adjunct: URIRef
    quantity: URIRef
    eventTimeAt: URIRef
    eventFrom: URIRef
    eventTo: URIRef

    # Of a quantity, beside qudt:numericValue
    comparator: URIRef
    upperValue: URIRef
    unit: URIRef
    quantityAt: URIRef

    # Of a relation between claims, in the graph of relations
    firstClaim: URIRef
    secondClaim: URIRef
    relationKind: URIRef
    relationMethod: URIRef
    score: URIRef
    reason: URIRef
    firstEvidenceAt: URIRef
    secondEvidenceAt: URIRef
    drift: URIRef

    # Of a person's verdict on a relation, in the graph of verdicts
    judges: URIRef
    judgedFirst: URIRef
    judgedSecond: URIRef
    judgedKind: URIRef
    judgedFirstText: URIRef
    judgedSecondText: URIRef
    judgement: URIRef
    judge: URIRef
    note: URIRef

    # Of an agent, in the graph of referents
    agentKind: URIRef
    agentStatus: URIRef
    scope: URIRef

    # Of an agent, in the graph of identities
    canonicalAgent: URIRef
    canonicalName: URIRef
    nameKey: URIRef
    documentCount: URIRef

    # Of a shorter form of an agent's name
    formOf: URIRef
    formKey: URIRef
    formCount: URIRef

    # Of a merge of two agents, and of what made it
    mergedAgent: URIRef
    mergedInto: URIRef
    mergeMethod: URIRef
    mergeScore: URIRef
    mergeReason: URIRef
    matcherHash: URIRef

    # Of a document, in the graph of relations: how far it is in step
    relatedExtraction: URIRef
    formerExtraction: URIRef

    # Of a person's decision, in the graph of decisions
    decisionKind: URIRef
    decisionNumber: URIRef
    decisionKey: URIRef
    decidedName: URIRef
    decidedKind: URIRef
    otherName: URIRef
    otherKind: URIRef

    # Concept schemes
    Forms: URIRef
    SpeechActs: URIRef
    AgentKinds: URIRef
    AgentStatuses: URIRef
    ResolutionMethods: URIRef
    SourceNumbers: URIRef
    Polarities: URIRef
    Framings: URIRef
    Modalities: URIRef
    Moods: URIRef
    Comparators: URIRef
    RelationKinds: URIRef
    RelationMethods: URIRef
    Drifts: URIRef
    Judgements: URIRef
    MergeMethods: URIRef
    DecisionKinds: URIRef


for _namespace in (OA, CKG):
    # As plain attributes: rdflib looks a term up anew each time, a sixth of the writer's time.
    for _name in dir(_namespace):
        setattr(_namespace, _name.removeprefix(str(_namespace)), _name)
