import datetime

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib import XSD

from kg.rdf.literals import boolean, day, integer, probability


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


@pytest.mark.parametrize(("value", "lexical"), [(True, "true"), (False, "false")])
def test_booleans_are_canonical(value, lexical):
    assert str(boolean(value)) == lexical == through_oxigraph(boolean(value))
