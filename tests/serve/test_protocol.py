"""The test cases of the W3C's SPARQL 1.1 Protocol test suite, against a real server.

The requests and expectations are those of
https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/ (34 cases, by their names there).
In ``query_multiple_dataset`` the manifest has the second parameter's ampersand escaped, which
makes one graph's name of two; here they are two, as in the suite's own program.
"""

from dataclasses import dataclass
from urllib.parse import quote

import pytest
from rdflib import RDF, URIRef

from kg.store.interface import Change
from kg.store.oxigraph import open_store
from tests.serve.servers import send, served

DATA = "http://kasei.us/2009/09/sparql/data/data%s.rdf"
ONE, TWO, THREE = (DATA % number for number in (1, 2, 3))
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
DOCUMENT = URIRef("http://xmlns.com/foaf/0.1/Document")
PREFIXES = """PREFIX dc: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
"""
THREE_GRAPHS = (
    PREFIXES
    + "DROP ALL ;\nINSERT DATA {\n"
    + "".join(f"GRAPH <{iri}> {{ <{iri}> a foaf:Document }}\n" for iri in (ONE, TWO, THREE))
    + "} ;\n"
)
BIBLIOGRAPHIC = "a <http://purl.org/dc/terms/BibliographicResource>"


@dataclass(frozen=True)
class Request:
    """One request, and what is expected: "4xx", "2xx", "true", "table", "graph" or "iri"."""

    expected: str
    method: str = "GET"
    parameters: tuple[tuple[str, str], ...] = ()
    content_type: str | None = None
    body: str | bytes = ""


def get(expected, query, *parameters, method="GET"):
    return Request(expected, method, (("query", query), *parameters))


def post(expected, content_type, body, *parameters):
    return Request(expected, "POST", parameters, content_type, body)


def default(*iris):
    return tuple(("default-graph-uri", iri) for iri in iris)


def named(*iris):
    return tuple(("named-graph-uri", iri) for iri in iris)


def in_graph(name, *subjects):
    lines = "".join(f"<{iri}> {BIBLIOGRAPHIC} .\n" for iri in subjects)
    return f"GRAPH <http://example.org/{name}/> {{ {lines} }}"


def inserted(name, where):
    return (
        f"INSERT {{ GRAPH <http://example.org/{name}/> {{ ?s a dc:BibliographicResource }} }}\n"
        f"WHERE {{ {where} }}"
    )


TYPED = " ".join(f"GRAPH ?g{n} {{ <{DATA % n}> a ?type }}" for n in (1, 2))
BOTH = f"ASK {{ <{ONE}> a ?type . <{TWO}> a ?type . }}"
NO_DATA = default(DATA % 0)

