"""A change as one SPARQL update request."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

import pyoxigraph as ox

Graphs = dict[ox.NamedNode, set[ox.Quad]]


def by_graph(quads: Iterable[ox.Quad]) -> Graphs:
    """Quads by the graph that they are in."""
    grouped: Graphs = defaultdict(set)
    for quad in quads:
        if isinstance(quad.graph_name, ox.NamedNode):
            grouped[quad.graph_name].add(quad)
    return grouped


def update_request(removed: Graphs, added: Graphs, emptied: Collection[ox.NamedNode] = ()) -> str:
    """The request that removes and adds quads: first the one, then the other.

    ``emptied`` are graphs of which everything is removed: dropping them takes their names, too.
    Every term is written by the engine's own serialiser.
    """
    kept = {graph: quads for graph, quads in removed.items() if graph not in emptied}
    operations = [f"DROP SILENT GRAPH {graph}" for graph in sorted(emptied, key=str)]
    if kept:
        operations.append(f"DELETE DATA {{ {_data(kept)} }}")
    if added:
        operations.append(f"INSERT DATA {{ {_data(added)} }}")
    return " ;\n".join(operations)


def _data(grouped: Graphs) -> str:
    """Quads as SPARQL data: N-Triples are a part of its grammar."""
    blocks = []
    for graph, quads in grouped.items():
        triples = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
        blocks.append(f"GRAPH {graph} {{ {(triples or b'').decode()} }}")
    return "\n".join(blocks)
