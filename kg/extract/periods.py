"""Stretches of days: "last week" in an article of 2022-01-12 is 2022-01-03 to 2022-01-09."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from kg.extract.dates import MONTH, count_of, day_of, month_of
from kg.model import Period

_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_FROM_TO = re.compile(r"(?:from (.+?) (?:to|until|till|through)|between (.+?) and) (.+)")
_SINCE = re.compile(r"(?:ever )?since (.+)")
_PAST = re.compile(
    r"(?:in|over|during|within|for)?\s?(?:the |these )?(?:past|last) (?P<number>\w+)"
    r" (?P<unit>day|week|month|year)s"
)
_CALENDAR = re.compile(
    r"(?P<part>earlier |later )?(?P<which>last|this|next|the) (?P<unit>weekend|week|month|year)"
)
_IN_MONTH = re.compile(
    rf"(?P<last>last )?(?:early |late |mid-|the (?:start|end|beginning|middle) of )?{MONTH}"
    rf"(?:,? (?:of )?{_YEAR})?"
)
_IN_YEAR = re.compile(rf"(?:early |late |mid-|the (?:start|end|middle) of )?(?:the year )?{_YEAR}")
_DECADE = re.compile(r"(?:the )?(?:early |late |mid-)?(?P<year>1[5-9]\d|20\d)0s")
_WEEKS_AGO = re.compile(r"(?P<number>\w+) weeks? ago")
_PREPOSITION = re.compile(r"^(?:in|on|at|over|during|throughout|within|for)\s+")
_VAGUE = re.compile(
    r"\b(?:every|each|most|before(?! yesterday)|after|until|till|by|mondays|tuesdays|wednesdays)\b"
)
_WEEK = timedelta(days=7)
_DAYS = {"day": 1, "week": 7}


def period_of(words: str, published: date | None, *, future: bool = False) -> Period | None:
    """The days that time words of an article mean, or None when they mean no certain ones.

    ``words`` as they stand ("on Monday", "in January", "since 2019", "over the weekend");
    ``published``: the article's day, without which only words with a year are resolved.
    ``future``: whether a clause about what will be has them: then a weekday is not the past one,
    which a clause about the past means (see ``day_of``), but the next. Weeks begin on Monday.
    Months and years without a number are the latest that had begun, or in the future the next.
    Nothing is guessed: "next Friday", "some years ago", "before the war" are None.
    """
    text = " ".join(words.casefold().replace("’", "'").split())
    try:
        return _period(text, published, future=future)
    except (OverflowError, ValueError):
        return None


def _period(text: str, published: date | None, *, future: bool) -> Period | None:
    if _FROM_TO.fullmatch(text) or _SINCE.fullmatch(text):
        return _between(text, published, future=future)
    if published is not None and (match := _PAST.fullmatch(text)):
        return _past(match, published)
    if _VAGUE.search(text):
        return None
    if (day := _day(text, published, future=future)) is not None:
        return Period(day, day)
    text = _PREPOSITION.sub("", text)
    if published is not None and (match := _CALENDAR.fullmatch(text)):
        return _calendar(match, published)
    return _year(text) or _in_month(text, published, future=future)


def _between(text: str, published: date | None, *, future: bool) -> Period | None:
    """ "From Monday to Friday", "since 2019"."""
    if match := _FROM_TO.fullmatch(text):
        first = period_of(match[1] or match[2], published, future=future)
        last = period_of(match[3], published, future=future)
        return Period(first.first, last.last) if first and last else None
    if match := _SINCE.fullmatch(text):
        begin = period_of(match[1], published)
        return Period(begin.first, published) if begin and published else None
    return None


def _day(text: str, published: date | None, *, future: bool) -> date | None:
    """One day."""
    if published is not None:
        if text == "tomorrow":
            return published + timedelta(days=1)
        if (match := _WEEKS_AGO.fullmatch(text)) and (number := count_of(match["number"])):
            return published - number * _WEEK
    day = day_of(text, published)
    if not future or day is None or published is None or day >= published:
        return day
    return day if re.search(r"\d|ago|last|past|yesterday", text) else day + _WEEK


def _past(match: re.Match[str], published: date) -> Period | None:
    """ "In the past three days": so many days back, up to publication."""
    number, unit = count_of(match["number"]), match["unit"]
    if not number:
        return None
    if unit in _DAYS:
        return Period(published - timedelta(days=number * _DAYS[unit]), published)
    return Period(_months_back(published, number * (12 if unit == "year" else 1)), published)


def _months_back(day: date, months: int) -> date:
    """The same day so many months earlier, or the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _calendar(match: re.Match[str], published: date) -> Period | None:
    """ "Last week", "this month", "next year", "the weekend"."""
    which, unit, part = match["which"], match["unit"], match["part"]
    if which == "the" and unit != "weekend":
        return None
    step = {"last": -1, "next": 1}.get(which, 0)
    whole = _whole(unit, step, which, published)
    if part is None:
        return whole
    if which == "this":
        past = Period(whole.first, published)
        return past if part == "earlier " else Period(published, whole.last)
    return whole


def _whole(unit: str, step: int, which: str, published: date) -> Period:
    monday = published - timedelta(days=published.weekday())
    if unit == "week":
        return Period(monday + step * _WEEK, monday + step * _WEEK + timedelta(days=6))
    if unit == "weekend":  # on a weekday "the weekend" is the one that was
        over = which != "next" and (which == "last" or published.weekday() < 5)
        saturday = monday + timedelta(days=5) - over * _WEEK
        return Period(saturday, saturday + timedelta(days=1))
    if unit == "month":
        first = _months_back(published.replace(day=1), -step)
        return _month(first.year, first.month)
    return Period(date(published.year + step, 1, 1), date(published.year + step, 12, 31))


def _year(text: str) -> Period | None:
    """Years and decades."""
    if match := _DECADE.fullmatch(text):
        year = int(match["year"]) * 10
        return Period(date(year, 1, 1), date(year + 9, 12, 31))
    if match := _IN_YEAR.fullmatch(text):
        return Period(date(int(match["year"]), 1, 1), date(int(match["year"]), 12, 31))
    return None


def _in_month(text: str, published: date | None, *, future: bool) -> Period | None:
    """Months, of a year or of the latest one that had them."""
    match = _IN_MONTH.fullmatch(text)
    if match is None:
        return None
    month = month_of(match["month"])
    if match["year"]:
        return _month(int(match["year"]), month)
    if published is None:
        return None
    if future and not match["last"]:
        return _month(published.year + (month < published.month), month)
    last = bool(match["last"]) and month == published.month
    return _month(published.year - (month > published.month or last), month)


def _month(year: int, month: int) -> Period:
    return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
