#!/usr/bin/env python3
"""The SHACL shapes over a store: the program's way next to pySHACL, in one run.

    python scripts/benchmark_shapes.py STORE [--sample 20]

STORE is the folder of a store (scripts/benchmark_store.py makes large ones). Each document with the
agents and entities that it points to is a graph. Printed are processor seconds for all of them the
program's way, for a sample of them both ways, and whether both find the same there, also after
one triple in fifty was taken away.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyshacl
from rdflib import RDF, SH, Graph

from kg.config import DEFAULT_BASE
from kg.rdf.iris import Iris
from kg.rdf.quads import Triple
from kg.rdf.shapes import violations
from kg.rdf.vocabulary import CKG
from kg.resources import resource
from kg.store.interface import StoreReader
from kg.store.oxigraph import read_store
from kg.store.referents import pointed_to

Found = set[tuple[str, str]]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("store", type=Path)
    parser.add_argument("--sample", type=int, default=20)
    arguments = parser.parse_args()
    with read_store(arguments.store, DEFAULT_BASE) as store:
        documents = list(graphs(store))
    attributions = sum((RDF.type, CKG.Attribution) == t[1:] for one in documents for t in one)
    begun = time.process_time()
    wrong = sum(len(violations(one)) for one in documents)
    taken = time.process_time() - begun
    print(f"{attributions} attributions, {len(documents)} documents: {taken:.2f} s, {wrong} found")
    sample = documents[: arguments.sample]
    shapes = Graph().parse(resource("ontology", "shapes.ttl"), format="turtle")
    for name, some in (("sound", sample), ("damaged", [damaged(one) for one in sample])):
        begun = time.process_time()
        ours = [{(one.focus, one.message) for one in violations(graph)} for graph in some]
        between = time.process_time()
        theirs = [by_pyshacl(graph, shapes) for graph in some]
        ended = time.process_time()
        print(
            f"{len(some)} {name}: {between - begun:.3f} s, pySHACL {ended - between:.2f} s "
            f"({(ended - between) / (between - begun):.0f} times), "
            f"{sum(map(len, ours))} found, {'the same' if ours == theirs else 'NOT the same'}"
        )


def graphs(store: StoreReader) -> Iterator[list[Triple]]:
    """Each document's triples with those of the referents that it points to."""
    iris = Iris(store.base)
    for name in store.graphs():
        if name.startswith(f"{store.base}document/"):
            quads = list(store.quads(name))
            for referent in sorted(pointed_to(quads)):
                quads += store.quads(iris.referents, subject=referent)
            yield [quad[:3] for quad in quads]


def damaged(graph: Sequence[Triple]) -> list[Triple]:
    """The graph without one triple in fifty."""
    return [triple for number, triple in enumerate(sorted(graph)) if number % 50]


def by_pyshacl(graph: Sequence[Triple], shapes: Graph) -> Found:
    """Focus and message of what pySHACL finds."""
    data = Graph()
    for triple in graph:
        data.add(triple)
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    assert isinstance(report, Graph)
    return {
        (str(report.value(node, SH.focusNode)), str(report.value(node, SH.resultMessage)))
        for node in report.subjects(RDF.type, SH.ValidationResult)
    }


if __name__ == "__main__":
    main()
