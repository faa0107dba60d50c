"""Which pairs have to be compared, and which no longer, after some statements changed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kg.relations.blocking import CROWD, Key, chosen

Keyed = Mapping[str, frozenset[Key]]
"""Keys of statements with what each has to share with another to be compared with it."""
Pair = tuple[str, str]


class Blocks(Protocol):
    """Statements by what they share."""

    def members(self, key: Key) -> Sequence[str]:
        """The statements that have a key, sorted."""

    def keys(self, statement: str) -> frozenset[Key]:
        """The keys of a statement."""


@dataclass(frozen=True, slots=True)
class Step:
    """From the candidates of before to those of after.

    ``gained`` are to be compared: all pairs with a statement that changed or came, and pairs of
    others that were no candidates. ``lost`` are pairs of others that are no candidates any more.
    """

    gained: frozenset[Pair]
    lost: frozenset[Pair]


def step(before: Blocks, gone: Keyed, come: Keyed) -> Step:
    """What changes among the candidates when the statements ``gone`` make way for ``come``.

    ``before`` still has those that are gone; a statement that changed is in both. Only blocks with
    one of these are looked at: in the others the same pairs stay candidates.
    """
    after = _After(before, gone, come)
    changed = gone.keys() | come.keys()
    gained: set[Pair] = set()
    dropped: set[Pair] = set()
    for key in sorted({key for keyed in (gone, come) for keys in keyed.values() for key in keys}):
        old, new = before.members(key), after.members(key)
        if max(len(old), len(new)) <= CROWD:
            gained.update(_with(new, come.keys()))
            continue
        earlier, later = set(chosen(old)), set(chosen(new))
        gained.update(p for p in later if p not in earlier or not changed.isdisjoint(p))
        dropped.update(p for p in earlier - later if changed.isdisjoint(p))
    lost = (p for p in dropped if not any(_is_chosen(p, after.members(k)) for k in after.shared(p)))
    return Step(frozenset(gained), frozenset(lost))


class _After:
    """Blocks with the statements that come in the place of those that are gone."""

    def __init__(self, before: Blocks, gone: Keyed, come: Keyed) -> None:
        self._before, self._gone, self._come = before, gone, come
        self._coming: dict[Key, list[str]] = {}
        for statement, keys in come.items():
            for key in keys:
                self._coming.setdefault(key, []).append(statement)

    def members(self, key: Key) -> list[str]:
        stay = (one for one in self._before.members(key) if one not in self._gone)
        return sorted({*stay, *self._coming.get(key, ())})

    def shared(self, pair: Pair) -> Iterator[Key]:
        """The keys of two statements that did not change."""
        yield from sorted(self._before.keys(pair[0]) & self._before.keys(pair[1]))


def _with(members: Sequence[str], some: Iterable[str]) -> Iterator[Pair]:
    """The pairs of members of which at least one is among ``some``."""
    wanted = set(some).intersection(members)
    for one in members:
        for other in wanted:
            if one != other:
                yield (one, other) if one < other else (other, one)


def _is_chosen(pair: Pair, members: Sequence[str]) -> bool:
    if len(members) <= CROWD:
        return True
    place = bisect_left(members, pair[0])
    return members[place : place + 2] == list(pair)
