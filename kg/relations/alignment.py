"""Near copies of a quotation: how the words of one run along those of the other."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from kg.model import Drift
from kg.relations.words import is_negation

_ELLIPSES = frozenset({"…", "..."})
_BRACKETS = frozenset({"[", "]"})
_SCATTERED = 3
"""Places with other words from which on copies look like two translations."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """``ratio`` is the share of the shorter one's words that the other has in the same order;
    ``longest`` the longest run of words in common; ``changed`` the words that are replaced."""

    ratio: float
    longest: int
    drift: tuple[Drift, ...]
    changed: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


def align(first: tuple[str, ...], second: tuple[str, ...]) -> Alignment:
    """How two sequences of words run along each other (longest common runs, Ratcliff-Obershelp)."""
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    common = [block.size for block in matcher.get_matching_blocks() if block.size]
    drift: set[Drift] = set()
    changed = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        left, right = first[a:b], second[c:d]
        both = {*left, *right}
        if both & _BRACKETS:
            drift.add(Drift.INSERTION)
        elif both & _ELLIPSES or (left and right and {"[", "]"} & both):
            drift.add(Drift.ELLIPSIS)
        elif left and right:
            drift.add(Drift.SUBSTITUTION)
            changed.append((left, right))
        elif _at_an_end(a, b, len(first)) and _at_an_end(c, d, len(second)):
            drift.add(Drift.TRUNCATION)
        else:
            drift.add(Drift.ELLIPSIS)
    if len(changed) >= _SCATTERED:
        drift = (drift - {Drift.SUBSTITUTION}) | {Drift.TRANSLATION}
    shorter = max(1, min(len(first), len(second)))
    return Alignment(
        sum(common) / shorter, max(common, default=0), tuple(sorted(drift)), tuple(changed)
    )


def harmless(alignment: Alignment) -> bool:
    """Whether no replaced word is a number, a negation or one for its absence."""
    return not any(
        any(character.isdigit() for word in (*left, *right) for character in word)
        or any(map(is_negation, left)) != any(map(is_negation, right))
        for left, right in alignment.changed
    )


def _at_an_end(start: int, end: int, length: int) -> bool:
    return start == 0 or end == length
