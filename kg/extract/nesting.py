"""Attributions inside others: who passes on whose words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.candidate import Candidate
from kg.extract.selection import Chosen, contents_of
from kg.extract.sources import mention
from kg.extract.tree import Tree

_SOURCES = ("ORG", "PERSON", "NORP", "GPE")
_CITED = frozenset(["cite", "quote"])


@dataclass(frozen=True, slots=True)
class Nested:
    """A chosen candidate, its probability (None inside another's content) and who reports it.

    ``parent`` is an index in the same list, -1 for the outermost.
    """

    candidate: Candidate
    probability: float | None
    parent: int


def nested(tree: Tree, chosen: Sequence[Chosen]) -> list[Nested]:
    """What was chosen with who reports whom; those whom a reporter cites are added."""
    citing = [cited(tree, item.candidate) for item in chosen]
    heads = {inner.head for inner in citing if inner is not None}
    keep = [n for n, item in enumerate(chosen) if item.candidate.head not in heads]
    kept = [chosen[n] for n in keep]
    above = parents(kept)
    found = [
        Nested(item.candidate, item.probability if parent < 0 else None, parent)
        for item, parent in zip(kept, above, strict=True)
    ]
    for n, inner in enumerate(citing[m] for m in keep):
        if inner is None:
            continue
        # What lies in the content was passed on by the one who is cited.
        found = [replace(f, parent=len(found)) if f.parent == n else f for f in found]
        found.append(Nested(inner, None, n))
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


def cited(tree: Tree, outer: Candidate) -> Candidate | None:
    """ "Citing S, T reported that P": S's attribution of the same content, or None.

    Only what can speak is cited as a source here: a name of a person or a body, not "a need".
    """
    if outer.anchor < 0:
        return None
    for k in tree.kids[outer.anchor]:
        if tree.deps[k] != "advcl" or tree.tags[k] != "VBG" or tree.lemmas[k] not in _CITED:
            continue
        named = tree.kid(k, "dobj")
        if named < 0 or tree.entities[named] not in _SOURCES:
            continue
        source = mention(tree, named, k)
        apart = all(e <= b or f <= s for s, e in source.ranges for b, f in outer.content)
        if source.ranges and apart:
            return Candidate(
                pattern="cited",
                key=tree.lemmas[k],
                head=k,
                cue=(k, k + 1),
                source=source.ranges,
                content=outer.content,
                kind=source.kind,
                cue_head=(k, k + 1),
            )
    return None
