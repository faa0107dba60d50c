"""Whether a store is what it says it is: every graph against its own text, names and shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rdflib import DCTERMS, PROV, RDF, URIRef

from kg.errors import StoreError
from kg.model import Record, RecordError
from kg.rdf.integrity import discrepancies
from kg.rdf.iris import Iris
from kg.rdf.quads import Quad, Triple
from kg.rdf.reader import read_record
from kg.rdf.serialise import term
from kg.rdf.shapes import violations
from kg.rdf.vocabulary import CKG
from kg.store.interface import StoreReader
from kg.store.referents import derived, pointed_to


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: in which document (its id, else a graph's IRI), where, and what."""

    document: str
    place: str
    message: str


def problems(store: StoreReader, *, shapes: bool = True) -> Iterator[Problem]:
    """Everything that is wrong with a store, one document in memory at a time.

    Each document is read and written anew and has to give the very same triples: so every span
    is compared with the text at its offsets, the hash with the text, every name with what
    it names. Its triples are in no other graph, it conforms to the SHACL shapes (unless ``shapes``
    is False: they take most of the time), and the derived graphs are what the documents make them.
    """
    iris = Iris(store.base)
    due: set[Quad] = set()
    activities: set[URIRef] = set()
    counted = 0
    for graph in store.graphs():
        try:
            quads = list(store.quads(graph))
        except StoreError as error:
            yield Problem(graph, "", str(error))
            continue
        counted += len(quads)
        if graph in (iris.referents, iris.runs):
            continue
        yield from _document_problems(store, graph, quads, shapes=shapes)
        activities |= {s for s, p, o, _ in quads if p == RDF.type and o == CKG.Extraction}
        if record := _record(quads, iris):
            due |= derived([record], iris)
    yield from _referent_problems(set(store.quads(iris.referents)), due, iris)
    yield from _run_problems(store.quads(iris.runs), activities, iris)
    if counted != len(store):
        yield Problem("", "", f"{len(store) - counted} quads outside of the named graphs")


def _document_problems(
    store: StoreReader, graph: URIRef, quads: list[Quad], *, shapes: bool
) -> Iterator[Problem]:
    iris = Iris(store.base)
    name = next((str(o) for _, p, o, _ in quads if p == DCTERMS.identifier), str(graph))
    triples: list[Triple] = [(s, p, o) for s, p, o, _ in quads]
    if (graph, RDF.type, CKG.Document, graph) not in quads:
        yield Problem(name, graph, "a graph that is not named after the document in it")
    for found in discrepancies(triples, iris):
        yield Problem(name, _place(found.focus, found.path), found.message)
    for subject, predicate, value in triples:
        for quad in store.quads(subject=subject, predicate=predicate, object=value):
            if quad[3] != graph:
                yield Problem(name, _place(subject, predicate), f"is in graph {quad[3]} as well")
    if shapes:
        referents = (
            (s, p, o)
            for referent in sorted(pointed_to(quads))
            for s, p, o, _ in store.quads(iris.referents, subject=referent)
        )
        for found in violations(triples, referents):
            yield Problem(name, _place(found.focus, found.path), found.message)


def _referent_problems(found: set[Quad], due: set[Quad], iris: Iris) -> Iterator[Problem]:
    for subject, predicate, value, _ in sorted(found - due):
        yield Problem(
            iris.referents, _place(subject, predicate), f"{term(value)}: no document says so"
        )
    for subject, predicate, value, _ in sorted(due - found):
        yield Problem(iris.referents, _place(subject, predicate), f"{term(value)}: missing")


def _run_problems(found: Iterable[Quad], activities: set[URIRef], iris: Iris) -> Iterator[Problem]:
    for subject, predicate, value, _ in found:
        if predicate != PROV.endedAtTime or subject not in activities:
            place = _place(subject, predicate)
            yield Problem(iris.runs, place, f"{term(value)}: no extraction that is stored")


def _record(quads: Iterable[Quad], iris: Iris) -> Record | None:
    try:
        return read_record(((s, p, o) for s, p, o, _ in quads), iris)
    except RecordError:
        return None  # already a discrepancy


def _place(subject: str, predicate: str) -> str:
    return " ".join(filter(None, (subject, predicate)))
