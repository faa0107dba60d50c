"""Which candidates stay, and how probable it is that they are right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log

from kg.annotate.decoding import Found, Ranges

CLASH = 0.5
"""Share of the smaller content that another, more probable one may already have."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was settled on training articles that the network had not seen.

    ``threshold``: least log odds of a word to be tried as a cue; ``exists``: least probability that
    it has a content; ``least``: least confidence of an attribution; ``weights``: of the logistic
    regression of the confidence on the evidence.
    """

    threshold: float
    exists: float
    least: float
    weights: tuple[float, ...]


def chosen(candidates: Iterable[Found], choice: Choice) -> list[tuple[Found, float]]:
    """The candidates that stay, each with its confidence, in the order of the text."""
    rated = ((one, confidence(one, choice)) for one in select(candidates, choice.exists))
    return [(one, probability) for one, probability in rated if probability >= choice.least]


def select(candidates: Iterable[Found], least: float = 0.5) -> list[Found]:
    """The candidates that exist with at least this probability, the most probable first served.

    No word is in two cues, and what is mostly the content of one is not the content of another.
    """
    taken: list[tuple[Found, set[int], set[int]]] = []
    owner: dict[int, list[int]] = {}
    for one in sorted(candidates, key=lambda f: (-f.exists, -f.cue_score, f.anchor)):
        content = words_in(one.content)
        if one.exists < least or not content:
            continue
        cue = words_in(one.cue) or {one.anchor}
        near = {n for word in content | cue for n in owner.get(word, ())}
        if any(_clash(content, cue, *taken[n][1:]) for n in near):
            continue
        for word in content | cue:
            owner.setdefault(word, []).append(len(taken))
        taken.append((one, content, cue))
    return sorted((one for one, _, _ in taken), key=lambda f: f.anchor)


def _clash(content: set[int], cue: set[int], others: set[int], their_cue: set[int]) -> bool:
    shared = len(content & others)
    return bool(cue & their_cue) or shared > CLASH * min(len(content), len(others))


def words_in(ranges: Ranges) -> set[int]:
    """The numbers of all words in ranges."""
    return {word for first, last in ranges for word in range(first, last)}


def evidence(one: Found) -> list[float]:
    """What the confidence of an attribution is made of."""
    size = sum(last - first for first, last in one.content)
    return [
        1.0,
        _log_odds(one.exists),
        _log_odds(one.path),
        max(-6.0, min(6.0, one.cue_score)),
        log(size),
        float(len(one.content) > 1),
        float(not one.source),
    ]


def confidence(one: Found, choice: Choice) -> float:
    """The calibrated probability that source and content are right."""
    value = sum(w * x for w, x in zip(choice.weights, evidence(one), strict=True))
    return round(1 / (1 + exp(-max(-30.0, min(30.0, value)))), 4)


def _log_odds(probability: float) -> float:
    inside = min(max(probability, 1e-4), 1 - 1e-4)
    return log(inside / (1 - inside))
