"""What a request of the SPARQL 1.1 Protocol asks for (https://www.w3.org/TR/sparql11-protocol/)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from rdflib import URIRef

from kg.errors import StoreError
from kg.store.terms import node_to_oxigraph

QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
FORM = "application/x-www-form-urlencoded"
LONGEST_URL = 32_768
"""Characters of a query string: longer ones have to be posted."""

_MOST_PARAMETERS = 10_000
_DATASETS = {
    "query": ("default-graph-uri", "named-graph-uri"),
    "update": ("using-graph-uri", "using-named-graph-uri"),
}


class ProtocolError(Exception):
    """A request that is answered with a status and a message."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = dict(headers or {})


@dataclass(frozen=True, slots=True)
class Operation:
    """A query or an update, and the graphs that the request chooses for it (None: it does not)."""

    text: str
    update: bool = False
    graphs: tuple[tuple[str, ...], tuple[str, ...]] | None = field(default=None)


def operation(
    method: str, query_string: str, content_type: str | None, body: bytes
) -> Operation | None:
    """The operation of a request; None for one by GET that has none (it asks what this is).

    ProtocolError with 400, 405, 414 or 415 for what is none.
    """
    if method not in ("GET", "HEAD", "POST"):
        raise ProtocolError(405, f"{method} is not allowed", {"Allow": "GET, HEAD, POST, OPTIONS"})
    if len(query_string) > LONGEST_URL:
        raise ProtocolError(414, "the URL is too long: send the query by POST")
    parameters = _pairs(query_string.encode())
    if method != "POST":
        if "update" in parameters:
            raise ProtocolError(400, "updates are sent by POST")
        return _from(parameters) if "query" in parameters else None
    kind, charset = _media_type(content_type)
    if charset not in ("", "utf-8"):
        raise ProtocolError(415, f"{charset}: only UTF-8 is understood")
    if kind == FORM:
        for name, values in _pairs(body).items():
            parameters.setdefault(name, []).extend(values)
    elif kind in (QUERY, UPDATE):
        name = "query" if kind == QUERY else "update"
        if {"query", "update"} & parameters.keys():
            raise ProtocolError(400, "a query or update in the URL and another in the body")
        parameters[name] = [_decoded(body)]
    else:
        raise ProtocolError(
            415,
            f"{kind or 'no Content-Type'}: {QUERY}, {UPDATE} or {FORM} is needed",
            {"Accept-Post": f"{QUERY}, {UPDATE}, {FORM}"},
        )
    return _from(parameters)


def _from(parameters: Mapping[str, list[str]]) -> Operation:
    found = [(name, text) for name in _DATASETS for text in parameters.get(name, [])]
    if len(found) != 1:
        raise ProtocolError(400, f"one query or one update is needed, here are {len(found)}")
    ((name, text),) = found
    (other,) = _DATASETS.keys() - {name}
    for parameter in _DATASETS[other]:
        if parameter in parameters:
            raise ProtocolError(400, f"{parameter} is no parameter of a {name}")
    default, named = (tuple(_iris(parameters.get(key, []))) for key in _DATASETS[name])
    return Operation(text, name == "update", (default, named) if default or named else None)


def _iris(given: Iterable[str]) -> Iterable[str]:
    for iri in given:
        try:
            node_to_oxigraph(URIRef(iri))
        except StoreError as error:
            raise ProtocolError(400, str(error)) from error
        yield iri


def _pairs(encoded: bytes) -> dict[str, list[str]]:
    try:
        pairs = parse_qsl(
            encoded.decode(),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_PARAMETERS,
        )
    except ValueError as error:
        raise ProtocolError(400, f"the parameters cannot be read: {error}") from error
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise ProtocolError(400, f"the body is not UTF-8: {error}") from error


def _media_type(content_type: str | None) -> tuple[str, str]:
    """Media type and charset of a Content-Type, in lower case."""
    kind, *parameters = (part.strip().lower() for part in (content_type or "").split(";"))
    charsets = (p.partition("=")[2].strip(' "') for p in parameters if p.startswith("charset"))
    return kind, next(charsets, "")
