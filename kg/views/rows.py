"""Records as flat rows, one an attribution: for spreadsheets and data frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.model import Attribution, Record, Spans, Tie
from kg.model.identifiers import spans_key

if TYPE_CHECKING:
    import pandas as pd

Cell = str | int | float | bool | None

COLUMNS = (
    "document",
    "title",
    "publisher",
    "published",
    "url",
    "attribution",
    "source",
    "source_kind",
    "source_named",
    "source_words",
    "source_number",
    "on_behalf_of",
    "affiliation",
    "anonymity",
    "resolution",
    "cue",
    "form",
    "speech_act",
    "addressee",
    "medium",
    "place",
    "said_on",
    "quote",
    "claim",
    "subject",
    "predicate",
    "object",
    "reports",
    "confidence",
    "start",
    "end",
    "content_spans",
)
"""Columns of a row. ``start``, ``end`` and ``content_spans`` ("12-20,25-30") are code points."""


def rows(records: Iterable[Record]) -> Iterator[dict[str, Cell]]:
    """One row an attribution, with the keys of COLUMNS; what is not known is None."""
    for record in records:
        for attribution in record.attributions:
            yield _row(attribution, record)


def to_dataframe(records: Iterable[Record]) -> pd.DataFrame:
    """The rows as a pandas DataFrame; ``published`` and ``said_on`` are ISO dates as strings."""
    import pandas as pd

    return pd.DataFrame(list(rows(records)), columns=list(COLUMNS))


def _row(attribution: Attribution, record: Record) -> dict[str, Cell]:
    document = record.document
    resolved = record.sources.get(attribution.id)
    claim = record.claim_of(attribution)
    principal = resolved.principal if resolved else None
    behind = {principal.tie: principal.agent.name} if principal else {}
    first = claim.propositions[0] if claim.propositions else None

    def words(spans: Spans) -> str | None:
        return record.quote(spans) or None

    return {
        "document": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.date.isoformat() if document.date else None,
        "url": document.url,
        "attribution": attribution.id,
        "source": resolved.agent.name if resolved else None,
        "source_kind": resolved.agent.kind.value if resolved else None,
        "source_named": resolved.agent.named if resolved else None,
        "source_words": words(attribution.source),
        "source_number": resolved.number.value if resolved and resolved.number else None,
        "on_behalf_of": behind.get(Tie.ON_BEHALF),
        "affiliation": behind.get(Tie.AFFILIATED),
        "anonymity": words(resolved.anonymity) if resolved else None,
        "resolution": resolved.resolution.value if resolved else None,
        "cue": words(attribution.cue),
        "form": attribution.form.value,
        "speech_act": attribution.speech_act.value,
        "addressee": words(attribution.addressee),
        "medium": words(attribution.medium),
        "place": words(attribution.place),
        "said_on": attribution.uttered_on.isoformat() if attribution.uttered_on else None,
        "quote": words(attribution.content),
        "claim": claim.text,
        "subject": first.subject.name if first and first.subject else None,
        "predicate": first.predicate if first else None,
        "object": first.object.name if first and first.object else None,
        "reports": " ".join(attribution.reports) or None,
        "confidence": attribution.confidence,
        "start": attribution.content[0].start,
        "end": attribution.content[-1].end,
        "content_spans": spans_key(attribution.content),
    }
