"""The seal of a store: the hash of what was in it when validation found nothing wrong.

What validation finds follows from what the engine gives out, the index of texts and the program
alone. A store that still has all three the same is valid still; to see that takes a tenth of the
time. Anything else, one letter in one quad, and everything is examined anew. A seal is no
signature: who changes a store on purpose can seal it as well.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from typing import IO, cast

import pyoxigraph as ox

from kg.errors import StoreError
from kg.resources import resource
from kg.store.interface import StoreReader
from kg.store.oxigraph import OxigraphStore
from kg.store.problem import Problem
from kg.store.validate import problems
from kg.store.words import whole_query

NAME = "validated"
_LIBRARIES = ("pyoxigraph", "rdflib", "shacl")
_DECIDING = {".py", ".json", ".ttl"}
_THREADS = 4


def unsealed_problems(store: StoreReader) -> Iterator[Problem]:
    """Everything that is wrong with a store, as ``kg.store.validate.problems`` finds it.

    At once nothing when the store is as it was when nothing was found. Else all is examined, and a
    store in a folder sealed if it is valid; where the folder cannot be written to, it is not.
    """
    if not isinstance(store, OxigraphStore) or store.directory is None:
        yield from problems(store)
        return
    file, state = store.directory.path / NAME, state_of(store)
    with contextlib.suppress(OSError, ValueError):
        if state is not None and file.read_text(encoding="ascii") == state:
            return
    valid = True
    for problem in problems(store):
        valid = False
        yield problem
    if valid and state is not None:
        fresh = file.with_name(f".{NAME}.{os.getpid()}.new")
        with contextlib.suppress(OSError):
            fresh.write_text(state, encoding="ascii")
            fresh.replace(file)


def state_of(store: OxigraphStore) -> str | None:
    """A hash of everything that decides whether a store is valid.

    Of each graph's quads, as the engine gives them out (on disk in its own order, which follows
    from them), of the index and of the program. None for what cannot be read or has no name: it is
    never valid.
    """
    native = store.native()
    threads = ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1))
    try:
        graphs = sorted(native.named_graphs(), key=str)
        outside = native.quads_for_pattern(None, None, None, ox.DefaultGraph())
        if next(outside, None) or not all(isinstance(one, ox.NamedNode) for one in graphs):
            return None
        hashes = threads.map(lambda graph: _graph_hash(native, graph), graphs)
        index = store.stored_index()
        parts = [_program(), store.base, index.content_hash() if index else ""]
        for graph, found in zip(graphs, hashes, strict=True):
            parts += (graph.value, found)
    except (OSError, RuntimeError, StoreError):
        return None
    finally:
        threads.shutdown(cancel_futures=True)
    return blake2b("\0".join(parts).encode()).hexdigest()


class _Hash:
    """A binary file that keeps of what is written only the hash."""

    def __init__(self) -> None:
        self.hash = blake2b()

    def write(self, data: bytes) -> int:
        self.hash.update(data)
        return len(data)

    def flush(self) -> None:
        """Nothing waits to be written."""


def _graph_hash(native: ox.Store, graph: ox.NamedNode) -> str:
    """Hash of a graph's quads; the engine works meanwhile without Python's lock."""
    found, hashed = native.query(whole_query(graph)), _Hash()
    assert isinstance(found, ox.QuerySolutions)
    found.serialize(cast(IO[bytes], hashed), format=ox.QueryResultsFormat.TSV)
    return hashed.hash.hexdigest()


@cache
def _program() -> str:
    """Hash of the code, its tables and shapes, and the libraries that examine with it."""
    hashed = blake2b(" ".join(map(version, _LIBRARIES)).encode())
    for folder in (resource("store").parent, resource("ontology")):
        for path in sorted(folder.rglob("*")):
            if path.suffix in _DECIDING:
                hashed.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return hashed.hexdigest()
