"""A store's folder: ``store.json`` says what it is, ``quads/`` is Oxigraph's, a lock guards both.

Oxigraph itself calls reading while another process writes undefined behaviour, so processes
take a lock on the folder: any number of readers or one writer. The kernel lets go of it when the
process ends, however it ends.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg._version import __version__
from kg.errors import StoreError

FORMAT = 1
"""Version of the layout of folder and graphs; another one is refused, never guessed at."""

MARKER = "store.json"
_QUADS = "quads"


@dataclass(frozen=True, slots=True)
class StoreDirectory:
    """An existing store folder, locked by this process until ``release``."""

    path: Path
    lock: int

    @property
    def quads(self) -> Path:
        """Oxigraph's folder."""
        return self.path / _QUADS

    def release(self) -> None:
        """Let other processes in."""
        os.close(self.lock)


def lock_directory(path: Path, base: str, *, write: bool, create: bool = False) -> StoreDirectory:
    """Check a store folder and lock it, for one writer or among readers.

    With ``create``, a folder that is missing or empty becomes a new store. StoreError names path
    and reason: missing, not a store, other format, other base IRI, in use, not permitted.
    """
    try:
        if create and (not path.exists() or (path.is_dir() and not any(path.iterdir()))):
            _create(path.resolve(), base)
        _check(path, base)
        if write and not os.access(path, os.W_OK | os.X_OK):
            raise StoreError(f"{path}: no permission to write")
        return StoreDirectory(path, _lock(path, write=write))
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}") from error


def _create(path: Path, base: str) -> None:
    """Make the folder under another name, then rename it: it is there complete or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    shutil.rmtree(fresh, ignore_errors=True)  # of a process that was killed here
    try:
        fresh.mkdir()
        ox.Store(fresh / _QUADS).flush()
        marker = {"format": FORMAT, "base": base, "created_by": f"kg {__version__}"}
        (fresh / MARKER).write_text(json.dumps(marker, indent=2) + "\n", encoding="utf-8")
        fresh.rename(path)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _check(path: Path, base: str) -> None:
    """StoreError unless the path is a store of this format and base."""
    if not path.exists():
        raise StoreError(f"{path}: there is no store")
    if not path.is_dir():
        raise StoreError(f"{path}: not a store but a file")
    marker = path / MARKER
    if not marker.is_file():
        raise StoreError(f"{path}: not a store (no {MARKER} in it)")
    try:
        facts = json.loads(marker.read_text(encoding="utf-8"))
        found, found_base = facts["format"], facts["base"]
    except (ValueError, TypeError, KeyError) as error:
        raise StoreError(f"{marker}: damaged, cannot be read as the marker of a store") from error
    if found != FORMAT:
        raise StoreError(f"{path}: store format {found!r}, this version reads {FORMAT}")
    if found_base != base:
        raise StoreError(f"{path}: its IRIs start with {found_base}, not with {base}")
    if not (path / _QUADS).is_dir():
        raise StoreError(f"{path}: damaged, its folder {_QUADS!r} is missing")


def _lock(path: Path, *, write: bool) -> int:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_EX if write else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        use = "in use" if write else "being written to"
        raise StoreError(f"{path}: locked, it is {use} by another process") from error
    except OSError:
        os.close(descriptor)
        raise
    return descriptor
