"""Stretches of days in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.dates import day_of
from kg.extract.periods import period_of
from kg.model import Period
from scripts.claims_scores import score_dates

MONDAY = date(2022, 1, 10)


def test_gold():
    """Expressions that were written by hand before the code: all right, nothing guessed."""
    score = score_dates()
    assert score.gold >= 60
    assert score.right == score.gold, score.errors


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("on Friday", date(2022, 1, 14), date(2022, 1, 14)),
        ("on Monday", date(2022, 1, 10), date(2022, 1, 10)),
        ("in May", date(2022, 5, 1), date(2022, 5, 31)),
        ("in January", date(2022, 1, 1), date(2022, 1, 31)),
        ("last Friday", date(2022, 1, 7), date(2022, 1, 7)),
        ("yesterday", date(2022, 1, 9), date(2022, 1, 9)),
        ("next year", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_what_will_be(words, first, last):
    assert period_of(words, MONDAY, future=True) == Period(first, last)


words = st.lists(
    st.sampled_from(
        [
            "on",
            "last",
            "next",
            "this",
            "since",
            "from",
            "to",
            "between",
            "and",
            "in",
            "the",
            "past",
            "early",
            "Monday",
            "Friday",
            "January",
            "2019",
            "5",
            "31",
            "week",
            "month",
            "year",
            "weekend",
            "two",
            "three",
            "days",
            "ago",
            "yesterday",
            "tomorrow",
            "1990s",
            "for",
        ]
    ),
    max_size=6,
).map(" ".join)
days = st.none() | st.dates()


@given(words, days)
def test_a_day_stays_the_day_that_it_is(text, published):
    day = day_of(text, published)
    found = period_of(text, published)
    if day is not None and found is not None:
        assert found.first <= day <= found.last


@given(words, st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_nothing_without_a_year_is_known_without_a_date(text, published):
    if not any(character.isdigit() for character in text):
        assert period_of(text, None) is None
    found = period_of(text, published)
    assert found is None or found.first <= found.last
