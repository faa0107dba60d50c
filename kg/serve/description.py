"""The service description of the endpoint (https://www.w3.org/TR/sparql11-service-description/)."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.serve.negotiation import TABLES, TRIPLES

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_NAMES = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/trig": "TriG",
    "application/n-quads": "N-Quads",
    "application/n-triples": "N-Triples",
    "application/ld+json": "JSON-LD",
    "application/rdf+xml": "RDF_XML",
}


def service_description(endpoint: str, media_type: str, *, write: bool) -> bytes:
    """What the endpoint at that URL can do, in an RDF format; without blank nodes."""
    format = ox.RdfFormat.from_media_type(media_type)
    prefixes = {"sd": _SD, "formats": _FORMATS}
    return ox.serialize(_facts(endpoint, write), format=format, prefixes=prefixes) or b""


def _facts(endpoint: str, write: bool) -> Iterator[ox.Triple]:
    service, data, default = (
        ox.NamedNode(f"{endpoint}{part}") for part in ("#service", "#dataset", "#default-graph")
    )
    yield ox.Triple(service, _TYPE, _sd("Service"))
    yield ox.Triple(service, _sd("endpoint"), ox.NamedNode(endpoint))
    yield ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    if write:
        yield ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Update"))
    yield ox.Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for kind in (*TABLES, *TRIPLES):
        if kind in _NAMES:
            format = ox.NamedNode(_FORMATS + _NAMES[kind])
            yield ox.Triple(service, _sd("resultFormat"), format)
    yield ox.Triple(service, _sd("defaultDataset"), data)
    yield ox.Triple(data, _TYPE, _sd("Dataset"))
    yield ox.Triple(data, _sd("defaultGraph"), default)
    yield ox.Triple(default, _TYPE, _sd("Graph"))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)
