"""Labels and the ranges they stand for."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.labels import LINKED, ROLES, decode_fragments, encode_fragments, forbidden


@st.composite
def fragments(draw):
    edges = draw(st.lists(st.integers(0, 40), unique=True, max_size=12).map(sorted))
    made = {role: [] for role in ROLES}
    for first, last in zip(edges[::2], edges[1::2], strict=False):
        made[draw(st.sampled_from(ROLES))].append((first, last))
    return made


@given(fragments())
def test_what_is_encoded_is_decoded(ranges):
    row = encode_fragments(ranges, 41)
    assert decode_fragments(row) == ranges
    shifted = decode_fragments(row, 100)
    assert shifted == {r: [(a + 100, b + 100) for a, b in v] for r, v in ranges.items()}
    assert all(forbidden()[a, b] == 0 for a, b in itertools.pairwise(row))


def test_neighbours_stay_apart():
    row = encode_fragments({"content": [(0, 2), (2, 3)]}, 3)
    assert decode_fragments(row)["content"] == [(0, 2), (2, 3)]


def test_a_fragment_cut_at_the_edge_is_kept():
    row = np.array([LINKED.index("I-content"), LINKED.index("E-content"), 0])
    assert decode_fragments(row)["content"] == [(0, 2)]


def test_inside_follows_only_begin_or_inside_of_its_role():
    table = forbidden()
    inside = LINKED.index("I-cue")
    allowed = [label for i, label in enumerate(LINKED) if table[i, inside] == 0]
    assert allowed == ["B-cue", "I-cue"]
    ended = LINKED.index("E-source")
    allowed = [label for i, label in enumerate(LINKED) if table[ended, i] == 0]
    assert allowed == ["O", *(f"{m}-{r}" for r in ROLES for m in "BS")]
