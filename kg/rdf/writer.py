"""Records to quads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rdflib import DCTERMS, FOAF, PROV, RDF, SDO, URIRef

from kg.model import (
    Agent,
    Attribution,
    Claim,
    Entity,
    Framing,
    Principal,
    Proposition,
    Record,
    RecordError,
    ResolvedSource,
    Span,
    Spans,
    Tie,
)
from kg.rdf.iris import DocumentIris, Iris
from kg.rdf.literals import day, integer, probability, string
from kg.rdf.proposition_writer import PropositionWriter, offsets_of
from kg.rdf.quads import Quad, Triple
from kg.rdf.vocabulary import AGENT_CLASSES, CKG, OA, AgentStatus, concept

_TYPE, _GENERATED = RDF.type, PROV.wasGeneratedBy
"""rdflib looks its terms up anew each time."""

CONTEXT = 32
"""Code points before and after a span that its quote selector has where the same words stand in
the text more than once: to tell them apart is what the Web Annotation model has them for. It
leaves the number open; annotation tools take 32."""

ROLES = {
    "source": CKG.sourceMention,
    "cue": CKG.cue,
    "content": CKG.contentSpan,
    "addressee": CKG.addressee,
    "medium": CKG.medium,
    "place": CKG.place,
    "time": CKG.time,
}
"""From the role of a span in an attribution to the property that points to it. What the analysis
points to inside of these is written as offsets: a node each would double the graph."""


TIES = {Tie.ON_BEHALF: CKG.onBehalfOf, Tie.AFFILIATED: CKG.affiliation}
"""From how a source is tied to who stands behind it to the property that points there."""


def document_quads(record: Record, iris: Iris) -> Iterator[Quad]:
    """Everything that was extracted from a document, in the graph that has the document's name.

    Every quad comes once. RecordError when two different propositions have the same id.
    """
    names = iris.within(record.document)
    graph = names.document
    pages = _Pages(record, iris, names, graph)
    for subject, predicate, value in pages.triples():
        yield subject, predicate, value, graph


def referent_quads(
    agents: Iterable[Agent], entities: Iterable[Entity], iris: Iris
) -> Iterator[Quad]:
    """Agents and entities in the graph of referents.

    What is said of one depends on its key alone, so that the graph is the same whichever
    document came first. Entities that differ in case have one key, hence the case-folded name;
    a document's own way to write it is at its propositions.
    """
    graph = iris.referents
    for agent in {agent.key: agent for agent in agents}.values():
        subject = iris.agent(agent)
        yield subject, _TYPE, CKG.Agent, graph
        yield subject, _TYPE, AGENT_CLASSES[agent.kind], graph
        yield subject, SDO.name, string(agent.name), graph
        yield subject, CKG.agentKind, concept(agent.kind), graph
        yield subject, CKG.agentStatus, concept(AgentStatus.of(agent)), graph
        if agent.scope:
            yield subject, CKG.scope, string(agent.scope), graph
    for entity in {entity.key: entity for entity in entities}.values():
        subject = iris.entity(entity)
        yield subject, _TYPE, CKG.Entity, graph
        yield subject, SDO.name, string(entity.name.casefold()), graph


def bond_quads(record: Record, iris: Iris) -> Iterator[Quad]:
    """Who acts on whose behalf and who is one of a group, by what a document says, in the graph of
    referents.
    """
    bonds = ((PROV.actedOnBehalfOf, record.delegations), (FOAF.member, record.memberships))
    for predicate, pairs in bonds:
        for agent, other in pairs:
            yield iris.agent(agent), predicate, iris.agent(other), iris.referents


@dataclass(slots=True)
class _Pages:
    """One document on its way into triples; collects the spans that were pointed to."""

    record: Record
    iris: Iris
    names: DocumentIris
    node: URIRef
    spans: dict[Span, URIRef] = field(default_factory=dict)
    propositions: dict[str, Proposition] = field(default_factory=dict)
    clauses: PropositionWriter = field(init=False)

    def __post_init__(self) -> None:
        self.clauses = PropositionWriter(self.iris, self.names)

    def triples(self) -> Iterator[Triple]:
        activity = self.iris.extraction(self.record.document, self.record.extraction)
        yield from self.document()
        yield from self.extraction(activity)
        for attribution in self.record.attributions:
            yield from self.attribution(attribution, activity)
        for claim in self.record.claims:
            yield from self.claim(claim)
        for name, proposition in self.propositions.items():
            yield from self.clauses.triples(self.names.proposition(name), proposition)
        for span, subject in self.spans.items():
            yield from self.span(span, subject)

    def document(self) -> Iterator[Triple]:
        document, subject = self.record.document, self.node
        yield subject, _TYPE, CKG.Document
        yield subject, DCTERMS.identifier, string(document.id)
        yield subject, SDO.text, string(document.text)
        yield subject, SDO.sha256, string(document.sha256)
        yield subject, SDO.inLanguage, string(document.language)
        yield subject, CKG.bodyStart, integer(document.body_start)
        if document.date is not None:
            yield subject, DCTERMS.issued, day(document.date)
        optional = (
            (DCTERMS.title, document.title),
            (CKG.publisherName, document.publisher),
            (CKG.authorName, document.author),
            (SDO.url, document.url),
        )
        for predicate, text in optional:
            if text is not None:
                yield subject, predicate, string(text)
        credits = self.record.credits
        for agent in {credit.agent.key: credit.agent for credit in credits}.values():
            yield subject, CKG.creditedTo, self.iris.agent(agent)
        spans = tuple(sorted(credit.evidence for credit in credits))
        yield from offsets_of(subject, CKG.creditedAt, spans)

    def extraction(self, subject: URIRef) -> Iterator[Triple]:
        extraction = self.record.extraction
        yield subject, _TYPE, CKG.Extraction
        yield subject, _TYPE, PROV.Activity
        yield subject, PROV.used, self.node
        yield subject, PROV.wasAssociatedWith, self.iris.software(extraction)
        yield subject, CKG.softwareName, string(extraction.software)
        yield subject, CKG.softwareVersion, string(extraction.version)
        yield subject, CKG.extractor, string(extraction.extractor)
        yield subject, CKG.model, string(extraction.model)
        yield subject, CKG.modelHash, string(extraction.model_hash)

    def attribution(self, attribution: Attribution, activity: URIRef) -> Iterator[Triple]:
        subject = self.names.attribution(attribution.id)
        claim = self.record.claim_of(attribution)
        yield subject, _TYPE, CKG.Attribution
        yield subject, _GENERATED, activity
        yield subject, CKG.claim, self.names.claim(claim.id)
        yield subject, CKG.form, concept(attribution.form)
        yield subject, CKG.speechAct, concept(attribution.speech_act)
        roles = attribution.roles()
        for role, predicate in ROLES.items():
            yield from self.pointers(subject, predicate, roles[role])
        yield from offsets_of(subject, CKG.cueHeadAt, attribution.cue_head)
        if attribution.framing is not Framing.NEUTRAL:
            yield subject, CKG.framing, concept(attribution.framing)
        if attribution.uttered_on is not None:
            yield subject, CKG.utteredAt, day(attribution.uttered_on)
        if attribution.uttered_in is not None:
            yield subject, CKG.utteredFrom, day(attribution.uttered_in.first)
            yield subject, CKG.utteredTo, day(attribution.uttered_in.last)
        if attribution.confidence is not None:
            yield subject, CKG.confidence, probability(attribution.confidence)
        for inner in attribution.reports:
            yield subject, CKG.reports, self.names.attribution(inner)
        if (source := self.record.sources.get(attribution.id)) is not None:
            yield from self.source(subject, source)

    def source(self, subject: URIRef, source: ResolvedSource) -> Iterator[Triple]:
        agent = source.agent
        yield subject, CKG.source, self.iris.agent(agent)
        yield subject, CKG.sourceLabel, string(agent.name)
        yield subject, CKG.sourceKind, concept(agent.kind)
        yield subject, CKG.sourceStatus, concept(AgentStatus.of(agent))
        yield subject, CKG.resolutionMethod, concept(source.resolution)
        if source.confidence is not None:
            yield subject, CKG.resolutionConfidence, probability(source.confidence)
        yield from offsets_of(subject, CKG.sourceEvidenceAt, source.evidence)
        if source.number is not None:
            yield subject, CKG.sourceNumber, concept(source.number)
        yield from self.pointers(subject, CKG.anonymityReason, source.anonymity)
        if source.principal is not None:
            yield from self.principal(subject, source.principal)
        yield from self.members(subject, source.members)

    def members(self, subject: URIRef, members: frozenset[Agent]) -> Iterator[Triple]:
        for member in sorted(members, key=lambda agent: agent.key):
            yield subject, CKG.sourceMember, self.iris.agent(member)
        for name in sorted({member.name for member in members}):
            yield subject, CKG.memberLabel, string(name)
        for kind in sorted({member.kind for member in members}):
            yield subject, CKG.memberKind, concept(kind)

    def principal(self, subject: URIRef, principal: Principal) -> Iterator[Triple]:
        agent = principal.agent
        yield subject, TIES[principal.tie], self.iris.agent(agent)
        yield subject, CKG.principalLabel, string(agent.name)
        yield subject, CKG.principalKind, concept(agent.kind)
        yield subject, CKG.principalStatus, concept(AgentStatus.of(agent))
        yield from offsets_of(subject, CKG.principalEvidenceAt, principal.evidence)

    def claim(self, claim: Claim) -> Iterator[Triple]:
        subject = self.names.claim(claim.id)
        yield subject, _TYPE, CKG.Claim
        yield subject, SDO.text, string(claim.text)
        yield from offsets_of(subject, CKG.statementAt, claim.statement)
        for proposition in claim.propositions:
            name = proposition.id
            # Nested contents share clauses: the clause is one node, and so must be one value.
            if self.propositions.setdefault(name, proposition) != proposition:
                document = self.record.document.id
                raise RecordError(f"document {document!r}: two propositions named {name}")
            yield subject, CKG.proposition, self.names.proposition(name)

    def pointers(self, subject: URIRef, role: URIRef, spans: Spans) -> Iterator[Triple]:
        for span in spans:
            if (name := self.spans.get(span)) is None:
                name = self.spans[span] = self.names.span(span)
            yield subject, role, name

    def span(self, span: Span, subject: URIRef) -> Iterator[Triple]:
        text = self.record.document.text
        position, quote = self.names.position(span), self.names.quote(span)
        yield subject, _TYPE, OA.SpecificResource
        yield subject, OA.hasSource, self.node
        yield subject, OA.hasSelector, position
        yield subject, OA.hasSelector, quote
        yield position, _TYPE, OA.TextPositionSelector
        yield position, OA.start, integer(span.start)
        yield position, OA.end, integer(span.end)
        yield quote, _TYPE, OA.TextQuoteSelector
        yield quote, OA.exact, string(span.text_in(text))
        yield quote, OA.prefix, string(text[max(0, span.start - CONTEXT) : span.start])
        yield quote, OA.suffix, string(text[span.end : span.end + CONTEXT])
