"""How likely a candidate is right: counts of cue lemmas and weights of a few circumstances.

Everything here is a sum of logarithms of odds that a script counted and fitted on annotated news
(``kg/data/rules-v1``: lemma statistics only); nothing is learned at run time.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, log

from kg.errors import ConfigurationError
from kg.extract.candidate import Candidate
from kg.extract.tree import Tree
from kg.resources import resource

MODEL = "rules-v1"
PRIOR_WEIGHT = 4.0
"""Imagined cases of a pattern's average that are added to the counts of a single lemma."""

HOPELESS = -3.0
"""Log odds of a lemma; of the candidates below it none in the training articles was chosen."""

LEMMA_PRIOR = 0.15
"""About the share of candidates that are right."""

_LENGTHS = (1, 2, 3, 5, 8, 12, 20, 40, 80)


@dataclass(frozen=True, slots=True)
class Tables:
    """Counts and weights. ``keys`` and ``lemmas`` map to (right, seen); see the model card.

    ``calibration`` are points (score, share of candidates right), ``confidence`` points (that
    probability, share of the chosen ones right): choosing the best of several readings flatters.
    """

    patterns: Mapping[str, tuple[float, float]]
    keys: Mapping[str, tuple[float, float]]
    lemmas: Mapping[str, tuple[float, float]]
    weights: Mapping[str, float]
    calibration: tuple[tuple[float, float], ...] = ()
    confidence: tuple[tuple[float, float], ...] = ()


@cache
def load_tables(model: str = MODEL) -> Tables:
    """The tables in the package. ConfigurationError when they are missing or damaged."""
    path = resource("data", model, "tables.json")
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return Tables(
            patterns={k: (v[0], v[1]) for k, v in raw["patterns"].items()},
            keys={k: (v[0], v[1]) for k, v in raw["keys"].items()},
            lemmas={k: (v[0], v[1]) for k, v in raw["lemmas"].items()},
            weights=raw["weights"],
            calibration=tuple((s, p) for s, p in raw["calibration"]),
            confidence=tuple((s, p) for s, p in raw["confidence"]),
        )
    except (ValueError, KeyError, TypeError, IndexError, OSError) as error:
        raise ConfigurationError(f"{path}: damaged rule tables ({error!r})") from error


def log_odds(right: float, seen: float, prior: float) -> float:
    """The log odds of a proportion drawn towards a prior, away from 0 and 1."""
    share = (right + PRIOR_WEIGHT * prior) / (seen + PRIOR_WEIGHT)
    share = min(max(share, 0.001), 0.999)
    return log(share / (1 - share))


def evidence(tree: Tree, candidate: Candidate) -> list[str]:
    """The names of the circumstances that count for or against a candidate."""
    pattern = candidate.pattern
    words = sum(end - start for start, end in candidate.content)
    length = bisect_right(_LENGTHS, words)
    first = candidate.content[0][0]
    names = [f"pattern={pattern}", f"kind={candidate.kind}", f"kind={candidate.kind}&{pattern}"]
    names.append(f"length={length}")
    names.append(f"length={length}&{pattern.partition('-')[0]}")
    names.append(f"fragments={min(len(candidate.content), 3)}")
    names.extend(candidate.flags)
    after = candidate.content[-1][1]
    if "ccomp" in pattern or pattern == "rest":
        following = tree.words[after].lower() if after < len(tree.words) else "."
        second = tree.words[after + 1].lower() if after + 1 < len(tree.words) else "."
        names.append(f"after={following}&{pattern}")
        names.append(f"after={following} {second}")
    names.append(f"first={tree.tags[first]}")
    head = candidate.head
    start, end = tree.sentence_of(head)
    final = tree.words[end - 1] if tree.tags[end - 1] != "_SP" else tree.words[max(end - 2, start)]
    names.append("headline" if final not in (".", "”", '"', "''", "?", "!", "’") else "sentence")
    if tree.paragraph[head] == 0:
        names.append("title")
    if tree.quote[head] < 0 and any(
        tree.quote[start] >= 0 or tree.quote[end - 1] >= 0 for start, end in candidate.content
    ):
        names.append("content-quoted")
    return names


def cue_score(tables: Tables, candidate: Candidate) -> float:
    """What the cue's lemma alone contributes to the score."""
    by_key, by_lemma = counts(tables, candidate.pattern, candidate.key)
    return tables.weights["key"] * by_key + tables.weights["lemma"] * by_lemma


def hopeless(tables: Tables, candidate: Candidate) -> bool:
    """Whether no circumstance can make up for the cue's lemma: most candidates, cheaply told."""
    return cue_score(tables, candidate) < HOPELESS


def score(tables: Tables, tree: Tree, candidate: Candidate) -> float:
    """The candidate's log odds before calibration."""
    weights = tables.weights
    total = weights["constant"] + cue_score(tables, candidate)
    for name in evidence(tree, candidate):
        total += weights.get(name, 0.0)
    return total


def counts(
    tables: Tables,
    pattern: str,
    key: str,
    own_key: tuple[float, float] = (0.0, 0.0),
    own_lemma: tuple[float, float] = (0.0, 0.0),
) -> tuple[float, float]:
    """The log odds of the cue's key in its pattern and of its lemma anywhere.

    ``own_key`` and ``own_lemma`` (right, seen) are taken off the counts first: fitting leaves each
    document itself out.
    """
    of_pattern = tables.patterns.get(pattern, (0.0, 0.0))
    prior = (of_pattern[0] + 1) / (of_pattern[1] + 10)
    right, seen = tables.keys.get(f"{pattern} {key}", own_key)
    lemma_right, lemma_seen = tables.lemmas.get(key, own_lemma)
    return (
        log_odds(right - own_key[0], seen - own_key[1], prior),
        log_odds(lemma_right - own_lemma[0], lemma_seen - own_lemma[1], LEMMA_PRIOR),
    )


def probability(tables: Tables, value: float) -> float:
    """The probability of a candidate with this score, taken by itself."""
    if not tables.calibration:
        return 1 / (1 + exp(-min(max(value, -30.0), 30.0)))
    return interpolated(tables.calibration, value)


def interpolated(points: tuple[tuple[float, float], ...], value: float) -> float:
    """A measured curve at a value: straight lines between its points, level outside of them."""
    if not points:
        return value
    at = bisect_right(points, value, key=lambda point: point[0])
    if at == 0:
        return points[0][1]
    if at == len(points):
        return points[-1][1]
    (low, low_p), (high, high_p) = points[at - 1], points[at]
    return round(low_p + (high_p - low_p) * (value - low) / (high - low), 4)
