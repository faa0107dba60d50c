"""From scores to attributions, with a network that knows the answers."""

from __future__ import annotations

import numpy as np
import pytest

from kg.annotate.batches import Marks, Text
from kg.annotate.crf import Chain
from kg.annotate.decoding import Network, find
from kg.annotate.features import Words
from kg.annotate.labels import FLAT, LINKED, encode_fragments, forbidden
from kg.annotate.windows import Pieces

SAID = 7
SOURCE, CONTENT = 8, 9


class Vocabulary:
    """The part of a tokenizer that windows need."""

    def token_to_id(self, token: str) -> int:
        return {"[CLS]": 101, "[SEP]": 102}[token]


def text_of(ids: list[int], paragraph: int) -> Text:
    size = len(ids)
    zeros = np.zeros(size, dtype=np.int32)
    lines = np.arange(size, dtype=np.int32) // paragraph
    words = Words(
        ["w"] * size, zeros, zeros, np.zeros((size, 7), np.int32),
        *[np.arange(size, dtype=np.int32)] * 3, lines, lines, zeros - 1,
    )  # fmt: skip
    return Text(words, Pieces(np.array(ids, np.int32), np.arange(size + 1, dtype=np.int32)))


@pytest.fixture
def network():
    """Words with the number SAID are cues; the word before is the source, two after the content."""
    seen: list[tuple[int, int]] = []

    def encode(batch):
        seen.append(batch.ids.shape)
        ids = np.take_along_axis(batch.ids, batch.first, axis=1)
        flat = np.full((*ids.shape, len(FLAT) + 1), -9, dtype=np.float32)
        flat[..., -1] = np.where(ids == SAID, 3.0, -9.0)
        return ids[..., None].astype(np.float32), ids[..., None].astype(np.float32), flat

    def link(token, cue, flat, batch):
        assert (cue[:, 0] == SAID).all()
        scores = np.zeros((*batch.index.shape, len(LINKED)), dtype=np.float32)
        for row, anchor in enumerate(batch.anchor):
            assert token[row, anchor, 0] == SAID
            labels = encode_fragments(
                {
                    "source": [(anchor - 1, anchor)],
                    "cue": [(anchor, anchor + 1)],
                    "content": [(anchor + 1, anchor + 3)],
                },
                batch.index.shape[1],
            )
            scores[row, np.arange(len(labels)), labels] = 9.0
        return scores

    chain = Chain(forbidden(), *np.zeros((2, len(LINKED)), dtype=np.float32))
    made = Network(encode, link, chain, Marks(Vocabulary()))
    return made, seen


def test_every_cue_of_every_text_is_found_in_its_place(network):
    ids = ([0] * 20 + [SOURCE, SAID, CONTENT, CONTENT]) * 60
    texts = [text_of(ids, 24), text_of([], 24), text_of([SOURCE, SAID, CONTENT, CONTENT], 4)]
    found = list(find(texts, network[0], 0.0))
    places = [i for i, number in enumerate(ids) if number == SAID]
    assert [f.anchor for f in found[0]] == places
    assert found[1] == []
    assert len(found[2]) == 1
    for one in found[0]:
        at = one.anchor
        assert (one.source, one.cue, one.content) == (
            ((at - 1, at),), ((at, at + 1),), ((at + 1, at + 3),),
        )  # fmt: skip
        assert one.exists > 0.9
        assert 0 < one.path <= 1


def test_windows_are_read_one_by_one(network):
    list(find([text_of([0] * 5000, 5000)], network[0], 0.0))
    assert {rows for rows, _ in network[1]} == {1}
    assert max(size for _, size in network[1]) <= 320


def test_no_text_at_all(network):
    assert list(find([], network[0], 0.0)) == []
