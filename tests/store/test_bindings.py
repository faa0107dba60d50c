"""Values in the text of a query: where they have to stand, and where nothing may change."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal

from kg.store.bindings import bind, with_prefixes

V = {"x": Literal("v")}
INSERT = 'VALUES ?x { "v" }'


@pytest.mark.parametrize(
    ("sparql", "bound"),
    [
        ("ASK {?x ?p ?o}", "ASK {* ?x ?p ?o}"),
        ("ASK {$x ?p ?o}", "ASK {* $x ?p ?o}"),
        ("ASK {?xy ?p ?o {?xy ?q ?x}}", "ASK {* ?xy ?p ?o {* ?xy ?q ?x}}"),
        ("SELECT ?x {?a ?b ?c {?a ?b ?c}}", "SELECT ?x {* ?a ?b ?c {?a ?b ?c}}"),
        ("ASK {?s ?p ?o {?s ?p '?x'} #?x {?x}\n}", "ASK {* ?s ?p ?o {?s ?p '?x'} #?x {?x}\n}"),
        ("ASK {?s ?p ?o {?s <a:?x> ?o}}", "ASK {* ?s ?p ?o {?s <a:?x> ?o}}"),
        (
            "ASK {?s ?p ?o {GRAPH ?g {FILTER(?x > 1)}}}",
            "ASK {* ?s ?p ?o {GRAPH ?g {* FILTER(?x > 1)}}}",
        ),
        ("CONSTRUCT {?x ?p ?o} {?x ?p ?o}", "CONSTRUCT {?x ?p ?o} {* ?x ?p ?o}"),
        ("construct where {?x ?p ?o}", "construct where {* ?x ?p ?o}"),
        ("DESCRIBE <a:b>", "DESCRIBE <a:b>"),
    ],
)
def test_the_groups_of_the_variable_begin_with_its_value(sparql, bound):
    assert bind(sparql, V) == bound.replace("{*", f"{{ {INSERT} ").replace("  ", " ")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_a_value_and_nothing_else(text):
    store = ox.Store()
    graph = ox.NamedNode("a:g")
    for value in (text, f"{text}x"):
        store.add(ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.Literal(value), graph))
    sparql = with_prefixes("SELECT ?v ?s { GRAPH ?g { ?s <a:p> ?v FILTER(?v = ?v) } }")
    rows = list(store.query(bind(sparql, {"v": Literal(text)})))
    assert [row["v"].value for row in rows] == [text]
    assert len(store) == 2
