"""Which candidates become attributions, and which of them lie inside the content of others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.candidate import Candidate
from kg.extract.tree import Range

LIKELY = 0.40
"""Least probability of an attribution: where F1 is best on the training documents."""

LIKELY_INSIDE = 0.65
"""Least probability of one inside another's content. No news articles are annotated for it; on 90
documents of GUM, which lists some, 0.75 finds 9 of 42 (7 of the 17 that it gives are listed),
0.65 finds 13 (15 of 44), 0.55 finds 18 (25 of 80)."""

PRONOUN_INSIDE = 0.80
"""The same where the source is a pronoun: mostly the speaker over again ("I think", "he hoped"),
which tells less than another source does."""

PHRASES = frozenset(["according", "according-after", "as-put-it"])
"""Constructions whose words have no other use than to name a source."""

SAME = 0.5
"""Contents that share so many of their tokens are the same content, read twice."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A candidate with its probability, and that inside the content of another."""

    candidate: Candidate
    probability: float
    nested: float | None = None

    @property
    def inside(self) -> float:
        """The probability when it is inside another's content."""
        return self.probability if self.nested is None else self.nested

    @property
    def likely_inside(self) -> bool:
        """Whether it is likely enough inside another's content."""
        pronoun = self.candidate.kind in {"pronoun", "thing"}
        return self.inside >= (PRONOUN_INSIDE if pronoun else LIKELY_INSIDE)


def select(scored: Sequence[Chosen]) -> list[Chosen]:
    """The candidates to keep, by position: one a cue, one a content.

    Kept is what is likely enough, more so inside another's content, and what a phrase attributes
    that does nothing else.
    """
    likely = _best_of_heads(
        [
            c
            for c in scored
            if max(c.probability, c.inside) >= LIKELY or c.candidate.pattern in PHRASES
        ]
    )
    likely = _best_of_contents(likely)
    heads = [chosen.candidate.head for chosen in likely]
    return _settle([c for c in likely if not _better_inside(c, likely, heads)])


def _best_of_heads(scored: Sequence[Chosen]) -> list[Chosen]:
    """The most probable reading of each cue, sorted by position."""
    best: dict[int, Chosen] = {}
    for chosen in scored:
        head = chosen.candidate.head
        if head not in best or chosen.probability > best[head].probability:
            best[head] = chosen
    return [best[head] for head in sorted(best)]


def _best_of_contents(chosen: list[Chosen]) -> list[Chosen]:
    """Of neighbours that attribute the same content by other words, the most probable."""
    kept: list[Chosen] = []
    for item in chosen:
        rival = next(
            (k for k in reversed(kept[-4:]) if _same(k.candidate, item.candidate)),
            None,
        )
        if rival is None:
            kept.append(item)
        elif item.probability > rival.probability:
            kept[kept.index(rival, max(len(kept) - 4, 0))] = item
    return sorted(kept, key=lambda c: c.candidate.head)


def _same(one: Candidate, other: Candidate) -> bool:
    """Whether two cues attribute the same: not if one is another's, inside the other's content."""
    if one.source != other.source and (_holds(one, other.head) or _holds(other, one.head)):
        return False
    return _alike(one.content, other.content)


def _holds(candidate: Candidate, token: int) -> bool:
    return any(start <= token < end for start, end in candidate.content)


def _alike(one: tuple[Range, ...], other: tuple[Range, ...]) -> bool:
    common = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)
    sizes = sum(e - s for s, e in one) + sum(e - s for s, e in other)
    return common >= SAME * (sizes - common)


def _better_inside(outer: Chosen, likely: list[Chosen], heads: list[int]) -> bool:
    """Whether the cues inside a content make it more probable that there is no such content.

    If the outer one is right the inner ones are nested: right with 1 - p(outer) times their own.
    """
    best = 0.0
    for start, end in outer.candidate.content:
        for n in range(bisect_left(heads, start), bisect_left(heads, end)):
            best = max(best, likely[n].probability)
    return outer.probability < (1 - outer.probability) * best


def _settle(chosen: list[Chosen]) -> list[Chosen]:
    """Leave out what is not likely enough where it is, inside a content or not."""
    inside = contents_of(chosen)
    return [c for c in chosen if c.candidate.pattern in PHRASES or _settles(c, inside)]


def _settles(chosen: Chosen, others: Contents) -> bool:
    """Whether one is likely enough; one that is so only inside a content is so wholly in there."""
    if not others.holds(chosen.candidate.head, chosen):
        return chosen.probability >= LIKELY
    if chosen.probability < LIKELY_INSIDE and not others.around(chosen):
        return False
    return chosen.likely_inside


@dataclass(frozen=True, slots=True)
class Contents:
    """Fragments of contents sorted by start, to ask which of them hold a token."""

    starts: list[int]
    fragments: list[tuple[int, int, Chosen]]
    longest: int

    def holding(self, token: int, own: Chosen) -> list[Chosen]:
        """The others whose content holds a token, those that begin first in front."""
        first = bisect_left(self.starts, token - self.longest)
        found = []
        for start, end, chosen in self.fragments[first:]:
            if start > token:
                break
            if token < end and chosen is not own:
                found.append(chosen)
        return found

    def holds(self, token: int, own: Chosen) -> bool:
        """Whether any other content holds a token."""
        return bool(self.holding(token, own))

    def around(self, chosen: Chosen) -> bool:
        """Whether a fragment of another's content has all of one in it."""
        one = chosen.candidate
        parts = (one.cue, *one.source, *one.content)
        first, last = min(start for start, _ in parts), max(end for _, end in parts)
        return any(
            start <= first and last <= end
            for other in self.holding(one.head, chosen)
            for start, end in other.candidate.content
        )


def contents_of(chosen: Sequence[Chosen]) -> Contents:
    """An index of the fragments of all contents."""
    fragments = sorted(
        ((start, end, c) for c in chosen for start, end in c.candidate.content),
        key=lambda item: (item[0], -item[1]),
    )
    longest = max((end - start for start, end, _ in fragments), default=0)
    return Contents([f[0] for f in fragments], fragments, longest)
