"""Long documents in windows."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.pre_tokenizers import BertPreTokenizer

from kg.annotate.features import Words
from kg.annotate.windows import LONGEST_WORD, Pieces, pieces_of, windows_of


def words_with(sentence, paragraph, text=None) -> Words:
    size = len(sentence)
    zeros = np.zeros(size, dtype=np.int32)
    return Words(
        text or ["w"] * size, zeros, zeros, np.zeros((size, 7), np.int32), *[zeros] * 3,
        np.asarray(sentence, np.int32), np.asarray(paragraph, np.int32), zeros,
    )  # fmt: skip


@given(
    st.lists(st.tuples(st.integers(1, 4), st.booleans(), st.booleans()), max_size=600),
    st.sampled_from([200, 256, 320]),
)
def test_middles_cover_every_word_once_and_windows_fit(items, limit):
    sizes = [size for size, _, _ in items]
    paragraph = np.cumsum([end for _, _, end in items]) if items else []
    sentence = np.cumsum([end or stop for _, end, stop in items]) if items else []
    pieces = Pieces(np.zeros(sum(sizes), np.int32), np.cumsum([0, *sizes]).astype(np.int32))
    covered = []
    for window in windows_of(words_with(sentence, paragraph), pieces, limit):
        assert window.first <= window.begin < window.end <= window.last
        assert pieces.offset[window.last] - pieces.offset[window.first] <= limit - 2
        covered += range(window.begin, window.end)
    assert covered == list(range(len(items)))


def test_windows_end_with_a_paragraph_where_one_ends_late():
    paragraph = np.arange(1000) // 100
    pieces = Pieces(np.zeros(1000, np.int32), np.arange(1001, dtype=np.int32))
    windows = list(windows_of(words_with(np.arange(1000) // 20, paragraph), pieces, 302))
    assert [(w.first, w.last) for w in windows[:2]] == [(0, 300), (300, 600)]


def test_without_paragraphs_windows_overlap_and_middles_end_with_sentences():
    pieces = Pieces(np.zeros(1000, np.int32), np.arange(1001, dtype=np.int32))
    sentence = np.arange(1000) // 20
    windows = list(windows_of(words_with(sentence, np.ones(1000)), pieces, 302))
    for one, other in itertools.pairwise(windows):
        assert one.end == other.begin
        assert one.end % 20 == 0
        assert other.first < one.end < one.last


@pytest.fixture(scope="module")
def tokenizer():
    vocabulary = {"[UNK]": 0, "a": 1, "##a": 2, "b": 3}
    made = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))
    made.pre_tokenizer = BertPreTokenizer()
    return made


def test_every_word_has_pieces_and_no_word_has_many(tokenizer):
    texts = ["a", "aa", "a" * 50, "\u200b", "", "b", "x"]
    pieces = pieces_of(words_with([0] * 7, [0] * 7, texts), tokenizer)
    counts = np.diff(pieces.offset).tolist()
    assert counts == [1, 2, LONGEST_WORD, 1, 1, 1, 1]
    assert pieces.ids[pieces.offset[5]] == 3
    assert pieces.ids[pieces.offset[4]] == 0


def test_many_words_are_cut_up_in_chunks(tokenizer):
    texts = ["a", "aa"] * 5000
    pieces = pieces_of(words_with([0] * 10_000, [0] * 10_000, texts), tokenizer)
    assert len(pieces.ids) == 15_000
    assert len(pieces.offset) == 10_001
