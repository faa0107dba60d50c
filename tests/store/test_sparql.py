import pytest
from rdflib import Literal, URIRef

from kg.errors import QueryError
from kg.store.interface import Change
from kg.store.oxigraph import memory_store
from kg.store.rdflib_memory import RdflibStore
from kg.store.sparql import chooses_graphs, not_a_query, refuse_service

G, H = URIRef("https://example.org/g"), URIRef("https://example.org/h")
S, P = URIRef("https://example.org/s"), URIRef("https://example.org/p")


@pytest.mark.parametrize(
    ("sparql", "chooses"),
    [
        ("SELECT * FROM <a:g> WHERE { ?s ?p ?o }", True),
        ("PREFIX g: <a:> SELECT *\nfrom g:g WHERE { ?s ?p ?o }", True),
        ("SELECT * FROM NAMED <a:g> { GRAPH ?g { ?s ?p ?o } }", True),
        ("SELECT * # FROM <a:g>\n { ?s ?p ?o }", False),
        ('SELECT * { ?s ?p "words FROM <a:g>" }', False),
        ("SELECT * { ?s ?p '''quote ' FROM <a:g>''' }", False),
        ('SELECT * { ?s ?p """a \\""" FROM <a:g>""" }', False),
        ("SELECT * FROM<a:g>{ ?s ?p ?o }", True),
        ("SELECT * { ?from <a:from> ?o }", False),
        ("PREFIX from: <a:> SELECT * { ?s from:x ?o ; x:from <a:b> }", False),
        ("SELECT * { <https://e.org/#FROM> ?p 'x' }", False),
    ],
)
def test_whether_a_query_chooses_its_graphs(sparql, chooses):
    assert chooses_graphs(sparql) is chooses


def test_from_narrows_the_default_graph():
    with memory_store() as store:
        store.apply(Change(add=((S, P, Literal("1"), G), (S, P, Literal("2"), H))))
        rows = [str(o) for (o,) in store.query(f"SELECT ?o FROM <{G}> {{ ?s ?p ?o }}").rows]
        assert rows == ["1"]


def test_rdflib_does_not_fetch_what_from_names():
    with RdflibStore() as store, pytest.raises(QueryError, match="FROM"):
        store.query("SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }")


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?s ?p ?o . SERVICE <http://h/> { ?s ?p ?o } }",
        "SELECT * { {} SERVICE ?endpoint { ?s ?p ?o } }",
        "SELECT * { SERVICE$endpoint{ } }",
        "SELECT * { SERVICE SILENT x: { } }",
        "SELECT * { ?a<?b#c>'''\nSERVICE <http://h/> { } #'''\n }",
        "SELECT * { SERV\\u0049CE <http://h/> { } }",
        "SELECT * { SERVICE\\U00000020<http://h/> { } }",
        "SELECT * { SERVICE <http://h/\\u003Ex> { } }",
    ],
)
def test_calls_of_other_servers_are_seen(sparql):
    with pytest.raises(QueryError, match="SERVICE"):
        refuse_service(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?service { ?service ?p ?o }",
        "SELECT $service ?o { ?o ?p $service }",
        'SELECT * { ?s ?p "the health service" }',
        'SELECT * { ?s ?p "Service: good" FILTER(true) }',
        "SELECT * { ?s <https://e.org/service> ?o }",
        "SELECT * { ?s ?p '\\UFFFFFFFF' }",
    ],
)
def test_other_queries_pass(sparql):
    refuse_service(sparql)


@pytest.mark.parametrize(
    "sparql", ["INSERT DATA {}", " #x\nBASE <a:b> PREFIX x: <y:z>\nwith <a:b> DELETE {} WHERE {}"]
)
def test_an_update_is_called_one(sparql):
    assert "this is an update" in str(not_a_query(sparql, SyntaxError("line 1")))


def test_other_errors_are_passed_on():
    assert str(not_a_query("SELECT insert", SyntaxError("at 1:8"))) == "query: at 1:8"
