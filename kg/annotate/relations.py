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
_DEPTHS = 9
#: The relations of a word to a cue and the number of values of each.
RELATIONS = {
    "distance": 2 * len(_STEPS) + 3,
    "sentence": 7,
    "paragraph": 5,
    "quotation": 5,
    "path": _PATHS,
    "depth": _DEPTHS,
    "branch": len(DEPENDENCIES) + 2,
    "begins": 2 * (len(DEPENDENCIES) + 1) + 1,
    "ends": 2 * (len(DEPENDENCIES) + 1) + 1,
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
    made[begin - first : stop - first, 4:] = _in_tree(words, cue, begin, stop)
    return made


def _in_tree(words: Words, cue: int, begin: int, stop: int) -> Ints:
    """Where each word of the cue's sentence stands in its tree: (words, 5).

    *path*: by which dependency it hangs on the cue, on its head or further up: how far up the cue's
    chain of heads the word's own chain meets it (0, 1, 2 or more) and the dependency of the last
    word before; ancestors have numbers of their own; 1 without a path, 0 (which the caller leaves)
    in other sentences. *depth*: steps to that meeting. *branch*: the dependency of the second
    last word. *begins*, *ends*: the dependency of the largest subtree below the meeting that
    begins or ends with the word, and whether it is all that hangs there.
    """
    size, kinds = stop - begin, len(DEPENDENCIES) + 1
    heads = words.head[begin:stop] - begin
    heads = np.where((heads >= 0) & (heads < size), heads, np.arange(size))
    edges = words.left[begin:stop] - begin, words.right[begin:stop] - begin
    chain = [cue - begin]
    while len(chain) < _LONGEST_PATH and heads[chain[-1]] not in chain:
        chain.append(int(heads[chain[-1]]))
    level = np.full(size, -1, dtype=np.int32)
    for steps, ancestor in enumerate(chain):
        level[ancestor] = min(steps, _LEVELS - 1)
    made = np.zeros((size, 5), dtype=np.int32)
    made[:, 0] = 1
    dependency = words.columns[begin:stop, 2]
    here: Ints = np.arange(size, dtype=np.int32)
    current, before = here, here
    waiting = level < 0
    for steps in range(_LONGEST_PATH):
        if not waiting.any():
            break
        above = heads[current]
        met = waiting & (level[above] >= 0)
        made[met, 0] = 2 + level[above[met]] * kinds + dependency[current[met]]
        made[met, 1] = min(steps + 1, _DEPTHS - 1)
        made[met, 2] = 1 + dependency[before[met]] if steps else 0
        for column, edge in enumerate(edges, 3):
            there = waiting & (edge[current] == here)
            made[there, column] = 1 + dependency[current[there]] + kinds * met[there]
        waiting &= ~met & (above != current)
        before, current = current, above
    for steps, ancestor in enumerate(chain):
        made[ancestor, 0] = _PATHS - _ANCESTORS + min(steps, _ANCESTORS - 1)
    return made
