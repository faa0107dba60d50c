"""Work in another thread is still a map."""

import threading
import time

import pytest

from kg.background import in_background


def test_order_and_one_at_a_time():
    running, most = [], []

    def work(number):
        running.append(number)
        most.append(len(running))
        time.sleep(0.001 * (number % 3))
        running.remove(number)
        return number, threading.get_ident()

    results = list(in_background(work, range(50)))
    assert [number for number, _ in results] == list(range(50))
    assert {thread for _, thread in results} != {threading.get_ident()}
    assert set(most) == {1}


def test_items_are_made_meanwhile_but_not_far_ahead():
    made, gate = [], threading.Event()

    def items():
        for number in range(500):
            made.append(number)
            yield number

    def work(number):
        gate.wait(10)
        return number

    def opened():
        while len(made) <= 16:
            time.sleep(0.001)
        time.sleep(0.2)  # time enough to go too far ahead
        gate.set()

    results = in_background(work, items())
    threading.Thread(target=opened, daemon=True).start()
    assert next(results) == 0
    assert 16 < len(made) < 100
    assert list(results) == list(range(1, 500))


def test_an_error_stops_it():
    done = []

    def work(number):
        if number == 3:
            raise ValueError("three")
        done.append(number)

    with pytest.raises(ValueError, match="three"):
        list(in_background(work, range(1000)))
    assert len(done) < 100


def test_closing_waits_for_what_has_begun():
    begun, done, ahead, permits = [], [], threading.Event(), threading.Semaphore(0)

    def items():
        for number in range(1000):
            if number == 10:
                ahead.set()
            yield number

    def work(number):
        begun.append(number)
        (ahead.wait if number == 0 else permits.acquire)(timeout=10)
        done.append(number)
        return number

    results = in_background(work, items())
    next(results)
    while len(begun) < 2:
        time.sleep(0.001)
    threading.Timer(0.2, permits.release).start()
    results.close()
    assert done == begun
    assert len(begun) <= 3  # the second; a third if this thread slept for long before it closed
