"""Training examples: windows of annotated articles with the labels of every word."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.tokens import Doc, DocBin
from tokenizers import Tokenizer

from kg.annotate.batches import Text
from kg.annotate.features import Ints, Words, words_of
from kg.annotate.labels import FLAT, ROLES
from kg.annotate.windows import Window, pieces_of

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated attribution in words: the word its cue hangs on and the ranges of each role."""

    anchor: int
    ranges: dict[str, list[tuple[int, int]]]

    @property
    def extent(self) -> tuple[int, int]:
        """From its first word to after its last."""
        every = [edge for ranges in self.ranges.values() for pair in ranges for edge in pair]
        return min(every), max(every)


@dataclass(frozen=True, slots=True)
class Article:
    """An annotated article as the network reads it, with the labels of the flat layer."""

    name: str
    text: Text
    gold: list[Gold]
    flat: Ints
    anchors: Ints


def read_records(path: Path) -> list[Record]:
    """The records of a JSON Lines file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def file_hash(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def parsed(records: Sequence[Record], nlp: spacy.Language, cache: Path | None) -> Iterator[Doc]:
    """The records' texts parsed; kept in ``cache`` since that takes minutes."""
    if cache is not None and cache.exists():
        yield from DocBin().from_disk(cache).get_docs(nlp.vocab)
        return
    kept = DocBin()
    for doc in nlp.pipe((record["text"] for record in records), batch_size=16):
        kept.add(doc)
        yield doc
    if cache is not None:
        kept.to_disk(cache)


def held_out(count: int, share: float) -> set[int]:
    """The articles of a corpus that no training sees; always the same."""
    order = np.random.default_rng(0).permutation(count)
    return {int(i) for i in order[: round(count * share)]}


def article(record: Record, doc: Doc, tokenizer: Tokenizer) -> Article:
    """An annotated record with its parse."""
    if doc.text != record["text"]:
        raise SystemExit(f"{record['id']}: the cached parse is of another text")
    words = words_of(doc)
    found = [_gold(raw, words) for raw in record["attributions"]]
    gold = [one for one in found if one is not None]
    flat = np.zeros(len(words), dtype=np.int32)
    anchors = np.zeros(len(words), dtype=np.int32)
    for one in gold:
        anchors[one.anchor] = 1
        for role in ROLES:
            for first, last in one.ranges[role]:
                flat[first:last] = FLAT.index(f"I-{role}")
                flat[first] = FLAT.index(f"B-{role}")
    return Article(record["id"], Text(words, pieces_of(words, tokenizer)), gold, flat, anchors)


def _gold(raw: Record, words: Words) -> Gold | None:
    role_of: dict[int, str] = {}
    # A word has one role; where annotators gave it two the smaller span is the one that matters.
    for role in ("content", "source", "cue"):
        for start, end in raw[role]:
            first = int(np.searchsorted(words.end, start, side="right"))
            last = int(np.searchsorted(words.start, end))
            role_of.update(dict.fromkeys(range(first, last), role))
    ranges: dict[str, list[tuple[int, int]]] = {role: [] for role in ROLES}
    for word in sorted(role_of):
        found = ranges[role_of[word]]
        if found and found[-1][1] == word:
            found[-1] = (found[-1][0], word + 1)
        else:
            found.append((word, word + 1))
    cue = [i for first, last in ranges["cue"] for i in range(first, last)]
    if not cue or not ranges["content"]:
        return None
    outside = (i for i in cue if words.head[i] == i or int(words.head[i]) not in cue)
    return Gold(next(outside, cue[0]), ranges)


def training_windows(
    articles: Iterable[Article], room: int, random: np.random.Generator
) -> list[tuple[Article, Window]]:
    """Windows that cover each article once, cut at random but between sentences and attributions.

    ``room``: word pieces of a window, the marks at its ends included.
    """
    made: list[tuple[Article, Window]] = []
    for one in articles:
        words, offset = one.text.words, one.text.pieces.offset
        free = np.ones(len(words) + 1, dtype=bool)
        for gold in one.gold:
            first, last = gold.extent
            free[first + 1 : last] = False
        starts = np.r_[True, words.sentence[1:] != words.sentence[:-1], True]
        cuts = np.flatnonzero(starts)
        good = np.flatnonzero(starts & free)
        begin, budget = 0, int(room * random.uniform(0.3, 1.0))
        while begin < len(words):
            most = int(np.searchsorted(offset, offset[begin] + budget - 2, side="right")) - 1
            end = max(most, begin + 1)
            for candidates in (cuts, good):
                at = int(np.searchsorted(candidates, most, side="right")) - 1
                if at >= 0 and candidates[at] > begin + (most - begin) // 3:
                    end = int(candidates[at])
            made.append((one, Window(begin, begin, end, end)))
            begin, budget = end, room
    return [made[i] for i in random.permutation(len(made))]
