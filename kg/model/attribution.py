"""Attributions: acts of reported speech or thought, as they stand in one document."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from kg.model.identifiers import digest, spans_key
from kg.model.period import Period
from kg.model.span import Span, SpanError, Spans


class Form(StrEnum):
    """How much of a content's words stand between quotation marks."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class SpeechAct(StrEnum):
    """What a source does with a content (the ontology's SKOS scheme has the definitions)."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DOUBTS = "doubts"
    QUESTIONS = "questions"
    DEMANDS = "demands"
    PROMISES = "promises"
    INTENDS = "intends"
    WISHES = "wishes"
    BELIEVES = "believes"
    KNOWS = "knows"
    PERCEIVES = "perceives"
    SUPPORTS = "supports"
    OPPOSES = "opposes"
    DECREES = "decrees"
    WITHHOLDS = "withholds"  # the act is said not to have been done: "did not say that P"


class Framing(StrEnum):
    """What the reporter's word for the act lets one think of the content.

    "said" is neutral; "claimed" and "alleged" keep a distance; "admitted" and "revealed" take it
    for true; "stressed" and "insisted" say with how much weight it was put.
    """

    NEUTRAL = "neutral"
    DISTANCED = "distanced"
    FACTIVE = "factive"
    EMPHATIC = "emphatic"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to have said what: the spans of one attribution in a document's text.

    Spans follow PolNeAR's guidelines: the source is the whole noun phrase; the cue has its
    auxiliaries, negation and adverbs ("particularly emphasised"), ``cue_head`` is the part of it
    that carries the meaning ("emphasised"); "that", "to" and quotation marks belong to the content,
    the full stop of the sentence does not.

    ``source`` is empty when nobody is named ("it was reported that ..."). ``content`` never is.
    ``addressee``, ``medium``, ``place`` and ``time`` are the words that say to whom, in what,
    where and when; ``uttered_on`` is ``time`` resolved to a day, ``uttered_in`` to a longer stretch
    ("last week"). ``framing`` is the reporter's. ``confidence`` is a calibrated probability that
    source and content are right, or None. ``reports`` are the ids of the attributions that this one
    passes on (outer to inner).
    """

    source: Spans
    cue: Spans
    content: Spans
    form: Form
    speech_act: SpeechAct
    cue_head: Spans = ()
    addressee: Spans = ()
    medium: Spans = ()
    place: Spans = ()
    time: Spans = ()
    uttered_on: datetime.date | None = None
    confidence: float | None = None
    reports: tuple[str, ...] = ()
    framing: Framing = Framing.NEUTRAL
    uttered_in: Period | None = None
    id: str = field(init=False, repr=False, compare=False)
    """Content hash of source, cue and content spans: unique inside one document."""

    def __post_init__(self) -> None:
        if not self.content:
            raise SpanError("an attribution without content")
        for spans in self.roles().values():
            if any(a.end > b.start for a, b in pairwise(spans)):
                raise SpanError(f"fragments that overlap or are not in order: {spans_key(spans)}")
        if self.confidence is not None and not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence} is not a probability")
        # Asked for by every stage, so made once; set past the dataclass's own refusal.
        key = digest("attribution", *map(spans_key, (self.source, self.cue, self.content)))[:16]
        object.__setattr__(self, "id", key)
        if self.uttered_in is not None and (self.uttered_on or self.uttered_in.day):
            raise ValueError("uttered on a day, or in a longer stretch of days")

    def roles(self) -> dict[str, Spans]:
        """Every span of the attribution by the name of its role."""
        return {
            "source": self.source,
            "cue": self.cue,
            "cue_head": self.cue_head,
            "content": self.content,
            "addressee": self.addressee,
            "medium": self.medium,
            "place": self.place,
            "time": self.time,
        }

    @property
    def extent(self) -> Span:
        """From the first character of source, cue and content to the last."""
        spans = (*self.source, *self.cue, *self.content)
        return Span(min(span.start for span in spans), max(span.end for span in spans))
