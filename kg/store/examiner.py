"""The documents of a store, examined by several processes, each of which takes a share of them.

``python -m kg.store.examiner FOLDER BASE`` is what the others run: a task comes in, a share goes
out. They are started, not forked: a fork would have the parent's open store.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from kg.store.interface import StoreReader
from kg.store.oxigraph import OxigraphStore, read_store
from kg.store.process import environment
from kg.store.share import Share, Task, document_graphs, examine

_WORTH = 60
"""Documents that each process has at least: to start one takes as long as twenty."""
_MOST = 4
"""Processes; each needs 150 MB."""


def examine_all(store: StoreReader, *, related: bool, shapes: bool) -> Share:
    """All documents of a store.

    By one process for each processor if the store is in a folder and only read. What one of them
    was to do and did not is done here.
    """
    folder = _shared(store)
    most = min(_MOST, _processors(), len(document_graphs(store)) // _WORTH)
    count = max(1, most) if folder else 1
    task, *others = (Task(related, shapes, first, count) for first in range(count))
    with contextlib.ExitStack() as ending:
        running = [
            (one, ending.enter_context(_process(folder, store.base, one)))
            for one in others
            if folder
        ]
        share = examine(store, task)
        for one, process in running:
            share.add(_share(process) or examine(store, one))
    return share


def _shared(store: StoreReader) -> Path | None:
    """The folder of a store that other processes can read, too."""
    if not isinstance(store, OxigraphStore) or store.directory is None or store.writable:
        return None
    return store.directory.path


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextlib.contextmanager
def _process(folder: Path, base: str, task: Task) -> Iterator[subprocess.Popen[bytes]]:
    """A process at its task, which ends with the ``with`` block at the latest."""
    process = subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, "-m", "kg.store.examiner", str(folder), base],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
    )
    with process:
        try:
            assert process.stdin is not None
            with contextlib.suppress(OSError), process.stdin as stream:
                pickle.dump(task, stream)
            yield process
        finally:
            process.kill()


def _share(process: subprocess.Popen[bytes]) -> Share | None:
    """What a process found; None when it ended without that."""
    assert process.stdout is not None
    try:
        share = pickle.load(process.stdout)  # noqa: S301 - from ourselves
    except (EOFError, OSError, pickle.UnpicklingError):
        return None
    return share if isinstance(share, Share) else None


def main() -> None:
    """Do a task."""
    folder, base = sys.argv[1:]
    task = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started this one
    with read_store(Path(folder), base) as store:
        share = examine(store, task)
    pickle.dump(share, sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    main()
