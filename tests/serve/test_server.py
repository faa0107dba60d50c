"""What a real server answers: formats, statuses, states of the store, and to whom."""

import concurrent.futures
import contextlib
import csv
import io
import json
import signal
import socket
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from urllib.parse import quote, urlencode, urlsplit

import pyoxigraph as ox
import pytest

from kg.store.documents import put
from kg.store.oxigraph import open_store
from kg.store.process import Limits
from tests.serve.servers import send, served
from tests.store.records import small_record
from tests.store.runaways import NEVER, RUNAWAYS, unhurried

QUERY = "application/sparql-query"
NAMES = "SELECT ?s ?n { ?s a ckg:Agent ; schema:name ?n } ORDER BY ?n"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s a ckg:Document }"
NOTE = "INSERT DATA { GRAPH <https://example.org/notes> { <a:b> <a:c> 'seen' } }"


def made(folder, documents=6):
    path = folder / "store"
    with open_store(path) as store:
        for number in range(documents):
            put(store, small_record(f"d{number}"))
    return path


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return made(tmp_path_factory.mktemp("server"))


@pytest.fixture(scope="module")
def address(path):
    limits = Limits(seconds=20, megabytes=512, answer_megabytes=2)
    with served(path, processes=2, limits=limits) as address:
        yield address


def ask(address, sparql, accept=None, **headers):
    headers |= {"Accept": accept} if accept else {}
    return send(address, "POST", "/sparql", QUERY, sparql.encode(), **headers)


def get(address, sparql, **headers):
    return send(address, "GET", f"/sparql?query={quote(sparql)}", **headers)


def counted(address):
    return int(ask(address, COUNT).json()["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/*;q=0.5, application/sparql-results+xml;q=0.6", "application/sparql-results+xml"),
        ("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", "application/xml"),
        ("application/n-triples, text/turtle, text/csv;q=0.1", "text/csv"),
    ],
)
def test_tables(address, accept, kind):
    answer = ask(address, NAMES, accept)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == kind
    assert answer.headers["vary"] == "Accept"
    assert names_in(kind, answer.text)[0] == "Port Authority"
    yes = ask(address, "ASK {}", accept)
    assert yes.headers["content-type"].partition(";")[0] == kind
    assert "true" in yes.text


def names_in(kind, text):
    if kind.endswith("json"):
        return [row["n"]["value"] for row in json.loads(text)["results"]["bindings"]]
    if kind.endswith("xml"):
        space = "{http://www.w3.org/2005/sparql-results#}"
        literals = ET.fromstring(text).iter(f"{space}literal")
        return [one.text for one in literals]
    rows = list(csv.reader(io.StringIO(text), delimiter="\t" if "tab" in kind else ","))
    return [row[1].strip('"') for row in rows[1:]]


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        (None, ox.RdfFormat.TURTLE),
        ("application/trig", ox.RdfFormat.TRIG),
        ("application/n-quads", ox.RdfFormat.N_QUADS),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_graphs(address, accept, format):
    query = "CONSTRUCT { ?s schema:name ?n } { ?s a ckg:Agent ; schema:name ?n }"
    answer = ask(address, query, accept)
    assert answer.headers["content-type"].partition(";")[0] == format.media_type
    found = {one.object.value for one in ox.parse(answer.content, format=format)}
    assert "Port Authority" in found
    described = send(address, "GET", "/sparql", Accept=format.media_type)
    facts = {str(one.predicate) for one in ox.parse(described.content, format=format)}
    assert "<http://www.w3.org/ns/sparql-service-description#endpoint>" in facts


