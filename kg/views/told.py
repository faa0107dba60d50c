"""Statements as dossiers and comparisons tell them: who, how, what, where, when, who else."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.model import Attribution, Record
from kg.views.context import Piece, context
from kg.views.html import text_link
from kg.views.labels import fold, short_date
from kg.views.marks import FORM_LABELS, TONES, glyph
from kg.views.network import NO_SOURCE
from kg.views.related import Other, Related, claim_key
from kg.views.statements import explained

NEAR = 80
"""Code points around a quote: as much as tells what it answers to."""


@dataclass(frozen=True, slots=True)
class Told:
    """One statement, ready to be shown; ``context`` is its quote in its article's words."""

    key: str
    source: str
    glyph: str
    kind: str
    words: str
    cue: str
    text: str
    act: str
    tone: str
    form: str
    form_label: str
    day: datetime.date | None
    said: bool
    confidence: float | None
    document: str
    publisher: str
    lang: str
    link: str
    offsets: str
    context: Sequence[Piece]
    others: Sequence[Other]
    topics: tuple[str, ...]

    @property
    def date(self) -> str:
        """The day as "10 Jan 2022"; "" when it is not known."""
        return short_date(self.day) if self.day else ""

    @property
    def sure(self) -> str:
        """The confidence in percent."""
        return "not known" if self.confidence is None else f"{self.confidence:.0%}"


def tell(attribution: Attribution, record: Record, others: Related) -> Told:
    """An attribution with what a reader wants to know of it. ``day`` is when it was said, or else
    when the article was published.
    """
    document = record.document
    agent = record.agent_of(attribution)
    claim = record.claim_of(attribution)
    key = claim_key(record, claim.id)
    return Told(
        key=key,
        source=agent.name if agent else NO_SOURCE,
        glyph=glyph(agent),
        kind=explained(attribution, record)[0],
        words=record.quote(attribution.source),
        cue=record.quote(attribution.cue),
        text=claim.text,
        act=attribution.speech_act.value,
        tone=TONES[attribution.speech_act],
        form=attribution.form.value,
        form_label=FORM_LABELS[attribution.form],
        day=attribution.uttered_on or document.date,
        said=attribution.uttered_on is not None,
        confidence=attribution.confidence,
        document=document.title or document.id,
        publisher=document.publisher or "",
        lang=document.language,
        link=text_link(document.url, record.quote(attribution.content[:1])),
        offsets=", ".join(f"{span.start}–{span.end}" for span in attribution.content),
        context=context(attribution, record, NEAR),
        others=others.get(key, ()),
        topics=topics(attribution, record),
    )


def topics(attribution: Attribution, record: Record) -> tuple[str, ...]:
    """What a statement is about, by name."""
    arguments = (
        argument
        for p in record.claim_of(attribution).propositions
        for argument in (p.subject, p.object)
    )
    return tuple(dict.fromkeys(a.name for a in arguments if a is not None and a.refers))


def speaks_of(attribution: Attribution, record: Record, words: Sequence[str]) -> bool:
    """Whether in a statement or what it is about words begin with all of these (folded)."""
    text = fold(" ".join((record.claim_of(attribution).text, *topics(attribution, record))))
    return all(re.search(rf"\b{re.escape(word)}", text) for word in words)


def in_order(told: Iterable[Told]) -> list[Told]:
    """By day, those without one last; else as they came."""
    return sorted(told, key=lambda one: (one.day is None, one.day or datetime.date.min))
