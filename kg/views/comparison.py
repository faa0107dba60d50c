"""The comparison: what different sources say about one subject, side by side, day by day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from kg.errors import NotFoundError
from kg.model import Record
from kg.views.html import render
from kg.views.labels import fold, short_date
from kg.views.marks import TONE_LABELS
from kg.views.related import AFTER, AGREES, CONTRADICTS, Other, Related
from kg.views.told import Told, in_order, speaks_of, tell

COLUMNS = 7
"""Sources with a column of their own; the statements of others stand in a last one."""

MOST = 1000
"""Statements on a page."""

REST = "others"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements that agree or do not: the first is one that the page has."""

    one: Told
    other: Other


@dataclass(frozen=True, slots=True)
class Column:
    """A source, or the rest of them."""

    name: str
    kind: str
    glyph: str
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """A day with what each column's source said."""

    day: str
    cells: Sequence[Sequence[Told]]


def comparison_page(records: Sequence[Record], words: str, others: Related | None = None) -> str:
    """The page about the statements that have all of ``words`` in them, or in what they are about.

    NotFoundError when there is no such statement.
    """
    wanted = fold(words).split()
    told = in_order(
        tell(attribution, record, others or {})
        for record in records
        for attribution in record.attributions
        if wanted and speaks_of(attribution, record, wanted)
    )
    if not told:
        raise NotFoundError(f"no statement about {words!r}")
    left_out = max(0, len(told) - MOST)
    told = told[:MOST]
    columns = _columns(told)
    return render(
        "comparison.html",
        styles=("told.css", "comparison.css"),
        title=words,
        columns=columns,
        rows=_rows(told, columns),
        groups=[
            ("Contradictions", "≠", "contradicts", _pairs(told, CONTRADICTS)),
            ("Said otherwise later", "→", "later", _pairs(told, AFTER)),
            ("Agreements", "=", "agrees", _pairs(told, AGREES)),
        ],
        statements=len(told),
        sources=len({one.source for one in told}),
        left_out=left_out,
        articles=len({(one.document, one.publisher) for one in told}),
        tones=TONE_LABELS,
    )


def _columns(told: Sequence[Told]) -> list[Column]:
    """The sources with the most statements, in the order in which they first speak."""
    counts: dict[str, int] = {}
    for one in told:
        counts[one.source] = counts.get(one.source, 0) + 1
    most = COLUMNS if len(counts) <= COLUMNS else COLUMNS - 1
    chosen = sorted(counts, key=lambda name: (-counts[name], list(counts).index(name)))[:most]
    first = {one.source: one for one in reversed(told)}
    columns = [
        Column(name, first[name].kind, first[name].glyph, counts[name])
        for name in counts
        if name in chosen
    ]
    rest = sum(count for name, count in counts.items() if name not in chosen)
    return [*columns, Column(REST, "", "group", rest)] if rest else columns


def _rows(told: Sequence[Told], columns: Sequence[Column]) -> list[Row]:
    place = {column.name: number for number, column in enumerate(columns)}
    days: dict[datetime.date | None, list[list[Told]]] = {}
    for one in told:
        cells = days.setdefault(one.day, [[] for _ in columns])
        cells[place.get(one.source, len(columns) - 1)].append(one)
    return [Row(short_date(day) if day else "no date", cells) for day, cells in days.items()]


def _pairs(told: Sequence[Told], how: str) -> list[Pair]:
    """Each pair once, from whichever of the two comes first on the page."""
    seen: set[frozenset[str]] = set()
    pairs = []
    for one in told:
        for other in one.others:
            both = frozenset((one.key, other.claim))
            if other.how == how and both not in seen:
                seen.add(both)
                pairs.append(Pair(one, other))
    return pairs
