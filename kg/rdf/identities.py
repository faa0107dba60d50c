"""Who is who across documents, and what people decided about it, as quads and back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from rdflib import PROV, RDF, SKOS, XSD, Literal, Namespace, URIRef

from kg.identity.agents import Known
from kg.identity.decisions import Decision, DecisionKind
from kg.identity.directory import keys
from kg.identity.identities import Identity
from kg.model import AgentKind
from kg.rdf.iris import Iris
from kg.rdf.literals import integer, probability, string
from kg.rdf.nodes import Nodes
from kg.rdf.quads import Quad, Triple
from kg.rdf.vocabulary import CKG, concept, member

WIKIDATA = Namespace("http://www.wikidata.org/entity/")

RESULTS = frozenset({CKG.canonicalAgent, CKG.canonicalName, SKOS.exactMatch})
"""What is said of an agent because of others; the rest of the graph is of itself."""


def agent_quads(agent: Known, iris: Iris) -> Iterator[Quad]:
    """By what keys an agent is found, and in how many documents it is."""
    subject = iris.agent_with(agent.key)
    yield subject, CKG.documentCount, integer(agent.documents), iris.identities
    for key in keys(agent.name, agent.kind):
        yield subject, CKG.nameKey, string(key), iris.identities


def form_quads(key: str, form: str, documents: int, iris: Iris) -> Iterator[Quad]:
    """In how many documents the agent with this key goes by a shorter form of its name."""
    subject = iris.form(key, form)
    yield subject, RDF.type, CKG.NameForm, iris.identities
    yield subject, CKG.formOf, iris.agent_with(key), iris.identities
    yield subject, CKG.formKey, string(form), iris.identities
    yield subject, CKG.formCount, integer(documents), iris.identities


def identity_quads(identity: Identity, iris: Iris) -> Iterator[Quad]:
    """The canonical agent of an agent and the reasons; of a canonical one also its name."""
    for subject, predicate, value in _identity(identity, iris):
        yield subject, predicate, value, iris.identities


def matching_quads(matcher: str, iris: Iris) -> Iterator[Quad]:
    """Which version of the rules made the graph of identities."""
    yield iris.identities, RDF.type, CKG.Matching, iris.identities
    yield iris.identities, CKG.matcherHash, string(matcher), iris.identities


def decision_quads(decision: Decision, iris: Iris) -> Iterator[Quad]:
    """A decision, in the graph of decisions."""
    for subject, predicate, value in _decision(decision, iris):
        yield subject, predicate, value, iris.decisions


def read_decisions(triples: Iterable[Triple]) -> list[Decision]:
    """The decisions in triples of the graph of decisions, the oldest first; RecordError when one
    is damaged."""
    nodes = Nodes(triples)
    found = (_read(nodes, node) for node in nodes.of_class(CKG.Decision))
    return sorted(found, key=lambda decision: (decision.number, decision.key))


def _identity(identity: Identity, iris: Iris) -> Iterator[Triple]:
    subject = iris.agent_with(identity.agent.key)
    canonical = iris.agent_with(identity.canonical.key)
    yield subject, CKG.canonicalAgent, canonical
    if identity.merge is None:
        yield subject, CKG.canonicalName, string(identity.name)
        if identity.item:
            yield subject, SKOS.exactMatch, URIRef(WIKIDATA + identity.item)
        return
    node = iris.merge(identity.agent.key)
    yield node, RDF.type, CKG.Merge
    yield node, CKG.mergedAgent, subject
    yield node, CKG.mergedInto, canonical
    yield node, CKG.mergeMethod, concept(identity.merge.method)
    yield node, CKG.mergeScore, probability(identity.merge.score)
    yield node, CKG.mergeReason, string("; ".join(identity.merge.reasons))


def _decision(decision: Decision, iris: Iris) -> Iterator[Triple]:
    subject = iris.decision(decision.key)
    yield subject, RDF.type, CKG.Decision
    yield subject, CKG.decisionKind, concept(decision.decided)
    yield subject, CKG.decisionNumber, integer(decision.number)
    yield subject, CKG.decidedName, string(decision.name)
    yield subject, CKG.decidedKind, concept(decision.kind)
    if decision.other:
        yield subject, CKG.otherName, string(decision.other)
        yield subject, CKG.otherKind, concept(decision.other_kind)
    for side in dict.fromkeys(decision.sides):
        yield subject, CKG.decisionKey, string(side.form)
    if decision.time is not None:
        time = decision.time.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        yield subject, PROV.generatedAtTime, Literal(time, datatype=XSD.dateTime, normalize=False)


def _read(nodes: Nodes, node: str) -> Decision:
    kind = nodes.optional(node, CKG.otherKind)
    time = nodes.optional(node, PROV.generatedAtTime)
    return Decision(
        number=int(nodes.one(node, CKG.decisionNumber)),
        decided=member(DecisionKind, nodes.one(node, CKG.decisionKind)),
        name=nodes.one(node, CKG.decidedName),
        kind=member(AgentKind, nodes.one(node, CKG.decidedKind)),
        other=nodes.optional(node, CKG.otherName) or "",
        other_kind=AgentKind.UNKNOWN if kind is None else member(AgentKind, kind),
        time=datetime.datetime.fromisoformat(time) if time else None,
    )
