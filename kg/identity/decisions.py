"""What people decided about names, as values; later builds obey it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.identity.agents import Bearer, Sort, sort_of
from kg.identity.names import normal_form
from kg.model import AgentKind
from kg.model.identifiers import digest


class DecisionKind(StrEnum):
    """What a decision says."""

    MERGE = "merge"
    SPLIT = "split"
    ALONE = "alone"
    RENAME = "rename"
    ALIAS = "alias"
    MATCH = "match"


JOINING = frozenset({DecisionKind.MERGE, DecisionKind.ALIAS})
NAMING = frozenset({DecisionKind.RENAME, DecisionKind.ALIAS})


@dataclass(frozen=True, slots=True, order=True)
class Side:
    """A name as decisions mean it: all agents with this normal form, of one sort unless unknown."""

    form: str
    sort: Sort

    @classmethod
    def of(cls, name: str, kind: AgentKind) -> Side:
        """The side of a name and kind as a user gives them."""
        return cls(normal_form(name), sort_of(kind))

    def means(self, bearer: Bearer) -> bool:
        """Whether these agents are meant."""
        return self.form == bearer.form and self.meets(Side(bearer.form, bearer.sort))

    def meets(self, other: Side) -> bool:
        """Whether both can mean the same agents."""
        return self.form == other.form and (
            self.sort is other.sort or Sort.UNKNOWN in (self.sort, other.sort)
        )


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a person.

    ``other`` is the second name (merge, split, alias), the new name (rename) or the Wikidata item
    (match, "Q42"), "" for alone. Decisions made by one command have one ``number``; they count up.
    """

    number: int
    decided: DecisionKind
    name: str
    kind: AgentKind
    other: str = ""
    other_kind: AgentKind = AgentKind.UNKNOWN
    time: datetime.datetime | None = None

    @property
    def key(self) -> str:
        """Content hash, the time left out."""
        parts = (self.decided, self.name, self.kind, self.other, self.other_kind)
        return digest("decision", str(self.number), *parts)

    @property
    def sides(self) -> tuple[Side, ...]:
        """The names that it is about."""
        first = Side.of(self.name, self.kind)
        if self.decided in JOINING or self.decided is DecisionKind.SPLIT:
            return first, Side.of(self.other, self.other_kind)
        return (first,)

    @property
    def words(self) -> str:
        """What was decided."""
        return {
            DecisionKind.MERGE: f"{self.name!r} and {self.other!r} are one",
            DecisionKind.SPLIT: f"{self.name!r} and {self.other!r} are two",
            DecisionKind.ALONE: f"{self.name!r} is never merged by the program",
            DecisionKind.RENAME: f"{self.name!r} is called {self.other!r}",
            DecisionKind.ALIAS: f"{self.name!r} is {self.other!r}",
            DecisionKind.MATCH: f"{self.name!r} is {self.other} of Wikidata",
        }[self.decided]

    def __str__(self) -> str:
        day = f", {self.time:%Y-%m-%d %H:%M}" if self.time else ""
        return f"{self.words} (decision {self.number}{day})"


About = Callable[[str], Iterable[Decision]]
"""The decisions about a normal form."""


def joined(side: Side, about: About) -> dict[Side, tuple[Decision, ...]]:
    """Everything that people said is the same as ``side``, each with the decisions that lead there.

    Itself is in it, with none.
    """
    found: dict[Side, tuple[Decision, ...]] = {side: ()}
    queue = [side]
    while queue:
        at = queue.pop(0)
        for decision in sorted(about(at.form), key=_place):
            if decision.decided not in JOINING:
                continue
            first, second = decision.sides
            for here, there in ((first, second), (second, first)):
                if here.meets(at) and there not in found:
                    found[there] = (*found[at], decision)
                    queue.append(there)
    return found


def splits(sides: Iterable[Side], about: About) -> Iterator[tuple[Decision, Side]]:
    """The splits that name one of these sides, each with the other side of it."""
    for side in sides:
        for decision in about(side.form):
            if decision.decided is DecisionKind.SPLIT:
                first, second = decision.sides
                if first.meets(side):
                    yield decision, second
                if second.meets(side):
                    yield decision, first


def conflict(new: Decision, about: About) -> str | None:
    """Why a decision cannot stand beside the earlier ones, or None when it can.

    Merging what was split, and splitting what was merged, is refused: undo the earlier decision
    first. Of several names or Wikidata items for one agent the latest counts.
    """
    if new.decided in JOINING:
        mine, theirs = (joined(side, about) for side in new.sides)
        for decision, far in splits(mine, about):
            if any(far.meets(side) for side in theirs):
                return f"{decision}: undo that first"
    if new.decided is DecisionKind.SPLIT:
        first, second = new.sides
        if first.meets(second):
            return "that is one name, all agents of one name and sort are one"
        for side, way in joined(first, about).items():
            if side.meets(second):
                return f"{'; '.join(map(str, way))}: undo that first"
    return None


def _place(decision: Decision) -> tuple[int, str]:
    return decision.number, decision.key
