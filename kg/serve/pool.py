"""Several processes that answer queries to one store at the same time."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor

from kg.errors import QueryError
from kg.store.process import Limits, Reply, Worker
from kg.store.snapshot import Snapshots
from kg.store.worker import Request


class BusyError(Exception):
    """All processes are at work, and stay so."""

    def __init__(self) -> None:
        super().__init__("all processes are at work: try again later")


class Pool:
    """At most ``size`` processes; whoever comes when all are at work waits, but not for long.

    ``patience`` is how many seconds that is. To be closed.
    """

    def __init__(
        self, snapshots: Snapshots, limits: Limits, *, size: int = 4, patience: float = 2.0
    ) -> None:
        self._snapshots = snapshots
        self._patience = patience
        self._most_waiting = 16 * size
        self._waiting = 0
        self._places = asyncio.Semaphore(size)
        self._workers = tuple(Worker(limits, polite=True) for _ in range(size))
        self._idle = list(self._workers)
        self._restarting: set[asyncio.Task[None]] = set()
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="query")

    async def ask(self, request: Request) -> Reply:
        """The answer to a request, of the store as it was last seen unwritten.

        BusyError when there is no place; the errors of ``Worker.ask``. When the task that waits for
        it is cancelled, the query is stopped.
        """
        async with self._worker() as worker:
            loop = asyncio.get_running_loop()
            running = loop.run_in_executor(self._threads, self._asked, worker, request)
            try:
                return await asyncio.shield(running)
            except asyncio.CancelledError:
                worker.kill()
                with contextlib.suppress(Exception):
                    (await running).content.close()
                raise

    async def start(self) -> None:
        """Start all processes now, not with the first queries."""
        loop = asyncio.get_running_loop()
        starts = (loop.run_in_executor(self._threads, one.started) for one in self._idle)
        await asyncio.gather(*starts)

    def close(self) -> None:
        """End all processes, whatever they are doing."""
        for worker in self._workers:
            worker.kill()
        self._threads.shutdown()
        for worker in self._workers:
            worker.close()

    def _asked(self, worker: Worker, request: Request) -> Reply:
        with self._snapshots.reading() as snapshot:
            return worker.ask(request._replace(folder=str(snapshot.quads)))

    @contextlib.asynccontextmanager
    async def _worker(self) -> AsyncIterator[Worker]:
        if self._waiting >= self._most_waiting:
            raise BusyError
        self._waiting += 1
        try:
            async with asyncio.timeout(self._patience):
                await self._places.acquire()
        except TimeoutError:
            raise BusyError from None
        finally:
            self._waiting -= 1
        worker = self._idle.pop()
        try:
            yield worker
        finally:
            if worker.pid is None:  # it was stopped: nobody waits for the next one to start
                task = asyncio.create_task(self._restarted(worker))
                self._restarting.add(task)
                task.add_done_callback(self._restarting.discard)
            else:
                self._give_back(worker)

    async def _restarted(self, worker: Worker) -> None:
        loop = asyncio.get_running_loop()
        try:
            with contextlib.suppress(QueryError):  # whoever gets it is told
                await loop.run_in_executor(self._threads, worker.started)
        finally:
            self._give_back(worker)

    def _give_back(self, worker: Worker) -> None:
        self._idle.append(worker)
        self._places.release()
