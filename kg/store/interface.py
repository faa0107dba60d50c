"""What a store does: the read and the write side, and the values that pass through them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from rdflib import Dataset, Literal, URIRef

from kg.rdf.quads import Quad, Words

Term = URIRef | Literal
Bound = Term | tuple[Term, ...]
"""What a variable may be bound to: a term, or any of several."""


@dataclass(frozen=True, slots=True)
class Change:
    """Quads that vanish and quads that come, in one transaction: all of it happens or nothing.

    Quads to remove that are not there and quads to add that are there already do no harm.
    ``drop`` are the names of graphs that vanish as a whole, before all else.
    """

    remove: tuple[Quad, ...] = ()
    add: tuple[Quad, ...] = ()
    drop: tuple[URIRef, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.remove or self.add or self.drop)

    def __add__(self, other: Change) -> Change:
        """Both changes as one; they must not undo each other."""
        return Change(
            (*self.remove, *other.remove),
            (*self.add, *other.add),
            (*self.drop, *other.drop),
        )


Plain = str | Literal | None
"""An IRI or a string as its words, any other literal as it is."""


@dataclass(frozen=True, slots=True)
class Solutions:
    """The answer to a SELECT query: ``rows`` has one term (or None) a variable, read once.

    ``plain`` gives the same rows in a fifth of the time, where the store can: one or the other is
    to be read.
    """

    variables: tuple[str, ...]
    rows: Iterator[tuple[Term | None, ...]]
    plain: Iterator[tuple[Plain, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer to a CONSTRUCT or DESCRIBE query: N-Triples lines, sorted, without doubles."""

    lines: tuple[str, ...]


Answer = Solutions | Triples | bool


class Quads(Protocol):
    """What can be asked for quads: a store, or a preview of it."""

    @property
    def base(self) -> str:
        """The start of every instance IRI."""

    def quads(
        self,
        graph: URIRef | None = None,
        *,
        subject: URIRef | None = None,
        predicate: URIRef | None = None,
        object: Term | None = None,
    ) -> Iterator[Quad]:
        """The quads that match, in no particular order; None matches everything."""


class StoreReader(Quads, Protocol):
    """The read side. Every method raises StoreError on a store that was closed."""

    @property
    def name(self) -> str:
        """The store's folder, or what it is when it has none: for messages."""

    def query(self, sparql: str, bindings: Mapping[str, Bound] | None = None) -> Answer:
        """The answer to a SPARQL query; the default graph is the union of all graphs.

        The prefixes of ``kg.rdf.vocabulary.PREFIXES`` need no declaration.

        ``bindings`` give variables (without question mark) a value, or several that they may have;
        in a SELECT query they must be among the selected ones. QueryError for anything but a
        read-only query that parses.
        """

    def remembered(self) -> Quads:
        """The same quads for who asks again and again: what was asked for once is remembered."""

    def words(
        self,
        graph: URIRef,
        properties: tuple[URIRef, ...],
        classes: tuple[URIRef, ...] = (),
        *,
        subjects: Collection[str] | None = None,
    ) -> Iterator[Words]:
        """What a graph says with some properties, and which nodes are of some classes, as words.

        Of some subjects or of all. A fifth of the time that ``quads`` takes for the whole graph.
        """

    def ntriples(self, graph: URIRef) -> str:
        """What a graph says as N-Triples, a line for each triple, in no particular order.

        Two thirds of the time that ``quads`` takes for it.
        """

    def graphs(self) -> Iterator[URIRef]:
        """The names of the graphs that have quads, sorted."""

    def __len__(self) -> int:
        """How many quads there are, in all graphs and outside of them."""

    def __bool__(self) -> bool:
        """True: also an empty store is a store."""

    def __contains__(self, quad: Quad) -> bool:
        """Whether the quad is there."""

    def dataset(self) -> Dataset:
        """A view as an rdflib ``Dataset`` that cannot be written through (``kg.store.view``)."""

    def close(self) -> None:
        """Let go of the store; more than once does no harm."""

    def __enter__(self) -> Self:
        """The store, to be closed at the end of the ``with`` block."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the store."""


class StoreWriter(Protocol):
    """The write side."""

    def apply(self, change: Change) -> None:
        """Make a change in one transaction; StoreError when it fails, the store is as before.

        Also when called from another process than the one that opened the store: a forked
        child's writes would be lost without a word.
        """

    def flush(self) -> None:
        """Bring everything to the disk (slow: at the end of a batch, not after each document)."""


class Store(StoreReader, StoreWriter, Protocol):
    """A store opened for reading and writing."""
