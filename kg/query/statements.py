"""Who said what: statements by words, by source, by day; numbers; the evidence.

Each function asks the shipped question of its name (``kg/query/sparql``); columns are fields.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import NamedTuple

from kg.query.typed import ask
from kg.store.interface import StoreReader


class Saying(NamedTuple):
    """A row of ``who_said``."""

    words: str
    source: str | None
    speech_act: str
    claim: str
    said: datetime.date | None
    id: str
    at: str
    statement: str
    attribution: str


def who_said(store: StoreReader, words: str) -> tuple[Saying, ...]:
    """Statements whose text has ``words``, whatever the case, with who made them and where."""
    return ask(store, "who-said", Saying, {"words": words})


class PeriodClaim(NamedTuple):
    """A row of ``claims_in_period``."""

    source: str
    from_: datetime.date
    to: datetime.date
    role: str
    mention: str
    speech_act: str
    claim: str
    day: datetime.date | None
    id: str
    attribution: str


def claims_in_period(
    store: StoreReader,
    source: str,
    since: datetime.date = datetime.date.min,
    until: datetime.date = datetime.date.max,
) -> tuple[PeriodClaim, ...]:
    """What a source said, or was said on its behalf, from ``since`` to ``until``."""
    return ask(
        store, "claims-in-period", PeriodClaim, {"source": source, "from": since, "to": until}
    )


class DatedSaying(NamedTuple):
    """A row of ``first_said``."""

    words: str
    day: datetime.date | None
    source: str | None
    claim: str
    publisher: str | None
    id: str
    statement: str
    attribution: str


def first_said(store: StoreReader, words: str) -> tuple[DatedSaying, ...]:
    """Statements whose text has ``words``, the earliest first."""
    return ask(store, "first-said", DatedSaying, {"words": words})


class KnownClaim(NamedTuple):
    """A row of ``known_at``."""

    subject: str
    day: datetime.date | None
    published: datetime.date | None
    source: str | None
    claim: str
    publisher: str | None
    id: str
    statement: str


def known_at(store: StoreReader, subject: str, day: datetime.date) -> tuple[KnownClaim, ...]:
    """Claims on a subject in articles that had appeared by ``day``, the latest first."""
    return ask(store, "known-at", KnownClaim, {"subject": subject, "day": day})


class NumberRange(NamedTuple):
    """A row of ``numbers``."""

    topic: str
    source: str | None
    unit: str | None
    lowest: Decimal
    highest: Decimal
    claims: int


def numbers(store: StoreReader, topic: str) -> tuple[NumberRange, ...]:
    """Lowest and highest number by source and unit, in claims with these words."""
    return ask(store, "numbers", NumberRange, {"topic": topic})


class EvidenceSpan(NamedTuple):
    """A row of ``evidence``."""

    source: str
    about: str
    role: str
    words: str
    start: int
    end: int
    id: str
    attribution: str


def evidence(store: StoreReader, source: str, about: str) -> tuple[EvidenceSpan, ...]:
    """Why the graph has an edge from a source to what its claims are about, verbatim."""
    return ask(store, "evidence", EvidenceSpan, {"source": source, "about": about})
