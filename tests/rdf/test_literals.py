import datetime

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib import XSD, Literal

from kg.model import Span
from kg.rdf.literals import day, integer, offsets, probability, spans_at


def through_oxigraph(literal):
    """The lexical form that the store gives back."""
    store, name = ox.Store(), ox.NamedNode("http://x/")
    value = ox.Literal(str(literal), datatype=ox.NamedNode(str(literal.datatype)))
    store.add(ox.Quad(name, name, value))
    return next(iter(store)).object.value


@given(st.floats(0, 1))
@example(0.0)
@example(-0.0)
@example(1.0)
@example(5e-324)
@example(1e-05)
@example(0.1 + 0.2)
def test_probabilities_are_exact_and_canonical(number):
    literal = probability(number)
    assert literal.datatype == XSD.double
    assert float(str(literal)) == number
    assert through_oxigraph(literal) == str(literal)


@given(st.integers(0, 2**40))
def test_integers_are_canonical(number):
    assert str(integer(number)) == str(number) == through_oxigraph(integer(number))


@given(st.dates())
@example(datetime.date(1, 1, 1))
def test_days_are_canonical(date):
    assert str(day(date)) == date.isoformat() == through_oxigraph(day(date))


def test_offsets():
    spans = (Span(12, 20), Span(25, 30))
    assert offsets(spans) == Literal("12-20,25-30")
    assert spans_at("12-20,25-30") == spans


@given(st.lists(st.builds(lambda a, n: Span(a, a + n), st.integers(0), st.integers(1)), min_size=1))
def test_offsets_lead_back(spans):
    assert spans_at(str(offsets(tuple(spans)))) == tuple(spans)


@pytest.mark.parametrize("text", ["", "5", "1-2-3", "1-2,", "a-b", "5-5", "5-4", "-1-4"])
def test_not_offsets(text):
    with pytest.raises(ValueError, match=r"values to unpack|invalid literal|is not a span"):
        spans_at(text)
