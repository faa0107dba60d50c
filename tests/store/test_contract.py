"""What every back end promises (kg.store.interface), run over each of them."""

import contextlib

import pytest
from rdflib import RDF, XSD, Literal, URIRef

from kg.errors import QueryError, StoreError
from kg.store.interface import Change, Solutions, Triples
from kg.store.terms import quads_in

E = "https://example.org/"


def iri(name):
    return URIRef(E + name)


def quad(subject, value, graph="g", predicate="p"):
    value = value if isinstance(value, Literal | URIRef) else Literal(value)
    return (iri(subject), iri(predicate), value, iri(graph))


def rows(store, sparql, **bindings):
    answer = store.query(f"PREFIX e: <{E}> {sparql}", bindings)
    assert isinstance(answer, Solutions)
    return sorted(tuple(None if term is None else str(term) for term in row) for row in answer.rows)


HARD_TEXTS = [
    "",
    "plain",
    'quote " and \\ backslash',
    "lines\nof\r\ntext\twith tabs",
    "“curly” – dash … é 😀 \u200b\ufeff",
    '"} ; DROP ALL ; INSERT DATA { <a:b> <a:b> "',
    "'''\"\"\"",
    "\x00\x01\x7f",
]


def test_a_new_store_is_empty(store):
    assert list(store.quads()) == []
    assert list(store.graphs()) == []


@pytest.mark.parametrize("text", HARD_TEXTS)
def test_text_comes_back_as_it_was(store, text):
    wanted = quad("s", text)
    store.apply(Change(add=(wanted,)))
    assert list(store.quads()) == [wanted]
    assert wanted in store
    # A change that removes, too, takes another way.
    other = quad("t", text, "h")
    store.apply(Change(remove=(wanted,), add=(other,)))
    assert list(store.quads()) == [other]


@pytest.mark.parametrize(
    "literal",
    [
        Literal("5", datatype=XSD.integer),
        Literal("2022-01-10", datatype=XSD.date),
        Literal("0.000001", datatype=XSD.double, normalize=False),
        Literal("true", datatype=XSD.boolean),
        Literal("chat", lang="fr"),
    ],
)
def test_typed_literals_come_back_as_they_were(store, literal):
    wanted = quad("s", literal)
    store.apply(Change(add=(wanted,)))
    assert list(store.quads()) == [wanted]


@pytest.mark.parametrize("text", HARD_TEXTS)
def test_a_graph_as_lines_says_what_its_quads_say(store, text):
    graph = iri("g")
    facts = [
        *(quad("s", text), quad("s", iri("t")), quad("t", Literal(text, lang="en"))),
        quad("t", Literal("2022-01-10", datatype=XSD.date)),
    ]
    store.apply(Change(add=(*facts, quad("u", text, "h"))))
    found = store.ntriples(graph)
    assert found.count("\n") == len(facts)
    assert sorted(quads_in(found, graph)) == sorted(store.quads(graph)) == sorted(facts)
    assert store.ntriples(iri("nowhere")) == ""


def test_patterns_select(store):
    quads = {quad(s, v, g, p) for s in "ab" for v in ("1", "2") for g in "xy" for p in "pq"}
    store.apply(Change(add=tuple(quads)))
    assert set(store.quads()) == quads
    assert set(store.quads(iri("x"))) == {q for q in quads if q[3] == iri("x")}
    assert set(store.quads(subject=iri("a"))) == {q for q in quads if q[0] == iri("a")}
    assert set(store.quads(predicate=iri("q"))) == {q for q in quads if q[1] == iri("q")}
    assert set(store.quads(object=Literal("2"))) == {q for q in quads if q[2] == Literal("2")}
    assert list(store.quads(iri("x"), subject=iri("a"), predicate=iri("p"), object=Literal("1")))
    assert list(store.quads(iri("nowhere"))) == []


def test_words_of_some_properties_classes_and_subjects(store):
    kind, other = iri("Kind"), iri("Other")
    number, day = Literal("5", datatype=XSD.integer), Literal("2022-01-10", datatype=XSD.date)
    facts = [
        *(quad("a", 'words "and"\nlines', "g", "p"), quad("a", number, "g", "q")),
        *(quad("b", day, "g", "p"), quad("b", iri("a"), "g", "q"), quad("a", "no", "h", "p")),
        *((iri(s), RDF.type, o, iri("g")) for s, o in (("a", kind), ("b", kind), ("b", other))),
    ]
    store.apply(Change(add=tuple(facts)))

    def words(*given, **named):
        return sorted(store.words(iri("g"), *given, **named))

    a, b = (E + "a", iri("p"), 'words "and"\nlines'), (E + "b", iri("p"), "2022-01-10")
    both = [(E + "a", RDF.type, str(kind)), (E + "b", RDF.type, str(kind))]
    assert words((iri("p"),)) == [a, b]
    assert words((), (kind,)) == both
    assert words((iri("p"), iri("q")), (kind,)) == sorted(
        [a, b, *both, (E + "a", iri("q"), "5"), (E + "b", iri("q"), E + "a")]
    )
    assert words((iri("p"),), (kind,), subjects={E + "b"}) == sorted([b, both[1]])
    assert words((iri("p"),), (kind,), subjects=()) == []
    assert {type(cell) for s, _, o in words((iri("p"), iri("q"))) for cell in (s, o)} == {str}


