"""Records as JSON lines: the format of the gold files and of the attribution scorers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from kg.model import (
    AgentKind,
    Attribution,
    Claim,
    EventTime,
    Period,
    Principal,
    Proposition,
    Quantity,
    Record,
    ResolvedSource,
    Spans,
)

ENTITY_TYPES = {
    AgentKind.PERSON: "person",
    AgentKind.GROUP: "person",
    AgentKind.GOVERNMENT_BODY: "organization",
    AgentKind.MEDIA_OUTLET: "organization",
    AgentKind.COURT: "organization",
    AgentKind.COMPANY: "organization",
    AgentKind.PARTY: "organization",
    AgentKind.ORGANISATION: "organization",
    AgentKind.DOCUMENT: "abstract",
    AgentKind.UNKNOWN: None,
}
"""Kinds of agents in the entity types of GUM (a group is people), which source scorers count."""

Json = dict[str, Any]


def write_jsonl(records: Iterable[Record], stream: TextIO) -> int:
    """Write one record a line, in the order they come; returns how many were written."""
    count = 0
    for record in records:
        stream.write(json.dumps(record_json(record), ensure_ascii=False) + "\n")
        count += 1
    return count


def record_json(record: Record) -> Json:
    """A record as JSON values: the document, and under "attributions" who said what.

    Spans are lists of [start, end) in code points of "text". The keys always stand in the same
    order; of the document's metadata only what is known is there.
    """
    document = record.document
    metadata = {
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "date": document.date.isoformat() if document.date else None,
        "url": document.url,
        "language": document.language,
    }
    return {
        "id": document.id,
        **{name: value for name, value in metadata.items() if value is not None},
        "text": document.text,
        "credited_to": [
            {"canonical": credit.agent.name, "evidence": pairs((credit.evidence,))}
            for credit in record.credits
        ],
        "attributions": [_attribution(one, record) for one in record.attributions],
    }


def _attribution(attribution: Attribution, record: Record) -> Json:
    said = attribution.uttered_on
    return {
        "id": attribution.id,
        **{role: pairs(spans) for role, spans in attribution.roles().items()},
        "form": attribution.form.value,
        "speech_act": attribution.speech_act.value,
        "uttered_on": said.isoformat() if said else None,
        "uttered_in": _period(attribution.uttered_in),
        "framing": attribution.framing.value,
        "confidence": attribution.confidence,
        "reports": list(attribution.reports),
        "source_entity": _source(record.sources.get(attribution.id)),
        "claim": _claim(record.claim_of(attribution)),
    }


def _source(source: ResolvedSource | None) -> Json | None:
    if source is None:
        return None
    agent = source.agent
    return {
        "id": agent.key,
        "canonical": agent.name,
        "type": ENTITY_TYPES[agent.kind],
        "kind": agent.kind.value,
        "named": agent.named,
        "resolved": agent.resolved,
        "resolution": source.resolution.value,
        "evidence": pairs(source.evidence),
        "confidence": source.confidence,
        "number": source.number.value if source.number else None,
        "anonymity": pairs(source.anonymity),
        "principal": _principal(source.principal),
        "members": [
            {"id": member.key, "canonical": member.name, "kind": member.kind.value}
            for member in sorted(source.members, key=lambda agent: agent.name)
        ],
    }


def _principal(principal: Principal | None) -> Json | None:
    """Who stands behind a source, with the tie: "on behalf of" or "affiliated with"."""
    if principal is None:
        return None
    return {
        "id": principal.agent.key,
        "tie": principal.tie.value,
        "canonical": principal.agent.name,
        "kind": principal.agent.kind.value,
        "named": principal.agent.named,
        "evidence": pairs(principal.evidence),
    }


def _claim(claim: Claim) -> Json:
    return {
        "id": claim.id,
        "text": claim.text,
        "statement": pairs(claim.statement),
        "propositions": [_proposition(one) for one in claim.propositions],
    }


def _proposition(proposition: Proposition) -> Json:
    arguments = {"subject": proposition.subject, "object": proposition.object}
    return {
        "id": proposition.id,
        "predicate": proposition.predicate,
        "lemma": proposition.lemma,
        "predicate_spans": pairs(proposition.predicate_spans),
        "polarity": proposition.polarity.value,
        "modality": proposition.modality and proposition.modality.value,
        "mood": proposition.mood.value,
        "passive": proposition.passive,
        **{
            role: {"name": argument.name, "refers": argument.refers, "spans": pairs(argument.spans)}
            if argument
            else None
            for role, argument in arguments.items()
        },
        "adjuncts": [
            {"words": adjunct.words, "spans": pairs(adjunct.spans)}
            for adjunct in proposition.adjuncts
        ],
        "quantities": [_quantity(quantity) for quantity in proposition.quantities],
        "time": _time(proposition.time),
    }


def _quantity(quantity: Quantity) -> Json:
    return {
        "comparator": quantity.comparator.value,
        "value": str(quantity.value),
        "upper": None if quantity.upper is None else str(quantity.upper),
        "unit": quantity.unit,
        "spans": pairs((quantity.span,)),
    }


def _time(time: EventTime | None) -> Json | None:
    if time is None:
        return None
    return {"spans": pairs(time.spans), "period": _period(time.period)}


def _period(period: Period | None) -> list[str] | None:
    if period is None:
        return None
    return [period.first.isoformat(), period.last.isoformat()]


def pairs(spans: Spans) -> list[list[int]]:
    """Spans as JSON lists [start, end]."""
    return [[span.start, span.end] for span in spans]
