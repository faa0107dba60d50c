"""Doing one thing while the next is prepared."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 48
"""Results that may be outstanding. Parsed documents come in batches (of 16): with fewer, each batch
would wait for the one before it to be written; with more, memory would grow."""


def in_background(
    work: Callable[[Item], Result], items: Iterable[Item]
) -> Generator[Result, None, None]:
    """``map(work, items)`` with the work in one other thread: results in order, one call at a time.

    The next items are made meanwhile. An error of ``work`` is raised here and ends it; when the
    iterator is closed, a call that has begun is waited for and no other begins.
    """
    outstanding: deque[Future[Result]] = deque()
    with ThreadPoolExecutor(max_workers=1) as thread:
        try:
            for item in items:
                outstanding.append(thread.submit(work, item))
                while outstanding and (len(outstanding) > _AHEAD or outstanding[0].done()):
                    yield outstanding.popleft().result()
            while outstanding:
                yield outstanding.popleft().result()
        finally:
            for future in outstanding:
                future.cancel()