def test_graphs_are_sorted_and_vanish_with_their_last_quad(store):
    store.apply(Change(add=tuple(quad("s", "v", graph) for graph in "cab")))
    assert list(store.graphs()) == [iri("a"), iri("b"), iri("c")]
    store.apply(Change(remove=(quad("s", "v", "b"),)))
    assert list(store.graphs()) == [iri("a"), iri("c")]
    found = rows(store, "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s e:p ?o } }")
    assert found == [(E + "a",), (E + "c",)]


def test_a_change_removes_first_and_adds_then(store):
    kept = quad("s", "kept")
    store.apply(Change(add=(quad("s", "old"), kept)))
    store.apply(Change(remove=(quad("s", "old"), kept), add=(quad("s", "new"), kept)))
    assert set(store.quads()) == {quad("s", "new"), kept}


def test_removing_what_is_not_there_and_adding_what_is_there_is_harmless(store):
    store.apply(Change(add=(quad("s", "v"),)))
    store.apply(Change(remove=(quad("s", "other"), quad("t", "v", "h")), add=(quad("s", "v"),)))
    assert list(store.quads()) == [quad("s", "v")]
    store.apply(Change())
    assert list(store.quads()) == [quad("s", "v")]


def test_removing_a_few_quads_leaves_the_rest_of_the_graph(store):
    store.apply(Change(add=(quad("s", "1"), quad("s", "2"), quad("s", "3"))))
    store.apply(Change(remove=(quad("s", "1"), quad("s", "9"))))
    assert set(store.quads()) == {quad("s", "2"), quad("s", "3")}


def test_a_graph_is_dropped_before_anything_is_added(store):
    store.apply(Change(add=(quad("s", "1"), quad("s", "2"), quad("s", "1", "other"))))
    store.apply(Change(drop=(iri("g"), iri("unknown"))))
    assert list(store.quads()) == [quad("s", "1", "other")]
    assert list(store.graphs()) == [iri("other")]
    store.apply(Change(drop=(iri("other"),), add=(quad("t", "3", "other"),)))
    assert list(store.quads()) == [quad("t", "3", "other")]


@pytest.mark.parametrize(
    "bad",
    [
        (iri("s"), iri("p"), URIRef("https://example.org/> } ; DROP ALL #"), iri("g")),
        (iri("s"), URIRef("no scheme"), Literal("v"), iri("g")),
        (iri("s"), iri("p"), Literal("lone surrogate \ud800"), iri("g")),
        (iri("s"), iri("p"), Literal("v"), URIRef("https://example.org/a b")),
    ],
)
def test_a_change_with_a_bad_term_changes_nothing(store, bad):
    before = quad("s", "before")
    store.apply(Change(add=(before,)))
    with pytest.raises(StoreError):
        store.apply(Change(remove=(before,), add=(quad("s", "good"), bad)))
    assert list(store.quads()) == [before]


def test_select_gives_rows_of_terms_and_none(store):
    store.apply(Change(add=(quad("s", "1"), (iri("s"), RDF.type, iri("T"), iri("g")))))
    answer = store.query(
        f"SELECT ?s ?v ?no WHERE {{ ?s a <{E}T> ; <{E}p> ?v OPTIONAL {{ ?s <{E}x> ?no }} }}"
    )
    assert answer.variables == ("s", "v", "no")
    assert list(answer.rows) == [(iri("s"), Literal("1"), None)]


def test_ask_and_construct(store):
    store.apply(Change(add=(quad("s", "1"), quad("s", "2"))))
    assert store.query("ASK { ?s ?p ?o }") is True
    assert store.query("ASK { ?s ?p 3 }") is False
    triples = store.query(f"CONSTRUCT {{ ?s <{E}q> ?o }} WHERE {{ ?s <{E}p> ?o }}")
    lines = tuple(f'<{E}s> <{E}q> "{n}" .' for n in "12")
    assert triples == Triples(lines)


def test_the_default_graph_is_the_union(store):
    store.apply(Change(add=(quad("a", "1", "x"), quad("b", "1", "y"))))
    assert rows(store, "SELECT ?s WHERE { ?s e:p '1' }") == [(E + "a",), (E + "b",)]
    assert rows(store, "SELECT ?s WHERE { GRAPH e:x { ?s e:p '1' } }") == [(E + "a",)]


