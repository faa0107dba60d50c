"""Who contradicts whom, and who themselves.

Each function asks the shipped question of its name (``kg/query/sparql``); columns are fields.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

from kg.query.typed import ask
from kg.store.interface import StoreReader


class Denial(NamedTuple):
    """A row of ``denied_by``."""

    source: str
    claim: str
    day: datetime.date | None
    denier: str | None
    denial: str
    denied_on: datetime.date | None
    id: str
    other_id: str
    relation: str


def denied_by(store: StoreReader, source: str) -> tuple[Denial, ...]:
    """What a source asserted and others deny."""
    return ask(store, "denied-by", Denial, {"source": source})


class ChangedPosition(NamedTuple):
    """A row of ``changed_positions``."""

    source: str
    day: datetime.date | None
    claim: str
    later_day: datetime.date
    later: str
    id: str
    later_id: str
    relation: str


def changed_positions(store: StoreReader, source: str) -> tuple[ChangedPosition, ...]:
    """Claims of one source that contradict each other, the earlier first."""
    return ask(store, "changed-positions", ChangedPosition, {"source": source})


class Contradiction(NamedTuple):
    """A row of ``contradictions``."""

    subject: str
    day: datetime.date | None
    source: str | None
    claim: str
    other_day: datetime.date | None
    other_source: str | None
    other: str
    reason: str
    id: str
    other_id: str
    relation: str


def contradictions(store: StoreReader, subject: str) -> tuple[Contradiction, ...]:
    """Pairs of claims on a subject that cannot both be true."""
    return ask(store, "contradictions", Contradiction, {"subject": subject})
