"""Whether a store is what it says it is: every graph against its own text, names and shapes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rdflib import DCTERMS, PROV, RDF, SDO, URIRef

from kg.errors import StoreError
from kg.model.identifiers import text_hash
from kg.rdf.integrity import examined
from kg.rdf.iris import Iris
from kg.rdf.quads import Quad, Triple
from kg.rdf.serialise import ntriples, term
from kg.rdf.shapes import Violation
from kg.rdf.vocabulary import CKG, OA
from kg.store.examiner import examine_all
from kg.store.identity_problems import identity_problems
from kg.store.index import disagreements
from kg.store.interface import StoreReader
from kg.store.oxigraph import OxigraphStore
from kg.store.problem import Problem
from kg.store.referents import pointed_to
from kg.store.relation_problems import conforming, in_step, relation_problems
from kg.store.repeated import repeated
from kg.store.seen import Seen
from kg.store.share import place, shape_problems


def problems(store: StoreReader, *, shapes: bool = True) -> Iterator[Problem]:
    """Everything that is wrong with a store; of documents, a few are in memory at a time.

    Each document is read and written anew and has to give the very same triples: so every span
    is compared with the text at its offsets, the hash with the text, every name with what
    it names. Its triples are in no other graph, it conforms to the SHACL shapes (unless ``shapes``
    is False: they take most of the time), and the derived graphs are what the documents make them.
    """
    iris, related = Iris(store.base), in_step(store)
    share = examine_all(store, related=related, shapes=shapes)
    seen, unknown = share.seen, list[URIRef]()
    for graph in store.graphs():
        if graph in share.sound:
            yield from share.sound[graph]
        else:
            yield from _graph_problems(store, graph, seen, unknown, shapes=shapes)
    yield from repeated(store, unknown)
    stored = {quad for quad in store.quads(iris.referents) if quad[0] not in seen.doubtful}
    due = {quad for quad in seen.referents if quad[0] not in seen.doubtful}
    yield from _referent_problems(stored, due, iris)
    yield from identity_problems(store, seen.uses)
    if related:
        yield from relation_problems(store, seen.statements)
    yield from _run_problems(store.quads(iris.runs), seen.activities, iris)
    yield from _index_problems(store)
    if seen.quads != len(store):
        yield Problem("", "", f"{len(store) - seen.quads} quads outside of the named graphs")


def _graph_problems(
    store: StoreReader, graph: URIRef, seen: Seen, unknown: list[URIRef], *, shapes: bool
) -> Iterator[Problem]:
    """What is wrong with a graph that is not a document's as it is to be.

    It becomes one of the ``unknown``, if anything in it may be said elsewhere as well.
    """
    iris = Iris(store.base)
    try:
        quads = list(store.quads(graph))
    except StoreError as error:
        yield Problem(str(graph), "", str(error))
        return
    if graph in (iris.referents, iris.runs, iris.identities, iris.decisions):
        seen.quads += len(quads)
        return
    unknown.append(graph)
    if not graph.startswith(store.base):
        seen.quads += len(quads)
        yield from _user_problems(graph, quads)
    elif graph in (iris.relations, iris.verdicts):
        seen.quads += len(quads)
        yield from conforming(store, graph, quads)
    else:
        record, found = examined(((s, p, o) for s, p, o, _ in quads), iris)
        seen.other(record, quads, store)
        yield from _document_problems(store, graph, quads, found, shapes=shapes)
        if record is None:
            yield from _text_problems(graph, quads)


def _user_problems(graph: URIRef, quads: Iterable[Quad]) -> Iterator[Problem]:
    """What a graph of somebody's own says in the program's words: it would be taken for a fact."""
    for subject, predicate, value, _ in sorted(quads):
        word = value if predicate == RDF.type else predicate
        if word.startswith(str(CKG)):
            message = f"{word}: said outside of the program's own graphs"
            yield Problem(str(graph), place(subject, predicate), message)


def _index_problems(store: StoreReader) -> Iterator[Problem]:
    index = store.stored_index() if isinstance(store, OxigraphStore) else None
    if index is not None:
        for document, message in disagreements(index, store):
            yield Problem(document, "", message)


def _document_problems(
    store: StoreReader,
    graph: URIRef,
    quads: list[Quad],
    discrepancies: Iterable[Violation],
    *,
    shapes: bool,
) -> Iterator[Problem]:
    iris, name = Iris(store.base), _name(graph, quads)
    triples: list[Triple] = [(s, p, o) for s, p, o, _ in quads]
    if (graph, RDF.type, CKG.Document) not in set(triples):
        yield Problem(name, str(graph), "a graph that is not named after the document in it")
    for found in discrepancies:
        yield Problem(name, place(found.focus, found.path), found.message)
    if shapes:
        referents = (
            (s, p, o)
            for referent in sorted(pointed_to(quads))
            for s, p, o, _ in store.quads(iris.referents, subject=referent)
        )
        yield from shape_problems(name, "".join(ntriples((*triples, *referents))))


def _text_problems(graph: URIRef, quads: list[Quad]) -> Iterator[Problem]:
    """Where a document that cannot be read any more departs from its own text, span by span."""
    name = _name(graph, quads)
    values = {(s, p): str(o) for s, p, o, _ in quads}
    text = values.get((graph, SDO.text))
    if text is None:
        yield Problem(name, str(graph), "no text")
        return
    if text_hash(text) != values.get((graph, SDO.sha256)):
        yield Problem(name, str(graph), "the text is not the one that the SHA-256 was made of")
    selectors: defaultdict[URIRef, dict[URIRef, str]] = defaultdict(dict)
    for subject, predicate, value, _ in quads:
        if predicate == OA.hasSelector:
            known = ((p, values.get((URIRef(value), p))) for p in (OA.start, OA.end, OA.exact))
            selectors[subject] |= {p: found for p, found in known if found is not None}
    for span, facts in sorted(selectors.items()):
        start, end, exact = (facts.get(p, "") for p in (OA.start, OA.end, OA.exact))
        there = text[int(start) : int(end)] if start.isdigit() and end.isdigit() else None
        if there != exact:
            yield Problem(name, str(span), f"quotes {exact!r}, the text there reads {there!r}")


def _name(graph: URIRef, quads: Iterable[Quad]) -> str:
    """A document's id, or what its graph is called when it has none."""
    return min((str(o) for _, p, o, _ in quads if p == DCTERMS.identifier), default=str(graph))


def _referent_problems(found: set[Quad], due: set[Quad], iris: Iris) -> Iterator[Problem]:
    for subject, predicate, value, _ in sorted(found - due):
        yield Problem(
            str(iris.referents), place(subject, predicate), f"{term(value)}: no document says so"
        )
    for subject, predicate, value, _ in sorted(due - found):
        yield Problem(str(iris.referents), place(subject, predicate), f"{term(value)}: missing")


def _run_problems(found: Iterable[Quad], activities: set[URIRef], iris: Iris) -> Iterator[Problem]:
    for subject, predicate, value, _ in found:
        if predicate != PROV.endedAtTime or subject not in activities:
            message = f"{term(value)}: no extraction that is stored"
            yield Problem(str(iris.runs), place(subject, predicate), message)
