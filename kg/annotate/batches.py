"""Windows and cue words as padded arrays, for the network in training and in use alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from kg.annotate.features import COLUMNS, Words
from kg.annotate.relations import AFTER, BEFORE, RELATIONS, relations
from kg.annotate.windows import Pieces, Window, piece_id


@dataclass(frozen=True, slots=True)
class Text:
    """A document as the tagger reads it."""

    words: Words
    pieces: Pieces


@dataclass(frozen=True, slots=True)
class WindowBatch:
    """Windows side by side: ``ids``, ``mask``, ``word_of`` (windows, pieces); the rest by word.

    ``word_of``: index of the piece's word in its window, -1 for the marks at the ends; ``first``:
    the first piece of each word; ``columns``: its features; ``head``: its head in the window.
    """

    ids: NDArray[np.int64]
    mask: NDArray[np.int64]
    word_of: NDArray[np.int64]
    first: NDArray[np.int64]
    columns: NDArray[np.int64]
    head: NDArray[np.int64]

    def arrays(self) -> dict[str, NDArray[np.int64]]:
        """The arrays by name, in the order in which the encoder takes them."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class CueBatch:
    """Cue words side by side, each with the words around it.

    ``row``: the cue's window; ``index``: (cues, words) numbers of the words in that window;
    ``anchor``: (cues,) where in its row the cue word is; ``mask``: which are words.
    """

    row: NDArray[np.int64]
    index: NDArray[np.int64]
    anchor: NDArray[np.int64]
    mask: NDArray[np.bool_]
    relations: NDArray[np.int64]


class Marks:
    """The pieces at the ends of a window."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.begin = piece_id(tokenizer, "[CLS]")
        self.end = piece_id(tokenizer, "[SEP]")


def window_batch(items: Sequence[tuple[Text, Window]], marks: Marks) -> WindowBatch:
    """Windows of texts, padded to the longest of them."""
    spans = [
        (int(text.pieces.offset[window.first]), int(text.pieces.offset[window.last]))
        for text, window in items
    ]
    longest = max(stop - start for start, stop in spans) + 2
    most = max(window.last - window.first for _, window in items)
    ids, mask = (np.zeros((len(items), longest), dtype=np.int64) for _ in range(2))
    word_of = np.full((len(items), longest), -1, dtype=np.int64)
    first, head = (np.zeros((len(items), most), dtype=np.int64) for _ in range(2))
    columns = np.zeros((len(items), most, len(COLUMNS)), dtype=np.int64)
    for i, ((text, window), (start, stop)) in enumerate(zip(items, spans, strict=True)):
        size, count = stop - start, window.last - window.first
        here = slice(window.first, window.last)
        ids[i, 0], ids[i, size + 1] = marks.begin, marks.end
        ids[i, 1 : size + 1] = text.pieces.ids[start:stop]
        mask[i, : size + 2] = 1
        offset = text.pieces.offset[window.first : window.last + 1] - start
        word_of[i, 1 : size + 1] = np.repeat(np.arange(count), np.diff(offset))
        first[i, :count] = offset[:-1] + 1
        columns[i, :count] = text.words.columns[here]
        above = text.words.head[here] - window.first
        head[i, :count] = np.where((above >= 0) & (above < count), above, np.arange(count))
    return WindowBatch(ids, mask, word_of, first, columns, head)


def cue_batch(cues: Sequence[tuple[int, Text, Window, int]]) -> CueBatch:
    """Cue words, each given as (row of its window, text, window, the word's number in the text)."""
    reach = [
        (max(window.first, cue - BEFORE), min(window.last, cue + AFTER))
        for _, _, window, cue in cues
    ]
    longest = max(stop - start for start, stop in reach)
    size = (len(cues), longest)
    index, mask = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.bool_)
    related = np.zeros((*size, len(RELATIONS)), dtype=np.int64)
    for i, ((_, text, window, cue), (start, stop)) in enumerate(zip(cues, reach, strict=True)):
        count = stop - start
        index[i, :count] = np.arange(start, stop) - window.first
        mask[i, :count] = True
        related[i, :count] = relations(text.words, cue, start, stop)
    row = np.array([cue[0] for cue in cues], dtype=np.int64)
    anchor = np.array(
        [cue - start for (_, _, _, cue), (start, _) in zip(cues, reach, strict=True)],
        dtype=np.int64,
    )
    return CueBatch(row, index, anchor, mask, related)
