import pytest

from kg.config import Server
from kg.errors import StoreError
from kg.store.endpoints import endpoints


@pytest.mark.parametrize(
    ("url", "query", "update", "graphs"),
    [
        (
            "http://localhost:7878",
            "http://localhost:7878/query",
            "http://localhost:7878/update",
            "http://localhost:7878/store",
        ),
        (
            "https://example.org/ds/query",
            "https://example.org/ds/query",
            "https://example.org/ds/update",
            "https://example.org/ds/store",
        ),
        (
            "http://[::1]:8890/sparql/",
            "http://[::1]:8890/sparql",
            "http://[::1]:8890/sparql",
            "http://[::1]:8890/sparql-graph-crud",
        ),
        (
            "http://dba:s%40fe@localhost:8890/sparql",
            "http://localhost:8890/sparql",
            "http://localhost:8890/sparql-auth",
            "http://localhost:8890/sparql-graph-crud-auth",
        ),
    ],
)
def test_the_layouts_that_are_known(url, query, update, graphs):
    found = endpoints(url)
    assert (found.query, found.update, found.graphs) == (query, update, graphs)


def test_passwords_stay_out_of_names():
    found = endpoints("http://dba:s%40fe@localhost:8890/sparql")
    assert (found.user, found.password) == ("dba", "s@fe")
    assert "s@fe" not in found.name
    assert "s@fe" not in repr(found)


def test_other_servers_are_named_endpoint_by_endpoint():
    server = Server("http://h/r/statements", "http://h/r/graphs", "u", "p")
    found = endpoints("http://h/r/query", server)
    assert (found.query, found.update) == ("http://h/r/query", "http://h/r/statements")
    assert (found.graphs, found.user, found.password) == ("http://h/r/graphs", "u", "p")
    assert endpoints("http://h/r", Server("http://h/u")).graphs == ""


@pytest.mark.parametrize("url", ["http://", "http://:80/", "http://host:port/", "ftp://host/", "x"])
def test_what_is_no_url_is_an_error(url):
    with pytest.raises(StoreError, match="URL"):
        endpoints(url)
