"""Days: "on Monday" in an article of 2022-01-10 is 2022-01-10."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

TOLERANCE = timedelta(days=2)
"""How far behind the clock of its source an article's date may be (time zones, late editions)."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_LEAP_CYCLE = 8
"""29 February comes back after eight years at the latest."""

MONTH = (
    r"\b(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?<![\d–—-])(?<!\d )(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?\b(?!\s*[-–—]\s*\d)"
_YEAR = r"(?:,?\s+(?P<year>[0-9]{4})\b)?"
_EXPLICIT = (
    re.compile(r"\b(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})\b"),
    re.compile(rf"{MONTH}\s+(?:the\s+)?{_DAY}{_YEAR}"),
    re.compile(rf"{_DAY}\s+(?:of\s+)?{MONTH}{_YEAR}"),
)
_AGO = re.compile(r"\b(?P<number>[0-9]{1,3}|[a-z]+) days? ago\b")
_WEEKDAY = re.compile(rf"\b(?P<last>last |past )?(?P<name>{'|'.join(_WEEKDAYS)})\b")
_RELATIVE = {
    re.compile(r"\b(?:today|tonight|this (?:morning|afternoon|evening)|earlier in the day)\b"): 0,
    re.compile(r"\b(?<!before )(?:yesterday|last night)\b"): 1,
    re.compile(r"\bday before yesterday\b"): 2,
}

# Words that make a stretch, a habit, a holiday or a future of what else would be a day.
_NOT_A_DAY = re.compile(
    r"\b(?:since|until|till|by|before(?! yesterday)|after|from|through|throughout|between|and|or|to"
    r"|next|coming|following|every|each|most|weeks?|months?|years?|decades?"
    r"|this(?! (?:morning|afternoon|evening))"
    r"|good friday|black friday|super tuesday|fat tuesday|ash wednesday|cyber monday)\b"
)


def day_of(words: str, published: date | None) -> date | None:
    """The day that time words of an article mean, or None when they mean no one day.

    ``words``: "on Monday", "Jan. 5", "two days ago", "2022-01-05"; ``published``: the article's
    day, without which only full dates are resolved. News speaks of the past: a weekday is the
    latest one up to the day of publication, a date without a year likewise (with TOLERANCE).
    Stretches ("last week", "since Monday"), two days, impossible dates and dates whose
    weekday does not fit are None.
    """
    text = " ".join(words.casefold().replace("’", "'").split())
    if _NOT_A_DAY.search(text):
        return None
    explicit = list(_explicit(text, published))
    weekdays = list(_WEEKDAY.finditer(text))
    if explicit:
        fits = all(
            d and all(_WEEKDAYS[d.weekday()] == w["name"] for w in weekdays) for d in explicit
        )
        return explicit[0] if fits and len(explicit) == 1 else None
    if published is None:
        return None
    try:
        days = {_latest(weekday, published) for weekday in weekdays} | set(_past(text, published))
    except OverflowError:
        return None
    return days.pop() if len(days) == 1 else None


def _explicit(text: str, published: date | None) -> Iterator[date | None]:
    """The dates with a day and a month; None for one that does not exist or lacks a year."""
    for pattern in _EXPLICIT:
        for match in pattern.finditer(text):
            name, day, year = match["month"], int(match["day"]), match["year"]
            month = int(name) if name.isdigit() else month_of(name)
            yield _date(int(year), month, day) if year else _yearless(month, day, published)


def month_of(name: str) -> int:
    """The number of a month from its name or the first three letters of it."""
    return _MONTHS.index(name[:3]) + 1


def _yearless(month: int, day: int, published: date | None) -> date | None:
    """The latest such day up to publication."""
    if published is None:
        return None
    for year in range(published.year + 1, published.year - _LEAP_CYCLE - 1, -1):
        found = _date(year, month, day)
        if found and found - published <= TOLERANCE:
            return found
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _latest(weekday: re.Match[str], published: date) -> date:
    """The latest such weekday up to publication; "last Friday" is never the same day."""
    back = (published.weekday() - _WEEKDAYS.index(weekday["name"])) % 7
    return published - timedelta(days=7 if weekday["last"] and not back else back)


def _past(text: str, published: date) -> Iterator[date]:
    """Days counted back from publication: "yesterday", "two days ago"."""
    for pattern, back in _RELATIVE.items():
        if pattern.search(text):
            yield published - timedelta(days=back)
    for match in _AGO.finditer(text):
        if count := count_of(match["number"]):
            yield published - timedelta(days=count)


def count_of(number: str) -> int | None:
    """The value of "10", "ten" or "a"; None for "some"."""
    if number.isdigit():
        return int(number)
    if number in _NUMBERS:
        return _NUMBERS.index(number)
    return 1 if number == "a" else None
