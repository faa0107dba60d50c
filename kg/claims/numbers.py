"""Numbers in digits and in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

_DIGITS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
_WITH_SCALE = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)(k|m|mn|bn|b|tn|trn)")
_LONGEST = 15
"""Digits of the largest number that is read: what is longer is a code."""

_SMALL = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "dozen": 12,
    "k": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "b": 1_000_000_000,
    "bn": 1_000_000_000,
    "tn": 1_000_000_000_000,
    "trn": 1_000_000_000_000,
}
NUMBER_WORDS = frozenset([*_SMALL, *(word for word in _SCALES if len(word) > 2)])
MULTIPLES = {
    "dozens": 12,
    "scores": 20,
    "tens": 10,
    "hundreds": 100,
    "thousands": 1_000,
    "millions": 1_000_000,
    "billions": 1_000_000_000,
    "trillions": 1_000_000_000_000,
}
"""Plurals that stand for a few times themselves."""


def number_at(words: Sequence[str], start: int) -> tuple[Decimal, int] | None:
    """The number that begins at a word, and the index behind it; None when none does.

    ``words`` are tokens in lower case: "44", "1.5bn", "forty", "-", "four", "hundred", "and",
    "twenty", "a", "dozen". A bare scale is a number with "a" before it only.
    """
    if (first := _digits(words[start])) is not None:
        value, end = first, start + 1
        while end < len(words) and words[end] in _SCALES:
            value *= _SCALES[words[end]]
            end += 1
        return (value, end) if len(str(int(abs(value)))) <= _LONGEST else None
    if words[start] in {"a", "an"}:
        if start + 1 < len(words) and words[start + 1] in _SCALES and len(words[start + 1]) > 2:
            return _in_words(words, start)
        return None
    return _in_words(words, start) if words[start] in _SMALL else None


def _digits(word: str) -> Decimal | None:
    if _DIGITS.fullmatch(word):
        return Decimal(word.replace(",", ""))
    if match := _WITH_SCALE.fullmatch(word):
        return Decimal(match[1].replace(",", "")) * _SCALES[match[2]]
    return None


def _in_words(words: Sequence[str], start: int) -> tuple[Decimal, int]:
    """ "one hundred and twenty", "forty-four", "two million", "a dozen"."""
    total, current, end = 0, 0, start
    last = 0  # the latest plain number: "twenty five" adds, "twenty thirty" does not
    for i in range(start, len(words)):
        word = words[i]
        if word in _SMALL:
            value = _SMALL[word]
            if last and not (last >= 20 and 0 < value < 10):
                break
            current, last, end = current + value, value or 1, i + 1
        elif word in _SCALES and len(word) > 2:
            scale = _SCALES[word]
            current = max(current, 1) * scale
            if scale != 100:
                total, current = total + current, 0
            last, end = 0, i + 1
        elif (word in {"a", "an"} and i == start) or (word in {"and", "-"} and i > start):
            follows = words[i + 1] if i + 1 < len(words) else ""
            known = follows in _SMALL or (follows in _SCALES and len(follows) > 2)
            if not known or (word == "and" and last):
                break
            last = last if word == "-" else 0
        else:
            break
    return Decimal(total + current), end