@pytest.mark.parametrize(
    ("status", "method", "target", "kind", "body"),
    [
        (400, "GET", "/sparql?query=SELECT", None, ""),
        (400, "POST", "/sparql", "application/x-www-form-urlencoded", "query=%FF"),
        (400, "POST", "/sparql", "application/x-www-form-urlencoded", "nothing=1"),
        (400, "POST", "/sparql?query=ASK%7B%7D", QUERY, "ASK {}"),
        (400, "POST", "/sparql", QUERY, b"\xff"),
        (400, "GET", "/sparql?query=ASK%7B%7D&default-graph-uri=not+an+iri", None, ""),
        (400, "GET", "/sparql?query=ASK%7B%7D&using-graph-uri=a%3Ab", None, ""),
        (400, "POST", "/sparql", QUERY, NOTE),
        (403, "POST", "/sparql", "application/sparql-update", NOTE),
        (403, "POST", "/sparql", QUERY, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"),
        (404, "GET", "/else", None, ""),
        (405, "DELETE", "/sparql", None, ""),
        (405, "PATCH", "/sparql", None, ""),
        (413, "POST", "/sparql", QUERY, "#" * (5 << 20)),
        (414, "GET", "/sparql?query=" + "x" * 40_000, None, ""),
        (415, "POST", "/sparql", "application/json", "{}"),
        (500, "POST", "/sparql", QUERY, "SELECT * { ?a ?b ?c . ?d ?e ?f }"),
    ],
)
def test_statuses(address, status, method, target, kind, body):
    data = body.encode() if isinstance(body, str) else body
    answer = send(address, method, target, kind, data)
    assert answer.status_code == status, answer.text
    assert answer.text.strip()
    assert "Traceback" not in answer.text
    assert ask(address, "ASK {}").json()["boolean"] is True


@pytest.mark.parametrize(
    ("sparql", "accept", "status"),
    [
        ("ASK {}", "text/turtle", 406),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv", 406),
        ("ASK {}", "image/png", 406),
        ("ASK {}", "text/csv;q=0, */*", 200),
        ("ASK {}", "text/csv;q=nonsense", 406),
    ],
)
def test_formats_that_there_are_not(address, sparql, accept, status):
    answer = ask(address, sparql, accept)
    assert answer.status_code == status
    assert status == 200 or "text/turtle" in answer.text


def test_a_browser_that_opens_the_endpoint_gets_the_page(address):
    answer = send(address, "GET", "/sparql", Accept="text/html,*/*;q=0.8")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_a_remote_from_finds_nothing(address):
    rows = ask(address, "SELECT * FROM <http://127.0.0.1:9/x> { ?s ?p ?o }").json()
    assert rows["results"]["bindings"] == []


def test_head_has_no_body(address):
    answer = send(address, "HEAD", f"/sparql?query={quote('ASK {}')}")
    assert (answer.status_code, answer.content) == (200, b"")


def test_what_a_client_has_already_is_not_sent_again(address):
    first = get(address, NAMES)
    tag = first.headers["etag"]
    again = get(address, NAMES, **{"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert get(address, NAMES, Accept="text/csv").headers["etag"] != tag
    assert get(address, COUNT).headers["etag"] != tag
    assert ask(address, NAMES, If_None_Match=tag).status_code == 200
    for changing in ("SELECT (NOW() AS ?t) {}", "SELECT (rand() AS ?t) {}"):
        answer = get(address, changing)
        assert "etag" not in answer.headers
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:80", "", "[::2]"])
def test_other_names_of_the_host(address, host):
    assert ask(address, "ASK {}", Host=host).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1", "LOCALHOST:1", "localhost", "[::1]:80"])
def test_own_names_of_the_host(address, host):
    assert ask(address, "ASK {}", Host=host).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}, 200),
    ],
)
def test_pages_of_other_origins(address, headers, status):
    answer = ask(address, "ASK {}", **headers)
    assert answer.status_code == status
    assert "access-control-allow-origin" not in answer.headers
    assert ask(address, "ASK {}", Origin=address).status_code == 200


def test_an_origin_that_is_allowed(path):
    friend = "https://example.org"
    with served(path, processes=1, origins=(friend,)) as address:
        answer = ask(address, "ASK {}", Origin=friend)
        assert answer.headers["access-control-allow-origin"] == friend
        assert ask(address, "ASK {}", Origin="https://evil.example").status_code == 403
        headers = {"Origin": friend, "Access-Control-Request-Method": "POST"}
        headers["Access-Control-Request-Headers"] = "content-type"
        preflight = send(address, "OPTIONS", "/sparql", **headers)
        assert preflight.status_code == 200
        assert preflight.headers["access-control-allow-origin"] == friend


def test_a_long_answer_comes_whole(path):
    with served(path, processes=1) as address:
        pairs = ask(address, "SELECT ?a ?b { ?a a oa:SpecificResource . ?b ?p ?o }", "text/csv")
        assert len(pairs.content) > 1 << 20  # more than is kept in memory
        assert int(pairs.headers["content-length"]) == len(pairs.content)
        assert pairs.text.endswith("\r\n")
        rows = list(csv.reader(io.StringIO(pairs.text)))
        assert rows[0] == ["a", "b"]
        spans = int(
            ask(address, "SELECT (COUNT(*) AS ?n) { ?s a oa:SpecificResource }").json()["results"][
                "bindings"
            ][0]["n"]["value"]
        )
        assert (len(rows) - 1) % spans == 0


