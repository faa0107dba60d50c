"""Serialised quads, read by other programs than the one that wrote them."""

import warnings

import pyoxigraph as ox
from rdflib import XSD, BNode, Dataset, Literal, URIRef

SYNTAXES = {
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "turtle": ox.RdfFormat.TURTLE,
    "json-ld": ox.RdfFormat.JSON_LD,
}


def quads_of(text, syntax):
    """The quads that Oxigraph's parser reads, literals exactly as they stand."""
    for quad in ox.parse(text, format=SYNTAXES[syntax]):
        yield tuple(map(rdflib_term, (quad.subject, quad.predicate, quad.object, quad.graph_name)))


def quads_of_rdflib(text, syntax):
    """The quads that rdflib reads."""
    with warnings.catch_warnings():
        # rdflib's own parsers use what rdflib has deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        return list(Dataset().parse(data=text, format=syntax).quads())


def rdflib_term(node):
    """A term of pyoxigraph as one of rdflib."""
    match node:
        case ox.NamedNode():
            return URIRef(node.value)
        case ox.BlankNode():
            return BNode(node.value)
        case ox.Literal():
            datatype = URIRef(node.datatype.value)
            plain = node.language or datatype == XSD.string
            return Literal(
                node.value,
                lang=node.language,
                datatype=None if plain else datatype,
                normalize=False,
            )
        case _:  # the default graph
            return None
