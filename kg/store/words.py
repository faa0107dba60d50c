"""A query for the parts of a graph that are wanted, cheap for Oxigraph to answer.

Finding a quad takes it 0.3 microseconds, and writing out each of the quad's terms 1.4 (measured on
disk): so predicates come back as numbers, which are stored in place, and the graph not at all.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

import pyoxigraph as ox
from rdflib import PROV, RDF, URIRef

from kg.rdf.reader import PROPERTIES
from kg.rdf.vocabulary import OA
from kg.store.terms import node_to_oxigraph

NUMBERED = (
    *(*PROPERTIES, RDF.type, PROV.wasGeneratedBy, OA.hasSource, OA.hasSelector),
    *(OA.start, OA.end, OA.exact, OA.prefix, OA.suffix),
)
"""Nearly all that is said in a document's graph; ``PROPERTIES`` come first."""


def words_query(
    graph: URIRef,
    properties: tuple[URIRef, ...],
    classes: tuple[URIRef, ...],
    subjects: Collection[str] | None,
) -> str:
    """Select subject, number of the property (past the last one: of the class) and value.

    StoreError for what is not an IRI.
    """
    pairs, sorts = _tables(properties, classes)
    among = ""
    if subjects is not None:
        nodes = " ".join(str(node_to_oxigraph(URIRef(one))) for one in sorted(subjects))
        among = f"VALUES ?s {{ {nodes} }}"
    arms = f"{{ {among} {pairs} ?s ?p ?o }}"
    if classes:
        arms += f" UNION {{ {among} {sorts} ?s {_TYPE} ?o }}"
    return f"SELECT ?s ?n ?o {{ GRAPH {node_to_oxigraph(graph)} {{ {arms} }} }}"


def whole_query(graph: ox.NamedNode) -> str:
    """Select all of a graph: subject, number of the property in ``NUMBERED`` (or it itself, when it
    is none of these) and value."""
    return f"""SELECT ?s ?property ?o {{
      GRAPH {graph} {{ ?s ?p ?o }} OPTIONAL {{ {_tables(NUMBERED, ())[0]} }}
      BIND(COALESCE(?n, ?p) AS ?property)
    }}"""


@lru_cache
def _tables(properties: tuple[URIRef, ...], classes: tuple[URIRef, ...]) -> tuple[str, str]:
    numbered = [f"({node_to_oxigraph(one)} {n})" for n, one in enumerate((*properties, *classes))]
    pairs, sorts = numbered[: len(properties)], numbered[len(properties) :]
    return f"VALUES (?p ?n) {{ {' '.join(pairs)} }}", f"VALUES (?o ?n) {{ {' '.join(sorts)} }}"


_TYPE = node_to_oxigraph(RDF.type)
