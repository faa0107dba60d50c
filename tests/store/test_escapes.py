"""Cells of the engine's tables are, with escapes and types, the literals of its N-Triples."""

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st
from rdflib import XSD

from kg.store.escapes import escaped, quoted, unescaped

texts = st.text(st.characters(exclude_categories=["Cs"])) | st.text(
    st.sampled_from("\x00\x01\b\t\n\x0b\x0c\r\x1c\x1f\x7f\x85\u2028\"'\\u0041é")
)
numbers = st.from_regex(r"[+-]?[0-9]{0,3}\.?[0-9]{0,3}([eE][+-]?[0-9]{1,2})?", fullmatch=True)
types = st.sampled_from([XSD.integer, XSD.decimal, XSD.double, XSD.float, XSD.boolean, XSD.string])


def both(literal):
    """A literal as a cell and as in N-Triples."""
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), literal))
    table = store.query("SELECT ?o { ?s ?p ?o }").serialize(format=ox.QueryResultsFormat.TSV)
    line = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()).decode()
    cell = table.decode().removeprefix("?o\n").removesuffix("\n")
    return cell, line.removeprefix("<a:s> <a:p> ").removesuffix(" .\n")


@given(texts)
def test_words(text):
    cell, due = both(ox.Literal(text))
    assert escaped(cell) == due
    assert unescaped(cell[1:-1]) == unescaped(due[1:-1]) == text


@given(st.sampled_from(["true", "false", "1", "5.", ".5", "-.5e3", "INF"]) | numbers, types)
def test_what_has_a_type(words, datatype):
    cell, due = both(ox.Literal(words, datatype=ox.NamedNode(str(datatype))))
    assert (cell if cell[0] == '"' else quoted(cell)) == due
