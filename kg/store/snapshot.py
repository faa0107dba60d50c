"""What readers see of a store in a folder while others may write to it.

Oxigraph calls reading beside a writer undefined. So a snapshot is made while nobody can write, of
hard links where there are such: it is as the store was at one moment. When the store has changed
and nobody is writing any more, the next one who asks gets a new one.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import StoreError
from kg.store.backup import share
from kg.store.directory import QUADS, StoreDirectory, lock_directory

FOLDER = ".snapshots"
_LOOK_EVERY = 0.2
"""Seconds between two looks whether the store has changed."""


@dataclass(slots=True)
class Snapshot:
    """A folder of quads that nobody writes to, and a name for its state (equal only if equal)."""

    quads: Path
    state: str
    readers: int = field(default=0, compare=False)


class Snapshots:
    """The snapshots of one store. To be closed.

    Where the folder cannot be written to, the store itself is read, and locked against writers.
    """

    def __init__(self, path: Path, base: str) -> None:
        self._path = path
        self._base = base
        self._turn = threading.Lock()
        self._looked = 0.0
        self._count = 0
        self._kept: StoreDirectory | None = None
        self._home = path / FOLDER
        self._lock = -1
        directory = lock_directory(path, base, write=False)
        try:
            self._make_home()
            self._current = self._taken(directory)
        except OSError as error:
            if os.access(path, os.W_OK | os.X_OK):
                self.close()
                directory.release()
                raise StoreError(f"{path}: no snapshot: {error.strerror or error}") from error
            self._kept = directory
            self._current = Snapshot(directory.quads, _state(directory.quads))
        else:
            directory.release()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Snapshot]:
        """The latest snapshot, kept while the block runs."""
        with self._turn:
            if time.monotonic() - self._looked > _LOOK_EVERY:
                self._renew()
            snapshot = self._current
            snapshot.readers += 1
        try:
            yield snapshot
        finally:
            with self._turn:
                snapshot.readers -= 1
                self._forget(snapshot)

    def renew(self) -> None:
        """See what was changed just now."""
        with self._turn:
            self._renew()

    def close(self) -> None:
        """Remove the snapshots and let writers in; more than once does no harm."""
        if self._lock >= 0:
            shutil.rmtree(self._home, ignore_errors=True)
            os.close(self._lock)
            self._lock = -1
        if self._kept is not None:
            self._kept.release()
            self._kept = None

    def _renew(self) -> None:
        self._looked = time.monotonic()
        if self._kept is not None:
            return
        with contextlib.suppress(StoreError, OSError):  # being written to: later
            if _state(self._path / QUADS) == self._current.state:
                return
            directory = lock_directory(self._path, self._base, write=False)
            try:
                before, self._current = self._current, self._taken(directory)
            finally:
                directory.release()
            self._forget(before)

    def _taken(self, directory: StoreDirectory) -> Snapshot:
        self._count += 1
        target = self._home / str(self._count)
        share(directory.quads, target)
        return Snapshot(target, _state(directory.quads))

    def _forget(self, snapshot: Snapshot) -> None:
        if snapshot is not self._current and snapshot.readers == 0:
            shutil.rmtree(snapshot.quads, ignore_errors=True)

    def _make_home(self) -> None:
        """This one's own folder of snapshots; those of processes that were killed go."""
        parent = self._path / FOLDER
        parent.mkdir(exist_ok=True)
        turn = _locked(parent, wait=True)  # between making a folder and locking it
        try:
            for other in parent.iterdir():
                with contextlib.suppress(OSError):
                    descriptor = _locked(other)
                    shutil.rmtree(other, ignore_errors=True)
                    os.close(descriptor)
            self._home = Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=parent))
            self._lock = _locked(self._home)
        finally:
            os.close(turn)


def _locked(folder: Path, *, wait: bool = False) -> int:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _state(quads: Path) -> str:
    """A hash of what changes with every write: the engine's logs and lists of tables."""
    facts = []
    for entry in os.scandir(quads):
        if entry.name.startswith(("MANIFEST", "CURRENT")) or entry.name.endswith(".log"):
            status = entry.stat()
            facts.append(f"{entry.name} {status.st_size} {status.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(facts)).encode()).hexdigest()[:32]
