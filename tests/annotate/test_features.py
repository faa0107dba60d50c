"""What the tagger sees of a Doc."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.features import COLUMNS, subtrees, words_of
from kg.annotate.features import TAGS as KNOWN_TAGS
from tests.annotate.docs import TAGS, WORDS, plain, said

NAMES = list(COLUMNS)


def column(name: str, doc=None) -> list[int]:
    return words_of(doc or said()).columns[:, NAMES.index(name)].tolist()


def test_white_space_is_no_word():
    words = words_of(said())
    assert words.text == [word for word in WORDS if not word.isspace()]
    text = said().text
    assert [text[a:b] for a, b in zip(words.start, words.end, strict=True)] == words.text


def test_heads_are_numbers_of_words():
    words = words_of(said())
    assert [words.text[i] for i in words.head] == [
        "fall", "fall", "said", "said", "said", "said", "said", "said",
        "agreed", "agreed", "agreed",
    ]  # fmt: skip


def test_subtrees_reach_from_their_first_to_their_last_word():
    words = words_of(said())
    assert words.left.tolist() == [0, 1, 0, 3, 4, 5, 0, 7, 8, 8, 10]
    assert words.right.tolist() == [0, 1, 2, 3, 4, 5, 7, 7, 8, 10, 10]


@given(st.data())
def test_a_subtree_has_those_of_its_words_in_it(data):
    size = data.draw(st.integers(0, 30))
    index = st.integers(0, max(size - 1, 0))
    head = np.array(data.draw(st.lists(index, min_size=size, max_size=size)), dtype=np.int32)
    left, right = subtrees(head)
    here = np.arange(size)
    assert ((left <= here) & (here <= right)).all()
    assert ((left[head] <= left) & (right <= right[head])).all()


def test_tags_are_numbered_by_name():
    assert [KNOWN_TAGS[i - 1] for i in column("tag")] == [tag for tag in TAGS if tag != "_SP"]


def test_unknown_labels_are_zero():
    assert column("tag", plain(["odd"])) == [0]
    assert column("dependency", plain(["odd"])) == [0]


@pytest.mark.parametrize(
    ("word", "other"), [("it", "It"), ("IT", "It"), ("I", "IT"), ("iPad", "Ipad"), ("2", "two")]
)
def test_shapes_tell_capitals_and_digits_apart(word, other):
    first, second = column("shape", plain([word, other]))
    assert first != second


def test_quotation_marks_are_seen():
    states = column("quotation")
    assert states[0] == 4
    assert states[1:4] == [1, 1, 1]
    assert states[4] == 6
    assert set(states[5:]) == {0}
    assert words_of(said()).quotation.tolist() == [0] * 5 + [-1] * 6


def test_layout_marks_paragraphs_and_sentences():
    words = words_of(said())
    assert [word for word, value in zip(words.text, column("layout"), strict=True) if value] == [
        "“",
        "Nobody",
    ]
    assert np.unique(words.paragraph).size == np.unique(words.sentence).size == 2


def test_no_text_has_no_words():
    assert len(words_of(plain([]))) == len(words_of(plain(["\n\n"]))) == 0


@given(st.lists(st.text(min_size=1, max_size=8), max_size=20))
def test_any_words_have_features_in_range(texts):
    doc = plain(texts)
    words = words_of(doc)
    assert words.columns.shape == (len(words), len(COLUMNS))
    assert (words.columns >= 0).all()
    assert (words.columns < list(COLUMNS.values())).all()
    assert all(
        doc.text[a:b] == word for a, b, word in zip(words.start, words.end, words.text, strict=True)
    )
