"""Tokens of a clause as spans and words of the text."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from kg.model import Span, Spans
from kg.model.identifiers import squeeze


def spans_and_words(doc: Doc, tokens: Iterable[Token]) -> tuple[Spans, str]:
    """Where tokens stand and their words, fragments joined by a blank.

    Tokens that follow each other (but for white space) are one fragment. Reads tokens only: a
    Doc makes its whole text anew each time that it is asked for it.
    """
    runs: list[tuple[int, int]] = []
    for place in sorted({token.i for token in tokens if not token.is_space}):
        if runs and all(doc[i].is_space for i in range(runs[-1][1], place)):
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    pieces = [doc[start:end] for start, end in runs]
    spans = tuple(Span(piece.start_char, piece.end_char) for piece in pieces)
    return spans, squeeze(" ".join(piece.text for piece in pieces))
