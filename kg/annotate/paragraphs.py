"""Where paragraphs begin: a headline without a full stop must not run into the next sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_ENDS = frozenset(".?!:;”\"'’»…")


def paragraph_starts(words: Sequence[str]) -> Iterator[int]:
    """Indices of the words that begin a paragraph, the first paragraph left out.

    ``words`` are the tokens of a Doc, those of white space included.

    A blank line ends a paragraph. A single line break does so only after a final mark and before
    anything but a small letter, since lines may be broken in the middle of a sentence.
    """
    previous = ""
    breaks = ""
    for i, word in enumerate(words):
        if word.isspace():
            breaks += word
            continue
        if "\n" in breaks and previous:
            ended = breaks.count("\n") > 1 or (previous[-1] in _ENDS and not word[0].islower())
            if ended:
                yield i
        previous, breaks = word, ""
