"""How each word stands to a cue: distance, sentence, quotation and path in the tree."""

from __future__ import annotations

import numpy as np

from kg.annotate.features import DEPENDENCIES, Ints, Words

BEFORE, AFTER = 64, 96
"""Words before and after a cue among which its source and content are looked for."""

_STEPS = np.array([1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96])
_LEVELS = 3
_ANCESTORS = 3
_PATHS = 2 + _LEVELS * (len(DEPENDENCIES) + 1) + _ANCESTORS
_LONGEST_PATH = 40
#: The relations of a word to a cue and the number of values of each.
RELATIONS = {
    "distance": 2 * len(_STEPS) + 3,
    "sentence": 7,
    "paragraph": 5,
    "quotation": 5,
    "path": _PATHS,
}


def relations(words: Words, cue: int, first: int, last: int) -> Ints:
    """Relations of the words from ``first`` to before ``last`` to a cue: (words, RELATIONS)."""
    here = np.arange(first, last)
    made = np.zeros((last - first, len(RELATIONS)), dtype=np.int32)
    away = here - cue
    made[:, 0] = (
        np.sign(away) * np.searchsorted(_STEPS, np.abs(away), side="right") + len(_STEPS) + 1
    )
    made[:, 1] = np.clip(words.sentence[first:last] - words.sentence[cue], -3, 3) + 3
    made[:, 2] = np.clip(words.paragraph[first:last] - words.paragraph[cue], -2, 2) + 2
    quoted, own = words.quotation[first:last], words.quotation[cue]
    made[:, 3] = (quoted >= 0) + 2 * (own >= 0) + ((quoted >= 0) & (own >= 0) & (quoted != own))
    begin = max(int(np.searchsorted(words.sentence, words.sentence[cue])), first)
    stop = min(int(np.searchsorted(words.sentence, words.sentence[cue], side="right")), last)
    made[begin - first : stop - first, 4] = _paths(words, cue, begin, stop)
    return made


def _paths(words: Words, cue: int, begin: int, stop: int) -> Ints:
    """By which dependency a word hangs on the cue, on its head or further up; 1 without a path,
    0 (which the caller leaves) in other sentences.

    The number tells how far up the cue's chain of heads the word's own chain meets it (0, 1, 2 or
    more) and the dependency of the last word before; ancestors have numbers of their own.
    """
    heads = words.head[begin:stop] - begin
    heads = np.where((heads >= 0) & (heads < stop - begin), heads, np.arange(stop - begin))
    chain = [cue - begin]
    while len(chain) < _LONGEST_PATH and heads[chain[-1]] not in chain:
        chain.append(int(heads[chain[-1]]))
    level = np.full(stop - begin, -1, dtype=np.int32)
    for steps, ancestor in enumerate(chain):
        level[ancestor] = min(steps, _LEVELS - 1)
    path = np.ones(stop - begin, dtype=np.int32)
    dependency = words.columns[begin:stop, 2]
    current: Ints = np.arange(stop - begin, dtype=np.int32)
    waiting = level < 0
    for _ in range(_LONGEST_PATH):
        if not waiting.any():
            break
        above = heads[current]
        met = waiting & (level[above] >= 0)
        path[met] = 2 + level[above[met]] * (len(DEPENDENCIES) + 1) + dependency[current[met]]
        waiting &= ~met & (above != current)
        current = above
    for steps, ancestor in enumerate(chain):
        path[ancestor] = _PATHS - _ANCESTORS + min(steps, _ANCESTORS - 1)
    return path
