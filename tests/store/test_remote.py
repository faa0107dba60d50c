"""What goes wrong with servers; what goes right is in test_contract."""

import contextlib
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from rdflib import Literal, URIRef

from kg.config import Server
from kg.errors import QueryError, StoreError
from kg.store.endpoints import endpoints
from kg.store.interface import Change
from kg.store.opening import open_any
from kg.store.remote import RemoteStore
from tests.store import servers

ONE = URIRef("https://example.org/one")
CHANGE = Change(add=((ONE, ONE, Literal("1"), ONE),))
FALSE = '{"head": {}, "boolean": false}'


@contextlib.contextmanager
def answering(status, body="", **headers):
    """A server that says the same to everybody and keeps what it was sent."""
    seen = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["content-length"]))
            seen.append(self.headers.get("authorization"))
            code = status(self.headers) if callable(status) else status
            self.send_response(code)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("content-length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        do_GET = do_POST

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", seen
        finally:
            server.shutdown()
            thread.join()


def test_nobody_there():
    url = f"http://127.0.0.1:{servers.free_port()}"
    with (
        open_any(url) as store,
        pytest.raises(StoreError, match=rf"{url}/query: cannot be reached"),
    ):
        store.query("ASK {}")


@pytest.mark.parametrize("body", ["", "<html>", "{}", '{"head": {"vars": ["x"]}}', FALSE])
def test_an_answer_that_is_none(body):
    with (
        answering(200, body) as (url, _),
        RemoteStore(endpoints(url)) as store,
        pytest.raises((StoreError, QueryError), match=r"127\.0\.0\.1"),
    ):
        list(store.query("SELECT ?s { ?s ?p ?o }").rows)


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (500, "no more room\nat all", "500 .*: no more room$"),
        (403, "", "403 Forbidden$"),
        (302, "", "redirects to http://elsewhere/"),
    ],
)
def test_a_refusal_says_why(status, body, told):
    with (
        answering(status, body, location="http://elsewhere/") as (url, _),
        RemoteStore(endpoints(url)) as store,
    ):
        with pytest.raises(StoreError, match=told):
            store.apply(CHANGE)
        with pytest.raises((QueryError, StoreError), match=told):
            store.query("ASK {}")


def test_a_password_is_given_when_it_is_asked_for():
    def status(headers):
        return 200 if headers.get("authorization") == "Basic dTpw" else 401

    ask = {"www_authenticate": 'Basic realm="r"'}
    with answering(status, FALSE, **ask) as (url, seen):
        with RemoteStore(endpoints(url, Server(user="u", password="p"))) as store:
            assert store.query("ASK {}") is False
        assert seen == [None, "Basic dTpw"]
        with (
            RemoteStore(endpoints(url, Server(user="u", password="wrong"))) as store,
            pytest.raises(QueryError, match="401"),
        ):
            store.query("ASK {}")
    with (
        answering(401, **ask) as (url, _),
        RemoteStore(endpoints(url)) as store,
        pytest.raises(StoreError, match="401"),
    ):
        store.apply(CHANGE)


def test_graphs_of_others_on_the_server_are_none_of_ours():
    where = servers.oxigraph("shared")
    with (
        RemoteStore(where, "https://example.org/") as ours,
        RemoteStore(where, "https://example.com/") as theirs,
    ):
        ours.apply(CHANGE)
        assert (len(ours), len(theirs)) == (1, 0)
        assert list(theirs.quads()) == list(theirs.graphs()) == []