@pytest.mark.parametrize("text", HARD_TEXTS)
def test_bound_text_is_compared_never_run(store, text):
    store.apply(Change(add=(quad("s", text), quad("t", "something else"))))
    found = rows(store, "SELECT ?s ?v WHERE { ?s e:p ?v }", v=Literal(text))
    assert found == [(E + "s", text)]
    assert len(list(store.quads())) == 2


def test_bound_variables_reach_filters_and_groups(store):
    store.apply(Change(add=(quad("s", "one two"), quad("t", "two three"))))
    where = "WHERE { ?s e:p ?v FILTER(CONTAINS(?v, ?w)) }"
    assert rows(store, f"SELECT ?w ?s {where}", w=Literal("one")) == [("one", E + "s")]
    counted = rows(store, f"SELECT ?w (COUNT(?s) AS ?n) {where} GROUP BY ?w", w=Literal("two"))
    assert counted == [("two", "2")]


def test_a_variable_may_be_bound_to_several_terms(store):
    store.apply(Change(add=tuple(quad(name, name) for name in "abc")))
    found = rows(store, "SELECT ?v ?s WHERE { ?s e:p ?v }", v=(Literal("a"), Literal("c")))
    assert found == [("a", E + "a"), ("c", E + "c")]
    assert rows(store, "SELECT ?v ?s WHERE { ?s e:p ?v }", v=()) == []


def test_a_query_that_gives_a_bound_variable_a_value_is_an_error(store):
    with pytest.raises(QueryError, match="query"):
        rows(store, "SELECT ?w WHERE { ?s ?p ?v BIND(?v AS ?w) }", w=Literal("1"))


def test_a_bound_variable_has_to_be_selected(store):
    store.apply(Change(add=(quad("s", "1"),)))
    with pytest.raises(QueryError, match="w"):
        rows(store, "SELECT ?s WHERE { ?s ?p ?w }", w=Literal("1"))


def test_an_iri_that_breaks_out_is_refused(store):
    with pytest.raises(StoreError, match="not an IRI"):
        rows(store, "SELECT ?s WHERE { ?s ?p 1 }", s=URIRef("https://e.org/> ?x } #"))


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:b> <a:b> <a:b> }",
        "PREFIX x: <a:> # INSERT\n DELETE WHERE { ?s ?p ?o }",
        "DROP ALL",
        "CLEAR ALL",
        "LOAD <file:///etc/passwd>",
    ],
)
def test_updates_are_refused(store, update):
    store.apply(Change(add=(quad("s", "1"),)))
    with pytest.raises(QueryError, match="only SELECT"):
        store.query(update)
    assert list(store.quads()) == [quad("s", "1")]


def test_syntax_errors_say_where(store):
    with pytest.raises(QueryError, match=r"\b2:\d+"):
        store.query("SELECT ?s WHERE {\n ?s }")


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?x ?y ?z SERVICE#{\n?x # }\n { ?s ?p ?o } }",
        "PREFIX x: <http://127.0.0.1:9/> SELECT * {SERVICE x:y{ ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_other_servers_are_not_asked(store, sparql):
    with pytest.raises(QueryError, match="SERVICE"):
        store.query(sparql)


def test_the_word_service_is_no_offence(store):
    store.apply(Change(add=(quad("s", "health service"),)))
    sparql = "SELECT ?service WHERE { ?service e:p 'health service' } # service: <none>"
    assert rows(store, sparql) == [(E + "s",)]


def test_the_dataset_view_reads_and_does_not_write(store):
    store.apply(Change(add=(quad("s", "1", "x"), quad("s", "2", "y"))))
    view = store.dataset()
    assert len(view) == 2
    assert [str(o) for o in view.graph(iri("x")).objects(iri("s"), iri("p"))] == ["1"]
    assert {str(row[0]) for row in view.query("SELECT ?o WHERE { ?s ?p ?o }")} == {"1", "2"}
    for attempt in (
        lambda: view.graph(iri("x")).add((iri("s"), iri("p"), Literal("3"))),
        lambda: view.remove((None, None, None)),
        lambda: view.update("DELETE WHERE { ?s ?p ?o }"),
    ):
        # An error, or a write into a copy that the store never sees.
        with contextlib.suppress(StoreError):
            attempt()
    assert len(list(store.quads())) == 2


def test_a_closed_store_says_so(store):
    view = store.dataset()
    store.close()
    store.close()
    for use in (
        lambda: list(store.quads()),
        lambda: list(store.graphs()),
        lambda: quad("s", "v") in store,
        lambda: store.apply(Change(add=(quad("s", "v"),))),
        lambda: store.query("ASK { ?s ?p ?o }"),
        store.flush,
        store.dataset,
    ):
        with pytest.raises(StoreError, match="closed"):
            use()
    del view
