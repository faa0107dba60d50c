"""Records: everything that was extracted from one document, as one value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kg.model.agent import Agent, Credit, Principal, Resolution, ResolvedSource, Tie, scope_of
from kg.model.attribution import Attribution
from kg.model.claim import Claim, Entity
from kg.model.document import Document
from kg.model.identifiers import squeeze
from kg.model.provenance import Extraction
from kg.model.span import Spans, quote


class RecordError(ValueError):
    """A record that breaks an invariant: its message names the document and the place."""


@dataclass(frozen=True)
class Record:
    """One document with its attributions, their sources and claims, and what made them.

    ``sources`` maps attribution ids to resolved sources (attributions without a source are in it
    only when words elsewhere tell whose they are); ``claims`` maps claim ids to claims;
    ``credits`` are the agencies to which the article as a whole is credited. Checked when made:
    every span lies in the text, every reference leads somewhere, nothing is there twice.
    """

    document: Document
    extraction: Extraction
    attributions: tuple[Attribution, ...] = ()
    sources: Mapping[str, ResolvedSource] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    credits: tuple[Credit, ...] = ()

    def __post_init__(self) -> None:
        for problem in _problems(self):
            raise RecordError(f"document {self.document.id!r}: {problem}")

    @cached_property
    def claims_by_content(self) -> dict[Spans, Claim]:
        """Claims by their content spans."""
        return {claim.content: claim for claim in self.claims}

    def claim_of(self, attribution: Attribution) -> Claim:
        """The claim that an attribution's content makes."""
        return self.claims_by_content[attribution.content]

    def agent_of(self, attribution: Attribution) -> Agent | None:
        """Who an attribution's source is; None when it has no source."""
        resolved = self.sources.get(attribution.id)
        return resolved.agent if resolved else None

    @cached_property
    def agents(self) -> tuple[Agent, ...]:
        """The distinct agents of the document, sorted by key: sources with their members, who
        stands behind them, and the agencies to which the article is credited.
        """
        found = [resolved.agent for resolved in self.sources.values()]
        found += [member for one in self.sources.values() for member in one.members]
        found += [one.principal.agent for one in self.sources.values() if one.principal]
        found += [credit.agent for credit in self.credits]
        distinct = {agent.key: agent for agent in found}
        return tuple(distinct[key] for key in sorted(distinct))

    @cached_property
    def delegations(self) -> tuple[tuple[Agent, Agent], ...]:
        """Who speaks on whose behalf by the article's own voice, each pair once, sorted by key.

        What only stands in words that somebody reports is that somebody's claim.
        """
        reported = {inner for outer in self.attributions for inner in outer.reports}
        pairs = {
            (one.agent.key, one.principal.agent.key): (one.agent, one.principal.agent)
            for id, one in self.sources.items()
            if one.principal and one.principal.tie is Tie.ON_BEHALF and id not in reported
        }
        return tuple(pairs[keys] for keys in sorted(pairs))

    @cached_property
    def memberships(self) -> tuple[tuple[Agent, Agent], ...]:
        """Groups with each of their members who has a name, each pair once, sorted by key."""
        pairs = {(one.agent, member) for one in self.sources.values() for member in one.members}
        return tuple(sorted(pairs, key=lambda pair: (pair[0].key, pair[1].key)))

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """The distinct entities that its propositions are about, sorted by key."""
        named = (
            argument.entity
            for claim in self.claims
            for proposition in claim.propositions
            for argument in (proposition.subject, proposition.object)
            if argument is not None
        )
        distinct = {entity.key: entity for entity in named if entity is not None}
        return tuple(distinct[key] for key in sorted(distinct))

    def quote(self, spans: Spans) -> str:
        """The verbatim words at these spans of the document."""
        return quote(spans, self.document.text)


