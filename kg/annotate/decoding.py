"""From a network's scores to attributions in words: find cue words, label what is around each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from kg.annotate.batches import CueBatch, Marks, Text, WindowBatch, cue_batch, window_batch
from kg.annotate.crf import Chain, best_path, constant_path, log_total
from kg.annotate.features import Ints
from kg.annotate.labels import LINKED, ROLES, Floats, decode_fragments
from kg.annotate.windows import LIMIT, Window, windows_of

NOT_CUE = np.array([0.0 if name.endswith("-cue") else -1e4 for name in LINKED], dtype=np.float32)
"""Added to the scores of a word that is in a cue."""

GROUP = 8
"""Windows whose cue words are looked at together."""

CUES = 64
"""Cue words that the linker looks at together."""

Ranges = tuple[tuple[int, int], ...]

#: Window arrays to (token vectors, cue vectors, flat scores).
Encode = Callable[[WindowBatch], tuple[Floats, Floats, Floats]]
#: (token vectors, cue vectors, flat scores) of cues, the cues to scores (cues, words, LINKED).
Link = Callable[[Floats, Floats, Floats, CueBatch], Floats]


@dataclass(frozen=True, slots=True)
class Network:
    """The two parts of a trained tagger, the scores of its label sequences, its window's marks."""

    encode: Encode
    link: Link
    chain: Chain
    marks: Marks


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution in words: ``source``, ``cue``, ``content`` are ranges of word numbers.

    ``anchor`` is the word the cue hangs on; ``cue_score`` its log odds of being one; ``exists`` the
    probability that it is one, with any source or content; ``path`` that of these labels if it is.
    """

    anchor: int
    source: Ranges
    cue: Ranges
    content: Ranges
    cue_score: float
    exists: float
    path: float


def find(
    texts: Iterable[Text],
    network: Network,
    threshold: float,
    limit: int = LIMIT,
) -> Iterator[list[Found]]:
    """The candidates of each text, in the order of their cue words, overlapping ones included."""
    for text in texts:
        found: list[Found] = []
        windows = windows_of(text.words, text.pieces, limit)
        while some := list(islice(windows, GROUP)):
            found += _run(text, some, network, threshold)
        yield found


def _run(
    text: Text, windows: Sequence[Window], network: Network, threshold: float
) -> Iterator[Found]:
    """What some windows of a text say: read one by one, their cue words looked at together.

    Weights in eight-bit integers scale with the largest value of a batch, and what is found in a
    text must not depend on the texts beside it. One window at a time needs no padding either.
    """
    places: list[tuple[int, Text, Window, int]] = []
    read: list[tuple[Floats, Floats, Floats]] = []
    for row, window in enumerate(windows):
        token, cue, flat = network.encode(window_batch([(text, window)], network.marks))
        read.append((token[0], cue[0], flat[0]))
        scores = flat[0, window.begin - window.first : window.end - window.first, -1]
        likely = np.flatnonzero(scores > threshold)
        places.extend((row, text, window, window.begin + int(at)) for at in likely)
    for start in range(0, len(places), CUES):
        some = places[start : start + CUES]
        batch = cue_batch(some)
        anchors = batch.index[np.arange(len(some)), batch.anchor]
        token, cue, flat = (
            np.stack([read[row][part][at] for row, at in zip(batch.row, index, strict=True)])
            for part, index in enumerate((batch.index, anchors, batch.index))
        )
        scores = network.link(token, cue, flat, batch)
        labels, exists, path = _label(scores, batch, network.chain)
        for i, (row, _, window, word) in enumerate(some):
            size = int(batch.mask[i].sum())
            first = window.first + int(batch.index[i, 0])
            ranges = decode_fragments(labels[i, :size], first)
            source, cues, content = (tuple(ranges[role]) for role in ROLES)
            yield Found(
                word,
                source,
                cues,
                content,
                cue_score=float(read[row][2][word - window.first, -1]),
                exists=float(exists[i]),
                path=float(path[i]),
            )


def _label(scores: Floats, batch: CueBatch, chain: Chain) -> tuple[Ints, Floats, Floats]:
    """Best labels of each cue's words if it is one, probability that it is, and of these labels."""
    lengths = batch.mask.sum(axis=1).astype(np.int32)
    nothing = constant_path(scores, lengths, chain, 0) - log_total(scores, lengths, chain)
    # Whether it is a cue is asked apart: the labels are the best of those with the word in its cue.
    given = scores.copy()
    given[np.arange(len(scores)), batch.anchor] += NOT_CUE
    labels, best = best_path(given, lengths, chain)
    share = best - log_total(given, lengths, chain)
    return labels, 1 - np.exp(np.minimum(nothing, 0)), np.exp(np.minimum(share, 0))
