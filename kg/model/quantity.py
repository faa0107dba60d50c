"""Quantities: numbers with what they count or measure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kg.model.span import Span


class Comparator(StrEnum):
    """How a number is meant.

    ``NEARLY`` is a little less, ``MULTIPLES`` an uncertain small multiple ("dozens").
    """

    EQUAL = "equal"
    ABOUT = "about"
    NEARLY = "nearly"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    LESS_THAN = "less than"
    BETWEEN = "between"
    MULTIPLES = "multiples"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text.

    ``span`` holds the number with its comparator and sign of unit. ``unit`` is what is counted, as
    the dictionary form of a noun ("case"), a unit in full ("kilometre", "year"), "%", "percentage
    point", a currency by its ISO 4217 code, "times" for factors ("two-fold" is 2 times), "share"
    for fractions (half is 0.5 share), or "" when the text does not say. ``upper`` is the second
    number of a range, and only ranges (``BETWEEN``, or ``ABOUT``: "some 300 to 400") have one.
    """

    span: Span
    comparator: Comparator
    value: Decimal
    unit: str = ""
    upper: Decimal | None = None

    def __post_init__(self) -> None:
        if not (self.value.is_finite() and (self.upper is None or self.upper.is_finite())):
            raise ValueError(f"{self.value} is not a finite number")
        if self.comparator is Comparator.BETWEEN and self.upper is None:
            raise ValueError("a range has two numbers")
