"""When a process that runs queries steps back behind others."""

import concurrent.futures
import os
import signal
import threading
import time

import pytest

from kg.errors import QueryError
from kg.store import process
from kg.store.process import DeadlineError, Limits, Worker
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


@pytest.fixture
def held():
    """A worker with little time for queries that is stopped now, as if it went through a log."""
    worker = Worker(Limits(seconds=0.3))
    worker.started()
    os.kill(worker.pid, signal.SIGSTOP)
    yield worker
    worker.close()


def test_to_open_a_store_is_not_the_query_s_time(held, path):
    threading.Timer(0.9, os.kill, (held.pid, signal.SIGCONT)).start()
    assert held.ask(asked(path, "ASK {}")).content.read() == b"true"
    os.kill(held.pid, signal.SIGSTOP)  # the store is open now
    with pytest.raises(DeadlineError, match=r"stopped after 0\.3 seconds"):
        held.ask(asked(path, "ASK {}"))


def test_a_store_that_does_not_open_is_given_up(held, path, monkeypatch):
    pid = held.pid
    monkeypatch.setattr(process, "_PATIENCE", 0.5)
    with pytest.raises(DeadlineError, match=r"the store was not open after 0\.5 seconds"):
        held.ask(asked(path, "ASK {}"))
    monkeypatch.undo()
    assert held.ask(asked(path, "ASK {}")).content.read() == b"true"
    assert held.pid != pid


def test_a_store_that_cannot_be_opened_is_an_error_and_the_next_is_asked(worker, path, tmp_path):
    with pytest.raises(QueryError):
        worker.ask(asked(tmp_path, "ASK {}"))
    assert worker.ask(asked(path, "ASK {}")).content.read() == b"true"
