"""Short readable labels: text wrapped to lines of a width counted in columns."""

from __future__ import annotations

import datetime
import unicodedata

ELLIPSIS = "…"

# Not strftime: its names follow the locale of the machine.
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short_date(day: datetime.date) -> str:
    """A day as "10 Jan 2022"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def width(text: str) -> int:
    """Columns that a text takes: two for East Asian wide characters and emoji, none for marks."""
    return sum(
        0
        if unicodedata.combining(character)
        else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
    )


def wrap(text: str, columns: int, most: int) -> tuple[str, ...]:
    """The text in at most ``most`` lines of at most ``columns`` columns; "…" where it is cut.

    White space runs become one space; words longer than a line are broken.
    """
    lines: list[str] = []
    line = ""
    for word in _pieces(text, columns):
        longer = f"{line} {word}" if line else word
        if width(longer) <= columns:
            line = longer
            continue
        if len(lines) + 1 == most:
            return (*lines, _cut(longer, columns))
        lines.append(line)
        line = word
    return (*lines, line) if line else tuple(lines)


def _pieces(text: str, columns: int) -> list[str]:
    """The words of a text, those longer than a line in pieces."""
    pieces = []
    for word in text.split():
        rest = word
        while width(rest) > columns:
            size = max(1, _fitting(rest, columns))
            pieces.append(rest[:size])
            rest = rest[size:]
        pieces.append(rest)
    return pieces


def _fitting(text: str, columns: int) -> int:
    """How many characters fit."""
    used = 0
    for index, character in enumerate(text):
        used += width(character)
        if used > columns:
            return index
    return len(text)


def _cut(text: str, columns: int) -> str:
    kept = text[: _fitting(text, columns - 1)]
    if " " in kept and text[len(kept)].isalnum():
        kept = kept.rpartition(" ")[0]
    return kept.rstrip(" ,;:.") + ELLIPSIS


def fold(text: str) -> str:
    """How words are compared: without case and without marks such as accents."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
