"""Names of classes, properties and concepts. Defined for people in ontology/ckg.ttl."""

# RDF properties are written in mixed case by convention.
# ruff: noqa: N815

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import Final, TypeVar

from rdflib import URIRef
from rdflib.namespace import (
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SDO,
    SKOS,
    XSD,
    DefinedNamespace,
    Namespace,
)
from rdflib.term import Node

from kg.model import Agent, AgentKind, Form, Number, Polarity, Resolution, SpeechAct

GRASP = Namespace("http://groundedannotationframework.org/grasp#")


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
    Agent: URIRef
    Entity: URIRef

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
    utteredAt: URIRef
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

    # Of an agent, in the graph of referents
    agentKind: URIRef
    agentStatus: URIRef
    scope: URIRef

    # Concept schemes
    Forms: URIRef
    SpeechActs: URIRef
    AgentKinds: URIRef
    AgentStatuses: URIRef
    ResolutionMethods: URIRef
    SourceNumbers: URIRef
    Polarities: URIRef


for _namespace in (OA, CKG):
    # As plain attributes: rdflib looks a term up anew each time, a sixth of the writer's time.
    for _name in dir(_namespace):
        setattr(_namespace, _name.removeprefix(str(_namespace)), _name)


class AgentStatus(StrEnum):
    """Whether an agent is known by name: ``Agent.named`` and ``Agent.resolved`` in one."""

    NAMED = "named"
    UNNAMED = "unnamed"
    UNRESOLVED = "unresolved"

    @classmethod
    def of(cls, agent: Agent) -> AgentStatus:
        """The status of an agent."""
        if agent.named:
            return cls.NAMED
        return cls.UNNAMED if agent.resolved else cls.UNRESOLVED


#: The property whose values are the members of an enumeration; it also begins their names.
SCHEMES: Final = MappingProxyType(
    {
        Form: (CKG.Forms, CKG.form),
        SpeechAct: (CKG.SpeechActs, CKG.speechAct),
        AgentKind: (CKG.AgentKinds, CKG.agentKind),
        AgentStatus: (CKG.AgentStatuses, CKG.agentStatus),
        Number: (CKG.SourceNumbers, CKG.sourceNumber),
        Resolution: (CKG.ResolutionMethods, CKG.resolutionMethod),
        Polarity: (CKG.Polarities, CKG.polarity),
    }
)

#: What an agent is beside a ckg:Agent.
AGENT_CLASSES: Final = MappingProxyType(
    {
        AgentKind.PERSON: FOAF.Person,
        AgentKind.GOVERNMENT_BODY: SDO.GovernmentOrganization,
        AgentKind.MEDIA_OUTLET: SDO.NewsMediaOrganization,
        AgentKind.COURT: ORG.FormalOrganization,
        AgentKind.COMPANY: SDO.Corporation,
        # Younger than rdflib's list of the terms of schema.org.
        AgentKind.PARTY: URIRef(f"{SDO}PoliticalParty"),
        AgentKind.ORGANISATION: ORG.Organization,
        AgentKind.DOCUMENT: FOAF.Document,
        AgentKind.GROUP: FOAF.Group,
        AgentKind.UNKNOWN: FOAF.Agent,
    }
)

PREFIXES: Final = MappingProxyType(
    {
        "ckg": str(CKG),
        "dct": str(DCTERMS),
        "foaf": str(FOAF),
        "grasp": str(GRASP),
        "oa": str(OA),
        "org": str(ORG),
        "owl": str(OWL),
        "prov": str(PROV),
        "rdf": str(RDF),
        "rdfs": str(RDFS),
        "schema": str(SDO),
        "skos": str(SKOS),
        "xsd": str(XSD),
    }
)
"""For serialisations and queries."""

Member = TypeVar("Member", bound=StrEnum)


def concept(member: StrEnum) -> URIRef:
    """The concept of a member of an enumeration: ckg:agentKind-government-body."""
    return _CONCEPTS[member.__class__][member]


def member(kind: type[Member], iri: Node) -> Member:
    """The member of an enumeration whose concept this is; ValueError when there is none."""
    found = _MEMBERS[kind].get(iri)
    if found is None:
        raise ValueError(f"{iri} is not a {kind.__name__}")
    return kind(found)


# Two enumerations may have members that are equal as strings ("document"), hence one table each.
_CONCEPTS: Final = {
    kind: {one: URIRef(f"{prefix}-{one.replace(' ', '-')}") for one in kind}
    for kind, (_, prefix) in SCHEMES.items()
}
_MEMBERS: Final[dict[type[StrEnum], dict[Node, StrEnum]]] = {
    kind: {iri: one for one, iri in concepts.items()} for kind, concepts in _CONCEPTS.items()
}
