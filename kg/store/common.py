"""What all stores do in the same way."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator
from types import TracebackType
from typing import Self

from rdflib import RDF, URIRef

from kg.rdf.quads import Quad, Words
from kg.rdf.serialise import ntriples
from kg.store.interface import Quads, Term
from kg.store.preview import Remembered


class CommonStore(ABC):
    """A store with a base IRI that is closed at the end of its ``with`` block."""

    def __init__(self, base: str) -> None:
        self._base = base

    @property
    def base(self) -> str:
        """The start of every instance IRI."""
        return self._base

    @abstractmethod
    def quads(
        self,
        graph: URIRef | None = None,
        *,
        subject: URIRef | None = None,
        predicate: URIRef | None = None,
        object: Term | None = None,
    ) -> Iterator[Quad]:
        """The quads that match, in no particular order; None matches everything."""

    def remembered(self) -> Quads:
        """The same quads for who asks again and again, while nobody writes."""
        return Remembered(self)

    def words(
        self,
        graph: URIRef,
        properties: tuple[URIRef, ...],
        classes: tuple[URIRef, ...] = (),
        *,
        subjects: Collection[str] | None = None,
    ) -> Iterator[Words]:
        """What a graph says with some properties, and which nodes are of some classes, as words."""
        wanted, sorts, type_ = {*properties}, {*classes}, RDF.type
        for subject, predicate, value, _ in self.quads(graph):
            if subjects is not None and str(subject) not in subjects:
                continue
            if predicate in wanted or (predicate == type_ and value in sorts):
                yield str(subject), predicate, str(value)

    def ntriples(self, graph: URIRef) -> str:
        """What a graph says as N-Triples, a line for each triple, in no particular order."""
        return "".join(ntriples(quad[:3] for quad in self.quads(graph)))

    @abstractmethod
    def close(self) -> None:
        """Let go of the store; more than once does no harm."""

    def __bool__(self) -> bool:
        return True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
