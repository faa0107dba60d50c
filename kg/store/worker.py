"""The process that runs guarded queries: ``python -m kg.store.worker`` (``kg.store.process``).

It is killed when a query takes too long, since Oxigraph cannot be told to stop. It knows nothing of
the rest of the program, so that it starts quickly.

Answers go back in the bytes of a standard format, written by the engine: making a Python object
for each term costs four times as much. Long ones lie in a file without a name whose descriptor is
handed over: this process, whose memory is limited, does not hold them, and a server sends them
on piece by piece.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import resource
import socket
import struct
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from enum import IntEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

if TYPE_CHECKING:
    from typing_extensions import Buffer

REQUEST = struct.Struct("!Q")
"""What stands before a request: how many bytes it has."""

REPLY = struct.Struct("!BQ")
"""What stands before a reply: its ``Kind`` and how many bytes follow (none when in a file)."""

IN_MEMORY = 1 << 20
"""Bytes of an answer up to which it is sent through the connection."""

_QUICK = 0.02
"""Seconds of a query that cannot have made the process grow."""

_GROWN = 256
"""Megabytes that a process may have grown by: then the next query gets a new one."""

_PLACES: dict[type, int] = {ox.QuerySolutions: 0, ox.QueryBoolean: 1, ox.QueryTriples: 2}

_PLAIN = ("text/tab-separated-values", "text/csv", "application/n-triples")
"""Formats where nobody chose any: one line a row, so that rows can be counted; true or false."""


class Kind(IntEnum):
    """What a reply is."""

    READY = 0
    """The process has started, or has opened the store that it is asked."""
    TABLE = 1
    BOOLEAN = 2
    TRIPLES = 3
    DONE = 4
    MALFORMED = 5
    FAILED = 6
    LIMIT = 7
    REFUSED = 8
    UNACCEPTABLE = 9
    GROWN = 128
    """Added to another: this process has grown, so that it is better ended."""


class Request(NamedTuple):
    """A query of a folder of quads (or an update); the fields that end in "graphs" are IRIs.

    ``graphs`` None: the query's own dataset. ``formats``: media types that a table, a boolean or
    triples are wanted in, None where such an answer is not wanted at all; without them a table
    is TSV and triples are N-Triples.
    ``spared``: an update is refused where a graph's name begins so.
    """

    folder: str
    sparql: str
    prefixes: dict[str, str]
    base: str | None = None
    union: bool = False
    graphs: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    formats: tuple[str | None, str | None, str | None] | None = None
    update: bool = False
    spared: str | None = None


class _LimitError(Exception):
    """An answer that is larger than allowed."""


def main() -> None:
    """Answer requests until the connection is closed.

    Arguments: descriptor of the connection, most rows, most bytes of an answer, memory in MB.
    """
    descriptor, rows, size, memory = map(int, sys.argv[1:])
    connection = socket.socket(fileno=descriptor)
    worker = _Worker(rows, size, memory)
    before = _megabytes(1)
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        _send(connection, Kind.READY, b"")
        while True:
            (length,) = REQUEST.unpack(exactly(connection, REQUEST.size))
            request = Request(*marshal.loads(exactly(connection, length)))  # noqa: S302 - ours
            begun = time.monotonic()
            for kind, body in worker.replies(request):
                slow = kind != Kind.READY and time.monotonic() - begun > _QUICK
                grown = Kind.GROWN if slow and _megabytes(1) - before > _GROWN else 0
                _send(connection, kind + grown, body)


class _Worker:
    def __init__(self, rows: int, size: int, memory: int) -> None:
        self._rows = rows
        self._size = size
        self._memory = memory
        self._folder = ""
        self._store = ox.Store()

    def replies(self, request: Request) -> Iterator[tuple[int, bytes | IO[bytes]]]:
        """That the store is open, where it was not; then the kind of the answer and its bytes."""
        try:
            if request.update:
                store = ox.Store(request.folder)
                _limit_memory(self._memory)
                yield Kind.READY, b""
                yield _update(store, request)
                return
            if request.folder != self._folder:
                self._store, self._folder = ox.Store.read_only(request.folder), request.folder
                _limit_memory(self._memory)
                yield Kind.READY, b""
            yield self._query(request)
        except (MemoryError, _LimitError) as error:
            yield Kind.LIMIT, (str(error) or "not enough memory").encode()
        except SyntaxError as error:
            yield Kind.MALFORMED, str(error).encode()
        except (ValueError, RuntimeError, OSError) as error:
            yield Kind.FAILED, str(error).encode()

    def _query(self, request: Request) -> tuple[int, bytes | IO[bytes]]:
        default, named = request.graphs or (None, None)
        answer = self._store.query(
            request.sparql,
            prefixes=request.prefixes,
            base_iri=request.base,
            use_default_graph_as_union=request.union,
            default_graph=None if default is None else [ox.NamedNode(iri) for iri in default],
            named_graphs=None if named is None else [ox.NamedNode(iri) for iri in named],
        )
        place = _PLACES[type(answer)]
        media_type = request.formats[place] if request.formats else _PLAIN[place]
        if media_type is None:
            return Kind.UNACCEPTABLE, b""
        if isinstance(answer, ox.QueryBoolean):
            return Kind.BOOLEAN, answer.serialize(format=_results(media_type)) or b""
        if isinstance(answer, ox.QuerySolutions):
            sink = _Sink(self._size, None if request.formats else self._rows)
            answer.serialize(sink, _results(media_type))
            return Kind.TABLE, sink.written()
        sink = _Sink(self._size)
        triples, format = _counted(answer, self._rows), ox.RdfFormat.from_media_type(media_type)
        ox.serialize(triples, sink, format, prefixes=request.prefixes)
        return Kind.TRIPLES, sink.written()


def _update(store: ox.Store, request: Request) -> tuple[int, bytes]:
    if request.spared is not None:
        for name in store.named_graphs():
            if name.value.startswith(request.spared):
                return Kind.REFUSED, name.value.encode()
    store.update(request.sparql, prefixes=request.prefixes, base_iri=request.base)
    store.flush()
    return Kind.DONE, b""


class _Sink(tempfile.SpooledTemporaryFile[bytes]):
    """Where an answer is written to, up to a size and a number of lines."""

    def __init__(self, size: int, rows: int | None = None) -> None:
        super().__init__(IN_MEMORY)
        self._left = size
        self._rows = rows
        self._lines = 0

    def write(self, data: Buffer) -> int:
        chunk = bytes(data)
        self._left -= len(chunk)
        if self._left < 0:
            raise _LimitError("the answer is too large: ask for less (LIMIT), or allow more")
        if self._rows is not None:
            self._lines += chunk.count(b"\n")
            if self._lines > self._rows + 1:
                raise _too_many(self._rows)
        return super().write(chunk)

    def written(self) -> bytes | IO[bytes]:
        """All of it: bytes, or an open file at its beginning."""
        short = self.tell() <= IN_MEMORY
        self.seek(0)
        return self.read() if short else self


def _results(media_type: str) -> ox.QueryResultsFormat:
    found = ox.QueryResultsFormat.from_media_type(media_type)
    if found is None:
        raise ValueError(f"no format {media_type}")
    return found


def _counted(triples: Iterable[ox.Triple], rows: int) -> Iterator[ox.Triple]:
    for count, triple in enumerate(triples):
        if count == rows:
            raise _too_many(rows)
        yield triple


def _too_many(rows: int) -> _LimitError:
    return _LimitError(f"more than {rows} rows: ask for fewer (LIMIT), or allow more")


def _send(connection: socket.socket, kind: int, body: bytes | IO[bytes]) -> None:
    if isinstance(body, bytes):
        connection.sendall(REPLY.pack(kind, len(body)) + body)
        return
    with body:
        body.flush()
        socket.send_fds(connection, [REPLY.pack(kind, 0)], [body.fileno()])


def exactly(connection: socket.socket, length: int) -> bytes:
    """That many bytes from a connection; EOFError when it is closed before."""
    data = connection.recv(length) if length else b""
    while len(data) < length:
        more = connection.recv(length - len(data))
        if not more:
            raise EOFError
        data += more
    return data


def _megabytes(field: int) -> int:
    """Memory of this process: 0 all that it has addresses for, 1 what is resident."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[field])
    except OSError:  # not Linux
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") >> 20


def _limit_memory(megabytes: int) -> None:
    """Let this process have so much memory beside what it has already."""
    limit = (_megabytes(0) + megabytes) << 20
    with contextlib.suppress(OSError, ValueError):  # not every system has this limit
        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
