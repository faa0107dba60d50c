"""Days in words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.dates import TOLERANCE, day_of

MONDAY = date(2022, 1, 10)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("on Monday", "2022-01-10"),
        ("Monday", "2022-01-10"),
        ("on Sunday", "2022-01-09"),
        ("Tuesday", "2022-01-04"),
        ("Sunday night", "2022-01-09"),
        ("earlier Monday", "2022-01-10"),
        ("late\nSaturday afternoon", "2022-01-08"),
        ("in Friday’s", "2022-01-07"),
        ("last Friday", "2022-01-07"),
        ("last Monday", "2022-01-03"),
        ("this past Thursday", None),
        ("today", "2022-01-10"),
        ("earlier today", "2022-01-10"),
        ("tonight", "2022-01-10"),
        ("this morning", "2022-01-10"),
        ("yesterday", "2022-01-09"),
        ("last night", "2022-01-09"),
        ("the day before yesterday", "2022-01-08"),
        ("two days ago", "2022-01-08"),
        ("a day ago", "2022-01-09"),
        ("10 days ago", "2021-12-31"),
        ("some days ago", None),
        ("0 days ago", None),
        ("January 5", "2022-01-05"),
        ("on Jan. 5, 2022", "2022-01-05"),
        ("5 January", "2022-01-05"),
        ("the 5th of January 2021", "2021-01-05"),
        ("2022-01-05", "2022-01-05"),
        ("Dec. 31", "2021-12-31"),
        ("January 12", "2022-01-12"),
        ("January 13", "2021-01-13"),
        ("Sept. 9", "2021-09-09"),
        ("May 1st", "2021-05-01"),
        ("February 29", "2020-02-29"),
        ("Monday, January 10", "2022-01-10"),
        ("Tuesday, January 10", None),
        ("Wednesday, Jan. 5, 2022", "2022-01-05"),
        ("February 30", None),
        ("February 29, 2022", None),
        ("2022-13-05", None),
        ("January 5-7", None),
        ("5–7 January", None),
        ("January 5 and 6", None),
        ("January 2022", None),
        ("January", None),
        ("last week", None),
        ("earlier this week", None),
        ("Monday of last week", None),
        ("a week ago Monday", None),
        ("next Monday", None),
        ("since Monday", None),
        ("by Friday", None),
        ("every Monday", None),
        ("Mondays", None),
        ("Monday and Tuesday", None),
        ("Monday, Tuesday", None),
        ("Super Tuesday", None),
        ("in 2021", None),
        ("recently", None),
        ("", None),
        ("may 5", "2021-05-05"),
        ("five days ago", "2022-01-05"),
    ],
)
def test_day_of(words, day):
    assert day_of(words, MONDAY) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2022-01-05", date(2022, 1, 5)),
        ("January 5, 2022", date(2022, 1, 5)),
        ("5 January 2022", date(2022, 1, 5)),
        ("January 5", None),
        ("Monday", None),
        ("yesterday", None),
        ("two days ago", None),
    ],
)
def test_without_a_publication_date_only_full_dates_resolve(words, day):
    assert day_of(words, None) == day


@given(st.dates(), st.sampled_from(["Monday", "Friday", "Sunday"]))
def test_a_weekday_is_one_of_the_last_seven_days(published, name):
    found = day_of(f"on {name}", published)
    if found is None:
        assert published - date.min < timedelta(days=7)
    else:
        assert f"{found:%A}" == name
        assert timedelta(0) <= published - found < timedelta(days=7)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_full_dates_come_back(day):
    for form in (f"{day}", f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%b}. {day.year}"):
        assert day_of(form, None) == day


@given(st.text(max_size=40), st.none() | st.dates())
def test_any_words_give_a_day_or_none(words, published):
    assert day_of(words, published) is None or isinstance(day_of(words, published), date)


@given(
    st.dates(), st.sampled_from(["March 3", "Dec. 31", "29 February", "yesterday", "9 days ago"])
)
def test_resolved_days_are_not_in_the_future(published, words):
    found = day_of(words, published)
    assert found is None or found - published <= TOLERANCE
