"""Stores in Oxigraph, in memory and on disk."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox
from rdflib import RDF, Dataset, URIRef

from kg.config import DEFAULT_BASE
from kg.errors import QueryError, StoreError
from kg.rdf.quads import Quad, Words
from kg.store.bindings import prepared
from kg.store.blocks import StoredBlocks
from kg.store.common import CommonStore
from kg.store.directory import StoreDirectory, lock_directory
from kg.store.index import NAME, Index, SourceCount, synced
from kg.store.interface import Answer, Bound, Change, Term, Triples
from kg.store.journal import Journal
from kg.store.preview import Remembered
from kg.store.solutions import solutions
from kg.store.sparql import chooses_graphs, used_prefixes
from kg.store.terms import (
    node_to_oxigraph,
    quad_from_oxigraph,
    quad_to_oxigraph,
    quads_to_oxigraph,
    term_to_oxigraph,
)
from kg.store.updates import emptied, update_request
from kg.store.view import read_only_dataset
from kg.store.words import words_query


def memory_store(base: str = DEFAULT_BASE) -> OxigraphStore:
    """A new, empty store that is gone when it is closed."""
    return OxigraphStore(ox.Store(), base)


def open_store(path: Path, base: str = DEFAULT_BASE, *, create: bool = True) -> OxigraphStore:
    """The store in a folder, to read and write; no other process can have it open meanwhile.

    A missing or empty folder becomes a new store unless ``create`` is False. ``base`` is the start
    of every instance IRI and must be the one the store was made with. StoreError names path and
    reason.
    """
    directory = lock_directory(path, base, write=True, create=create)
    return _opened(directory, base, write=True)


def read_store(path: Path, base: str = DEFAULT_BASE) -> OxigraphStore:
    """The store in a folder, only to read; several processes can, while none writes.

    StoreError names path and reason.
    """
    return _opened(lock_directory(path, base, write=False), base, write=False)


def _opened(directory: StoreDirectory, base: str, *, write: bool) -> OxigraphStore:
    try:
        quads = directory.quads
        inner = ox.Store(quads) if write else ox.Store.read_only(str(quads))
    except (OSError, ValueError, RuntimeError) as error:
        directory.release()
        raise StoreError(f"{directory.path}: {error}") from error
    return OxigraphStore(inner, base, directory, writable=write)


class OxigraphStore(CommonStore):
    """A store over one ``pyoxigraph.Store`` (see ``kg.store.interface`` for what it does)."""

    def __init__(
        self,
        inner: ox.Store,
        base: str,
        directory: StoreDirectory | None = None,
        *,
        writable: bool = True,
    ) -> None:
        super().__init__(base)
        self._opened: ox.Store | None = inner
        self.writable = writable
        self.directory = directory
        self._journal = Journal(directory.path, base) if directory else None
        self._process = os.getpid()
        # What a program that was killed has left waits, too.
        self._unflushed = writable and self._journal is not None and not self._journal.empty
        self._index: Index | None = None
        self._remembered = Remembered(self)

    @property
    def name(self) -> str:
        """The folder, or "memory"."""
        return str(self.directory.path) if self.directory else "memory"

    def native(self) -> ox.Store:
        """The engine's own store, while open and in the process that opened it."""
        if self._opened is None:
            raise StoreError(f"{self.name}: the store is closed")
        if os.getpid() != self._process:
            raise StoreError(f"{self.name}: opened by another process; open it again in this one")
        return self._opened

    def query(self, sparql: str, bindings: Mapping[str, Bound] | None = None) -> Answer:
        """The answer to a read-only SPARQL query; QueryError when it is not one."""
        native = self.native()
        _, bound = prepared(sparql, bindings or {})
        try:
            answer = native.query(
                bound,
                prefixes=used_prefixes(sparql),
                use_default_graph_as_union=not chooses_graphs(sparql),
            )
            if isinstance(answer, ox.QueryTriples):
                return Triples(tuple(sorted({f"{triple} ." for triple in answer})))
        except (SyntaxError, ValueError, RuntimeError, OSError) as error:
            raise QueryError(f"query: {error}") from error
        if isinstance(answer, ox.QueryBoolean):
            return bool(answer)
        return solutions(answer)

    def quads(
        self,
        graph: URIRef | None = None,
        *,
        subject: URIRef | None = None,
        predicate: URIRef | None = None,
        object: Term | None = None,
    ) -> Iterator[Quad]:
        """The quads that match, in no particular order; None matches everything."""
        found = self.native().quads_for_pattern(
            node_to_oxigraph(subject) if subject is not None else None,
            node_to_oxigraph(predicate) if predicate is not None else None,
            term_to_oxigraph(object) if object is not None else None,
            node_to_oxigraph(graph) if graph is not None else None,
        )
        return self._read(found)

    def remembered(self) -> Remembered:
        """The same quads for who asks again and again: nobody else can write meanwhile."""
        return self._remembered

    def _read(self, found: Iterator[ox.Quad]) -> Iterator[Quad]:
        # As in _damage, which would take longer than most questions.
        try:
            yield from map(quad_from_oxigraph, found)
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{self.name}: {error}") from error

    def words(
        self,
        graph: URIRef,
        properties: tuple[URIRef, ...],
        classes: tuple[URIRef, ...] = (),
        *,
        subjects: Collection[str] | None = None,
    ) -> Iterator[Words]:
        """What a graph says with some properties, and which nodes are of some classes, as words."""
        native, type_ = self.native(), RDF.type
        with self._damage():
            found = native.query(words_query(graph, properties, classes, subjects))
            assert isinstance(found, ox.QuerySolutions)
            for subject, number, value in found:
                place = int(number.value)
                known = properties[place] if place < len(properties) else type_
                yield subject.value, known, value.value

    def ntriples(self, graph: URIRef) -> str:
        """What a graph says as N-Triples, a line for each triple, in no particular order."""
        native, name = self.native(), node_to_oxigraph(graph)
        with self._damage():
            return (native.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=name) or b"").decode()

    @contextlib.contextmanager
    def _damage(self) -> Iterator[None]:
        """Files that turn out to be damaged only when they are read."""
        try:
            yield
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{self.name}: {error}") from error

    def graphs(self) -> Iterator[URIRef]:
        """The names of the graphs that have quads, sorted."""
        native = self.native()
        with self._damage():
            return iter(sorted(URIRef(name.value) for name in native.named_graphs()))

    def __len__(self) -> int:
        native = self.native()
        with self._damage():
            return len(native)

    def __contains__(self, quad: Quad) -> bool:
        native = self.native()
        with self._damage():
            return quad_to_oxigraph(quad) in native

    def dataset(self) -> Dataset:
        """A read-only view as an rdflib ``Dataset`` (its traps: ``kg.store.view``)."""
        self.native()
        return read_only_dataset(self.native)

    def apply(self, change: Change) -> None:
        """Make a change in one transaction; StoreError when it fails, the store is as before."""
        native = self.native()
        self._unflushed = True
        journal = self._journal.noted(change) if self._journal else contextlib.nullcontext()
        # Whatever ends the change before it is told, nothing of before is remembered.
        remembered, self._remembered = self._remembered, Remembered(self)
        try:
            with journal:
                # Both are one transaction of Oxigraph's; to add alone is the quicker one.
                if change.remove or change.drop:
                    native.update(update_request(change, emptied(native, change)))
                else:
                    native.extend(quads_to_oxigraph(change.add))
        except (SyntaxError, ValueError, RuntimeError, OSError) as error:
            raise StoreError(f"{self.name}: {error}") from error
        remembered.follow(change)
        self._remembered = remembered
        self._follow(change)

    def search(self, words: str) -> list[URIRef]:
        """The claims whose text has these words, whatever the case: from the index."""
        return self._synced().search(words)

    def source_counts(self) -> list[SourceCount]:
        """How often each source is quoted, the most quoted first: from the index."""
        return self._synced().counts()

    def blocks(self) -> StoredBlocks:
        """Which claims share what they are compared for, as far as they have been related."""
        return self._synced().blocks

    def stored_index(self) -> Index | None:
        """The index, brought up to date; None when the folder has none."""
        there = self.directory is not None and (self.directory.path / NAME).exists()
        return self._synced() if there else None

    def _synced(self) -> Index:
        """The index, brought up to date when it is first asked for."""
        self.native()
        if self._index is None:
            self._index = synced(self.directory.path / NAME if self.directory else None, self)
        return self._index

    def _follow(self, change: Change) -> None:
        """Bring the index in step with a change that was made; if that fails, later."""
        start = f"{self._base}document/"
        graphs = {*(quad[3] for quad in (*change.remove, *change.add)), *change.drop}
        documents = sorted(graph for graph in graphs if graph.startswith(start))
        try:
            if self._index is not None:
                self._index.update(self, documents)
            elif self.directory is not None:
                self._synced()
        except (sqlite3.Error, StoreError):
            self._drop_index()  # it disagrees now, which the next one who opens it sees

    def _drop_index(self) -> None:
        if self._index is not None:
            self._index.close()
        self._index = None

    def flush(self) -> None:
        """Bring everything to the disk (about 0.1 s)."""
        try:
            self.native().flush()
            if self._journal:
                self._journal.clear()
            self._unflushed = False
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{self.name}: {error}") from error

    def close(self) -> None:
        """Let go of the store and of its lock; more than once does no harm.

        What has been changed since the last flush is brought to the disk: else every reader would
        go through the engine's log. Where there is no room for it, log and journal stay as they
        are, and nothing is lost.
        """
        if self._opened is None:
            return
        try:
            if self.directory is not None and self._unflushed:
                with contextlib.suppress(StoreError):
                    self.flush()
        finally:
            self._drop_index()
            self._opened = None
            if self.directory is not None:
                self.directory.release()
