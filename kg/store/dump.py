"""Everything in a store as one file of N-Quads, and a file like that as a new store."""

from __future__ import annotations

import contextlib
import gzip
import io
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from kg.errors import StoreError
from kg.rdf.serialise import term
from kg.store.directory import QUADS, new_directory
from kg.store.interface import StoreReader
from kg.store.migrations import FORMAT, known, migrated
from kg.store.oxigraph import OxigraphStore

_HEAD = re.compile(rb"# kg dump, format (\d+), base (\S+)\n")
_GZIP = b"\x1f\x8b"
_LONGEST_HEAD = 1000
_BLOCK = 1 << 20
_AT_A_TIME = 200_000_000
"""Bytes of N-Quads that the bulk loader gets at a time. It sorts a million quads in memory, twice
over, which takes 1.6 GB; with these, 0.55 GB in 1.08 times the time (32 MB: 0.3 GB, 1.29 times)."""


def dump(store: StoreReader, stream: IO[bytes]) -> None:
    """Write all quads, times of runs included, in no order: as quickly as the engine can.

    The first line, a comment, says which format and base IRI they are of.
    """
    stream.write(f"# kg dump, format {FORMAT}, base {store.base}\n".encode())
    if isinstance(store, OxigraphStore):
        try:
            store.native().dump(stream, format=ox.RdfFormat.N_QUADS)
        except RuntimeError as error:
            raise StoreError(f"{store.name}: {error}") from error
        return
    for quad in store.quads():
        stream.write(f"{' '.join(map(term, quad))} .\n".encode())


@contextlib.contextmanager
def compressed(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    """A stream that is written to another one in gzip: the same bytes at any time."""
    with (
        gzip.GzipFile("", "wb", compresslevel=6, fileobj=stream, mtime=0) as packed,
        io.BufferedWriter(packed, 1 << 20) as buffered,
    ):
        yield buffered


def load_new(files: Iterable[Path], path: Path, base: str) -> None:
    """Make a store from files of N-Quads (gzip or not) by the engine's bulk loader.

    StoreError names the file and the reason when one is broken or not of a store with this base:
    then there is no store. ``path`` must be free.
    """

    def fill(folder: Path) -> None:
        quads = bulk_loaded(files, folder / QUADS, base)
        quads.optimize()
        quads.flush()

    new_directory(path, base, fill)


def bulk_loaded(files: Iterable[Path], folder: Path, base: str) -> ox.Store:
    """The engine's store in a new folder with the quads of files, checked and migrated."""
    quads, doubtful = ox.Store(folder), False
    for file in files:
        with _reading(file), file.open("rb") as raw:
            packed = raw.read(2) == _GZIP
            raw.seek(0)
            stream = gzip.GzipFile(fileobj=raw) if packed else raw
            found = _head(stream, base)
            stream.seek(0)
            doubtful = _bulk_load(quads, stream) or doubtful
            while found != FORMAT:
                found = migrated(quads, found)
    if reason := _foreign(quads, base, doubtful=doubtful):
        raise StoreError(f"{', '.join(map(str, files))}: {reason}")
    return quads


def _bulk_load(quads: ox.Store, stream: IO[bytes] | gzip.GzipFile) -> bool:
    """Load lines; whether there may be blank nodes or triple terms among them."""
    pieces = _Pieces(stream)
    while pieces.more():
        before = pieces.before
        try:
            quads.bulk_load(cast(IO[bytes], pieces), format=ox.RdfFormat.N_QUADS)
        except SyntaxError as error:
            reason = str(error.msg).partition(": ")[2] or error.msg
            raise StoreError(f"line {before + (error.lineno or 1)}: {reason}") from error
    return pieces.doubtful


class _Pieces:
    """A stream of lines as files one after the other, each of some bytes and whole lines.

    Only a block of it is in memory. ``before`` counts the lines before the present piece;
    ``doubtful`` is whether there may be blank nodes or triple terms in those that were read.
    """

    def __init__(self, stream: IO[bytes] | gzip.GzipFile) -> None:
        self.before, self.doubtful = 0, False
        self._stream = stream
        self._block, self._at, self._left, self._lines = b"", 0, 0, 0

    def more(self) -> bool:
        """Begin the next piece; whether there is one."""
        self.before, self._left = self._lines, _AT_A_TIME
        return self._read_on()

    def read(self, size: int) -> bytes:
        """Bytes of the present piece, nothing at its end."""
        if self._at == len(self._block) and not self._read_on():
            return b""
        part = self._block[self._at : self._at + size]
        self._at += len(part)
        return part

    def _read_on(self) -> bool:
        if self._left <= 0:
            return False
        block = self._stream.read(min(_BLOCK, self._left)) + self._stream.readline()
        self._block, self._at = block, 0
        self._left -= len(block)
        self._lines += block.count(b"\n")
        # Their signs stand in hardly any text: a third of the time is saved by asking for these.
        self.doubtful = self.doubtful or b"_:" in block or b"<<" in block
        return bool(block)


@contextlib.contextmanager
def _reading(file: Path) -> Iterator[None]:
    """What can be wrong with a file, as StoreError that names it."""
    try:
        yield
    except (SyntaxError, ValueError, EOFError, zlib.error, RuntimeError) as error:
        raise StoreError(f"{file}: {getattr(error, 'msg', None) or error}") from error
    except OSError as error:
        raise StoreError(f"{file}: {error.strerror or error}") from error
    except StoreError as error:
        raise StoreError(f"{file}: {error}") from error


def _head(stream: IO[bytes] | gzip.GzipFile, base: str) -> int:
    """The format that a file says it is of: ours when it says nothing."""
    match = _HEAD.match(stream.readline(_LONGEST_HEAD))
    if match is None:
        return FORMAT
    if (theirs := match[2].decode(errors="replace")) != base:
        raise StoreError(f"its IRIs start with {theirs}, not with {base}")
    return known(int(match[1]))


_OTHER_TERMS = """
ASK { GRAPH ?g { ?s ?p ?o } FILTER(!isIRI(?s) || !(isIRI(?o) || isLiteral(?o))) }
"""


def _foreign(quads: ox.Store, base: str, *, doubtful: bool) -> str:
    """What does not belong into a store with this base, "" for nothing. With ``doubtful``, every
    term is looked at."""
    for graph in quads.named_graphs():
        if not (isinstance(graph, ox.NamedNode) and graph.value.startswith(base)):
            return f"graph {graph} is not under {base}"
    if next(iter(quads.quads_for_pattern(None, None, None, ox.DefaultGraph())), None):
        return "has triples outside of named graphs"
    if doubtful and quads.query(_OTHER_TERMS):
        return "has blank nodes or triple terms"
    return ""
