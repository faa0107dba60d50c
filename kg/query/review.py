"""What to look at twice: reviews, cues, confidence, versions, spokespersons.

Each function asks the shipped question of its name (``kg/query/sparql``); columns are fields.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

from kg.query.catalogue import load_example
from kg.query.run import Table, run
from kg.query.typed import ask
from kg.rdf.literals import double
from kg.store.index import SourceCount
from kg.store.interface import StoreReader
from kg.store.oxigraph import OxigraphStore


class ReviewedClaim(NamedTuple):
    """A row of ``claim_reviews``."""

    subject: str
    reviewed: bool
    rating: str | None
    source: str | None
    claim: str
    id: str
    statement: str
    review: str | None


def claim_reviews(store: StoreReader, subject: str) -> tuple[ReviewedClaim, ...]:
    """Claims on a subject, with the rating of a fact-check where there is one."""
    return ask(store, "claim-reviews", ReviewedClaim, {"subject": subject})


class CueCount(NamedTuple):
    """A row of ``cues``."""

    publisher: str | None
    source: str | None
    statements: int
    neutral: int
    distanced: int
    factive: int
    emphatic: int


def cues(store: StoreReader) -> tuple[CueCount, ...]:
    """How neutrally outlets introduce the words of named sources."""
    return ask(store, "cues", CueCount, {})


class SpokenFor(NamedTuple):
    """A row of ``on_behalf_of``."""

    principal: str
    source: str
    claim: str
    said: datetime.date | None
    id: str
    attribution: str


def on_behalf_of(store: StoreReader, principal: str) -> tuple[SpokenFor, ...]:
    """Statements of those who speak for somebody."""
    return ask(store, "on-behalf-of", SpokenFor, {"principal": principal})


class UncertainField(NamedTuple):
    """A row of ``uncertain_fields``."""

    limit: float
    field: str
    confidence: float
    source: str | None
    claim: str
    id: str
    attribution: str


def uncertain_fields(store: StoreReader, limit: float) -> tuple[UncertainField, ...]:
    """Attributions with a probability below ``limit``, field by field."""
    return ask(store, "uncertain-fields", UncertainField, {"limit": double(limit)})


def source_counts(store: StoreReader) -> list[SourceCount]:
    """How often each source is quoted: from the index, where the store has one."""
    if isinstance(store, OxigraphStore):
        return store.source_counts()
    table = run(store, load_example("sources").text)
    rows = table.rows if isinstance(table, Table) else ()
    return [SourceCount(*row) for row in rows]  # type: ignore[arg-type]


class VersionCount(NamedTuple):
    """A row of ``extractor_versions``."""

    version: str
    extractor: str
    model_hash: str
    documents: int
    attributions: int
    mean_confidence: float | None


def extractor_versions(store: StoreReader) -> tuple[VersionCount, ...]:
    """What each version of the extractor found."""
    return ask(store, "extractor-versions", VersionCount, {})
