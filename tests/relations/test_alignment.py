"""Near copies of quotations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Drift
from kg.relations.alignment import align, harmless
from kg.relations.words import words_of

WHOLE = "they lied to us about the reactor from the first day"


@pytest.mark.parametrize(
    ("copy", "drift"),
    [
        (WHOLE, ()),
        ("they lied to us about the reactor", (Drift.TRUNCATION,)),
        ("they lied … about the reactor from the first day", (Drift.ELLIPSIS,)),
        ("they lied about the reactor from the first day", (Drift.ELLIPSIS,)),
        ("[the managers] lied to us about the reactor from the first day", (Drift.INSERTION,)),
        ("they lied to us about the plant from the first day", (Drift.SUBSTITUTION,)),
        ("they deceived us over the plant since the first hour", (Drift.TRANSLATION,)),
    ],
)
def test_drift(copy, drift):
    assert align(words_of(WHOLE), words_of(copy)).drift == drift


@pytest.mark.parametrize(
    ("first", "second", "fine"),
    [
        ("the old dam broke", "the old dam burst", True),
        ("the dam held 5 years", "the dam held 7 years", False),
        ("nobody came", "everybody came", False),
    ],
)
def test_numbers_and_negations_are_not_replaced_lightly(first, second, fine):
    assert harmless(align(words_of(first), words_of(second))) is fine


TOKENS = "a b c d … [ ] no 5".split()  # noqa: SIM905
words = st.lists(st.sampled_from(TOKENS), max_size=12).map(tuple)


@given(words, words)
def test_alignment_has_no_direction(first, second):
    there, back = align(first, second), align(second, first)
    assert 0 <= there.ratio <= 1
    assert align(first, first).drift == ()
    assert back.ratio <= 1
