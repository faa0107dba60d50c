"""Documents in a store: put in, taken out, found and read back as records."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from rdflib import DCTERMS, PROV, RDF, XSD, Literal, URIRef

from kg.errors import NotFoundError, StoreError
from kg.model import Document, Extraction, Record, RecordError
from kg.model.identifiers import KEY_LENGTH
from kg.rdf.iris import Iris
from kg.rdf.quads import Quad, Words
from kg.rdf.reader import CLASSES, PROPERTIES, read_record
from kg.rdf.serialise import ntriples
from kg.rdf.vocabulary import CKG
from kg.rdf.writer import bond_quads, document_quads, referent_quads
from kg.store.dangling import dangling
from kg.store.identities import about_agents, follow, up_to_date
from kg.store.interface import Change, Store, StoreReader
from kg.store.marks import outdated
from kg.store.referents import bonds, missing, orphans, pointed_to, undone
from kg.store.terms import quads_in

_KEY = re.compile(rf"[0-9a-f]{{{KEY_LENGTH}}}")


class Outcome(StrEnum):
    """What putting a record into a store did."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """What a store's list of documents says of one: ``date`` is the day it was published."""

    id: str
    iri: str
    title: str | None
    date: str | None

    def __str__(self) -> str:
        facts = (self.id, self.title, self.date, f"<{self.iri}>")
        return ", ".join(fact for fact in facts if fact)


def has(store: StoreReader, document: Document, extraction: Extraction) -> bool:
    """Whether this very text and metadata were already read by this very software and model."""
    iris = Iris(store.base)
    activity = iris.extraction(document, extraction)
    return (activity, RDF.type, CKG.Extraction, iris.document(document)) in store


def put(store: Store, record: Record, *, ended: datetime.datetime | None = None) -> Outcome:
    """Store a record in one transaction, in the place of an earlier one of the same document.

    Unchanged when the document was already read by the same software. ``ended`` is when the
    extraction was done, with its time zone. StoreError when it cannot be written: the store is
    then as before.
    """
    if has(store, record.document, record.extraction):
        return Outcome.UNCHANGED
    iris = Iris(store.base)
    graph = iris.document(record.document)
    new = tuple(document_quads(record, iris))
    activity = iris.extraction(record.document, record.extraction)
    run = (_run(activity, ended, iris),) if ended else ()
    referents = tuple(missing(store, referent_quads(record.agents, record.entities, iris)))
    referents += tuple(bond_quads(record, iris))
    up_to_date(store)
    found = store.ntriples(graph)
    if not found:
        store.apply(follow(store, (), new, Change(add=(*new, *referents, *run))))
        return Outcome.ADDED
    gone, kept, come = _difference(found, new)
    old = (*gone, *kept)
    mark = outdated(store, graph)
    change = Change(
        remove=(
            *gone,
            *orphans(store, graph, pointed_to(gone) - pointed_to(new)),
            *undone(store, graph, bonds(old) - bonds(new)),
            *_runs(store, gone),
            *dangling(store, _claims(gone)),
            *mark.remove,
        ),
        add=(*come, *referents, *run, *mark.add),
    )
    store.apply(follow(store, old, new, change))
    return Outcome.REPLACED


def remove(store: Store, name: str) -> StoredDocument:
    """Take out a document, its graph and the referents that only it points to.

    ``name`` is its IRI, id or title. NotFoundError when none or more than one is called so.
    """
    found = find_document(store, name)
    graph = URIRef(found.iri)
    up_to_date(store)
    old = tuple(_outward(store, graph))
    mark = outdated(store, graph)
    gone = (
        *orphans(store, graph, pointed_to(old)),
        *undone(store, graph, bonds(old)),
        *_runs(store, old),
        *dangling(store, _claims(old)),
        *mark.remove,
    )
    change = Change(remove=gone, add=mark.add, drop=(graph,))
    store.apply(follow(store, old, (), change))
    return found


def documents(
    store: StoreReader, among: Iterable[URIRef] | None = None
) -> tuple[StoredDocument, ...]:
    """All documents, or those ``among`` some IRIs, sorted by id and then by IRI."""
    named = (
        store.quads(predicate=DCTERMS.identifier)
        if among is None
        else (q for iri in among for q in store.quads(iri, predicate=DCTERMS.identifier))
    )
    return tuple(sorted(_described(store, named), key=_place))


