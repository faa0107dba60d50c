"""Isotonic regression on bins: from scores to measured shares."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

BINS = 40
Floats = NDArray[np.float64]


def isotonic(scores: Floats, right: Floats) -> Iterator[tuple[float, float]]:
    """Rising (score, share right) points: bins of equal size, neighbours that fall merged."""
    order = np.argsort(scores, kind="stable")
    blocks: list[list[float]] = []
    for part in np.array_split(order, BINS):
        blocks.append([float(scores[part].sum()), float(right[part].sum()), float(len(part))])
        while len(blocks) > 1 and blocks[-2][1] * blocks[-1][2] >= blocks[-1][1] * blocks[-2][2]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    for total, hits, size in blocks:
        yield round(total / size, 3), round(hits / size, 4)
