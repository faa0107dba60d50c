"""Queries in a process of their own that is killed when they take too much: time, rows, memory."""

from __future__ import annotations

import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, cast

from kg.errors import QueryError, StoreError
from kg.rdf.vocabulary import PREFIXES
from kg.store.bindings import prepared
from kg.store.interface import Answer, Bound, Solutions, Triples
from kg.store.oxigraph import OxigraphStore, read_store
from kg.store.sparql import chooses_graphs
from kg.store.terms import term_from_oxigraph

_PATIENCE = 30.0
"""Seconds for a worker to start."""

_GROWN = 256
"""Megabytes that a worker may have grown by: then the next query gets a new one."""


class LimitError(QueryError):
    """A query that was stopped because it took too much."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take: seconds, rows (or triples), megabytes of memory."""

    seconds: float = 60.0
    rows: int = 1_000_000
    megabytes: int = 4096


class Guard:
    """Runs queries over a folder of quads that nobody writes to, one at a time. To be closed.

    The worker is started (not forked: a fork would share the open store) with the first query and
    stays for the next ones; after a query that was stopped there is a new one.
    """

    def __init__(self, quads: Path, limits: Limits) -> None:
        self._quads = quads
        self._limits = limits
        self._turn = threading.Lock()
        self._worker: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None

    def query(self, sparql: str, bindings: Mapping[str, Bound] | None = None) -> Answer:
        """The answer to a read-only query; LimitError when it took too much, QueryError else."""
        _, bound = prepared(sparql, bindings or {})
        request = (bound, not chooses_graphs(sparql))
        with self._turn:
            return _answer(self._messages(pickle.dumps(request)))

    def close(self) -> None:
        """End the worker; more than once does no harm."""
        with self._turn:
            self._end()

    def _messages(self, request: bytes) -> list[tuple[str, object]]:
        """What the worker says to a request, all of it, before the deadline."""
        worker, connection = self._started()
        until = time.monotonic() + self._limits.seconds
        messages: list[tuple[str, object]] = []
        try:
            connection.send_bytes(request)
            while not messages or messages[-1][0] != "done":
                if not connection.poll(max(0.0, until - time.monotonic())):
                    self._end()
                    raise LimitError(f"query: stopped after {self._limits.seconds:g} seconds")
                messages.append(pickle.loads(connection.recv_bytes()))  # noqa: S301 - our worker
        except (EOFError, OSError) as error:
            self._end()
            raise self._why(worker) from error
        except BaseException:
            self._end()  # interrupted: the worker would go on
            raise
        grown = messages.pop()[1]
        if isinstance(grown, int) and grown > _GROWN:
            self._end()
        return messages

    def _started(self) -> tuple[subprocess.Popen[bytes], Connection]:
        if self._worker is None or self._connection is None or self._worker.poll() is not None:
            self._end()
            ours, theirs = socket.socketpair()
            limits = (str(self._limits.rows), str(self._limits.megabytes))
            with theirs:
                self._worker = subprocess.Popen(  # noqa: S603 - ourselves
                    [
                        *(sys.executable, "-m", "kg.store.worker"),
                        *(str(theirs.fileno()), str(self._quads), *limits),
                    ],
                    pass_fds=(theirs.fileno(),),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                )
            self._connection = Connection(ours.detach())
            self._connection.send_bytes(pickle.dumps(dict(PREFIXES)))
            self._wait(self._connection)
        return self._worker, self._connection

    def _wait(self, connection: Connection) -> None:
        """Until the worker has opened the store: that is not the query's time."""
        try:
            if connection.poll(_PATIENCE):
                connection.recv_bytes()
                return
        except (EOFError, OSError):
            pass
        self._end()
        raise QueryError("query: the process that runs queries does not start")

    def _end(self) -> None:
        if self._connection is not None:
            self._connection.close()
        if self._worker is not None:
            self._worker.kill()
            self._worker.wait()
        self._worker = self._connection = None

    def _why(self, worker: subprocess.Popen[bytes]) -> QueryError:
        if worker.returncode in (-signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV):
            return LimitError(
                f"query: stopped, it needed more than {self._limits.megabytes} MB of memory"
            )
        return QueryError(f"query: the process that ran it ended ({worker.returncode})")


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


def _answer(messages: list[tuple[str, object]]) -> Answer:
    kind, value = messages[0]
    for told, reason in messages:
        if told in ("error", "limit"):
            raise (LimitError if told == "limit" else QueryError)(f"query: {reason}")
    if kind == "ask":
        return bool(value)
    found = (one for told, chunk in messages if told == "rows" for one in cast("list[Any]", chunk))
    if kind != "select":
        return Triples(tuple(sorted(set(found))))
    rows = (tuple(None if t is None else term_from_oxigraph(t) for t in row) for row in found)
    return Solutions(cast("tuple[str, ...]", value), rows)
