"""Quads back to records: the exact inverse of the writer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rdflib import DCTERMS, RDF, SDO, Literal, URIRef

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
from kg.rdf.nodes import Facts, check
from kg.rdf.order import in_reading_order
from kg.rdf.proposition_reader import PropositionReader
from kg.rdf.quads import Triple
from kg.rdf.vocabulary import CKG, OA, AgentStatus, member
from kg.rdf.writer import ROLES, TIES


def read_record(triples: Iterable[Triple], iris: Iris) -> Record:
    """The record whose graph these triples are, in reading order.

    ``triples`` are those of one document's graph in any order, literals canonical or not.
    RecordError names the node and what is missing, double, malformed or named after something
    else than what it holds.
    """
    graph: defaultdict[URIRef, Facts] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in triples:
        graph[subject][predicate].append(value)
    try:
        return _Reader(graph, iris).record()
    except RecordError:
        raise
    except ValueError as error:
        raise RecordError(f"a graph that is not a record: {error}") from error


class _Reader(PropositionReader):
    """One document's graph, by subject."""

    def __init__(self, graph: defaultdict[URIRef, Facts], iris: Iris) -> None:
        super().__init__(graph, iris)
        self.by_class: defaultdict[URIRef | Literal, list[URIRef]] = defaultdict(list)
        for subject, facts in graph.items():
            for name in facts.get(RDF.type, ()):
                self.by_class[name].append(subject)
        self.spans: dict[URIRef, Span] = {
            subject: self.span(subject) for subject in self.by_class[OA.SpecificResource]
        }

    def record(self) -> Record:
        node = self.only(CKG.Document)
        document = self.document(node)
        names = self.iris.within(document)
        check(node, names.document)
        node = self.only(CKG.Extraction)
        extraction = Extraction(
            software=self.text(node, CKG.softwareName),
            version=self.text(node, CKG.softwareVersion),
            extractor=self.text(node, CKG.extractor),
            model=self.text(node, CKG.model),
            model_hash=self.text(node, CKG.modelHash),
        )
        check(node, self.iris.extraction(document, extraction))

        # Ids first: an attribution's id is in its name, and checked once it is made.
        nodes = self.by_class[CKG.Attribution]
        prefix = names.attribution("")
        attributions, sources, contents = [], {}, {}
        for node in nodes:
            attribution = self.attribution(node, prefix)
            check(node, names.attribution(attribution.id))
            attributions.append(attribution)
            contents[self.one(node, CKG.claim)] = attribution.content
            if (source := self.source(node, document.key)) is not None:
                sources[attribution.id] = source
        claims = (self.claim(node, contents, names) for node in self.by_class[CKG.Claim])
        return in_reading_order(
            Record(
                document,
                extraction,
                tuple(attributions),
                sources,
                tuple(claims),
                self.credits(names.document, document),
            )
        )

    def document(self, node: URIRef) -> Document:
        return Document(
            id=self.text(node, DCTERMS.identifier),
            text=self.text(node, SDO.text),
            title=self.optional(node, DCTERMS.title),
            publisher=self.optional(node, CKG.publisherName),
            author=self.optional(node, CKG.authorName),
            date=self.day(node, DCTERMS.issued),
            url=self.optional(node, SDO.url),
            language=self.text(node, SDO.inLanguage),
            body_start=int(self.text(node, CKG.bodyStart)),
        )

    def credits(self, node: URIRef, document: Document) -> tuple[Credit, ...]:
        spans = self.spans_at(node, CKG.creditedAt)
        agents = [
            Agent(squeeze(span.text_in(document.text)), AgentKind.MEDIA_OUTLET) for span in spans
        ]
        due = {self.iris.agent(agent) for agent in agents}
        for found in {*due} ^ {*self.graph[node].get(CKG.creditedTo, ())}:
            raise RecordError(f"{node}: credited to {found}, but not at its offsets or only there")
        return tuple(map(Credit, agents, spans))

    def attribution(self, node: URIRef, prefix: str) -> Attribution:
        framed = CKG.framing in self.graph[node]
        return Attribution(
            **{role: self.spans_of(node, predicate) for role, predicate in ROLES.items()},
            cue_head=self.spans_at(node, CKG.cueHeadAt),
            form=member(Form, self.one(node, CKG.form)),
            speech_act=member(SpeechAct, self.one(node, CKG.speechAct)),
            framing=member(Framing, self.one(node, CKG.framing)) if framed else Framing.NEUTRAL,
            uttered_on=self.day(node, CKG.utteredAt),
            uttered_in=self.period(node, CKG.utteredFrom, CKG.utteredTo),
            confidence=self.probability(node, CKG.confidence),
            reports=tuple(
                str(inner).removeprefix(prefix) for inner in self.graph[node].get(CKG.reports, ())
            ),
        )

    def source(self, node: URIRef, key: str) -> ResolvedSource | None:
        if CKG.source not in self.graph[node]:
            return None
        status = member(AgentStatus, self.one(node, CKG.sourceStatus))
        named = status is AgentStatus.NAMED
        resolved = status is not AgentStatus.UNRESOLVED
        mention = self.spans_of(node, CKG.sourceMention)
        agent = Agent(
            name=self.text(node, CKG.sourceLabel),
            kind=member(AgentKind, self.one(node, CKG.sourceKind)),
            named=named,
            resolved=resolved,
            scope="" if named else scope_of(key, () if resolved else mention),
        )
        check(self.one(node, CKG.source), self.iris.agent(agent))
        return ResolvedSource(
            agent=agent,
            resolution=member(Resolution, self.one(node, CKG.resolutionMethod)),
            evidence=self.spans_at(node, CKG.sourceEvidenceAt),
            confidence=self.probability(node, CKG.resolutionConfidence),
            principal=self.principal(node, key),
            number=member(Number, self.one(node, CKG.sourceNumber))
            if CKG.sourceNumber in self.graph[node]
            else None,
            anonymity=self.spans_of(node, CKG.anonymityReason),
        )

    def principal(self, node: URIRef, key: str) -> Principal | None:
        ties = [tie for tie, predicate in TIES.items() if predicate in self.graph[node]]
        if not ties:
            return None
        if len(ties) > 1:
            raise RecordError(f"{node}: both {' and '.join(ties)} somebody")
        named = member(AgentStatus, self.one(node, CKG.principalStatus)) is AgentStatus.NAMED
        agent = Agent(
            name=self.text(node, CKG.principalLabel),
            kind=member(AgentKind, self.one(node, CKG.principalKind)),
            named=named,
            scope="" if named else scope_of(key),
        )
        check(self.one(node, TIES[ties[0]]), self.iris.agent(agent))
        return Principal(agent, ties[0], self.spans_at(node, CKG.principalEvidenceAt))

    def claim(
        self, node: URIRef, contents: dict[URIRef | Literal, Spans], names: DocumentIris
    ) -> Claim:
        if node not in contents:
            raise RecordError(f"{node}: a claim that no attribution makes")
        claim = Claim(
            content=contents[node],
            statement=self.spans_at(node, CKG.statementAt),
            text=self.text(node, SDO.text),
            propositions=tuple(
                self.proposition(part, names) for part in self.graph[node].get(CKG.proposition, ())
            ),
        )
        check(node, names.claim(claim.id))
        return claim

    def span(self, node: URIRef) -> Span:
        for selector in self.graph[node].get(OA.hasSelector, ()):
            place = self.graph[URIRef(selector)]
            if OA.start in place:
                start, end = (self.text(URIRef(selector), edge) for edge in (OA.start, OA.end))
                return Span(int(start), int(end))
        raise RecordError(f"{node}: no position")

    def spans_of(self, node: URIRef, predicate: URIRef) -> Spans:
        found = self.graph[node].get(predicate, ())
        if unknown := [name for name in found if name not in self.spans]:
            raise RecordError(f"{node}: {predicate} leads to {unknown[0]}, which is no span")
        return tuple(sorted(self.spans[URIRef(name)] for name in found))

    def only(self, name: URIRef) -> URIRef:
        found = self.by_class[name]
        if len(found) != 1:
            raise RecordError(f"{len(found)} nodes of class {name} where one is due")
        return found[0]
