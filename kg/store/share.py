"""A share of the documents of a store, examined one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rdflib import URIRef

from kg.rdf.iris import Iris
from kg.rdf.serialise import ntriples
from kg.rdf.shapes import violations_in
from kg.store.interface import StoreReader
from kg.store.problem import Problem
from kg.store.seen import Seen
from kg.store.soundness import sound


@dataclass(frozen=True, slots=True)
class Task:
    """Which documents: every ``step``-th of all graphs, from number ``first`` on; and what of
    them (``kg.store.validate.problems``)."""

    related: bool
    shapes: bool
    first: int = 0
    step: int = 1


@dataclass(slots=True)
class Share:
    """What was found: ``sound`` are the graphs of documents that are what their records write,
    with the problems that these have nevertheless. All others remain to be looked at."""

    seen: Seen
    sound: dict[URIRef, list[Problem]] = field(default_factory=dict)

    def add(self, more: Share) -> None:
        """Take in what was found in another one."""
        self.seen.add(more.seen)
        self.sound |= more.sound


def examine(store: StoreReader, task: Task) -> Share:
    """Look at some documents; of what they say, only what other graphs follow from is kept."""
    share, iris = Share(Seen(task.related)), Iris(store.base)
    for graph in document_graphs(store)[task.first :: task.step]:
        one = sound(store, graph)
        if one is None:
            continue
        referents = share.seen.sound(one.record, one.quads, iris)
        share.sound[graph] = []
        if task.shapes:
            lines = ntriples(quad[:3] for quad in referents)
            text = "".join((one.text, *lines))
            share.sound[graph] += shape_problems(one.record.document.id, text)
    return share


def document_graphs(store: StoreReader) -> list[URIRef]:
    """The graphs of all documents, sorted."""
    return [graph for graph in store.graphs() if graph.startswith(f"{store.base}document/")]


def shape_problems(name: str, text: str) -> Iterator[Problem]:
    """What the shapes reject in N-Triples of the document called ``name``."""
    for found in violations_in(text):
        yield Problem(name, place(found.focus, found.path), found.message)


def place(subject: str, predicate: str) -> str:
    """Where a problem is."""
    return " ".join(filter(None, (subject, predicate)))
