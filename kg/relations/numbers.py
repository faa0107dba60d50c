"""Whether two quantities can both be right."""

from __future__ import annotations

from decimal import Decimal

from kg.model import Comparator, Quantity

_INFINITE = Decimal("Infinity")
_ABOUT = Decimal("0.1")
"""How far the right number may be from one that is called "around" or "nearly": a tenth."""
_MULTIPLES = 9
"""Dozens are fewer than nine dozen: then one would say a hundred."""


def interval(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """The least and the greatest number that a quantity may mean."""
    value, upper = quantity.value, quantity.upper
    margin = abs(value) * _ABOUT
    match quantity.comparator:
        case Comparator.AT_LEAST | Comparator.MORE_THAN:
            return value, _INFINITE
        case Comparator.AT_MOST | Comparator.LESS_THAN:
            return -_INFINITE, value
        case Comparator.NEARLY:
            return value - margin, value
        case Comparator.ABOUT:
            return value - margin, (value if upper is None else upper) + margin
        case Comparator.MULTIPLES:
            return 2 * value, _MULTIPLES * value
        case _:
            return value, value if upper is None else upper


def same(first: Quantity, second: Quantity) -> bool:
    """Whether two quantities say the same: 50 % is half."""
    return _scaled(first) == _scaled(second)


def exclude(first: Quantity, second: Quantity) -> bool:
    """Whether two quantities of the same unit cannot both be right."""
    if _unit(first) != _unit(second):
        return False
    low, high = interval(first)
    other_low, other_high = interval(second)
    if _unit(first) == "%" and first.unit != second.unit:
        return False
    if high == other_low or other_high == low:  # "more than 5" excludes 5, but why be strict
        return False
    return high < other_low or other_high < low


def _scaled(quantity: Quantity) -> tuple[object, ...]:
    factor = 100 if quantity.unit == "share" else 1
    upper = None if quantity.upper is None else quantity.upper * factor
    return quantity.comparator, quantity.value * factor, upper, _unit(quantity)


def _unit(quantity: Quantity) -> str:
    return "%" if quantity.unit == "share" else quantity.unit
