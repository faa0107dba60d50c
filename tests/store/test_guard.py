"""Queries that take too much are stopped; those that do not are answered as always."""

import threading
import time

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import XSD, Literal, URIRef

from kg.errors import QueryError, StoreError
from kg.store.documents import documents, put
from kg.store.guard import GuardedStore, LimitError, Limits
from kg.store.interface import Change
from kg.store.opening import open_any
from kg.store.oxigraph import open_store, read_store
from tests.store.records import small_record
from tests.store.runaways import NEVER, RUNAWAYS, unhurried

BASE = "https://w3id.org/ckg/id/"
E = "https://example.org/"


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """A store with some thousand quads."""
    path = tmp_path_factory.mktemp("guard") / "store"
    with open_store(path) as store:
        for number in range(12):
            put(store, small_record(f"d{number}"))
    return path


def guarded(path, seconds=30.0, rows=100_000, megabytes=1024):
    return GuardedStore(path, BASE, Limits(seconds, rows, megabytes))


def rows(store, sparql, **bindings):
    return list(store.query(sparql, bindings).rows)


def test_answers_are_those_of_the_store_itself(path):
    queries = [
        "SELECT ?s ?n { ?s schema:name ?n OPTIONAL { ?s ckg:scope ?x } } ORDER BY ?s ?n",
        "SELECT ?s ?x { ?s a ckg:Agent OPTIONAL { ?s ckg:scope ?x } } ORDER BY ?s",
        "SELECT ?x { ?x a <a:nothing> }",
    ]
    with guarded(path) as ours, read_store(path) as plain:
        for sparql in queries:
            assert rows(ours, sparql) == rows(plain, sparql)
            assert ours.query(sparql).variables == plain.query(sparql).variables
        for sparql in ("ASK { ?s a ckg:Agent }", "CONSTRUCT { ?s a <a:b> } { ?s a ckg:Agent }"):
            assert ours.query(sparql) == plain.query(sparql)
        bound = {"n": Literal("Port Authority")}
        assert rows(ours, queries[0], **bound) == rows(plain, queries[0], **bound) != []
        assert documents(ours) == documents(plain)


def test_an_answer_that_is_handed_over_in_a_file(path):
    pairs = "SELECT ?a ?c { ?a ?b ?c . ?d ?e ?f } LIMIT 30000"
    triples = "CONSTRUCT { ?a ?b ?c } { ?a ?b ?c }"
    with guarded(path) as ours, read_store(path) as plain:
        assert rows(ours, pairs) == rows(plain, pairs)
        assert ours.query(triples) == plain.query(triples)


@settings(max_examples=50)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=5))
def test_every_text_comes_back_as_it_was(texts):
    """What the worker's answers are written in loses nothing, whatever stands in an article."""
    store, node = ox.Store(), ox.NamedNode("a:b")
    terms = [
        *map(ox.Literal, texts),
        *(ox.Literal(text, language="en") for text in texts),
        *(ox.Literal(text, datatype=ox.NamedNode("a:type")) for text in texts),
        ox.Literal("01", datatype=ox.NamedNode(f"{XSD}integer")),
        ox.Literal("1e3", datatype=ox.NamedNode(f"{XSD}double")),
    ]
    for number, term in enumerate(terms):
        store.add(ox.Quad(ox.NamedNode(f"a:{number}"), node, term))
    asked = "SELECT ?s ?o ?nothing { ?s <a:b> ?o } ORDER BY ?s"
    written = store.query(asked).serialize(format=ox.QueryResultsFormat.TSV)
    assert written.count(b"\n") == len(terms) + 1
    read = ox.parse_query_results(written, format=ox.QueryResultsFormat.TSV)
    assert [tuple(row) for row in read] == [tuple(row) for row in store.query(asked)]


@pytest.mark.parametrize("name", sorted(RUNAWAYS))
def test_a_runaway_is_stopped_and_the_next_query_answered(path, name):
    seconds = unhurried(path, least=0.5)
    with guarded(path, seconds=seconds, rows=1000, megabytes=512) as store:
        rows(store, "SELECT ?s { ?s a ckg:Document }")
        begun = time.monotonic()
        with pytest.raises(LimitError, match=r"stopped|more than|memory"):
            store.query(RUNAWAYS[name])
        assert time.monotonic() - begun < seconds + 2.5  # the rest is a busy machine
        assert len(rows(store, "SELECT ?s { ?s a ckg:Document }")) == 12


def test_too_many_rows(path):
    with guarded(path, rows=10) as store:
        assert len(rows(store, "SELECT ?s { ?s ?p ?o } LIMIT 10")) == 10
        for sparql in ("SELECT ?s { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"):
            with pytest.raises(LimitError, match="more than 10 rows"):
                store.query(sparql)


def test_too_much_memory(path):
    sparql = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c"
    with guarded(path, seconds=60, megabytes=64) as store:
        with pytest.raises(LimitError, match="memory"):
            store.query(sparql)
        assert store.query("ASK { ?s ?p ?o }") is True


def test_others_are_served_meanwhile(path):
    with guarded(path, seconds=2) as slow, guarded(path) as quick:
        quick.query("ASK {}")
        stopped = []

        def run():
            try:
                slow.query(NEVER)
            except LimitError as error:
                stopped.append(error)

        thread = threading.Thread(target=run)
        thread.start()
        for _ in range(20):
            assert quick.query("ASK { ?s ?p ?o }") is True
        assert not stopped
        thread.join()
        assert len(stopped) == 1


@pytest.mark.parametrize(
    "sparql",
    [
        "INSERT DATA { <a:b> <a:b> <a:b> }",
        "LOAD <http://127.0.0.1:9/>",
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT ?s { ?s }",
    ],
)
def test_what_is_no_reading_query_is_refused(path, sparql):
    with guarded(path) as store:
        with pytest.raises(QueryError):
            store.query(sparql)
        assert store.query("ASK { ?s ?p ?o }") is True


def test_from_never_fetches(path):
    with guarded(path) as store:
        assert rows(store, "SELECT ?s FROM <http://127.0.0.1:9/x> { ?s ?p ?o }") == []


def test_a_worker_that_was_killed_is_replaced(path):
    with guarded(path) as store:
        store.query("ASK {}")
        store._guard._worker.kill()
        store._guard._worker._process.wait()
        assert store.query("ASK {}") is True


def test_it_is_only_read_and_can_be_closed(path):
    store = open_any(path, limits=Limits())
    store.query("ASK {}")
    worker = store._guard._worker._process
    graph = URIRef(E + "g")
    with pytest.raises(StoreError):
        store.apply(Change(add=((graph, graph, graph, graph),)))
    store.close()
    store.close()
    assert worker.poll() is not None
    with pytest.raises(StoreError, match="closed"):
        store.query("ASK {}")
    open_store(path).close()
