"""A process that runs queries (``kg.store.worker``) as its parent sees it: asked, and killed."""

from __future__ import annotations

import io
import marshal
import os
import select
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg.errors import QueryError
from kg.store.sparql import not_a_query
from kg.store.worker import REPLY, REQUEST, Kind, Request, exactly

_AT_ONCE = 1 << 16
"""Bytes that are asked for at once: a larger buffer costs more than a short answer."""

_SOON = 0.2
"""Seconds that a query may work at the priority of all: of the processor, since a query that only
waits for its turn on a busy machine would wait for ever at a lower one."""

_NICE = 15

_PATIENCE = 30.0
"""Seconds for a worker to start, and again for it to open a store: neither is the query's time."""


class LimitError(QueryError):
    """A query that was stopped because it took too much."""


class DeadlineError(LimitError):
    """A query that was stopped because it took too long."""


class MalformedError(QueryError):
    """What is not a query (or update) at all."""


class RefusedError(QueryError):
    """An update that would change what it must not."""


class UnacceptableError(QueryError):
    """A query whose answer is not wanted in any format that it can have."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take: seconds, rows (or triples), megabytes of memory and of the answer.

    Rows of a table are not counted where the answer is wanted as the bytes of a format.
    """

    seconds: float = 60.0
    rows: int = 1_000_000
    megabytes: int = 4096
    answer_megabytes: int = 1024


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: ``content`` is at its beginning, in memory or in a file without a name."""

    kind: Kind
    content: IO[bytes]


class Worker:
    """One such process, for one query at a time. To be closed.

    It is started (not forked: a fork would share open stores) with the first query and stays for
    the next ones; after a query that was stopped there is a new one. With ``polite`` a query
    that works longer than most goes on at a lower priority, so that others stay quick, and there
    is a new process after it (nobody may raise a priority again).
    """

    def __init__(self, limits: Limits, *, polite: bool = False) -> None:
        self._limits = limits
        self._polite = polite
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: socket.socket | None = None
        self._folder: str | None = None
        self._ending: list[subprocess.Popen[bytes]] = []

    @property
    def pid(self) -> int | None:
        """The process, while there is one."""
        return self._process.pid if self._process else None

    def ask(self, request: Request) -> Reply:
        """The answer to a request.

        DeadlineError and LimitError for what took too much, MalformedError for what is no query,
        RefusedError for an update of what is spared, QueryError for what fails otherwise.
        """
        process, connection = self.started()
        slow = False
        try:
            message = marshal.dumps(tuple(request))
            connection.settimeout(self._limits.seconds)
            connection.sendall(REQUEST.pack(len(message)) + message)
            if request.update or request.folder != self._folder:
                self._wait_for_store(connection, request)
            until = time.monotonic() + self._limits.seconds
            if self._polite and not _speaks(connection, process.pid, until):
                slow = True
                os.setpriority(os.PRIO_PROCESS, process.pid, _NICE)
            kind, content = _reply(connection, until)
        except TimeoutError:
            self._abandon()
            raise DeadlineError(f"query: stopped after {self._limits.seconds:g} seconds") from None
        except (EOFError, OSError) as error:
            self.close()
            raise self._why(process) from error
        except BaseException:
            self.close()  # interrupted: the worker would go on
            raise
        if kind & Kind.GROWN or slow:
            self._abandon()
        kind &= ~Kind.GROWN
        if kind >= Kind.MALFORMED:
            raise _error(Kind(kind), content.read().decode(), request)
        return Reply(Kind(kind), content)

    def kill(self) -> None:
        """Stop the query that is running, from another thread."""
        if self._process is not None:
            self._process.kill()

    def close(self) -> None:
        """End the process; more than once does no harm."""
        self._abandon()
        while self._ending:
            self._ending.pop().wait()

    def _abandon(self) -> None:
        """Kill the process; that it is gone is waited for later: to free its memory takes time."""
        if self._connection is not None:
            self._connection.close()
        if self._process is not None:
            self._process.kill()
            self._ending.append(self._process)
        self._process = self._connection = self._folder = None

    def started(self) -> tuple[subprocess.Popen[bytes], socket.socket]:
        """The process, started now if it was not, and the connection with it."""
        if self._process is None or self._connection is None or self._process.poll() is not None:
            self.close()
            ours, theirs = socket.socketpair()
            limits = self._limits
            numbers = (limits.rows, limits.answer_megabytes << 20, limits.megabytes)
            with theirs:
                self._process = subprocess.Popen(  # noqa: S603 - ourselves
                    [
                        *(sys.executable, "-m", "kg.store.worker"),
                        *map(str, (theirs.fileno(), *numbers)),
                    ],
                    pass_fds=(theirs.fileno(),),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env=environment(),
                )
            self._connection = ours
            self._wait(ours)
        return self._process, self._connection

    def _wait(self, connection: socket.socket) -> None:
        """Until the process answers: that is not the query's time."""
        try:
            _reply(connection, time.monotonic() + _PATIENCE)
        except (EOFError, OSError) as error:
            self.close()
            raise QueryError("query: the process that runs queries does not start") from error

    def _wait_for_store(self, connection: socket.socket, request: Request) -> None:
        """Until the process has opened what it is asked: after a program that was killed, the
        engine goes through its log, which takes longer than many a query."""
        try:
            # No more than this reply: the answer comes right after it.
            kind, content = _reply(connection, time.monotonic() + _PATIENCE, REPLY.size)
        except TimeoutError:
            reason = f"query: the store was not open after {_PATIENCE:g} seconds"
            raise DeadlineError(reason) from None
        if kind != Kind.READY:
            raise _error(Kind(kind & ~Kind.GROWN), content.read().decode(), request)
        self._folder = None if request.update else request.folder

    def _why(self, process: subprocess.Popen[bytes]) -> QueryError:
        if process.returncode in (-signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV):
            return LimitError(
                f"query: stopped, it needed more than {self._limits.megabytes} MB of memory"
            )
        return QueryError(f"query: the process that ran it ended ({process.returncode})")


