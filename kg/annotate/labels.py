"""The labels of the tagger's two layers and which may follow which."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kg.annotate.features import Ints

Floats = NDArray[np.float32]

ROLES = ("source", "cue", "content")

#: What every word is by itself, whosever source or content: outside, then begin/inside a role.
FLAT = ("O", *(f"{mark}-{role}" for role in ROLES for mark in "BI"))

#: What a word is to one cue: outside, or begin/inside/end of a fragment, or a fragment of one word.
LINKED = ("O", *(f"{mark}-{role}" for role in ROLES for mark in "BIES"))

_IMPOSSIBLE = -1e4


def forbidden() -> Floats:
    """What is added to the score of a LINKED label after another: 0, or -10000 if it cannot be."""
    penalty = np.zeros((len(LINKED), len(LINKED)), dtype=np.float32)
    for i, before in enumerate(LINKED):
        for j, after in enumerate(LINKED):
            inside = before[0] in "BI"
            goes_on = after[0] in "IE"
            if inside != goes_on or (inside and before[2:] != after[2:]):
                penalty[i, j] = _IMPOSSIBLE
    return penalty


def encode_fragments(fragments: dict[str, list[tuple[int, int]]], size: int) -> Ints:
    """LINKED numbers of ``size`` words from the word ranges of each role."""
    row = np.zeros(size, dtype=np.int32)
    for role, ranges in fragments.items():
        base = LINKED.index(f"B-{role}")
        for first, last in ranges:
            row[first:last] = base + 1
            row[first], row[last - 1] = base, base + 2
            if last - first == 1:
                row[first] = base + 3
    return row


def decode_fragments(row: Ints, first: int = 0) -> dict[str, list[tuple[int, int]]]:
    """Word ranges of each role from LINKED numbers; ``first`` is the number of the first word."""
    ranges: dict[str, list[tuple[int, int]]] = {role: [] for role in ROLES}
    roles = (np.asarray(row) + 3) // 4
    opens = np.isin(np.asarray(row) % 4, (1, 0)) & (roles > 0)
    previous = 0
    for at, (role, opened) in enumerate(zip(roles.tolist(), opens.tolist(), strict=True)):
        if role:
            found = ranges[ROLES[role - 1]]
            if role == previous and not opened:
                found[-1] = (found[-1][0], first + at + 1)
            else:
                found.append((first + at, first + at + 1))
        previous = role
    return ranges
