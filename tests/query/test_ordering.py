"""Rows are sorted here as SPARQL sorts them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.query.catalogue import list_examples
from kg.query.ordering import ordered, split_order
from kg.query.run import run
from kg.store.oxigraph import memory_store

KEYS = (("a", False), ("b", True), ("c", False))
CELLS = (
    st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=3),
    st.none() | st.dates(datetime.date(1000, 1, 1)),
    st.none() | st.integers(-5, 5),
)


def test_an_order_of_variables_at_the_end_is_taken_off():
    assert split_order("SELECT ?a {}\nORDER BY ?a DESC(?b)\n ASC(?c)\n") == ("SELECT ?a {}\n", KEYS)


@pytest.mark.parametrize(
    "end",
    ["", "\nORDER BY (?a / ?b)", "\nORDER BY ?a LIMIT 1", "\nORDER BY ?a\n# ?b", "ORDER BY ?a }"],
)
def test_any_other_query_is_left_as_it_is(end):
    assert split_order(f"SELECT ?a {{}}{end}") == (f"SELECT ?a {{}}{end}", ())


def test_most_shipped_questions_are_sorted_here():
    kept = {one.name for one in list_examples() if not split_order(one.text)[1]}
    assert kept == {"cues"}  # which is sorted by a quotient


@given(st.lists(st.tuples(*CELLS), max_size=6))
def test_the_order_is_that_of_the_engine(rows):
    def cell(value):
        if value is None:
            return "UNDEF"
        if isinstance(value, datetime.date):
            return f'"{value.isoformat()}"^^xsd:date'
        if isinstance(value, int):
            return str(value)
        return '"' + "".join(f"\\U{ord(c):08X}" for c in value) + '"'

    values = " ".join(f"({' '.join(map(cell, row))})" for row in rows)
    query = f"SELECT ?a ?b ?c {{ VALUES (?a ?b ?c) {{ {values} }} }}\nORDER BY ?a DESC(?b) ?c"
    table = run(memory_store(), query)
    assert ordered(table.columns, rows, KEYS) == table.rows


def test_what_cannot_be_sorted_here_says_so():
    with pytest.raises(TypeError):
        ordered(("a",), [(1,), ("x",)], [("a", False)])
    with pytest.raises(ValueError, match="not in"):
        ordered(("a",), [(1,)], [("b", False)])
