"""Whether two numbers can both be right."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Comparator, Quantity, Span
from kg.relations.numbers import exclude, same

C = Comparator


def q(comparator, value, unit="people", upper=None):
    return Quantity(Span(0, 1), comparator, Decimal(value), unit, upper and Decimal(upper))


@pytest.mark.parametrize(
    ("first", "second", "excluded"),
    [
        (q(C.EQUAL, 44), q(C.EQUAL, 164), True),
        (q(C.EQUAL, 44), q(C.EQUAL, 44), False),
        (q(C.AT_LEAST, 44), q(C.EQUAL, 164), False),
        (q(C.AT_LEAST, 100), q(C.LESS_THAN, 50), True),
        (q(C.ABOUT, 5000), q(C.EQUAL, 5135), False),
        (q(C.ABOUT, 5000), q(C.EQUAL, 9000), True),
        (q(C.BETWEEN, 10, upper=15), q(C.EQUAL, 30), True),
        (q(C.BETWEEN, 10, upper=15), q(C.EQUAL, 12), False),
        (q(C.MULTIPLES, 12), q(C.EQUAL, 50), False),
        (q(C.MULTIPLES, 12), q(C.EQUAL, 5), True),
        (q(C.EQUAL, 44, "house"), q(C.EQUAL, 164), False),
    ],
)
def test_exclude(first, second, excluded):
    assert exclude(first, second) is excluded
    assert exclude(second, first) is excluded


def test_half_is_fifty_percent():
    assert same(q(C.EQUAL, "0.5", "share"), q(C.EQUAL, 50, "%"))


numbers = st.builds(
    q, st.sampled_from(sorted(set(C) - {C.BETWEEN})), st.integers(0, 50), st.sampled_from("ab")
)


@given(numbers, numbers)
def test_what_is_the_same_does_not_exclude_itself(first, second):
    assert not exclude(first, first)
    assert not (same(first, second) and exclude(first, second))
