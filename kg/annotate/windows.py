"""Long documents in windows of word pieces: what the encoder reads at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from kg.annotate.features import Ints, Words
from kg.errors import ConfigurationError

LONGEST_WORD = 4
"""Word pieces of a word that are read; the rest of a long one says little."""

LIMIT = 320
"""Word pieces of a window, the two marks at its ends included."""

LEFT, RIGHT = 40, 72
"""Word pieces of context before and after the words a window answers for."""

LATE = 0.6
"""Share of a window that must be read before the paragraph that does not fit any more."""

_CHUNK = 4_000


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``first`` to ``last`` are read, cues are looked for from ``begin`` to ``end``."""

    first: int
    begin: int
    end: int
    last: int


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a text: those of word ``i`` are ``ids[offset[i]:offset[i + 1]]``."""

    ids: Ints
    offset: Ints


def pieces_of(words: Words, tokenizer: Tokenizer) -> Pieces:
    """The word pieces of words; a word the tokenizer drops altogether is one unknown piece."""
    unknown = piece_id(tokenizer, "[UNK]")
    ids: list[int] = []
    offset = [0]
    for at in range(0, len(words), _CHUNK):
        # Only the head of a monstrous word is read, before the tokenizer has to cut it up.
        chunk = [word[:64] for word in words.text[at : at + _CHUNK]]
        encoded = tokenizer.encode(chunk, is_pretokenized=True, add_special_tokens=False)
        of_word: list[list[int]] = [[] for _ in chunk]
        for piece, word in zip(encoded.ids, encoded.word_ids, strict=True):
            if word is not None and len(of_word[word]) < LONGEST_WORD:
                of_word[word].append(piece)
        for found in of_word:
            ids.extend(found or [unknown])
            offset.append(len(ids))
    return Pieces(np.array(ids, dtype=np.int32), np.array(offset, dtype=np.int32))


def piece_id(tokenizer: Tokenizer, piece: str) -> int:
    """The number of a word piece; ConfigurationError when the tokenizer has none such."""
    number: int | None = tokenizer.token_to_id(piece)
    if number is None:
        raise ConfigurationError(f"a tokenizer without {piece}")
    return number


def windows_of(words: Words, pieces: Pieces, limit: int = LIMIT) -> Iterator[Window]:
    """Windows whose middles cover the document.

    They end with a paragraph where one ends late enough: attributions do not cross paragraphs
    (0.3 % of PolNeAR's do), so nothing is read twice. Else they overlap, and middles end with a
    sentence.
    """
    offset = pieces.offset
    room = limit - 2
    paragraphs = np.flatnonzero(np.diff(words.paragraph, prepend=-1))
    begin = first = 0
    while begin < len(words):
        if offset[-1] - offset[first] <= room:
            yield Window(first, begin, len(words), len(words))
            return
        last = int(np.searchsorted(offset, offset[first] + room, side="right")) - 1
        before = int(np.searchsorted(paragraphs, last, side="right")) - 1
        paragraph = int(paragraphs[before])
        if offset[paragraph] > offset[begin] + room * LATE:
            yield Window(first, begin, paragraph, paragraph)
            begin = first = paragraph
            continue
        end = int(np.searchsorted(offset, offset[last] - RIGHT, side="right")) - 1
        end = max(end, begin + 1)
        # Back to the last sentence that ends inside, unless that gives up half of the middle.
        sentence = int(np.searchsorted(words.sentence, words.sentence[end]))
        if sentence > begin + (end - begin) // 2:
            end = sentence
        yield Window(first, begin, end, last)
        begin = end
        first = int(np.searchsorted(offset, offset[begin] - LEFT))
