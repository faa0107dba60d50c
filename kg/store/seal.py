"""The seal of a store: hashes of what was in it when validation found nothing wrong.

What validation finds follows from what the engine gives out, the index of texts and the program
alone. A store that still has all three the same is valid still; to see that takes a tenth of the
time, and a hundredth when even the engine's files are the same. Anything else, one letter in one
quad, and everything is examined anew. A seal is no signature: who changes a store on purpose can
seal it as well.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from hashlib import blake2b, file_digest
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import IO, NamedTuple, TypeVar, cast

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

Item = TypeVar("Item")


def unsealed_problems(store: StoreReader) -> Iterator[Problem]:
    """Everything that is wrong with a store, as ``kg.store.validate.problems`` finds it.

    Nothing, and soon, when the store is as it was when nothing was found. Else all is examined, and
    a store in a folder sealed if it is valid; where the folder cannot be written to, it is not.
    """
    if not isinstance(store, OxigraphStore) or store.directory is None:
        yield from problems(store)
        return
    known, files = _read(store.directory.path), files_of(store)
    if files and files == known.files:
        return
    state = state_of(store)
    valid = state is not None and state == known.state
    if not valid:
        valid = True
        for problem in problems(store):
            valid = False
            yield problem
    if valid and state is not None:
        _write(store.directory.path, Seal(state, files))


class Seal(NamedTuple):
    """Hashes that a store had when it was valid; empty when there is none."""

    state: str = ""
    files: str = ""


def state_of(store: OxigraphStore) -> str | None:
    """A hash of everything that decides whether a store is valid.

    Of each graph's quads, as the engine gives them out (on disk in its own order, which follows
    from them), of the index and of the program. None for what cannot be read or has no name: it is
    never valid.
    """
    native = store.native()
    try:
        every = sorted(native.named_graphs(), key=str)
        graphs = [graph for graph in every if isinstance(graph, ox.NamedNode)]
        outside = native.quads_for_pattern(None, None, None, ox.DefaultGraph())
        if len(graphs) != len(every) or next(outside, None):
            return None
        hashes = _in_threads(lambda graph: _graph_hash(native, graph), graphs)
        names = (graph.value for graph in graphs)
        return _together((*_around(store), *chain.from_iterable(zip(names, hashes, strict=True))))
    except (OSError, RuntimeError, StoreError):
        return None


def files_of(store: OxigraphStore) -> str:
    """A hash of the engine's files, the index and the program, from which all else follows.

    Empty for a store that is written to, since its files change then, and for what cannot be read.
    """
    if store.directory is None or store.writable:
        return ""
    try:
        # LOG and LOCK are not the quads'.
        files = sorted(one for one in store.directory.quads.iterdir() if one.name[:2] != "LO")
        hashes = _in_threads(_file_hash, files)
        names = (file.name for file in files)
        return _together((*_around(store), *chain.from_iterable(zip(names, hashes, strict=True))))
    except (OSError, StoreError):
        return ""


def _around(store: OxigraphStore) -> tuple[str, str, str]:
    index = store.stored_index()
    return _program(), store.base, index.content_hash() if index else ""


def _together(parts: Iterable[str]) -> str:
    return blake2b("\0".join(parts).encode()).hexdigest()


def _in_threads(work: Callable[[Item], str], items: Sequence[Item]) -> list[str]:
    """``map(work, items)``; both engine and hash work without Python's lock."""
    threads = ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1))
    try:
        return list(threads.map(work, items))
    finally:
        threads.shutdown(cancel_futures=True)


def _read(folder: Path) -> Seal:
    try:
        return Seal(*(folder / NAME).read_text(encoding="ascii").splitlines())
    except (OSError, ValueError, TypeError):
        return Seal()


def _write(folder: Path, seal: Seal) -> None:
    fresh = folder / f".{NAME}.{os.getpid()}.new"
    with contextlib.suppress(OSError):
        try:
            fresh.write_text("".join(f"{line}\n" for line in seal), encoding="ascii")
            fresh.replace(folder / NAME)
        finally:
            fresh.unlink(missing_ok=True)


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
    """Hash of a graph's quads."""
    found, hashed = native.query(whole_query(graph)), _Hash()
    assert isinstance(found, ox.QuerySolutions)
    found.serialize(cast(IO[bytes], hashed), format=ox.QueryResultsFormat.TSV)
    return hashed.hash.hexdigest()


def _file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, blake2b).hexdigest()


@cache
def _program() -> str:
    """Hash of the code, its tables and shapes, and the libraries that examine with it."""
    hashed = blake2b(" ".join(map(version, _LIBRARIES)).encode())
    for folder in (resource("store").parent, resource("ontology")):
        for path in sorted(folder.rglob("*")):
            if path.suffix in _DECIDING:
                hashed.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return hashed.hexdigest()
