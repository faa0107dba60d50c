"""Sentences of a text by its punctuation: good enough to count them, and to tell them apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Document, Record, Span

_END = re.compile(r"(?<=[.!?])[\"”’»)\]]*(?=\s+[\"“‘«(\[]*[A-Z0-9])|\n\s*\n|(?<=[\"”])\n|\Z")
"""A full stop, question or exclamation mark with what closes it before a capital or a digit; the
end of a paragraph; the end of the text."""

_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Capt|Sgt|Gov|Sen|Rep|St|Jr|Sr|No|vs|Inc|Ltd|Co|Corp|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])\.$"
)
"""A stop that ends no sentence: titles, months, initials."""


def sentences(document: Document) -> Iterator[Span]:
    """The sentences of an article's body, from left to right, without the blanks between them."""
    text = document.text
    start = document.body_start
    for match in _END.finditer(text, start):
        end = match.end() if not match[0].isspace() else match.start()
        words = text[start:end]
        if match.end() < len(text) and not match[0].isspace() and _ABBREVIATION.search(words):
            continue
        if words.strip():
            left = start + len(words) - len(words.lstrip())
            yield Span(left, start + len(words.rstrip()))
        start = match.end()


def attributed(record: Record) -> list[tuple[Span, bool]]:
    """Every sentence of a record's article, and whether any of it is said to be somebody's."""
    covered = bytearray(len(record.document.text))
    for attribution in record.attributions:
        for span in attribution.content:
            covered[span.start : span.end] = b"\1" * (span.end - span.start)
    return [(one, any(covered[one.start : one.end])) for one in sentences(record.document)]
