"""Quads back to records: the exact inverse of the writer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import starmap

from rdflib import DCTERMS, RDF, SDO, URIRef

from kg.model import (
    Agent,
    AgentKind,
    Attribution,
    Claim,
    Credit,
    Document,
    Extraction,
    Form,
    Framing,
    Number,
    Principal,
    Record,
    RecordError,
    Resolution,
    ResolvedSource,
    Span,
    Spans,
    SpeechAct,
    scope_of,
)
from kg.model.identifiers import squeeze
from kg.rdf.iris import DocumentIris, Iris
from kg.rdf.nodes import check
from kg.rdf.order import attributions_in_order, claims_in_order
from kg.rdf.proposition_reader import PROPOSITION, PropositionReader
from kg.rdf.quads import Words
from kg.rdf.vocabulary import CKG, OA, AgentStatus, member
from kg.rdf.writer import ROLES, TIES

CLASSES = (CKG.Document, CKG.Extraction, CKG.Attribution, CKG.Claim)
"""The classes whose nodes a record is read from; all others are reached from these."""

OUTLINE = (
    *(DCTERMS.identifier, SDO.text, DCTERMS.title, DCTERMS.issued, SDO.url, SDO.inLanguage),
    *(CKG.publisherName, CKG.authorName, CKG.bodyStart, CKG.creditedTo, CKG.creditedAt),
    *(CKG.softwareName, CKG.softwareVersion, CKG.extractor, CKG.model, CKG.modelHash),
    *(*ROLES.values(), CKG.cueHeadAt, CKG.form, CKG.speechAct, CKG.framing, CKG.confidence),
    *(CKG.utteredAt, CKG.utteredFrom, CKG.utteredTo, CKG.reports, CKG.claim, CKG.statementAt),
    *(CKG.source, CKG.sourceLabel, CKG.sourceKind, CKG.sourceStatus, CKG.sourceEvidenceAt),
    *(CKG.resolutionMethod, CKG.resolutionConfidence, CKG.sourceNumber, CKG.anonymityReason),
    *(*TIES.values(), CKG.principalLabel, CKG.principalKind, CKG.principalStatus),
    *(CKG.principalEvidenceAt, CKG.sourceMember, CKG.memberLabel, CKG.memberKind),
)
"""The properties that a record is read from, but for the propositions of its claims: half of what a
graph says. The rest follows from these, what is at its spans above all."""

PROPERTIES = (*OUTLINE, *PROPOSITION)
"""The properties that a record is read from."""

_TYPE, _TEXT = RDF.type, SDO.text  # rdflib looks its own terms up anew each time


def read_record(triples: Iterable[Words], iris: Iris) -> Record:
    """The record whose graph these triples are, in reading order.

    ``triples`` are those of one document's graph in any order, literals canonical or not: all of
    them, or those with the ``PROPERTIES`` and nodes of the ``CLASSES``. With fewer nodes, or with
    the properties of an ``OUTLINE``, they give a record of fewer attributions, or of claims without
    propositions. A span is read from its node where that is given, else from its name. RecordError
    names the node and what is missing, double, malformed or named after something else than what it
    holds.
    """
    try:
        return _Reader(triples, iris).record()
    except RecordError:
        raise
    except ValueError as error:
        raise RecordError(f"a graph that is not a record: {error}") from error


class _Reader(PropositionReader):
    """One document's graph, by subject."""

    def __init__(self, triples: Iterable[Words], iris: Iris) -> None:
        super().__init__(triples, iris)
        self.by_class: defaultdict[str, list[str]] = defaultdict(list)
        for subject, facts in self.graph.items():
            for name in facts.get(_TYPE, ()):
                self.by_class[name].append(subject)
        self.spans = {node: self.described(node) for node in self.by_class[_SPAN]}

    def record(self) -> Record:
        page = self.only(CKG.Document)
        document = self.document(page)
        names = self.iris.within(document)
        check(page, names.document)
        node = self.only(CKG.Extraction)
        extraction = Extraction(
            software=self.one(node, CKG.softwareName),
            version=self.one(node, CKG.softwareVersion),
            extractor=self.one(node, CKG.extractor),
            model=self.one(node, CKG.model),
            model_hash=self.one(node, CKG.modelHash),
        )
        check(node, self.iris.extraction(document, extraction))

        # Ids first: an attribution's id is in its name, and checked once it is made.
        attributions, sources, contents = [], {}, {}
        for node in self.by_class[str(CKG.Attribution)]:
            attribution = self.attribution(node, names)
            check(node, names.attribution(attribution.id))
            attributions.append(attribution)
            contents[self.one(node, CKG.claim)] = attribution.content
            if (source := self.source(node, names)) is not None:
                sources[attribution.id] = source
        claims = [self.claim(node, contents, names) for node in self.by_class[str(CKG.Claim)]]
        return Record(
            document,
            extraction,
            attributions_in_order(attributions),
            sources,
            claims_in_order(claims),
            self.credits(page, document),
        )

    def document(self, node: str) -> Document:
        return Document(
            id=self.one(node, DCTERMS.identifier),
            text=self.one(node, _TEXT),
            title=self.optional(node, DCTERMS.title),
            publisher=self.optional(node, CKG.publisherName),
            author=self.optional(node, CKG.authorName),
            date=self.day(node, DCTERMS.issued),
            url=self.optional(node, SDO.url),
            language=self.one(node, SDO.inLanguage),
            body_start=int(self.one(node, CKG.bodyStart)),
        )

    def credits(self, node: str, document: Document) -> tuple[Credit, ...]:
        spans = self.spans_at(node, CKG.creditedAt)
        agents = [
            Agent(squeeze(span.text_in(document.text)), AgentKind.MEDIA_OUTLET) for span in spans
        ]
        due = {str(self.iris.agent(agent)) for agent in agents}
        for found in due ^ {*self.all(node, CKG.creditedTo)}:
            raise RecordError(f"{node}: credited to {found}, but not at its offsets or only there")
        return tuple(map(Credit, agents, spans))

    def attribution(self, node: str, names: DocumentIris) -> Attribution:
        prefix, framing = str(names.attribution("")), self.optional(node, CKG.framing)
        return Attribution(
            **{role: self.spans_of(node, predicate, names) for role, predicate in ROLES.items()},
            cue_head=self.spans_at(node, CKG.cueHeadAt),
            form=member(Form, self.one(node, CKG.form)),
            speech_act=member(SpeechAct, self.one(node, CKG.speechAct)),
            framing=member(Framing, framing) if framing else Framing.NEUTRAL,
            uttered_on=self.day(node, CKG.utteredAt),
            uttered_in=self.period(node, CKG.utteredFrom, CKG.utteredTo),
            confidence=self.probability(node, CKG.confidence),
            reports=tuple(inner.removeprefix(prefix) for inner in self.all(node, CKG.reports)),
        )

    def source(self, node: str, names: DocumentIris) -> ResolvedSource | None:
        if CKG.source not in self.facts(node):
            return None
        status = member(AgentStatus, self.one(node, CKG.sourceStatus))
        named = status is AgentStatus.NAMED
        resolved = status is not AgentStatus.UNRESOLVED
        mention = self.spans_of(node, CKG.sourceMention, names)
        number = self.optional(node, CKG.sourceNumber)
        agent = Agent(
            name=self.one(node, CKG.sourceLabel),
            kind=member(AgentKind, self.one(node, CKG.sourceKind)),
            named=named,
            resolved=resolved,
            scope="" if named else scope_of(names.key, () if resolved else mention),
        )
        check(self.one(node, CKG.source), self.iris.agent(agent))
        return ResolvedSource(
            agent=agent,
            resolution=member(Resolution, self.one(node, CKG.resolutionMethod)),
            evidence=self.spans_at(node, CKG.sourceEvidenceAt),
            confidence=self.probability(node, CKG.resolutionConfidence),
            principal=self.principal(node, names.key),
            number=member(Number, number) if number else None,
            anonymity=self.spans_of(node, CKG.anonymityReason, names),
            members=self.members(node),
        )

    def principal(self, node: str, key: str) -> Principal | None:
        ties = [tie for tie, predicate in TIES.items() if predicate in self.facts(node)]
        if not ties:
            return None
        if len(ties) > 1:
            raise RecordError(f"{node}: both {' and '.join(ties)} somebody")
        named = member(AgentStatus, self.one(node, CKG.principalStatus)) is AgentStatus.NAMED
        agent = Agent(
            name=self.one(node, CKG.principalLabel),
            kind=member(AgentKind, self.one(node, CKG.principalKind)),
            named=named,
            scope="" if named else scope_of(key),
        )
        check(self.one(node, TIES[ties[0]]), self.iris.agent(agent))
        return Principal(agent, ties[0], self.spans_at(node, CKG.principalEvidenceAt))

    def members(self, node: str) -> frozenset[Agent]:
        """A member's IRI is a hash of its name and kind, which tells what belongs together."""
        labels, kinds = self.all(node, CKG.memberLabel), self.all(node, CKG.memberKind)
        pairs = ((name, member(AgentKind, kind)) for name in labels for kind in kinds)
        agents = {str(self.iris.agent(agent)): agent for agent in starmap(Agent, pairs)}
        if unknown := {*self.all(node, CKG.sourceMember)} - set(agents):
            raise RecordError(f"{node}: members {sorted(unknown)} without their names or kinds")
        return frozenset(agents[found] for found in self.all(node, CKG.sourceMember))

    def claim(self, node: str, contents: dict[str, Spans], names: DocumentIris) -> Claim:
        if node not in contents:
            raise RecordError(f"{node}: a claim that no attribution makes")
        claim = Claim(
            content=contents[node],
            statement=self.spans_at(node, CKG.statementAt),
            text=self.one(node, _TEXT),
            propositions=tuple(
                self.proposition(part, names) for part in self.all(node, CKG.proposition)
            ),
        )
        check(node, names.claim(claim.id))
        return claim

    def described(self, node: str) -> Span:
        for selector in self.all(node, OA.hasSelector):
            if OA.start in self.facts(selector):
                return Span(*(int(self.one(selector, edge)) for edge in (OA.start, OA.end)))
        raise RecordError(f"{node}: no position")

    def spans_of(self, node: str, predicate: URIRef, names: DocumentIris) -> Spans:
        found = self.all(node, predicate)
        for name in found:
            if name not in self.spans:
                try:
                    self.spans[name] = names.span_named(name)
                except ValueError as error:
                    problem = f"{predicate} leads to {name}, which is no span"
                    raise RecordError(f"{node}: {problem}") from error
        return tuple(sorted(self.spans[name] for name in found))

    def only(self, name: URIRef) -> str:
        found = self.by_class[str(name)]
        if len(found) != 1:
            raise RecordError(f"{len(found)} nodes of class {name} where one is due")
        return found[0]


_SPAN = str(OA.SpecificResource)