def find_documents(store: StoreReader, name: str) -> tuple[StoredDocument, ...]:
    """The documents with this IRI (or the key at its end), else this id, else this title, or ()."""
    text = Literal(name)
    ways: tuple[Callable[[], Iterable[Quad]], ...] = (
        lambda: store.quads(predicate=DCTERMS.identifier, object=text),
        lambda: store.quads(predicate=DCTERMS.title, object=text),
        lambda: (
            quad
            for quad in store.quads(predicate=DCTERMS.title)
            if quad[2].casefold() == name.casefold()
        ),
    )
    if _KEY.fullmatch(name.removeprefix(f"{store.base}document/")):
        iri = URIRef(f"{store.base}document/{name.removeprefix(f'{store.base}document/')}")
        ways = (lambda: store.quads(iri, subject=iri, predicate=DCTERMS.identifier), *ways)
    found = (tuple(sorted(_described(store, way()), key=_place)) for way in ways)
    return next(filter(None, found), ())


def find_document(store: StoreReader, name: str) -> StoredDocument:
    """The one document with this IRI, id or title; NotFoundError when it is none or not one."""
    found = find_documents(store, name)
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFoundError(
            f"{name!r} is the name of {len(found)} documents, give the IRI of one: "
            + "; ".join(map(str, found))
        )
    known = [text for d in documents(store) for text in (d.id, d.title) if text]
    near = difflib.get_close_matches(name, known, n=3)
    hint = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
    raise NotFoundError(f"{store.name}: no document {name!r}{hint}")


def record(store: StoreReader, iri: str) -> Record:
    """The record of a document; NotFoundError when there is none, StoreError when it is damaged."""
    return record_of(store, iri, store.words(URIRef(iri), PROPERTIES, CLASSES))


def record_of(store: StoreReader, iri: str, words: Iterable[Words]) -> Record:
    """The record that ``words`` of a document's graph give; errors as those of ``record``."""
    triples = list(words)
    if not triples:
        raise NotFoundError(f"{store.name}: no document <{iri}>")
    try:
        return read_record(triples, Iris(store.base))
    except RecordError as error:
        raise StoreError(f"{store.name}: document <{iri}> is damaged: {error}") from error


def records(store: StoreReader) -> Iterator[Record]:
    """The records of all documents, sorted by document id and IRI, one in memory at a time."""
    for document in documents(store):
        yield record(store, document.iri)


def _described(store: StoreReader, quads: Iterable[Quad]) -> Iterator[StoredDocument]:
    for iri, _, _, graph in quads:
        if graph == iri:  # not what somebody's own graph says of something
            yield StoredDocument(
                id=_value(store, iri, DCTERMS.identifier) or "",
                iri=str(iri),
                title=_value(store, iri, DCTERMS.title),
                date=_value(store, iri, DCTERMS.issued),
            )


def _place(document: StoredDocument) -> tuple[str, str]:
    return document.id, document.iri


def _value(store: StoreReader, iri: URIRef, predicate: URIRef) -> str | None:
    found = next(store.quads(iri, subject=iri, predicate=predicate), None)
    return None if found is None else str(found[2])


def _difference(old: str, new: tuple[Quad, ...]) -> tuple[list[Quad], list[Quad], list[Quad]]:
    """What is only in the N-Triples of a graph, in both, and only in its new quads.

    As lines, so that what stays is never read; in their order: the engine is slower with that of
    a set.
    """
    # Line feeds alone end a line: there are others in texts.
    before = dict.fromkeys(f"{line}\n" for line in old.split("\n") if line)
    after = dict(zip(ntriples(quad[:3] for quad in new), new, strict=True))
    return (
        quads_in("".join(line for line in before if line not in after), new[0][3]),
        [quad for line, quad in after.items() if line in before],
        [quad for line, quad in after.items() if line not in before],
    )


def _outward(store: StoreReader, graph: URIRef) -> Iterator[Quad]:
    """Of a document's graph what other graphs follow from: to read all of it takes longer."""
    yield from about_agents(store, graph)
    for predicate in (CKG.subject, CKG.object, CKG.reports):
        yield from store.quads(graph, predicate=predicate)
    for kind in (CKG.Claim, CKG.Extraction):
        yield from store.quads(graph, predicate=RDF.type, object=kind)


def _claims(quads: Iterable[Quad]) -> set[URIRef]:
    return {subject for subject, predicate, value, _ in quads if value == CKG.Claim}


def _run(activity: URIRef, ended: datetime.datetime, iris: Iris) -> Quad:
    time = ended.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    literal = Literal(time, datatype=XSD.dateTime, normalize=False)
    return (activity, PROV.endedAtTime, literal, iris.runs)


def _runs(store: StoreReader, old: Iterable[Quad]) -> Iterator[Quad]:
    """When the extractions of a document's graph ran."""
    for subject, predicate, value, _ in old:
        if predicate == RDF.type and value == CKG.Extraction:
            yield from store.quads(Iris(store.base).runs, subject=subject)
