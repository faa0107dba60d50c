"""Documents whose graphs are what their own records write, to the letter: seen quickly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import RDF, URIRef

from kg.errors import NotFoundError, StoreError
from kg.model import Record, RecordError
from kg.rdf.iris import Iris
from kg.rdf.quads import Quad, Words
from kg.rdf.reader import CLASSES, PROPERTIES
from kg.rdf.serialise import ntriples, term
from kg.rdf.writer import document_quads
from kg.store.documents import record_of
from kg.store.escapes import escaped, quoted, unescaped
from kg.store.interface import StoreReader
from kg.store.oxigraph import OxigraphStore
from kg.store.terms import node_to_oxigraph
from kg.store.words import NUMBERED, whole_query

_NAMES = {str(number): term(name) for number, name in enumerate(NUMBERED)}
_PROPERTIES = {str(number): name for number, name in enumerate(PROPERTIES)}
_CLASSES = frozenset(map(term, CLASSES))
_TYPE = str(NUMBERED.index(RDF.type))
_MARKS = frozenset('<"')


@dataclass(frozen=True, slots=True)
class Sound:
    """A document, the quads of its graph, and these as N-Triples in which each line comes once."""

    record: Record
    quads: tuple[Quad, ...]
    text: str


def sound(store: StoreReader, graph: URIRef) -> Sound | None:
    """A document that is what its own text and names say; None when that remains to be seen.

    What the engine writes out is compared, as lines of N-Triples, with what the record that is read
    from it writes: so what the graph says is never made rdflib's terms.
    """
    if not isinstance(store, OxigraphStore):
        return None
    try:
        rows = _rows(store.native(), graph)
        one = record_of(store, graph, _words(rows))
        quads = tuple(document_quads(one, Iris(store.base)))
    except (NotFoundError, RecordError, StoreError, OSError, RuntimeError):
        return None
    found = {
        f"{subject} {_NAMES.get(name, name)} {value if value[0] in _MARKS else quoted(value)} .\n"
        for subject, name, value in rows
    }
    same = found == set(ntriples(quad[:3] for quad in quads)) and quads[0][3] == graph
    return Sound(one, quads, "".join(found)) if same else None


def _rows(native: ox.Store, graph: URIRef) -> list[list[str]]:
    """Subject, property (mostly its number) and value of all that a graph says, in TSV."""
    found = native.query(whole_query(node_to_oxigraph(graph)))
    assert isinstance(found, ox.QuerySolutions)
    table = escaped((found.serialize(format=ox.QueryResultsFormat.TSV) or b"").decode())
    # Line feeds alone end a line: there are others in texts.
    return [row.split("\t") for row in table.split("\n")[1:-1]]


def _words(rows: Iterable[list[str]]) -> Iterator[Words]:
    """What a record is read from: a third of the time that to ask for it takes.

    What is misread is not written again as it was, so that nothing wrong comes to seem right.
    """
    for subject, name, value in rows:
        known = _PROPERTIES.get(name)
        if known is not None:
            yield subject[1:-1], known, _plain(value)
        elif name == _TYPE and value in _CLASSES:
            yield subject[1:-1], RDF.type, _plain(value)


def _plain(value: str) -> str:
    """The words of an IRI or literal."""
    if value[0] == "<":
        return value[1:-1]
    return unescaped(value[1 : value.rfind('"')]) if value[0] == '"' else value
