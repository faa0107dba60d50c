"""What the page's list and panel say about every attribution."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kg.model import Attribution, Document, Number, Record, Resolution, ResolvedSource, Spans
from kg.views.context import context
from kg.views.html import text_link, web_link
from kg.views.marks import FORM_LABELS, TONES, glyph
from kg.views.network import NO_SOURCE, claim_id, source_id
from kg.views.related import Related, claim_key

Json = dict[str, Any]

HOW = {
    Resolution.NAME: ("named there", "named there as"),
    Resolution.DESCRIPTION: ("a description", "a description that stands for"),
    Resolution.PRONOUN: ("a pronoun", "a pronoun that stands for"),
    Resolution.CONTINUATION: ("not mentioned", "not mentioned, between two statements of"),
    Resolution.UNNAMED: ("described, but not named", "described, but not named:"),
    Resolution.UNRESOLVED: ("not known whom that means", "not known whom that means; perhaps"),
}
"""How a source was resolved, without and with the words that it rests on."""


def documents(records: Iterable[Record]) -> list[Json]:
    """The documents of records, in the same order."""
    return [_document(record.document) for record in records]


def statements(records: Sequence[Record], others: Related | None = None) -> list[Json]:
    """Every attribution with everything that a page shows of it.

    "by" and "on" are the numbers, in this list, of the statements that pass this one on and that
    it passes on.
    """
    everything = [(n, r, a) for n, r in enumerate(records) for a in r.attributions]
    number = {(n, a.id): i for i, (n, _, a) in enumerate(everything)}
    found = [
        _statement(attribution, record, n, others or {}) for n, record, attribution in everything
    ]
    for index, (n, _, attribution) in enumerate(everything):
        for inner in attribution.reports:
            if (n, inner) in number:
                found[index]["on"].append(number[n, inner])
                found[number[n, inner]]["by"].append(index)
    return found


def _statement(attribution: Attribution, record: Record, document: int, others: Related) -> Json:
    resolved = record.sources.get(attribution.id)
    agent = resolved.agent if resolved else None
    claim = record.claim_of(attribution)
    said = attribution.uttered_on
    evidence = _evidence(resolved, attribution, record)
    return {
        "doc": document,
        "source": source_id(attribution, record),
        "claim": claim_id(claim, record),
        "name": agent.name if agent else NO_SOURCE,
        "glyph": glyph(agent),
        "kind": _kind(resolved, record),
        "words": record.quote(attribution.source),
        "how": HOW[resolved.resolution][bool(evidence)] if resolved else "",
        "evidence": evidence,
        "text": claim.text,
        "cue": record.quote(attribution.cue),
        "act": attribution.speech_act.value,
        "tone": TONES[attribution.speech_act],
        "form": attribution.form.value,
        "formLabel": FORM_LABELS[attribution.form],
        "context": context(attribution, record),
        "offsets": _offsets(attribution.content),
        "said": said.isoformat() if said else "",
        "when": record.quote(attribution.time),
        "to": record.quote(attribution.addressee),
        "in": record.quote(attribution.medium),
        "where": record.quote(attribution.place),
        "confidence": _percent(attribution.confidence),
        "link": text_link(record.document.url, record.quote(attribution.content[:1])),
        "others": others.get(claim_key(record, claim.id), ()),
        "about": _about(attribution, record),
        "by": [],
        "on": [],
    }


def explained(attribution: Attribution, record: Record) -> tuple[str, str, Spans]:
    """What sort of source it is, how that was found, and the words that it rests on (or none)."""
    resolved = record.sources.get(attribution.id)
    if resolved is None:
        return "", "", ()
    evidence = resolved.evidence if resolved.evidence != attribution.source else ()
    return _kind(resolved, record), HOW[resolved.resolution][bool(evidence)], evidence


def _kind(resolved: ResolvedSource | None, record: Record) -> str:
    """What sort of source it is, who stands behind it, and why it has no name."""
    if resolved is None:
        return ""
    agent, principal = resolved.agent, resolved.principal
    words = [agent.kind.value]
    if not agent.named:
        words.append("not named")
    if resolved.number is Number.SEVERAL:
        words.append("several")
    if principal is not None:
        words.append(f"{principal.tie} {principal.agent.name}")
    if resolved.anonymity:
        words.append(f"“{record.quote(resolved.anonymity)}”")
    return ", ".join(words)


def _evidence(
    resolved: ResolvedSource | None, attribution: Attribution, record: Record
) -> list[list[str]]:
    """The words that the resolution rests on and where they are, unless they are the source's."""
    if resolved is None or resolved.evidence == attribution.source:
        return []
    return [[record.quote((span,)), _offsets((span,))] for span in resolved.evidence]


def _about(attribution: Attribution, record: Record) -> list[list[str]]:
    return [
        [
            p.subject.name if p.subject else "",
            p.predicate,
            p.object.name if p.object else "",
        ]
        for p in record.claim_of(attribution).propositions
    ]


def _offsets(spans: Spans) -> str:
    return ", ".join(f"{span.start}–{span.end}" for span in spans)


def _percent(confidence: float | None) -> str:
    return "not known" if confidence is None else f"{confidence:.0%}"


def _document(document: Document) -> Json:
    return {
        "id": document.id,
        "title": document.title or "",
        "publisher": document.publisher or "",
        "author": document.author or "",
        "date": document.date.isoformat() if document.date else "",
        "url": document.url or "",
        "link": web_link(document.url),
        "lang": document.language,
    }
