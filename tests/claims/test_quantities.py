"""Numbers with what they count."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claims.numbers import number_at
from kg.claims.quantities import quantities
from scripts.claims_scores import score_quantities
from tests.parsing import language, texts


def test_gold():
    """Expressions that were written by hand before the code: all of them are read exactly."""
    score = score_quantities(language())
    assert score.gold >= 80
    assert (score.precision, score.recall) >= (0.95, 0.95), score.errors


@pytest.mark.parametrize(
    ("words", "value", "end"),
    [
        ("44", 44, 1),
        ("5,135", 5135, 1),
        ("1.5bn", 1_500_000_000, 1),
        ("two million", 2_000_000, 2),
        ("three hundred and twelve thousand and one", 312_001, 7),
        ("forty - four", 44, 3),
        ("a dozen", 12, 2),
        ("twenty thirty", 20, 1),
        ("one and two", 1, 1),
    ],
)
def test_numbers_in_words(words, value, end):
    assert number_at(words.split(), 0) == (Decimal(value), end)


@pytest.mark.parametrize("words", ["million", "a", "the", "and", "12345678901234567890", "a house"])
def test_no_number(words):
    assert number_at(words.split(), 0) is None


def test_a_change_from_one_number_to_another_is_no_range():
    doc = language()("Prices rose from 8 to 12 percent.")
    assert [str(q.value) for q in quantities(doc, 0, len(doc))] == ["8", "12"]


@given(
    texts
    | st.from_regex(r"(\$|about|at least)? ?[0-9]{1,9}(,|\.)?[0-9]* (to|-|%|of|km)? ?[0-9a-z]*")
)
def test_every_quantity_is_in_the_text(text):
    doc = language()(text)
    found = quantities(doc, 0, len(doc))
    for quantity in found:
        assert quantity.span.text_in(doc.text)
    assert list(found) == sorted(found, key=lambda q: q.span)
