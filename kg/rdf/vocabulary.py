"""Concepts, classes of agents and prefixes. Defined for people in ontology/ckg.ttl."""

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
)

from kg.identity.decisions import DecisionKind
from kg.identity.identities import Method
from kg.model import (
    Agent,
    AgentKind,
    Comparator,
    Drift,
    Form,
    Framing,
    Judgement,
    Modality,
    Mood,
    Number,
    Polarity,
    RelationKind,
    RelationMethod,
    Resolution,
    SpeechAct,
)
from kg.rdf.namespaces import CKG, GRASP, NUMERIC_VALUE, OA, QUDT

__all__ = [
    "AGENT_CLASSES",
    "CKG",
    "NUMERIC_VALUE",
    "OA",
    "PREFIXES",
    "SCHEMES",
    "AgentStatus",
    "concept",
    "member",
]


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
        Framing: (CKG.Framings, CKG.framing),
        Modality: (CKG.Modalities, CKG.modality),
        Mood: (CKG.Moods, CKG.mood),
        Comparator: (CKG.Comparators, CKG.comparator),
        RelationKind: (CKG.RelationKinds, CKG.relationKind),
        RelationMethod: (CKG.RelationMethods, CKG.relationMethod),
        Drift: (CKG.Drifts, CKG.drift),
        Judgement: (CKG.Judgements, CKG.judgement),
        Method: (CKG.MergeMethods, CKG.mergeMethod),
        DecisionKind: (CKG.DecisionKinds, CKG.decisionKind),
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
        "qudt": str(QUDT),
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


def member(kind: type[Member], iri: str) -> Member:
    """The member of an enumeration whose concept this is; ValueError when there is none."""
    found = _MEMBERS[kind].get(str(iri))
    if found is None:
        raise ValueError(f"{iri} is not a {kind.__name__}")
    return kind(found)


# Two enumerations may have members that are equal as strings ("document"), hence one table each.
_CONCEPTS: Final = {
    kind: {one: URIRef(f"{prefix}-{one.replace(' ', '-')}") for one in kind}
    for kind, (_, prefix) in SCHEMES.items()
}
_MEMBERS: Final[dict[type[StrEnum], dict[str, StrEnum]]] = {
    kind: {str(iri): one for one, iri in concepts.items()} for kind, concepts in _CONCEPTS.items()
}
