"""Values in the text of a query: where they have to stand, and where nothing may change."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.store.bindings import bind, with_prefixes

V = {"x": '"v"'}
INSERT = 'VALUES ?x { "v" }'


@pytest.mark.parametrize(
    ("sparql", "bound"),
    [
        ("ASK {?x ?p ?o}", f"ASK {{ {INSERT} ?x ?p ?o}}"),
        ("ASK {$x ?p ?o}", f"ASK {{ {INSERT} $x ?p ?o}}"),
        ("ASK {?xy ?p ?o}", "ASK {?xy ?p ?o}"),
        ("SELECT ?x {?a ?b ?c}", "SELECT ?x {?a ?b ?c}"),
        ("ASK {?s ?p '?x'} #?x {?x}", "ASK {?s ?p '?x'} #?x {?x}"),
        ("ASK {?s <a:?x> ?o}", "ASK {?s <a:?x> ?o}"),
        (
            "ASK {?s ?p ?o {GRAPH ?g {FILTER(?x > 1)}}}",
            f"ASK {{?s ?p ?o {{GRAPH ?g {{ {INSERT} FILTER(?x > 1)}}}}}}",
        ),
        ("CONSTRUCT {?x ?p ?o} {?x ?p ?o}", f"CONSTRUCT {{?x ?p ?o}} {{ {INSERT} ?x ?p ?o}}"),
        ("construct where {?x ?p ?o}", f"construct where {{ {INSERT} ?x ?p ?o}}"),
    ],
)
def test_the_group_of_the_variable_begins_with_its_value(sparql, bound):
    assert bind(sparql, V) == bound


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_a_value_and_nothing_else(text):
    store = ox.Store()
    graph = ox.NamedNode("a:g")
    for value in (text, f"{text}x"):
        store.add(ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.Literal(value), graph))
    sparql = with_prefixes("SELECT ?v ?s { GRAPH ?g { ?s <a:p> ?v FILTER(?v = ?v) } }")
    rows = list(store.query(bind(sparql, {"v": str(ox.Literal(text))})))
    assert [row["v"].value for row in rows] == [text]
    assert len(store) == 2
