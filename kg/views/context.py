"""A quote in its context: the words around it, cut into pieces that know their role."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from kg.model import Attribution, Record, Span, Spans, quote

AROUND = 200
"""Code points shown before and after what is quoted."""

GAP = "[…]"

Piece = tuple[str, str]
"""Words of the text, and their roles: any of "s" source, "c" cue, "q" quote, or "" for none.
A piece with the role "gap" stands for words that are left out."""


def context(attribution: Attribution, record: Record, reach: int = AROUND) -> list[Piece]:
    """The source, cue and content of an attribution with up to ``reach`` code points around them.

    The pieces with a "q" are exactly the fragments of the content; RuntimeError if not.
    """
    text = record.document.text
    roles = {"s": attribution.source, "c": attribution.cue, "q": attribution.content}
    pieces: list[Piece] = []
    shown = sorted(span for spans in roles.values() for span in spans)
    for around in windows(shown, len(text), reach):
        window = _whole_words(around, shown, text)
        if pieces or window.start > 0:
            pieces.append((GAP, "gap"))
        pieces += _pieces(window, roles, text)
    if window.end < len(text):
        pieces.append((GAP, "gap"))
    _check(pieces, quote(attribution.content, text, ellipsis=""), attribution)
    return pieces


def windows(spans: Iterable[Span], length: int, reach: int = AROUND) -> list[Span]:
    """Stretches of a text that hold every span and ``reach`` on both sides, joined."""
    found: list[Span] = []
    for span in sorted(spans):
        start, end = max(0, span.start - reach), min(length, span.end + reach)
        if found and start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Span(start, end))
    return found


def _whole_words(window: Span, shown: list[Span], text: str) -> Span:
    """The window without the pieces of words at its ends; no span is cut."""
    inside = [span for span in shown if window.contains(span)]
    start, end = window.start, window.end
    first, last = inside[0].start, max(span.end for span in inside)
    if start > 0:
        start = next((i for i in range(start, first) if text[i - 1].isspace()), first)
    if end < len(text):
        end = next((i for i in range(end, last, -1) if text[i].isspace()), last)
    return Span(start, end)


def _pieces(window: Span, roles: dict[str, Spans], text: str) -> list[Piece]:
    bounds = {window.start, window.end}
    for spans in roles.values():
        for span in spans:
            bounds |= {b for b in (span.start, span.end) if window.start <= b <= window.end}
    cuts = sorted(bounds)
    return [
        (text[start:end], "".join(r for r, spans in roles.items() if _inside(start, spans)))
        for start, end in pairwise(cuts)
    ]


def _inside(offset: int, spans: Spans) -> bool:
    return any(span.start <= offset < span.end for span in spans)


def _check(pieces: list[Piece], words: str, attribution: Attribution) -> None:
    """What the page marks as quote is the text at the content's offsets, to the character."""
    if "".join(text for text, roles in pieces if roles != "gap" and "q" in roles) != words:
        raise RuntimeError(f"attribution {attribution.id}: the page would not show its exact words")
