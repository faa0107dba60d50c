"""Paragraphs that are but a quotation: who was quoted right before them goes on speaking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extract.selection import Chosen
from kg.extract.tree import Range, Tree

FEWEST = 5
"""Words of a quotation that is no title and no slogan."""


def going_on(tree: Tree, chosen: Sequence[Chosen]) -> list[Chosen]:
    """The same with such paragraphs as further parts of the content that was quoted before them.

    The paragraph before has to have what is quoted, and no question, which somebody else may
    answer; nothing else may be known of the quotation.
    """
    found = list(chosen)
    taken = {i for one in found for part in one.candidate.parts for i in range(*part)}
    starts = _starts(tree)
    for number, (start, end) in _whole_paragraphs(tree, starts):
        if not taken.isdisjoint(range(start, end)):
            continue
        before = [n for n, one in enumerate(found) if _end(one) <= start]
        last = max(before, key=lambda n: (_end(found[n]), n), default=None)
        if last is None or not _quoted_in(tree, found[last], starts[number - 1], start):
            continue
        candidate = found[last].candidate
        longer = candidate.but(content=(*candidate.content, (start, end)))
        found[last] = replace(found[last], candidate=longer)
        taken.update(range(start, end))
    return found


def _end(one: Chosen) -> int:
    return max(end for _, end in one.candidate.parts)


def _starts(tree: Tree) -> list[int]:
    """Where each paragraph begins."""
    breaks = (i + 1 for i, (a, b) in enumerate(pairwise(tree.paragraph)) if a != b)
    return [0, *breaks]


def _whole_paragraphs(tree: Tree, starts: Sequence[int]) -> Iterator[tuple[int, Range]]:
    """The closed quotations that are all of a paragraph but the first, with its number."""
    ends = [*starts[1:], len(tree)]
    paragraphs = enumerate(zip(starts, ends, strict=True))
    bounds = {_inner(tree, start, end): number for number, (start, end) in paragraphs}
    for quote, closed in zip(tree.quotes, tree.closed, strict=True):
        number = bounds.get(quote, 0)
        words = sum(tree.words[i].isalnum() for i in range(*quote))
        if closed and number and words >= FEWEST:
            yield number, quote


def _inner(tree: Tree, start: int, end: int) -> Range:
    """A range without the blanks at its ends."""
    while start < end and tree.tags[start] == "_SP":
        start += 1
    while end > start and tree.tags[end - 1] == "_SP":
        end -= 1
    return start, end


def _quoted_in(tree: Tree, one: Chosen, start: int, end: int) -> bool:
    """Whether the last part of a content that is in a paragraph is quoted, and no question."""
    first, last = one.candidate.content[-1]
    inside = start <= first and last <= end and tree.quote[last - 1] >= 0
    return inside and "?" not in tree.words[max(first, last - 2) : last + 1]
