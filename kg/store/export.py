"""Everything in a store as canonical N-Quads, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import chain, islice
from tempfile import TemporaryFile
from typing import IO

from kg.rdf.iris import Iris
from kg.rdf.serialise import nquads
from kg.store.interface import StoreReader

_IN_MEMORY = 200_000
"""Lines that are sorted at a time (about 60 MB); more go through temporary files."""


def canonical_nquads(store: StoreReader, *, runs: bool = False) -> Iterator[str]:
    """Canonical N-Quads, line by line: sorted, each once, the same bytes for the same graph.

    Without the graph of runs, the only one with wall-clock times, unless asked for.
    """
    left_out = None if runs else Iris(store.base).runs
    graphs = (graph for graph in store.graphs() if graph != left_out)
    quads = chain.from_iterable(map(store.quads, graphs))
    yield from sorted_lines(chain.from_iterable(map(nquads, ([quad] for quad in quads))))


def sorted_lines(lines: Iterable[str], in_memory: int = _IN_MEMORY) -> Iterator[str]:
    """Lines (each ending in a line feed) in code point order, ``in_memory`` at a time."""
    lines = iter(lines)
    with ExitStack() as stack:
        files: list[IO[str]] = []
        while batch := sorted(islice(lines, in_memory)):
            if not files and len(batch) < in_memory:
                yield from batch
                return
            file = stack.enter_context(TemporaryFile("w+", encoding="utf-8", newline="\n"))
            file.writelines(batch)
            file.seek(0)
            files.append(file)
        yield from merge(*files)
