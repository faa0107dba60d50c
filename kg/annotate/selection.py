"""Which candidates stay: no word is in the contents of two attributions."""

from __future__ import annotations

from collections.abc import Iterable

from kg.annotate.decoding import Found, Ranges

CLASH = 0.5
"""Share of the smaller content that another, more probable one may already have."""


def words_in(ranges: Ranges) -> set[int]:
    """The numbers of all words in ranges."""
    return {word for first, last in ranges for word in range(first, last)}


def select(candidates: Iterable[Found], least: float = 0.5) -> list[Found]:
    """The candidates that exist with at least this probability, the most probable first served."""
    taken: list[tuple[Found, set[int], set[int]]] = []
    for one in sorted(candidates, key=lambda f: (-f.exists, -f.cue_score, f.anchor)):
        content = words_in(one.content)
        if one.exists < least or not content:
            continue
        cue = words_in(one.cue) or {one.anchor}
        if any(
            len(content & others) > CLASH * min(len(content), len(others)) or cue & their_cue
            for _, others, their_cue in taken
        ):
            continue
        taken.append((one, content, cue))
    return sorted((one for one, _, _ in taken), key=lambda f: f.anchor)
