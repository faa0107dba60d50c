"""Putting what a file of N-Quads has into a store that has documents already."""

from __future__ import annotations

import dataclasses
import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from rdflib import PROV, RDF, URIRef

from kg.errors import StoreError
from kg.identity.decisions import Decision, conflict
from kg.rdf.identities import decision_quads
from kg.rdf.iris import Iris
from kg.rdf.quads import Quad
from kg.rdf.vocabulary import CKG
from kg.store.documents import Outcome, documents, put, record
from kg.store.dump import bulk_loaded
from kg.store.identities import decide, decisions, up_to_date
from kg.store.interface import Change, Store, StoreReader
from kg.store.names import StoreDirectory
from kg.store.oxigraph import OxigraphStore
from kg.store.preview import Preview


def load_into(files: Sequence[Path], store: Store) -> Counter[Outcome]:
    """Put the documents of files into a store, in the place of earlier readings of the same ones.

    All files are read and all documents and decisions checked before the first is put, so that a
    broken file changes nothing; then each document is one transaction, as in a build, and the same
    again does no harm. What people decided and judged comes along, unless the store knows of it;
    relations between claims are to be made anew afterwards. StoreError names file or document and
    reason.
    """
    with TemporaryDirectory(prefix="kg-load-") as folder:
        quads = bulk_loaded(files, Path(folder) / "quads", store.base)
        with OxigraphStore(quads, store.base) as new:
            found = [URIRef(one.iri) for one in documents(new)]
            for iri in found:
                record(new, iri)
            made = _decisions(new, store)
            counts = Counter(put(store, record(new, i), ended=_ended(new, i)) for i in found)
            if other := tuple(_other(new, store, found)):
                store.apply(Change(add=other))
            if made:
                up_to_date(store)
                store.apply(decide(store, made))
        del quads, new  # the engine lets go of the folder
    return counts


def _decisions(new: StoreReader, store: StoreReader) -> list[Decision]:
    """The decisions that the store does not have, numbered after its own."""
    present = decisions(store)
    last = present[-1].number if present else 0
    known = {_content(one) for one in present}
    made: list[Decision] = []
    for one in decisions(new):
        if _content(one) in known:
            continue
        added = tuple(quad for d in made for quad in decision_quads(d, Iris(store.base)))
        made.append(dataclasses.replace(one, number=one.number + last))
        if reason := conflict(made[-1], StoreDirectory(Preview(store, Change(add=added))).about):
            raise StoreError(f"{store.name}: {reason}")
    return made


def _content(decision: Decision) -> Decision:
    return dataclasses.replace(decision, number=0, time=None)


def _other(new: StoreReader, store: StoreReader, documents: Iterable[URIRef]) -> Iterator[Quad]:
    """What is neither of a document nor derived, of subjects that the store says nothing of."""
    iris = Iris(store.base)
    left = {iris.referents, iris.identities, iris.relations, iris.runs, iris.decisions, *documents}
    for graph in new.graphs():
        if graph not in left:
            there = {subject for subject, *_ in store.quads(graph)}
            yield from (quad for quad in new.quads(graph) if quad[0] not in there)


def _ended(new: StoreReader, document: URIRef) -> datetime.datetime | None:
    """When the reading of a document ended."""
    for activity, *_ in new.quads(document, predicate=RDF.type, object=CKG.Extraction):
        runs = Iris(new.base).runs
        for _, _, time, _ in new.quads(runs, subject=activity, predicate=PROV.endedAtTime):
            return datetime.datetime.fromisoformat(str(time))
    return None
