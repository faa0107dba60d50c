"""The dossier: everything that one source is said to have said."""

from __future__ import annotations

import datetime
import difflib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.errors import NotFoundError
from kg.model import Attribution, Record, Tie
from kg.views.html import render
from kg.views.labels import fold, short_date
from kg.views.marks import TONE_LABELS
from kg.views.network import NO_SOURCE
from kg.views.related import CONTRADICTS, Related
from kg.views.scene import EMPTY_WORDS
from kg.views.told import Told, in_order, tell

MOST = 1000
"""Statements on a page; more take a browser long to show."""

TOP = 12
"""Rows of a table of counts."""

WIDTH, COLUMN, DOT = 1000.0, 14.0, 11.0
"""Units of the timeline's drawing: its width, the least width of a day, the height of a dot."""

Item = tuple[Attribution, Record]


@dataclass(frozen=True, slots=True)
class Bar:
    """A count with its share of the largest one, in percent."""

    name: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A statement in the timeline."""

    x: float
    y: float
    tone: str
    form: str
    number: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Dots of statements by day, the height of the drawing, and its first and last day."""

    dots: Sequence[Dot]
    height: float
    first: str
    last: str


def dossier_page(records: Sequence[Record], source: str, others: Related | None = None) -> str:
    """The page of a source as HTML.

    ``source`` is a name: exactly, else whatever the case, else a part of one name only, or of
    the only one that is a name and not a description.
    NotFoundError, with the nearest names, when nobody is called so.
    """
    others = others or {}
    name = _find(records, source)
    theirs = [item for item in _items(records) if _name(item) == name]
    told = in_order(tell(a, r, others) for a, r in theirs)
    rest = [item for item in _items(records) if _name(item) != name]
    shared = in_order(tell(a, r, others) for a, r in rest if name in _members((a, r)))
    spoken = in_order(tell(a, r, others) for a, r in rest if _principal((a, r)) == name)
    return render(
        "dossier.html",
        styles=("told.css", "dossier.css"),
        title=name,
        kind=_commonest(one.kind for one in told),
        glyph=_commonest(one.glyph for one in told),
        aliases=_bars(_aliases(theirs, name)),
        principals=_bars(filter(None, map(_principal, theirs))),
        told=told[:MOST],
        shared=shared[:MOST],
        spoken=spoken[:MOST],
        left_out=sum(max(0, len(part) - MOST) for part in (told, shared, spoken)),
        articles=len({record.document.key for _, record in theirs}),
        disputed=[one for one in told if any(o.how == CONTRADICTS for o in one.others)][:MOST],
        timeline=_timeline(told[:MOST]),
        topics=_bars(t for one in told for t in one.topics if fold(t) not in EMPTY_WORDS),
        acts=_bars(one.act for one in told),
        publishers=_bars(one.publisher or "not known" for one in told),
        quoted_by=_bars(_through(records, name)),
        quotes=_bars(_passed_on(records, name)),
        tones=TONE_LABELS,
    )


def _items(records: Iterable[Record]) -> Iterable[Item]:
    return ((attribution, record) for record in records for attribution in record.attributions)


def _name(item: Item) -> str:
    agent = item[1].agent_of(item[0])
    return agent.name if agent else NO_SOURCE


def _principal(item: Item) -> str:
    resolved = item[1].sources.get(item[0].id)
    principal = resolved.principal if resolved else None
    return principal.agent.name if principal and principal.tie is Tie.ON_BEHALF else ""


def _members(item: Item) -> set[str]:
    """Who says it together, by name."""
    resolved = item[1].sources.get(item[0].id)
    return {member.name for member in resolved.members} if resolved else set()


def _find(records: Sequence[Record], source: str) -> str:
    names = dict.fromkeys(
        name for item in _items(records) for name in (_name(item), *sorted(_members(item)))
    )
    wanted = fold(source)
    if source in names:
        return source
    named = {a.name for r in records for a in r.agents if a.named}
    alike = [name for name in names if fold(name) == wanted]
    parts = [name for name in names if wanted and wanted in fold(name)]
    for found in (alike, [name for name in parts if name in named], parts):
        if len(found) == 1:
            return found[0]
    near = parts[:5] or difflib.get_close_matches(source, names, n=3)
    hint = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
    raise NotFoundError(f"no source {source!r}{hint}")


def _aliases(theirs: Iterable[Item], name: str) -> Iterable[str]:
    """The words that stand for the source, but for pronouns and its name itself."""
    for attribution, record in theirs:
        words = record.quote(attribution.source)
        if (
            words
            and fold(words) not in EMPTY_WORDS
            and fold(words).removeprefix("the ") != fold(name)
        ):
            yield words


def _through(records: Iterable[Record], name: str) -> Iterable[str]:
    """Who passes on what the source said."""
    for outer, inner in _passed(records):
        if inner == name and outer != name:
            yield outer


def _passed_on(records: Iterable[Record], name: str) -> Iterable[str]:
    """Whose words the source passes on."""
    for outer, inner in _passed(records):
        if outer == name and inner != name:
            yield inner


def _passed(records: Iterable[Record]) -> Iterable[tuple[str, str]]:
    for record in records:
        by_id = {attribution.id: attribution for attribution in record.attributions}
        for outer in record.attributions:
            for inner in outer.reports:
                yield _name((outer, record)), _name((by_id[inner], record))


def _bars(names: Iterable[str]) -> list[Bar]:
    counts = sorted(Counter(names).items(), key=lambda item: (-item[1], item[0]))[:TOP]
    most = counts[0][1] if counts else 1
    return [Bar(name, count, round(100 * count / most, 1)) for name, count in counts]


def _commonest(values: Iterable[str]) -> str:
    counts = sorted(Counter(values).items(), key=lambda item: (-item[1], item[0]))
    return counts[0][0] if counts else ""


def _timeline(told: Sequence[Told]) -> Timeline | None:
    """A column of dots for each day, as far from each other as the days are; None without days."""
    days = [(one.day, number, one) for number, one in enumerate(told) if one.day]
    if not days:
        return None
    first, last = min(day for day, _, _ in days), max(day for day, _, _ in days)
    columns = min((last - first).days + 1, int(WIDTH // COLUMN))
    stacks: dict[int, int] = {}
    dots = []
    for day, number, one in days:
        column = _column(day, first, last, columns)
        level = stacks.get(column, 0)
        stacks[column] = level + 1
        x = WIDTH / 2 if columns == 1 else 12 + (WIDTH - 24) * column / (columns - 1)
        dots.append(Dot(round(x, 1), level * DOT, one.tone, one.form, number))
    height = max(stacks.values()) * DOT + 6
    placed = [Dot(d.x, round(height - 6 - d.y, 1), d.tone, d.form, d.number) for d in dots]
    return Timeline(placed, height, short_date(first), short_date(last))


def _column(day: datetime.date, first: datetime.date, last: datetime.date, columns: int) -> int:
    span = (last - first).days
    return (day - first).days * (columns - 1) // span if span else 0
