"""Fitting the log-linear ranker: shared weights, and departures from them by group."""

from __future__ import annotations

from collections import Counter

import numpy as np

from training.antecedents import Example

GROUPS = ("he", "it", "they")
SHARED, OWN = 12.0, 60.0
"""Strength of the quadratic penalty on shared weights and on each group's departures."""
_STEPS, _RATE = 300, 0.05
_RARE = 3

Key = tuple[str, str]


def fit(found: list[Example]) -> dict[str, dict[str, float]]:
    """Weights by group and feature that make what is right probable.

    Maximises the logarithm of the summed probability of the right answers by Adam. A weight is
    the sum of one for all pronouns and one for those of the group ("frustratingly easy" domain
    adaptation, Daume 2007). Features that are met fewer than three times are left out.
    """
    counts = Counter(
        key
        for example in found
        for listed in example.features
        for feature in set(listed)
        for key in (("", feature), (example.group, feature))
    )
    columns = {key: i for i, key in enumerate(sorted(k for k, n in counts.items() if n >= _RARE))}
    rows, places, first, right = [], [], [], []
    row = 0
    for example in found:
        first.append(row)
        for listed, answer in zip(example.features, example.right, strict=True):
            for key in (k for f in listed for k in (("", f), (example.group, f)) if k in columns):
                rows.append(row)
                places.append(columns[key])
            right.append(answer)
            row += 1
    penalty = np.array([OWN if group else SHARED for group, _ in columns])
    learned = _descend(np.array(rows), np.array(places), np.array(first), np.array(right), penalty)
    return {group: _of_group(group, columns, learned) for group in GROUPS}


def _descend(
    rows: np.ndarray, places: np.ndarray, first: np.ndarray, right: np.ndarray, penalty: np.ndarray
) -> np.ndarray:
    """Adam on the penalised negative log-likelihood."""
    total = len(right)
    segment = np.repeat(np.arange(len(first)), np.diff([*first, total]))
    weights = np.zeros(len(penalty))
    mean, variance = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        scores = np.bincount(rows, weights=weights[places], minlength=total)
        raised = np.exp(scores - np.maximum.reduceat(scores, first)[segment])
        shares = raised / np.add.reduceat(raised, first)[segment]
        mass = np.maximum(np.add.reduceat(shares * right, first), 1e-12)
        slope = shares - np.where(right, shares / mass[segment], 0.0)
        gradient = np.bincount(places, weights=slope[rows], minlength=len(weights))
        gradient += penalty * weights
        mean = 0.9 * mean + 0.1 * gradient
        variance = 0.999 * variance + 0.001 * gradient**2
        weights -= _RATE * (mean / (1 - 0.9**step)) / (np.sqrt(variance / (1 - 0.999**step)) + 1e-8)
    return weights


def _of_group(group: str, columns: dict[Key, int], learned: np.ndarray) -> dict[str, float]:
    """Each feature's weight for one group; those that round to nothing are left out."""
    weights: dict[str, float] = {}
    for feature in sorted({feature for _, feature in columns}):
        keys = [key for key in (("", feature), (group, feature)) if key in columns]
        weight = round(float(sum(learned[columns[key]] for key in keys)), 3)
        if weight:
            weights[feature] = weight
    return weights
