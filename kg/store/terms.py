"""rdflib's terms as Oxigraph's and back."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from functools import lru_cache

import pyoxigraph as ox
from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from kg.errors import StoreError
from kg.rdf.literals import double
from kg.rdf.quads import Quad
from kg.store.interface import Term

_STRING = str(XSD.string)
_REWRITTEN = (XSD.boolean, XSD.double)
_BOOLEANS = {"1": "true", "0": "false"}


def node_to_oxigraph(iri: URIRef) -> ox.NamedNode:
    """An IRI for Oxigraph; StoreError when it is not a valid absolute IRI."""
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise StoreError(f"{str(iri)!r} is not an IRI: {error}") from error


def term_to_oxigraph(term: Term) -> ox.NamedNode | ox.Literal:
    """An IRI or literal for Oxigraph; StoreError when it cannot be one."""
    if isinstance(term, URIRef):
        return node_to_oxigraph(term)
    if not isinstance(term, Literal):
        raise StoreError(f"{term!r} is neither an IRI nor a literal")
    try:
        if term.language:
            return ox.Literal(str(term), language=term.language)
        if term.datatype is None:
            return ox.Literal(str(term))
        return ox.Literal(str(term), datatype=node_to_oxigraph(term.datatype))
    except ValueError as error:
        raise StoreError(f"{str(term)[:80]!r} is not a literal: {error}") from error


def quad_to_oxigraph(quad: Quad) -> ox.Quad:
    """A quad for Oxigraph; StoreError when one of its terms cannot be stored."""
    subject, predicate, obj, graph = quad
    return ox.Quad(
        node_to_oxigraph(subject),
        node_to_oxigraph(predicate),
        term_to_oxigraph(obj),
        node_to_oxigraph(graph),
    )


def quads_to_oxigraph(quads: Iterable[Quad]) -> list[ox.Quad]:
    """Quads for Oxigraph; an IRI that comes again (and again) is checked and converted once."""
    nodes: dict[URIRef, ox.NamedNode] = {}

    def node(iri: URIRef) -> ox.NamedNode:
        known = nodes.get(iri)
        if known is None:
            known = nodes[iri] = node_to_oxigraph(iri)
        return known

    return [
        ox.Quad(
            node(subject),
            node(predicate),
            node(value) if isinstance(value, URIRef) else term_to_oxigraph(value),
            node(graph),
        )
        for subject, predicate, value, graph in quads
    ]


def quads_in(ntriples: str, graph: URIRef) -> list[Quad]:
    """The quads of a graph that lines of N-Triples, as a store writes them, say it has."""
    name = node_to_oxigraph(graph)
    found = ox.parse(ntriples.encode(), format=ox.RdfFormat.N_TRIPLES)
    return [quad_from_oxigraph(ox.Quad(s, p, o, name)) for s, p, o, _ in found]


def term_from_oxigraph(term: object) -> Term:
    """An IRI or literal of rdflib with the lexical form that is stored."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        datatype = term.datatype.value
        return Literal(term.value) if datatype == _STRING else _typed(term.value, datatype)
    raise StoreError(f"{term} is neither an IRI nor a literal")


# rdflib looks at every letter of an IRI and for the value of a literal: most of them come again.
_CACHED = 20_000
_iri = lru_cache(_CACHED)(URIRef)


@lru_cache(_CACHED)
def _typed(lexical: str, datatype: str) -> Literal:
    return Literal(lexical, datatype=_iri(datatype), normalize=False)


def plain_from_oxigraph(term: object) -> str | Literal:
    """The words of an IRI or string, any other literal as rdflib's."""
    if isinstance(term, ox.NamedNode):
        return term.value
    if isinstance(term, ox.Literal) and not term.language and term.datatype.value == _STRING:
        return term.value
    found = term_from_oxigraph(term)
    return found if isinstance(found, Literal) else str(found)


def canonical(term: Term) -> Term:
    """A literal as the program itself writes it, from a server that writes it in another way.

    Virtuoso gives a true as 1 and 0.000001 as 1e-06: equal values, other words.
    """
    if isinstance(term, Literal) and term.datatype in _REWRITTEN:
        if term.datatype == XSD.boolean:
            return Literal(_BOOLEANS.get(str(term), str(term)), datatype=XSD.boolean)
        with contextlib.suppress(ValueError):
            return double(float(term))
    return term


def quad_from_oxigraph(quad: ox.Quad) -> Quad:
    """A quad of rdflib's terms."""
    subject, predicate, value, graph = quad
    if not (isinstance(subject, ox.NamedNode) and isinstance(graph, ox.NamedNode)):
        raise StoreError(f"not a quad of IRIs: {quad}")
    return (
        _iri(subject.value),
        _iri(predicate.value),
        _iri(value.value) if isinstance(value, ox.NamedNode) else term_from_oxigraph(value),
        _iri(graph.value),
    )
