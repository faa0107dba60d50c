"""A change as one SPARQL update request."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import groupby, islice
from operator import itemgetter

import pyoxigraph as ox
from rdflib import URIRef

from kg.rdf.quads import Quad
from kg.store.interface import Change
from kg.store.terms import node_to_oxigraph, quads_to_oxigraph, term_to_oxigraph


def update_request(change: Change, emptied: Collection[URIRef] = ()) -> str:
    """The request that makes a change: first what it drops and removes, then what it adds.

    ``emptied`` are graphs of which everything is removed: dropping them takes their names, too.
    Every term is written by the engine's own serialiser; StoreError when one cannot be.
    """
    terms = _Written()
    dropped = dict.fromkeys((*change.drop, *emptied))
    operations = [f"DROP SILENT GRAPH {terms[graph]}" for graph in dropped]
    if removed := _data((q for q in change.remove if q[3] not in dropped), terms):
        operations.append(f"DELETE DATA {{ {removed} }}")
    if added := _data(change.add, terms):
        operations.append(f"INSERT DATA {{ {added} }}")
    return " ;\n".join(operations)


def emptied(native: ox.Store, change: Change) -> list[URIRef]:
    """The graphs that a change leaves without a quad: their names have to go, too."""
    going = {quad[3] for quad in change.remove}.difference(
        change.drop, (quad[3] for quad in change.add)
    )
    return [graph for graph in sorted(going) if _are_all(native, graph, change.remove)]


def _are_all(native: ox.Store, graph: URIRef, removed: Iterable[Quad]) -> bool:
    quads = set(quads_to_oxigraph(quad for quad in removed if quad[3] == graph))
    found = native.quads_for_pattern(None, None, None, node_to_oxigraph(graph))
    return all(quad in quads for quad in islice(found, len(quads) + 1))


class _Written(dict[URIRef, str]):
    """IRIs as they are written: each is checked once, however often it comes."""

    def __missing__(self, iri: URIRef) -> str:
        written = self[iri] = str(node_to_oxigraph(iri))
        return written


def _data(quads: Iterable[Quad], terms: _Written) -> str:
    """Quads as SPARQL data, in their order: the engine is slower with one that jumps about.

    What is said of one subject follows upon its name, which the engine then reads once.
    """
    blocks = []
    for graph, some in groupby(quads, key=itemgetter(3)):
        subjects = []
        for subject, facts in groupby(some, key=itemgetter(0)):
            said = (
                f"{terms[predicate]} "
                f"{terms[value] if isinstance(value, URIRef) else term_to_oxigraph(value)}"
                for _, predicate, value, _ in facts
            )
            subjects.append(f"{terms[subject]} {' ; '.join(said)}")
        blocks.append(f"GRAPH {terms[graph]} {{ {' . '.join(subjects)} }}")
    return "\n".join(blocks)
