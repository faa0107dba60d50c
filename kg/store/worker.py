"""The process that runs guarded queries: ``python -m kg.store.worker`` (``kg.store.guard``).

It is killed when a query takes too long, since Oxigraph cannot be told to stop. It only reads, and
knows nothing of the rest of the program, so that it starts quickly.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import resource
import sys
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox

CHUNK = 1000
"""Rows in a message."""

Request = tuple[str, bool]
"""A query, and whether the default graph is the union."""


def main() -> None:
    """Answer queries until the connection is closed.

    Arguments: descriptor of the connection, folder of the quads, most rows, most memory in MB.
    """
    descriptor, folder, rows, memory = sys.argv[1:]
    connection = Connection(int(descriptor))
    store = ox.Store.read_only(folder)
    prefixes = pickle.loads(connection.recv_bytes())  # noqa: S301 - from our own parent
    before = _megabytes(0)
    _limit_memory(int(memory))
    connection.send_bytes(pickle.dumps(("ready", None)))
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            request = pickle.loads(connection.recv_bytes())  # noqa: S301
            for message in _answer(store, request, prefixes, int(rows)):
                connection.send_bytes(pickle.dumps(message))
            connection.send_bytes(pickle.dumps(("done", _megabytes(1) - before)))


def _answer(
    store: ox.Store, request: Request, prefixes: dict[str, str], rows: int
) -> Iterator[tuple[str, object]]:
    sparql, union = request
    try:
        answer = store.query(sparql, prefixes=prefixes, use_default_graph_as_union=union)
        if isinstance(answer, ox.QueryBoolean):
            yield "ask", bool(answer)
            return
        if isinstance(answer, ox.QuerySolutions):
            yield "select", tuple(variable.value for variable in answer.variables)
        chunk: list[object] = []
        for count, one in enumerate(answer, 1):
            if count > rows:
                yield "limit", f"more than {rows} rows: ask for fewer (LIMIT), or allow more"
                return
            chunk.append(f"{one} ." if isinstance(one, ox.Triple) else tuple(one))
            if len(chunk) == CHUNK:
                yield "rows", chunk
                chunk = []
        yield "rows", chunk
    except MemoryError:
        yield "limit", "not enough memory"
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        yield "error", str(error)


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
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


if __name__ == "__main__":
    main()
