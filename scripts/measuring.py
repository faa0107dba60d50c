"""What a piece of work takes."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from pathlib import Path


def cpu(work: Callable[[], object]) -> float:
    """Processor seconds of this process, all threads."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def best(work: Callable[[], object], repeat: int) -> float:
    """The least processor seconds of some runs."""
    return min(cpu(work) for _ in range(repeat))


def all_processes() -> float:
    """Processor seconds of this process and of those that it started and that ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def peak() -> float:
    """Most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def size(path: Path) -> int:
    """Bytes of a file, or of all below a folder."""
    files = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]
    return sum(file.stat().st_size for file in files)
