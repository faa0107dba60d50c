"""A store's folder: ``store.json`` says what it is, ``quads/`` is Oxigraph's, a lock guards both.

Oxigraph itself calls reading while another process writes undefined behaviour, so processes
take a lock on the folder: any number of readers or one writer. The kernel lets go of it when the
process ends, however it ends.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg._version import __version__
from kg.errors import StoreError
from kg.store.journal import Entry, Journal
from kg.store.migrations import FORMAT, known, migrated

MARKER = "store.json"
QUADS = "quads"
_NAMED = 5
"""Documents that an error names."""


@dataclass(frozen=True, slots=True)
class StoreDirectory:
    """An existing store folder, locked by this process until ``release``."""

    path: Path
    lock: int

    @property
    def quads(self) -> Path:
        """Oxigraph's folder."""
        return self.path / QUADS

    def release(self) -> None:
        """Let other processes in."""
        os.close(self.lock)


def lock_directory(path: Path, base: str, *, write: bool, create: bool = False) -> StoreDirectory:
    """Check a store folder and lock it, for one writer or among readers.

    With ``create``, a folder that is missing or empty becomes a new store. A writer brings a store
    of an older format up to date. StoreError names path and reason: missing, not a store, other
    format, other base IRI, in use, not permitted; or changes were lost since they were made.
    """
    try:
        if create and is_free(path):
            new_directory(path, base)
        found = _format(path, base)
        if write and not os.access(path, os.W_OK | os.X_OK):
            raise StoreError(f"{path}: no permission to write")
        if found != FORMAT and not write:
            raise StoreError(
                f"{path}: store format {found}, this version reads {FORMAT}; kg migrate makes it so"
            )
        directory = StoreDirectory(path, _lock(path, write=write))
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}") from error
    if reason := _losses(directory, base):
        directory.release()
        raise StoreError(f"{path}: {reason}")
    if found != FORMAT:
        _migrate(directory, base)
    return directory


def _losses(directory: StoreDirectory, base: str) -> str:
    """What is gone of changes that were made, and what can be done; "" for nothing."""
    journal = Journal(directory.path, base)
    lost: list[Entry] = []
    with contextlib.suppress(OSError, ValueError, RuntimeError):  # who opens it will be told that
        if not journal.empty:
            lost = journal.lost(ox.Store.read_only(str(directory.quads)))
    if not lost:
        return ""
    names = ", ".join(map(str, lost[:_NAMED])) + ", ..." * (len(lost) > _NAMED)
    return (
        f"the last changes of {len(lost)} documents were made and are gone, because a log of the"
        f" engine's is cut off or missing: {names}; restore a backup, or remove {journal.path} to"
        " go on without them and make them again"
    )


def is_free(path: Path) -> bool:
    """Whether a new store may be made there: nothing, or an empty folder."""
    return not path.exists() or (path.is_dir() and not any(path.iterdir()))


def new_directory(path: Path, base: str, fill: Callable[[Path], None] | None = None) -> None:
    """Make a store under another name, then rename it: it is there complete or not at all.

    ``fill`` puts into its folder what it is to have, quads first of all; without, it is empty.
    StoreError names path and reason.
    """
    path = path.resolve()
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    lock = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _tidy(path)
        fresh.mkdir()
        lock = _lock(fresh, write=True)
        (fill or _nothing)(fresh)
        _mark(fresh, FORMAT, base)
        fresh.rename(path)
    except BaseException as error:
        _let_go(error)
        if isinstance(error, OSError):
            raise StoreError(f"{path}: {error.strerror or error}") from error
        raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _let_go(error: BaseException | None) -> None:
    """Drop the local variables of frames that an error came through, open quads among them:
    these have threads that write, and could not be removed."""
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__


def _tidy(path: Path) -> None:
    """Remove what processes that were killed while they made this store have left."""
    for left in path.parent.iterdir():
        if left.name.startswith(f".{path.name}.") and left.name.endswith(".new"):
            with contextlib.suppress(OSError, StoreError):
                os.close(_lock(left, write=True))  # nobody is at it
                shutil.rmtree(left, ignore_errors=True)


def _nothing(folder: Path) -> None:
    ox.Store(folder / QUADS).flush()


def _mark(folder: Path, format: int, base: str) -> None:
    """Write the marker, which is at every time the old one or the new one."""
    facts = {"format": format, "base": base, "created_by": f"kg {__version__}"}
    fresh = folder / f".{MARKER}.new"
    with fresh.open("w", encoding="utf-8") as stream:
        stream.write(json.dumps(facts, indent=2) + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(folder / MARKER)


def _migrate(directory: StoreDirectory, base: str) -> None:
    """Bring a store that is locked for writing to this version's format, step by step."""
    path = directory.path
    try:
        found = _format(path, base)  # again: somebody else may have done it before the lock
        while found != FORMAT:
            found = migrated(ox.Store(directory.quads), found)
            _mark(path, found, base)
    except BaseException as error:
        directory.release()
        if isinstance(error, OSError | ValueError | RuntimeError | StoreError):
            raise StoreError(f"{path}: {error}") from error
        raise


def _format(path: Path, base: str) -> int:
    """The format of a store with this base; StoreError when it is none, or none that is known."""
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
    try:
        known(found)
    except StoreError as error:
        raise StoreError(f"{path}: {error}") from error
    if found_base != base:
        raise StoreError(f"{path}: its IRIs start with {found_base}, not with {base}")
    if not (path / QUADS).is_dir():
        raise StoreError(f"{path}: damaged, its folder {QUADS!r} is missing")
    return int(found)


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