CASES = {
    "query_post_form": [post("true", FORM, "query=ASK%20%7B%7D", *NO_DATA)],
    "query_dataset_default_graphs_get": [get("true", BOTH, *default(ONE, TWO))],
    "query_dataset_default_graphs_post": [post("true", QUERY, BOTH, *default(ONE, TWO))],
    "query_dataset_named_graphs_post": [
        post("true", QUERY, f"ASK {{ {TYPED} }}", *named(ONE, TWO))
    ],
    "query_dataset_named_graphs_get": [get("true", f"ASK {{ {TYPED} }}", *named(ONE, TWO))],
    "query_dataset_full": [
        post(
            "true",
            QUERY,
            f"ASK {{ <{THREE}> a ?type {TYPED} }}",
            *default(THREE),
            *named(ONE, TWO),
        )
    ],
    "query_multiple_dataset": [
        post("true", QUERY, f"ASK FROM <{THREE}> {{ {TYPED} }}", *named(ONE, TWO))
    ],
    "query_get": [get("true", "ASK {}", *NO_DATA)],
    "query_content_type_select": [post("table", QUERY, "SELECT (1 AS ?value) {}", *NO_DATA)],
    "query_content_type_ask": [post("boolean", QUERY, "ASK {}", *NO_DATA)],
    "query_content_type_describe": [
        post("graph", QUERY, "DESCRIBE <http://example.org/>", *NO_DATA)
    ],
    "query_content_type_construct": [
        post("graph", QUERY, "CONSTRUCT { <s> <p> 1 } WHERE {}", *NO_DATA)
    ],
    "update_dataset_default_graph": [
        post(
            "2xx",
            UPDATE,
            f"{PREFIXES} CLEAR ALL ;\n"
            f"INSERT DATA {{ GRAPH <{ONE}> {{ <{ONE}> a foaf:Document }} }} ;\n"
            + inserted("protocol-update-dataset-test", "?s a foaf:Document"),
            ("using-graph-uri", ONE),
        ),
        post("true", QUERY, f"ASK {{ {in_graph('protocol-update-dataset-test', ONE)} }}"),
    ],
    "update_dataset_default_graphs": [
        post(
            "2xx",
            UPDATE,
            THREE_GRAPHS + inserted("protocol-update-dataset-graphs-test", "?s a foaf:Document"),
            ("using-graph-uri", ONE),
            ("using-graph-uri", TWO),
        ),
        post(
            "true",
            QUERY,
            f"ASK {{ {in_graph('protocol-update-dataset-graphs-test', ONE, TWO)} "
            f"FILTER NOT EXISTS {{ {in_graph('protocol-update-dataset-graphs-test', THREE)} }} }}",
        ),
    ],
    "update_dataset_named_graphs": [
        post(
            "2xx",
            UPDATE,
            THREE_GRAPHS
            + inserted(
                "protocol-update-dataset-named-graphs-test", "GRAPH ?g { ?s a foaf:Document }"
            ),
            ("using-named-graph-uri", ONE),
            ("using-named-graph-uri", TWO),
        ),
        post(
            "true",
            QUERY,
            f"ASK {{ {in_graph('protocol-update-dataset-named-graphs-test', ONE, TWO)} "
            "FILTER NOT EXISTS { "
            f"{in_graph('protocol-update-dataset-named-graphs-test', THREE)} }} }}",
        ),
    ],
    "update_dataset_full": [
        post(
            "2xx",
            UPDATE,
            THREE_GRAPHS
            + """INSERT {
                GRAPH <http://example.org/protocol-update-dataset-full-test/> {
                    ?s <http://example.org/in> ?in
                }
            }
            WHERE {
                { GRAPH ?g { ?s a foaf:Document } BIND(?g AS ?in) }
                UNION
                { ?s a foaf:Document . BIND("default" AS ?in) }
            }""",
            ("using-graph-uri", ONE),
            ("using-named-graph-uri", TWO),
        ),
        post(
            "true",
            QUERY,
            f"""ASK {{
                GRAPH <http://example.org/protocol-update-dataset-full-test/> {{
                    <{ONE}> <http://example.org/in> "default" .
                    <{TWO}> <http://example.org/in> <{TWO}> .
                }}
                FILTER NOT EXISTS {{
                    GRAPH <http://example.org/protocol-update-dataset-full-test/> {{
                        <{THREE}> ?p ?o
                    }}
                }}
            }}""",
        ),
    ],
    "update_post_form": [post("2xx", FORM, "update=CLEAR+ALL")],
    "update_post_direct": [post("2xx", UPDATE, "CLEAR ALL")],
    "update_base_uri": [
        post(
            "2xx",
            UPDATE,
            "CLEAR GRAPH <http://example.org/protocol-base-test/> ;\n"
            "INSERT DATA { GRAPH <http://example.org/protocol-base-test/> "
            "{ <http://example.org/s> <http://example.org/p> <test> } }",
        ),
        post(
            "iri",
            QUERY,
            "SELECT ?o WHERE { GRAPH <http://example.org/protocol-base-test/> "
            "{ <http://example.org/s> <http://example.org/p> ?o } }",
        ),
    ],
    "query_post_direct": [post("true", QUERY, "ASK {}")],
    "bad_query_method": [get("4xx", "ASK {}", *NO_DATA, method="PUT")],
    "bad_multiple_queries": [get("4xx", "ASK {}", ("query", "SELECT * {}"))],
    "bad_query_wrong_media_type": [post("4xx", "text/plain", "ASK {}")],
    "bad_query_missing_form_type": [post("4xx", None, "query=ASK%20%7B%7D")],
    "bad_query_missing_direct_type": [post("4xx", None, "ASK {}")],
    "bad_query_non_utf8": [post("4xx", f"{QUERY}; charset=UTF-16", "ASK {}".encode("utf-16"))],
    "bad_query_syntax": [get("4xx", "ASK {")],
    "bad_update_get": [Request("4xx", "GET", (("update", "CLEAR ALL"),))],
    "bad_multiple_updates": [post("4xx", FORM, "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT")],
    "bad_update_wrong_media_type": [post("4xx", "text/plain", "CLEAR NAMED")],
    "bad_update_missing_form_type": [post("4xx", None, "update=CLEAR%20NAMED")],
    "bad_update_non_utf8": [
        post("4xx", f"{UPDATE}; charset=UTF-16", "CLEAR NAMED".encode("utf-16"))
    ],
    "bad_update_syntax": [post("4xx", FORM, "update=CLEAR%20XYZ")],
    "bad_update_dataset_conflict": [
        post(
            "4xx",
            UPDATE,
            """PREFIX foaf: <http://xmlns.com/foaf/0.1/>
            WITH <http://example/addresses>
            DELETE { ?person foaf:givenName 'Bill' }
            INSERT { ?person foaf:givenName 'William' }
            WHERE { ?person foaf:givenName 'Bill' }""",
            ("using-named-graph-uri", "http://example/people"),
        )
    ],
}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A server that takes updates over a store with the suite's data graphs."""
    path = tmp_path_factory.mktemp("protocol") / "store"
    quads = tuple((URIRef(iri), RDF.type, DOCUMENT, URIRef(iri)) for iri in (ONE, TWO, THREE))
    with open_store(path) as store:
        store.apply(Change(add=quads))
    with served(path, processes=1, write=True) as address:
        yield address


def test_there_are_34():
    assert len(CASES) == 34


@pytest.mark.parametrize("name", CASES)
def test_case(address, name):
    for request in CASES[name]:
        expect(request.expected, answered(address, request))


def answered(address, request):
    query = "&".join(f"{key}={quote(value, safe='')}" for key, value in request.parameters)
    body = request.body.encode() if isinstance(request.body, str) else request.body
    target = f"/sparql/?{query}" if query else "/sparql/"
    return send(address, request.method, target, request.content_type, body)


def expect(expected, response):
    kind = response.headers.get("content-type", "").partition(";")[0]
    if expected == "4xx":
        assert 400 <= response.status_code < 500, response.text
        assert response.text.strip()
        return
    assert 200 <= response.status_code < 400, response.text
    if expected in ("true", "boolean"):
        assert kind == "application/sparql-results+json"
        assert response.json()["boolean"] in ((True,) if expected == "true" else (True, False))
    elif expected == "table":
        assert kind == "application/sparql-results+json"
        assert response.json()["results"]["bindings"][0]["value"]["value"] == "1"
    elif expected == "graph":
        assert kind == "text/turtle"
    elif expected == "iri":
        (row,) = response.json()["results"]["bindings"]
        assert row["o"]["type"] == "uri"
        assert row["o"]["value"].startswith("http://127.0.0.1")
