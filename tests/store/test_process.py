"""When a process that runs queries steps back behind others."""

import concurrent.futures
import os
import signal
import threading
import time

import pytest

from kg.errors import QueryError
from kg.store.process import Limits, Worker
from kg.store.worker import Request
from tests.store.runaways import NEVER
from tests.store.test_guard import path

__all__ = ["path"]


@pytest.fixture
def worker():
    worker = Worker(Limits(), polite=True)
    yield worker
    worker.close()


def asked(path, sparql):
    return Request(str(path / "quads"), sparql, {}, union=True)


def test_a_query_that_works_for_long_steps_back(worker, path):
    worker.ask(asked(path, "ASK {}"))
    before = os.getpriority(os.PRIO_PROCESS, worker.pid)
    with concurrent.futures.ThreadPoolExecutor(1) as threads:
        running = threads.submit(worker.ask, asked(path, NEVER))
        while os.getpriority(os.PRIO_PROCESS, worker.pid) == before:
            assert not running.done()
            time.sleep(0.01)
        worker.kill()
        with pytest.raises(QueryError):
            running.result()


def test_a_query_that_only_waits_for_its_turn_keeps_its_place(worker, path):
    worker.ask(asked(path, "ASK {}"))
    pid = worker.pid
    os.kill(pid, signal.SIGSTOP)  # as a busy machine would, for longer than a query may work
    threading.Timer(0.6, os.kill, (pid, signal.SIGCONT)).start()
    assert worker.ask(asked(path, "ASK {}")).content.read() == b"true"
    assert worker.pid == pid
