"""Best paths and sums over paths, against trying all of them."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from kg.annotate.crf import Chain, best_path, constant_path, log_total

LABELS, LONGEST = 3, 5


@pytest.fixture(params=range(5))
def case(request):
    random = np.random.default_rng(request.param)
    draw = lambda *shape: random.normal(0, 2, shape).astype(np.float32)  # noqa: E731
    chain = Chain(draw(LABELS, LABELS), draw(LABELS), draw(LABELS))
    return draw(4, LONGEST, LABELS), np.array([1, 2, 4, 5], dtype=np.int32), chain


def score(emissions, path, chain) -> float:
    total = chain.begin[path[0]] + chain.end[path[-1]]
    total += sum(emissions[i, label] for i, label in enumerate(path))
    return float(total + sum(chain.transitions[a, b] for a, b in pairwise(path)))


def test_against_brute_force(case):
    emissions, lengths, chain = case
    paths, best = best_path(emissions, lengths, chain)
    totals = log_total(emissions, lengths, chain)
    for row, size in enumerate(lengths):
        every = {p: score(emissions[row], p, chain) for p in product(range(LABELS), repeat=size)}
        right = max(every, key=every.get)
        assert tuple(paths[row, :size]) == right
        assert not paths[row, size:].any()
        assert best[row] == pytest.approx(every[right], abs=1e-3)
        assert totals[row] == pytest.approx(np.log(np.sum(np.exp(list(every.values())))), abs=1e-3)
        for label in range(LABELS):
            flat = constant_path(emissions, lengths, chain, label)[row]
            assert flat == pytest.approx(every[(label,) * size], abs=1e-3)


def test_padding_does_not_matter(case):
    emissions, lengths, chain = case
    paths, _best = best_path(emissions, lengths, chain)
    noisy = emissions.copy()
    noisy[np.arange(LONGEST) >= lengths[:, None]] = 99
    assert (best_path(noisy, lengths, chain)[0] == paths).all()
    assert np.allclose(log_total(noisy, lengths, chain), log_total(emissions, lengths, chain))
