"""Everything in a store, in formats that other programs read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from kg.rdf.iris import Iris
from kg.rdf.jsonld import jsonld
from kg.rdf.nanopub import NP, nanopubs
from kg.rdf.quads import Quad
from kg.rdf.serialise import trig, trig_documents
from kg.rdf.vocabulary import PREFIXES
from kg.store.canonical import canonical_records
from kg.store.documents import records
from kg.store.export import canonical_nquads
from kg.store.interface import StoreReader
from kg.views.jsonl import write_jsonl
from kg.views.network import to_networkx
from kg.views.rows import COLUMNS, rows
from kg.views.tables import write_table

Writer = Callable[[StoreReader, TextIO], object]


def export(store: StoreReader, format: str, stream: TextIO) -> None:
    """Write everything in the store in one of FORMATS; KeyError for another one.

    The graph of runs, which holds the only wall-clock times, is left out: the same documents give
    the same bytes.
    """
    FORMATS[format](store, stream)


def _nquads(store: StoreReader, stream: TextIO) -> None:
    stream.writelines(canonical_nquads(store))


def _trig(store: StoreReader, stream: TextIO) -> None:
    prefixes = {**PREFIXES, **Iris(store.base).prefixes}
    stream.writelines(trig(_quads(store), prefixes))


def _jsonld(store: StoreReader, stream: TextIO) -> None:
    stream.writelines(jsonld(_quads(store)))


def _quads(store: StoreReader) -> Iterator[Quad]:
    runs = Iris(store.base).runs
    return (quad for graph in store.graphs() if graph != runs for quad in store.quads(graph))


def _nanopub(store: StoreReader, stream: TextIO) -> None:
    iris = Iris(store.base)
    prefixes = {**PREFIXES, **iris.prefixes, "np": str(NP)}
    parts = (one for record in records(store) for one in nanopubs(record, iris))
    stream.writelines(trig_documents(parts, prefixes))


def _graphml(store: StoreReader, stream: TextIO) -> None:
    import networkx as nx

    _lines(nx.generate_graphml(to_networkx(canonical_records(store))), stream)


def _gexf(store: StoreReader, stream: TextIO) -> None:
    import networkx as nx

    _lines(nx.generate_gexf(to_networkx(canonical_records(store))), stream)


def _lines(lines: Iterable[str], stream: TextIO) -> None:
    stream.writelines(f"{line}\n" for line in lines)


def _csv(store: StoreReader, stream: TextIO) -> None:
    write_table(COLUMNS, rows(canonical_records(store)), "csv", stream)


def _jsonl(store: StoreReader, stream: TextIO) -> None:
    write_jsonl(records(store), stream)


FORMATS: dict[str, Writer] = {
    "trig": _trig,
    "nquads": _nquads,
    "jsonld": _jsonld,
    "graphml": _graphml,
    "gexf": _gexf,
    "csv": _csv,
    "jsonl": _jsonl,
    "nanopub": _nanopub,
}
