"""The best sequence of labels under a linear-chain random field, and how probable it is.

Lafferty, McCallum and Pereira (2001); every function works on many sequences at a time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kg.annotate.features import Ints
from kg.annotate.labels import Floats


@dataclass(frozen=True, slots=True)
class Chain:
    """Scores of a label after another, at the begin and at the end of a sequence."""

    transitions: Floats
    begin: Floats
    end: Floats


def best_path(emissions: Floats, lengths: Ints, chain: Chain) -> tuple[Ints, Floats]:
    """Labels (sequences, longest) and score of the best path of each sequence (Viterbi).

    ``emissions``: (sequences, longest, labels); what lies past a sequence's length is ignored.
    """
    count, longest, _ = emissions.shape
    score = chain.begin + emissions[:, 0]
    came: list[Ints] = []
    stay = np.arange(emissions.shape[2], dtype=np.int32)
    for at in range(1, longest):
        ways = score[:, :, None] + chain.transitions
        best = ways.argmax(axis=1)
        here = (at < lengths)[:, None]
        score = np.where(here, ways.max(axis=1) + emissions[:, at], score)
        came.append(np.where(here, best, stay).astype(np.int32))
    score = score + chain.end
    label = score.argmax(axis=1).astype(np.int32)
    total = score.max(axis=1)
    path = np.zeros((count, longest), dtype=np.int32)
    rows = np.arange(count)
    for at in range(longest - 1, -1, -1):
        path[:, at] = label
        if at:
            label = came[at - 1][rows, label]
    path[np.arange(longest) >= lengths[:, None]] = 0
    return path, total


def log_total(emissions: Floats, lengths: Ints, chain: Chain) -> Floats:
    """The log of the sum over all paths: a path's log probability is its score minus this."""
    weights = np.exp(chain.transitions)
    score = chain.begin + emissions[:, 0]
    for at in range(1, emissions.shape[1]):
        top = score.max(axis=1, keepdims=True)
        step = np.log(np.exp(score - top) @ weights + 1e-30) + top + emissions[:, at]
        score = np.where((at < lengths)[:, None], step, score)
    score = score + chain.end
    top = score.max(axis=1, keepdims=True)
    total: Floats = np.log(np.exp(score - top).sum(axis=1)) + top[:, 0]
    return total


def constant_path(emissions: Floats, lengths: Ints, chain: Chain, label: int) -> Floats:
    """The score of the path that gives every word the same label."""
    inside = np.arange(emissions.shape[1]) < lengths[:, None]
    total: Floats = (
        (emissions[:, :, label] * inside).sum(axis=1)
        + (lengths - 1) * chain.transitions[label, label]
        + chain.begin[label]
        + chain.end[label]
    )
    return total