def environment() -> dict[str, str]:
    """Variables for another process of this program: it finds the same modules."""
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def _speaks(connection: socket.socket, pid: int, until: float) -> bool:
    """Whether something comes before the process has worked for long, and before the deadline."""
    waiting = select.poll()
    waiting.register(connection, select.POLLIN)
    enough = _worked(pid) + _SOON
    while (left := min(enough - _worked(pid), until - time.monotonic())) > 0:
        if waiting.poll(left * 1000):
            return True
    return False


def _worked(pid: int) -> float:
    """Seconds of the processor that a process has had; where nobody counts them, of the clock."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:  # not Linux
        return time.monotonic()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _reply(
    connection: socket.socket, until: float, at_once: int = _AT_ONCE
) -> tuple[int, IO[bytes]]:
    """Kind and content of the next reply; TimeoutError when it is not there by then."""
    connection.settimeout(max(0.001, until - time.monotonic()))
    data, descriptors, _, _ = socket.recv_fds(connection, at_once, 1)
    while len(data) < REPLY.size:
        data += exactly(connection, 1)
    kind, length = REPLY.unpack_from(data)
    body = data[REPLY.size :]
    while len(body) < length:
        connection.settimeout(max(0.001, until - time.monotonic()))
        body += exactly(connection, min(length - len(body), _AT_ONCE))
    return kind, os.fdopen(descriptors[0], "rb") if descriptors else io.BytesIO(body)


def _error(kind: Kind, reason: str, request: Request) -> QueryError:
    if kind == Kind.MALFORMED:
        if request.update:
            return MalformedError(f"update: {reason}")
        return MalformedError(str(not_a_query(request.sparql, SyntaxError(reason))))
    if kind == Kind.LIMIT:
        return LimitError(f"query: {reason}")
    if kind == Kind.UNACCEPTABLE:
        return UnacceptableError("query: its answer has none of the formats that are wanted")
    if kind == Kind.REFUSED:
        return RefusedError(f"update: {reason}")
    return QueryError(f"query: {reason}")