@pytest.mark.parametrize("name", sorted(RUNAWAYS))
def test_a_runaway_has_a_status_in_time_and_others_are_served(path_of_many, name):
    seconds = unhurried(path_of_many, least=1.0)
    limits = Limits(seconds, megabytes=768, answer_megabytes=8)
    with served(path_of_many, processes=2, limits=limits) as address:
        begun = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(1) as threads:
            running = threads.submit(ask, address, RUNAWAYS[name])
            while not running.done():
                assert ask(address, "ASK { ?s a ckg:Document }").json()["boolean"] is True
            answer = running.result()
        assert answer.status_code in (500, 504), answer.text
        assert time.monotonic() - begun < seconds + 2.5  # the rest is a busy machine
        assert counted(address) == 12


@pytest.fixture(scope="module")
def path_of_many(tmp_path_factory):
    return made(tmp_path_factory.mktemp("many"), 12)


@contextlib.contextmanager
def busy(address):
    """A query that never ends takes the server's only process, until its client goes."""
    server = urlsplit(address)
    with socket.create_connection((server.hostname, server.port)) as client:
        request = f"GET /sparql?query={quote(NEVER)} HTTP/1.1\r\nHost: {server.netloc}\r\n\r\n"
        client.sendall(request.encode())
        while (refused := ask(address, "ASK {}")).status_code == 200:
            time.sleep(0.02)
        yield refused


def test_when_all_are_at_work_the_next_is_told_when_to_come(path_of_many):
    limits = Limits(seconds=60, megabytes=512)
    with served(path_of_many, processes=1, limits=limits) as address, busy(address) as refused:
        assert (refused.status_code, int(refused.headers["retry-after"]) > 0) == (503, True)


def test_a_query_whose_client_has_gone_is_stopped(path_of_many):
    limits = Limits(seconds=60, megabytes=512)
    with served(path_of_many, processes=1, limits=limits) as address:
        with busy(address):
            begun = time.monotonic()
        while ask(address, "ASK {}").status_code != 200:
            assert time.monotonic() - begun < 10


def test_beside_a_writer(tmp_path):
    path = made(tmp_path, 2)
    with served(path, processes=1) as address:
        assert counted(address) == 2
        tag = get(address, COUNT).headers["etag"]
        with open_store(path) as store:
            put(store, small_record("new"))
            assert counted(address) == 2
            assert get(address, COUNT).headers["etag"] == tag
        while counted(address) == 2:  # it looks for what is new from time to time
            time.sleep(0.02)
        assert counted(address) == 3
        assert get(address, COUNT).headers["etag"] != tag


def test_updates(tmp_path):
    path = made(tmp_path, 1)
    update = "application/sparql-update"
    seen = "ASK { <a:b> <a:c> 'seen' }"
    with served(path, processes=1, write=True) as address:
        assert send(address, "POST", "/sparql", update, NOTE.encode()).status_code == 204
        assert ask(address, seen).json()["boolean"] is True
        swept = send(address, "POST", "/sparql", update, b"CLEAR ALL")
        assert (swept.status_code, "the program's own" in swept.text) == (403, True)
        with open_store(path):
            busy = send(
                address, "POST", "/sparql", update, b"DROP GRAPH <https://example.org/notes>"
            )
            assert (busy.status_code, "retry-after" in busy.headers) == (503, True)
        assert ask(address, seen).json()["boolean"] is True
        forged = {"Origin": "https://evil.example"}
        body = urlencode({"update": "DROP GRAPH <https://example.org/notes>"}).encode()
        form = "application/x-www-form-urlencoded"
        assert send(address, "POST", "/sparql", form, body, **forged).status_code == 403
        assert send(address, "POST", "/sparql", form, body).status_code == 204
        assert ask(address, seen).json()["boolean"] is False


def test_many_at_once_are_all_answered(address):
    with concurrent.futures.ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(lambda _: ask(address, NAMES).text, range(60)))
    assert len(set(answers)) == 1


@pytest.mark.slow
def test_the_command(tmp_path):
    path = made(tmp_path, 1)
    program = "from kg.cli.main import run; run()"
    command = [sys.executable, "-c", program, "serve", "--store", str(path), "--port", "0"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        line = server.stderr.readline()
        address = line.split("/ ")[0]
        assert ask(address, "ASK {}").status_code == 200  # what it has told can be asked
        port = address.rpartition(":")[2]
        taken = subprocess.run(
            [*command[:-1], port], capture_output=True, text=True, check=False, timeout=60
        )
        assert taken.returncode == 1
        assert "in use" in taken.stderr
        assert "Traceback" not in taken.stderr
        server.send_signal(signal.SIGINT)
        assert server.wait(20) in (0, 130)
        assert "Traceback" not in server.stderr.read()
    finally:
        server.kill()
        server.wait()
        server.stderr.close()
    assert list((path / ".snapshots").iterdir()) == []
    with open_store(path) as store:
        assert len(store)
