"""Plain values are those of the terms, to the letter, whichever way an answer came."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import XSD, Literal

from kg.errors import StoreError
from kg.store.solutions import solutions, solutions_in

TYPED = [
    ox.Literal(words, datatype=ox.NamedNode(str(type_)))
    for words, type_ in [
        ("5", XSD.integer), ("-05", XSD.integer), ("1.50", XSD.decimal), ("1e3", XSD.double),
        ("0.5", XSD.double), ("true", XSD.boolean), ("1", XSD.boolean), ("2022-01-10", XSD.date),
        ("\\\t\"", XSD.anyURI), ("five", XSD.integer),
    ]
]  # fmt: skip
ASK = "SELECT ?value ?none ?number { GRAPH ?g { ?s ?number ?value } }"

texts = st.text(st.characters(exclude_categories=["Cs"]))
awkward = st.text(st.sampled_from("\t\n\r\"\\'<>@^_: u0\u2028\x0b\x0c\x1c\x85\x00é"))
terms = st.one_of(
    (texts | awkward).map(ox.Literal),
    texts.map(lambda words: ox.Literal(words, language="en-GB")),
    st.sampled_from([*TYPED, ox.NamedNode("a:ü"), ox.NamedNode("https://example.org/a?b=c#d")]),
)


def stored(values):
    store = ox.Store()
    graph = ox.NamedNode("a:g")
    for number, value in enumerate(values):
        store.add(ox.Quad(ox.NamedNode("a:s"), ox.NamedNode(f"a:{number}"), value, graph))
    return store


def words(term):
    """A term as a plain value; with its type, since equal numbers may be written differently."""
    if term is None or (isinstance(term, Literal) and (term.language or term.datatype)):
        return term if term is None or str(term.datatype) != str(XSD.string) else str(term)
    return str(term)


@given(st.lists(terms, max_size=6))
def test_plain_values_are_those_of_the_terms(values):
    store = stored(values)
    answers = [
        solutions(store.query(ASK)),
        solutions_in(store.query(ASK).serialize(format=ox.QueryResultsFormat.TSV)),
    ]
    due = [tuple(map(words, row)) for row in solutions(store.query(ASK)).rows]
    assert len(due) == len(values)
    for answer in answers:
        assert answer.variables == ("value", "none", "number")
        found = list(answer.plain)
        assert found == due
        assert [[type(cell) for cell in row] for row in found] == [
            [type(cell) for cell in row] for row in due
        ]
        assert [list(map(str, row)) for row in found] == [list(map(str, row)) for row in due]


@pytest.mark.parametrize("sparql", ["SELECT * {}", "SELECT ?x { VALUES ?x { UNDEF UNDEF } }"])
def test_rows_without_values_are_rows(sparql):
    found = solutions(ox.Store().query(sparql))
    assert list(found.plain) == list(solutions(ox.Store().query(sparql)).rows)


@pytest.mark.parametrize("value", ["BNODE()", "TRIPLE(<a:b>, <a:c>, <a:d>)"])
def test_what_is_neither_iri_nor_literal_is_an_error(value):
    answer = ox.Store().query(f"SELECT ({value} AS ?x) {{}}")
    with pytest.raises(StoreError, match="neither an IRI nor a literal"):
        list(solutions(answer).plain)
