"""Scores of quantities, dates and stances against the gold of tests/claims/gold."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import spacy
from claims_gold import rows


@dataclass
class Score:
    """Right ones of those that are there and of those that were given; errors in words."""

    right: int = 0
    gold: int = 0
    given: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the given ones that is right."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold ones that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.right / (self.gold + self.given) if self.gold + self.given else 0.0


def score_quantities(nlp: spacy.Language) -> Score:
    """Comparator, value, upper value and unit, exactly."""
    from kg.claims.quantities import quantities

    score = Score()
    for text, wanted in rows("quantities.tsv"):
        gold = [] if wanted == "-" else [_quantity(one) for one in wanted.split("; ")]
        doc = nlp(text)
        found = [
            (q.comparator.replace(" ", "-"), _plain(q.value), q.upper and _plain(q.upper), q.unit)
            for q in quantities(doc, 0, len(doc))
        ]
        right = sum(one in found for one in gold)
        score.right, score.gold, score.given = (
            score.right + right, score.gold + len(gold), score.given + len(found)
        )  # fmt: skip
        if right < max(len(gold), len(found)):
            score.errors.append(f"{text}\n    gold  {gold}\n    found {found}")
    return score


def _quantity(words: str) -> tuple[Any, ...]:
    comparator, value, unit = words.split(" ", 2)
    low, _, high = value.partition("..")
    return (
        comparator,
        _plain(Decimal(low)),
        _plain(Decimal(high)) if high else None,
        unit.strip("-"),
    )


def _plain(value: Any) -> str:
    return format(value.normalize(), "f")


def score_dates() -> Score:
    """First and last day, exactly; nothing where the words mean no certain time."""
    from kg.extract.periods import period_of

    score = Score()
    for words, published, first, last in rows("dates.tsv"):
        day = None if published == "-" else datetime.date.fromisoformat(published)
        found = period_of(words, day)
        got = [found.first.isoformat(), found.last.isoformat()] if found else ["-", "-"]
        score.gold, score.given = score.gold + 1, score.given + 1
        if got == [first, last]:
            score.right += 1
        else:
            score.errors.append(f"{words} ({published}): gold {first} {last}, found {got}")
    return score


def score_stances(nlp: spacy.Language, extractor: str) -> Score:
    """Both sentences of a minimal pair: the first attribution's act and its claim's polarity."""
    score = Score()
    for first, act1, pol1, second, act2, pol2 in rows("stances.tsv"):
        score.gold, score.given = score.gold + 1, score.given + 1
        wrong = []
        for text, act, polarity in ((first, act1, pol1), (second, act2, pol2)):
            found = _stance(nlp, extractor, text)
            if found != (act, polarity):
                wrong.append(f"{text}: gold {act} {polarity}, found {found}")
        score.right += not wrong
        score.errors += wrong
    return score


def _stance(nlp: spacy.Language, extractor: str, text: str) -> tuple[str, str] | None:
    from kg.claims.claims import claims_of

    doc, attributions = attributions_in(nlp, extractor, text)
    if not attributions:
        return None
    (claim, *_) = claims_of(doc, attributions[:1])
    main = next(iter(claim.propositions), None)
    return str(attributions[0].speech_act), str(main.polarity) if main else "no proposition"


def attributions_in(nlp: spacy.Language, extractor: str, text: str) -> Any:
    """A parsed text and its attributions; the rules' where the trained extractor finds none."""
    from kg.extract import extractor_named

    doc = nlp(text)
    return doc, extractor_named(extractor)(doc) or extractor_named("rules")(doc)