def _problems(record: Record) -> Iterator[str]:
    """What is wrong with a record, in words."""
    if len(set(record.claims_by_content)) != len(record.claims):
        yield "the same claim twice"
    known = {attribution.id for attribution in record.attributions}
    if len(known) != len(record.attributions):
        yield "the same attribution twice"
    if unknown := set(record.sources) - known:
        yield f"sources of unknown attributions {sorted(unknown)}"
    yield from _credit_problems(record)
    for attribution in record.attributions:
        for problem in _attribution_problems(attribution, record, known):
            yield f"attribution {attribution.id}: {problem}"
    used = {attribution.content for attribution in record.attributions}
    for claim in record.claims:
        for problem in _claim_problems(claim, record, used):
            yield f"claim {claim.id}: {problem}"


def _attribution_problems(
    attribution: Attribution, record: Record, known: set[str]
) -> Iterator[str]:
    for role, spans in attribution.roles().items():
        if _outside(spans, record):
            yield f"{role} runs past the end of the text"
    if attribution.content not in record.claims_by_content:
        yield "no claim for its content"
    source = record.sources.get(attribution.id)
    yield from _source_problems(attribution, source, record)
    if unknown := set(attribution.reports) - known:
        yield f"reports unknown {sorted(unknown)}"


def _source_problems(
    attribution: Attribution, source: ResolvedSource | None, record: Record
) -> Iterator[str]:
    if source is None:
        if attribution.source:
            yield "source span without a resolved source"
        return
    told = source.agent.resolved and source.evidence
    if not attribution.source and not (told and source.resolution is Resolution.CONTINUATION):
        yield "a source that neither stands there nor is told from elsewhere"
    if _outside(source.evidence, record):
        yield "the evidence of its source runs past the end of the text"
    if not _in_scope(source.agent, attribution, record):
        yield f"its source {source.agent.name!r} belongs elsewhere"
    if _outside(source.anonymity, record):
        yield "the reason of its source to have no name runs past the end of the text"
    if source.principal:
        yield from _principal_problems(source, source.principal, record)


def _credit_problems(record: Record) -> Iterator[str]:
    for credit in record.credits:
        if _outside((credit.evidence,), record):
            yield "a credit runs past the end of the text"
        elif credit.agent.name != squeeze(record.quote((credit.evidence,))):
            yield f"a credit to {credit.agent.name!r} that the text does not give"
    if len({credit.evidence for credit in record.credits}) != len(record.credits):
        yield "the same credit twice"


def _principal_problems(
    source: ResolvedSource, principal: Principal, record: Record
) -> Iterator[str]:
    agent = principal.agent
    if not agent.named and agent.scope != scope_of(record.document.key):
        yield f"{agent.name!r}, who stands behind its source, belongs elsewhere"
    if agent.key == source.agent.key:
        yield f"its source {agent.name!r} stands behind itself"
    if _outside(principal.evidence, record):
        yield "the evidence of who stands behind its source runs past the end of the text"


def _claim_problems(claim: Claim, record: Record, used: set[Spans]) -> Iterator[str]:
    if claim.content not in used:
        yield "no attribution has its content"
    if not claim.statement:
        yield "no statement"
    elif _outside(claim.content, record) or _outside(claim.statement, record):
        yield "runs past the end of the text"
    elif claim.text != record.quote(claim.statement):
        yield "text is not the document's text at its spans"
    for proposition in claim.propositions:
        if any(_outside(spans, record) for spans in proposition.spans()):
            yield f"proposition {proposition.id} runs past the end of the text"
            continue
        for words, spans in (
            (proposition.predicate, proposition.predicate_spans),
            *((adjunct.words, adjunct.spans) for adjunct in proposition.adjuncts),
        ):
            if words != squeeze(quote(spans, record.document.text, " ")):
                yield f"proposition {proposition.id}: {words!r} is not what its spans read"


def _in_scope(agent: Agent, attribution: Attribution, record: Record) -> bool:
    mention = () if agent.resolved else attribution.source
    return agent.named or agent.scope == scope_of(record.document.key, mention)


def _outside(spans: Spans, record: Record) -> bool:
    return bool(spans) and spans[-1].end > len(record.document.text)
