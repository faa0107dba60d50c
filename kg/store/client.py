"""Plain HTTP to a SPARQL 1.1 server: the Protocol for queries and updates, Graph Store Protocol."""

from __future__ import annotations

from collections.abc import Generator

import httpx2 as httpx

from kg.errors import QueryError, StoreError
from kg.store.endpoints import Endpoints

RESULTS = "application/sparql-results+json"
TRIPLES = "application/n-triples"
_CONNECT, _ANSWER = 10.0, 600.0
"""Seconds: to reach the server, and until it says something."""


class Client:
    """A connection to one server, kept open; safe to use from several threads."""

    def __init__(self, where: Endpoints) -> None:
        self.where = where
        self._http = httpx.Client(
            auth=_Password(where.user, where.password) if where.user else None,
            timeout=httpx.Timeout(_ANSWER, connect=_CONNECT),
            trust_env=False,
        )

    def query(self, sparql: str, accept: str, *, union: bool = True) -> bytes:
        """The answer to a query in the media type asked for; QueryError when it is refused.

        With ``union`` the default graph is the union of all: Oxigraph wants to be asked for that.
        """
        form = {"query": sparql} | ({"union-default-graph": "true"} if union else {})
        headers = {"Accept": accept}
        response = self._send("POST", self.where.query, data=form, headers=headers)
        if response.is_error:
            raise QueryError(f"query: {self.where.name}: {_reason(response)}")
        return response.content

    def update(self, sparql: str) -> None:
        """Run an update request; StoreError when the server refuses it."""
        response = self._send("POST", self.where.update, data={"update": sparql})
        if response.is_error:
            raise StoreError(f"{self.where.name}: {_reason(response)}")

    def graph(self, name: str) -> bytes:
        """The triples of a graph as N-Triples; empty when the server has no such graph."""
        response = self._send(
            "GET", self.where.graphs, params={"graph": name}, headers={"Accept": TRIPLES}
        )
        if response.status_code == httpx.codes.NOT_FOUND:
            return b""
        if response.is_error:
            raise StoreError(f"{self.where.name}: {_reason(response)}")
        return response.content

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def _send(self, method: str, url: str, **parts: dict[str, str]) -> httpx.Response:
        try:
            response = self._http.request(method, url, **parts)  # type: ignore[arg-type]
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise StoreError(f"{self.where.name}: cannot be reached ({error})") from error
        if response.is_redirect:
            raise StoreError(f"{self.where.name}: redirects to {response.headers['location']}")
        return response


class _Password(httpx.Auth):
    """User and password in the way that the server asks for: Digest or Basic."""

    def __init__(self, user: str, password: str) -> None:
        self._basic = httpx.BasicAuth(user, password)
        self._digest = httpx.DigestAuth(user, password)

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        flow = self._digest.auth_flow(request)
        response = yield next(flow)  # with what the last challenge gave, if there was one
        if response.status_code != httpx.codes.UNAUTHORIZED:
            return
        if "basic" in response.headers.get("www-authenticate", "").lower():
            yield from self._basic.auth_flow(request)
            return
        try:
            yield flow.send(response)
        except StopIteration:
            return


def _reason(response: httpx.Response) -> str:
    """The status and the first line that the server gave as the reason."""
    kind = response.headers.get("content-type", "")
    text = "" if "html" in kind else response.text.strip().partition("\n")[0][:200]
    return f"{response.status_code} {response.reason_phrase}{': ' if text else ''}{text}"
