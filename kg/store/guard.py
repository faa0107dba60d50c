"""Queries in a process of their own that is killed when they take too much: time, rows, memory."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path

from kg.errors import StoreError
from kg.store.bindings import prepared
from kg.store.interface import Answer, Bound, Triples
from kg.store.oxigraph import OxigraphStore, read_store
from kg.store.process import DeadlineError, LimitError, Limits, Worker
from kg.store.solutions import solutions_in
from kg.store.sparql import chooses_graphs, refuse_service, used_prefixes
from kg.store.worker import Kind, Request

__all__ = ["DeadlineError", "Guard", "GuardedStore", "LimitError", "Limits"]


class Guard:
    """Runs queries over a folder of quads that nobody writes to, one at a time. To be closed."""

    def __init__(self, quads: Path, limits: Limits) -> None:
        self._quads = quads
        self._turn = threading.Lock()
        self._worker = Worker(limits)

    def query(self, sparql: str, bindings: Mapping[str, Bound] | None = None) -> Answer:
        """The answer to a read-only query; LimitError when it took too much, QueryError else."""
        if bindings:
            _, sparql = prepared(sparql, bindings)
        else:
            refuse_service(sparql)  # whether it is a query at all, the worker says
        request = Request(
            str(self._quads), sparql, used_prefixes(sparql), union=not chooses_graphs(sparql)
        )
        with self._turn:
            reply = self._worker.ask(request)
        with reply.content as content:
            if reply.kind == Kind.TRIPLES:
                lines = {line.decode().removesuffix("\n") for line in content}
                return Triples(tuple(sorted(lines)))
            written = content.read()
        if reply.kind == Kind.BOOLEAN:
            return written == b"true"
        return solutions_in(written)

    def close(self) -> None:
        """End the worker; more than once does no harm."""
        with self._turn:
            self._worker.close()


class GuardedStore(OxigraphStore):
    """A store on disk, only read, whose queries run in a guard; the rest runs in this process."""

    def __init__(self, path: Path, base: str, limits: Limits) -> None:
        opened = read_store(path, base)
        super().__init__(opened.native(), base, opened.directory, writable=False)
        if opened.directory is None:
            raise StoreError(f"{path}: not a folder")
        self._guard = Guard(opened.directory.quads, limits)

    def query(self, sparql: str, bindings: Mapping[str, Bound] | None = None) -> Answer:
        """The answer to a read-only query; LimitError when it took too much."""
        self.native()
        return self._guard.query(sparql, bindings)

    def close(self) -> None:
        """End the worker and let go of the store."""
        self._guard.close()
        super().close()
