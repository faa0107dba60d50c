"""Attributions inside others: who passes on whose words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.candidate import Candidate
from kg.extract.citing import passings
from kg.extract.selection import Chosen, contents_of
from kg.extract.tree import Tree


@dataclass(frozen=True, slots=True)
class Nested:
    """A chosen candidate, its probability (None inside another's content) and who reports it.

    ``parent`` is an index in the same list, -1 for the outermost.
    """

    candidate: Candidate
    probability: float | None
    parent: int


def nested(tree: Tree, chosen: Sequence[Chosen]) -> list[Nested]:
    """What was chosen with who reports whom, and those who are cited or have got a document."""
    heads = {passing.candidate.head for passing in passings(tree, chosen)}
    kept = [item for item in chosen if item.candidate.head not in heads]
    added = passings(tree, kept)
    for passing in added:
        item = kept[passing.index]
        candidate = item.candidate.but(content=passing.content)
        kept[passing.index] = replace(item, candidate=candidate)
    found = [
        Nested(item.candidate, item.probability if parent < 0 else None, parent)
        for item, parent in zip(kept, parents(kept), strict=True)
    ]
    for passing in added:
        n = passing.index
        if passing.outer:
            found.append(Nested(passing.candidate, None, found[n].parent))
            found[n] = replace(found[n], parent=len(found) - 1)
            continue
        # What lies in the content was passed on by the one who is cited.
        found = [replace(f, parent=len(found)) if f.parent == n else f for f in found]
        found.append(Nested(passing.candidate, None, n))
    return found


def inner_first(found: Sequence[Nested]) -> list[int]:
    """Indices in an order in which everybody comes after those whom they report."""
    depths: dict[int, int] = {-1: -1}

    def depth(n: int) -> int:
        trail = []
        while n not in depths:
            trail.append(n)
            n = found[n].parent
        for m in reversed(trail):
            depths[m] = depths[found[m].parent] + 1
        return depths[trail[0]] if trail else depths[n]

    return sorted(range(len(found)), key=lambda n: (-depth(n), n))


def parents(chosen: Sequence[Chosen]) -> list[int]:
    """For each attribution the index of the innermost one whose content holds its cue, or -1.

    The holder's content is the larger one, so that no two hold each other.
    """
    index = {id(c): n for n, c in enumerate(chosen)}
    inside = contents_of(chosen)
    found = []
    for c in chosen:
        holders = [
            (_size(h.candidate), index[id(h)])
            for h in inside.holding(c.candidate.head, c)
            if _size(h.candidate) > _size(c.candidate)
        ]
        found.append(min(holders)[1] if holders else -1)
    return found


def _size(candidate: Candidate) -> int:
    return sum(end - start for start, end in candidate.content)
