"""Spans: half-open stretches of a document's text, counted in Unicode code points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class SpanError(ValueError):
    """A span that is not inside the text it is said to belong to."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters ``text[start:end]`` of a document, ``0 <= start < end``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SpanError(f"[{self.start}, {self.end}) is not a span")

    def text_in(self, text: str) -> str:
        """The characters of this span; SpanError when it runs past the end of ``text``."""
        if self.end > len(text):
            raise SpanError(f"[{self.start}, {self.end}) is not inside a text of {len(text)}")
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether every character of ``other`` is in this span."""
        return self.start <= other.start and other.end <= self.end


#: The fragments of one mention, sorted, apart from each other; () when there is none.
Spans = tuple[Span, ...]


def fragments(pairs: Iterable[tuple[int, int]], text: str) -> Spans:
    """Sorted fragments with blanks trimmed off, joined where only white space lies between.

    Two predictions of the same mention thereby compare equal. Pairs of nothing but blanks vanish.
    """
    joined: list[Span] = []
    for first, last in sorted(pairs):
        piece = Span(first, last).text_in(text)
        start = first + len(piece) - len(piece.lstrip())
        end = last - len(piece) + len(piece.rstrip())
        if start >= end:
            continue
        if joined and not text[joined[-1].end : start].strip():
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, end))
        else:
            joined.append(Span(start, end))
    return tuple(joined)


def quote(spans: Spans, text: str, ellipsis: str = " … ") -> str:
    """The verbatim words of a mention, ``ellipsis`` between its fragments."""
    return ellipsis.join(span.text_in(text) for span in spans)
