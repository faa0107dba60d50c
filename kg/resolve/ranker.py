"""The ranker of antecedents: a log-linear model over candidates and the answer "nobody"."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.resources import resource


@dataclass(frozen=True, slots=True)
class Ranker:
    """Weights of binary features by group of pronouns; ``thresholds``: below which probabilities
    it abstains.

    The probability of each candidate is exp of the sum of its features' weights, over that of all
    candidates and of "nobody". Trained by scripts/train_resolution.py.
    """

    weights: Mapping[str, Mapping[str, float]]
    thresholds: Mapping[str, float]

    def clear(self, group: str, probability: float) -> bool:
        """Whether an antecedent is probable enough to be said."""
        return probability >= self.thresholds[group]

    def probabilities(self, group: str, candidates: Sequence[Sequence[str]]) -> list[float]:
        """The probability of each candidate, given by its features, for a pronoun of a group."""
        weights = self.weights[group]
        scores = [sum(weights.get(feature, 0.0) for feature in c) for c in candidates]
        top = max(scores, default=0.0)
        raised = [math.exp(score - top) for score in scores]
        total = sum(raised)
        return [value / total for value in raised]


@cache
def ranker() -> Ranker:
    """The trained ranker, read once."""
    path = resource("data", "resolution-v1", "weights.json")
    data = json.loads(path.read_text(encoding="utf-8"))
    return Ranker(data["weights"], data["thresholds"])
