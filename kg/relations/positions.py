"""Positions over time: what a source says about the same thing from day to day."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.relations.statement import Fact, Stance, Statement

_WORDS = {
    Stance.AFFIRMED: "says",
    Stance.BELIEVED: "believes",
    Stance.DENIED: "denies",
    Stance.INTENDED: "intends",
    Stance.DEMANDED: "demands",
    Stance.OTHER: "mentions",
}


_Held = tuple[datetime.date | None, str, str, bool]
"""Day, position, claim, and whether it was said together with others."""


@dataclass(frozen=True, slots=True)
class Position:
    """What ``source`` held about ``subject`` (doer, verb, object as stems) on a day.

    ``position`` is in words: "says", "says not", "denies", with the numbers. ``changed``: whether
    the same source held something else about the same thing before; ``together``: whether the
    source said so only as one of several.
    """

    source: str
    subject: str
    day: datetime.date | None
    position: str
    changed: bool
    claim: str
    together: bool = False


def positions(statements: Iterable[Statement]) -> list[Position]:
    """The positions of all sources, each one's about one thing together, in the order of days.

    What several say together is held by their group and by each of them.

    Those without a day come first and never count as a change. The order of the statements does
    not matter.
    """
    held: defaultdict[tuple[str, str], list[_Held]] = defaultdict(list)
    for statement in statements:
        for source in statement.sources | statement.members:
            together = source not in statement.sources
            for fact in statement.facts:
                position = _position(statement, fact)
                one = (statement.said, position, statement.key, together)
                held[source, _subject(fact)].append(one)
    return [position for place in sorted(held) for position in _in_order(place, held[place])]


def _in_order(place: tuple[str, str], said: list[_Held]) -> Iterator[Position]:
    before: str | None = None
    for day, position, claim, together in sorted(
        said, key=lambda one: (one[0] or datetime.date.min, one[1], one[2])
    ):
        changed = day is not None and before is not None and position != before
        yield Position(*place, day, position, changed, claim, together)
        before = position if day is not None else before


def _subject(fact: Fact) -> str:
    doer, done_to = (" ".join(sorted(stems)) for stems in (fact.doer, fact.done_to))
    beside = " ".join(sorted(fact.beside))
    return " | ".join((doer or "–", fact.verb, done_to or "–")) + f" ({beside})" * bool(beside)


def _position(statement: Statement, fact: Fact) -> str:
    numbers = ", ".join(
        f"{q.comparator} {q.value:f}{f' {q.unit}' if q.unit else ''}" for q in fact.quantities
    )
    words = _WORDS[statement.stance] + " not" * fact.negative
    words += f", {fact.modality}" * bool(fact.modality) + ", the contrary" * fact.turned
    return f"{words}: {numbers}" if numbers else words
