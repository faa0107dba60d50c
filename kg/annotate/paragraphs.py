"""Where paragraphs begin: a headline without a full stop must not run into the next sentence."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

_ENDS = frozenset(".?!:;”\"'’»…")


def paragraph_starts(doc: Doc) -> Iterator[int]:
    """Indices of the tokens that begin a paragraph, the Doc's first one left out.

    A blank line ends a paragraph. A single line break does so only after a final mark and before
    anything but a small letter, since lines may be broken in the middle of a sentence.
    """
    previous = ""
    breaks = ""
    for token in doc:
        word = token.text
        if word.isspace():
            breaks += word
            continue
        if "\n" in breaks and previous:
            ended = breaks.count("\n") > 1 or (previous[-1] in _ENDS and not word[0].islower())
            if ended:
                yield token.i
        previous, breaks = word, ""
