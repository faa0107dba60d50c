"""Documents whose graphs are what their own records write, to the letter: seen quickly."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import URIRef

from kg.errors import NotFoundError, StoreError
from kg.model import Record, RecordError
from kg.rdf.iris import Iris
from kg.rdf.quads import Quad
from kg.rdf.serialise import ntriples
from kg.rdf.writer import document_quads
from kg.store.documents import record
from kg.store.interface import StoreReader
from kg.store.oxigraph import OxigraphStore


@dataclass(frozen=True, slots=True)
class Sound:
    """A document, the quads of its graph, and these as N-Triples in which each line comes once."""

    record: Record
    quads: tuple[Quad, ...]
    text: str


def sound(store: StoreReader, graph: URIRef) -> Sound | None:
    """A document that is what its own text and names say; None when that remains to be seen.

    The engine's own N-Triples are compared with those of the record that is read from the graph:
    so what the graph says is written out once, in the engine, and never made rdflib's terms.
    """
    if not isinstance(store, OxigraphStore):
        return None
    try:
        found = store.ntriples(graph)
        one = record(store, graph)
        quads = tuple(document_quads(one, Iris(store.base)))
    except (NotFoundError, RecordError, StoreError):
        return None
    # Line feeds alone end a line: there are others in texts.
    due = set(ntriples(quad[:3] for quad in quads))
    lines = {f"{line}\n" for line in found.split("\n") if line}
    same = lines == due and quads[0][3] == graph
    return Sound(one, quads, found) if same else None
