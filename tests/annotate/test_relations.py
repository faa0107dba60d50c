"""How words stand to a cue."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.features import DEPENDENCIES, Words, subtrees, words_of
from kg.annotate.relations import RELATIONS, relations
from tests.annotate.docs import said

NAMES = list(RELATIONS)


def of(name: str, cue: int = 6) -> list[int]:
    words = words_of(said())
    return relations(words, cue, 0, len(words))[:, NAMES.index(name)].tolist()


def test_distance_grows_on_both_sides():
    before, here, after = of("distance")[:6], of("distance")[6], of("distance")[7:]
    assert before == sorted(before)
    assert max(before) < here < min(after)


def test_sentence_paragraph_and_quotation():
    assert of("sentence") == [3] * 8 + [4] * 3
    assert of("paragraph") == [2] * 8 + [3] * 3
    assert of("quotation") == [1] * 5 + [0] * 6


def test_path_is_the_relation_by_which_a_word_hangs_on_the_cue():
    path = of("path")
    subject = 2 + 1 + DEPENDENCIES.index("nsubj")
    clause = 2 + 1 + DEPENDENCIES.index("ccomp")
    assert path[5] == subject
    assert path[:3] == [clause] * 3
    assert path[8:] == [0, 0, 0]
    # Seen from "fall" its head is an ancestor, and "she" hangs one step further up.
    other = of("path", cue=2)
    assert other[5] == subject + len(DEPENDENCIES) + 1
    assert len({other[2], other[6], other[5]}) == 3


def test_depth_counts_the_steps_to_the_cue_or_what_is_above_it():
    assert of("depth") == [2, 2, 1, 1, 1, 1, 0, 1, 0, 0, 0]
    assert of("depth", cue=2) == [1, 1, 0, 1, 1, 1, 0, 1, 0, 0, 0]


def test_branch_is_the_dependency_below_what_hangs_on_the_cue():
    mark, subject = (1 + 1 + DEPENDENCIES.index(name) for name in ("punct", "nsubj"))
    assert of("branch") == [mark, subject] + [0] * 9


def test_edges_name_the_largest_subtree_that_begins_or_ends_there():
    clause, mark, subject = (
        1 + 1 + DEPENDENCIES.index(name) for name in ("ccomp", "punct", "nsubj")
    )
    whole = len(DEPENDENCIES) + 1
    # The clause begins with the quotation mark that hangs on its verb and ends with the verb.
    assert of("begins")[:3] == [clause + whole, subject, 0]
    assert of("ends")[:3] == [mark, subject, clause + whole]
    assert of("begins")[5] == of("ends")[5] == subject + whole
    assert of("begins")[6] == of("ends")[6] == 0


def test_a_slice_is_the_slice_of_the_whole():
    words = words_of(said())
    whole = relations(words, 6, 0, len(words))
    part = relations(words, 6, 5, 9)
    assert (whole[5:9] == part).all()


@given(st.data())
def test_any_tree_gives_numbers_in_range(data):
    size = data.draw(st.integers(1, 30))
    heads = data.draw(st.lists(st.integers(0, size - 1), min_size=size, max_size=size))
    sentence = np.cumsum(data.draw(st.lists(st.booleans(), min_size=size, max_size=size)))
    zeros = np.zeros(size, dtype=np.int32)
    words = Words(
        ["w"] * size, zeros, zeros, np.zeros((size, 7), np.int32), np.array(heads),
        *subtrees(np.array(heads)), sentence, sentence, zeros - 1,
    )  # fmt: skip
    first = data.draw(st.integers(0, size - 1))
    last = data.draw(st.integers(first + 1, size))
    cue = data.draw(st.integers(first, last - 1))
    found = relations(words, cue, first, last)
    assert found.shape == (last - first, len(RELATIONS))
    assert ((found >= 0) & (found < list(RELATIONS.values()))).all()
