"""Statements: contents without what only introduces or encloses them."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from kg.model import Spans, fragments

_PAIRS = {"“": "”", '"': '"', "‘": "’", "«": "»", "„": "“", "``": "''", "''": "''", "'": "'"}
_THAT = re.compile(r"that\s+", re.IGNORECASE)


def statement_of(doc: Doc, text: str, content: Spans) -> Spans:
    """Where a content makes the statement: never nowhere, never outside the content.

    ``text`` is the text of ``doc``, ``content`` counts its code points.

    Off go an introducing "that", quotation marks around a whole fragment (or open on one side
    of it, as when the quotation goes on behind the cue) and a comma at its end. A full stop
    inside the quotation stays, and so does "to".
    """
    pieces = []
    for place, span in enumerate(content):
        start, end = _unquoted(text, span.start, span.end)
        if place == 0 and (that := _THAT.match(text, start, end)) and _introduces(doc, start):
            start, end = _unquoted(text, that.end(), end)
        if start < end:
            pieces.append((start, end))
    return fragments(pieces, text) or content


def _unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the quotation marks around it, blanks and a last comma."""
    start, end = _trimmed(text, start, end)
    opening = next((mark for mark in _PAIRS if text.startswith(mark, start, end)), None)
    closing = next((mark for mark in _PAIRS.values() if text.endswith(mark, start, end)), None)
    if opening is not None and _opens_all(text, start + len(opening), end, opening):
        start += len(opening)
        if closing == _PAIRS[opening] and end - len(closing) >= start:
            end -= len(closing)
    elif opening is None and closing is not None and _closes_nothing(text, start, end, closing):
        end -= len(closing)
    return _trimmed(text, start, end)


def _opens_all(text: str, start: int, end: int, opening: str) -> bool:
    """Whether a quotation ends with the stretch or later: not so in '"A" and "B"'."""
    closing = _PAIRS[opening]
    inside = text[start:end]
    if closing in {"'", "’"}:  # apostrophes look the same: only one at the very end counts
        return inside.endswith(closing)
    first = inside.find(closing)
    if opening != closing:  # quotations inside quotations
        while first >= 0 and inside.count(opening, 0, first) > inside.count(closing, 0, first):
            first = inside.find(closing, first + 1)
    return first < 0 or first == len(inside) - len(closing)


def _closes_nothing(text: str, start: int, end: int, closing: str) -> bool:
    """Whether a mark at the end of a stretch has its partner before the stretch."""
    if closing in {"'", "’", "“"}:
        return False
    opening = next(left for left, right in _PAIRS.items() if right == closing)
    inside = text[start : end - len(closing)]
    if opening == closing:
        return inside.count(closing) % 2 == 0
    return inside.count(opening) <= inside.count(closing)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without blanks around it and without a comma at its end."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    return start, end


def _introduces(doc: Doc, start: int) -> bool:
    """Whether "that" at a character is the conjunction, not "that man"."""
    span = doc.char_span(start, start + 4)
    return span is not None and span[0].tag_ == "IN"
