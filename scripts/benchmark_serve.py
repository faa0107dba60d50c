#!/usr/bin/env python3
"""What guarding and serving cost, and what runaway queries do to others, in one run.

    python scripts/benchmark_serve.py STORE [--repeat 300] [--seconds 2] [--processes 4]

STORE is the folder of a store (scripts/benchmark_store.py makes large ones). Printed are medians by
the clock of short queries, unguarded, guarded, and over HTTP; for each of twelve runaway queries
its status, how long after the deadline it was answered, and the 95th percentile of a short query
that is asked over and over, as long before it and while it runs; the memory of the server and its
processes before the first and after the last runaway; the same with several runaways at once.
"""

from __future__ import annotations

import argparse
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx2
import uvicorn

from kg.config import DEFAULT_BASE
from kg.serve.app import Serving, application
from kg.serve.run import configuration, listening
from kg.store.guard import GuardedStore
from kg.store.interface import Solutions, StoreReader
from kg.store.oxigraph import read_store
from kg.store.process import Limits

SHORT = {
    "ask": "ASK { ?s a ckg:Agent }",
    "one name": "SELECT ?s { ?s schema:name 'Port Authority' }",
    "10 rows": "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 10",
    "100 rows": "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 100",
    "20 triples": "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 20",
}
PROBE = "SELECT ?s { ?s a ckg:Document } LIMIT 5"
TRIPLE = "?a{n} ?b{n} ?c{n}"


def product(times: int) -> str:
    """A pattern whose solutions are that power of the store's triples."""
    return " . ".join(TRIPLE.format(n=n) for n in range(times))


RUNAWAYS = {
    "product": f"SELECT (COUNT(*) AS ?n) {{ {product(4)} }}",
    "ask": f"ASK {{ {product(4)} FILTER(STRENDS(CONCAT(STR(?c0), STR(?c3)), '#!')) }}",
    "ordered": f"SELECT * {{ {product(3)} }} ORDER BY ?c2 ?c1 ?c0",
    "distinct": f"SELECT DISTINCT ?c0 ?c1 ?c2 {{ {product(4)} }}",
    "grouped": f"SELECT ?c0 (COUNT(*) AS ?n) {{ {product(3)} }} GROUP BY ?c0 ?c1 ?c2",
    "construct": f"CONSTRUCT {{ ?a0 ?b0 ?c2 }} {{ {product(4)} }}",
    "filter": f"SELECT * {{ {product(3)} FILTER(STRENDS(CONCAT(STR(?c0), STR(?c2)), '#!')) }}",
    "regex": f"SELECT ?a0 {{ {product(3)} FILTER(REGEX(CONCAT(STR(?c0), STR(?c2)), '#!#')) }}",
    "optional": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c OPTIONAL { ?d ?e ?f OPTIONAL { ?g ?h ?i } } }",
    "minus": f"SELECT (COUNT(*) AS ?n) {{ {product(3)} MINUS {{ ?a0 ?x ?c2 }} }}",
    "union": "SELECT (COUNT(*) AS ?n) { { ?a ?b ?c } UNION { ?d ?e ?f } ?g ?h ?i . ?j ?k ?l }",
    "path": "SELECT (COUNT(*) AS ?n) { ?a (!<a:b>|^!<a:b>)* ?d . ?e (!<a:b>|^!<a:b>)* ?g }",
}


def main() -> None:
    """Print tables of figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("store", type=Path)
    parser.add_argument("--repeat", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--processes", type=int, default=4)
    arguments = parser.parse_args()
    limits = Limits(arguments.seconds, megabytes=2048, answer_megabytes=64)
    short(arguments.store, arguments.repeat, limits)
    with served(arguments.store, limits, arguments.processes) as address:
        runaways(address, limits.seconds)
        together(address, arguments.processes - 1)


def short(path: Path, repeat: int, limits: Limits) -> None:
    """Short queries three ways, one after the other in turns, so that others slow all alike."""
    print(f"{'':12}{'plain':>9}{'guarded':>9}{'HTTP':>9}  microseconds; guarded / plain")
    with (
        read_store(path, DEFAULT_BASE) as plain,
        GuardedStore(path, DEFAULT_BASE, limits) as guarded,
        served(path, limits, 1) as address,
        httpx2.Client() as client,
    ):
        for name, sparql in SHORT.items():
            ways: tuple[Callable[[], object], ...] = (
                lambda q=sparql: answered(plain, q),
                lambda q=sparql: answered(guarded, q),
                lambda q=sparql: asked(client, address, q),
            )
            taken = [[clock(way) for way in ways] for _ in range(repeat)]
            middle = [statistics.median(times) * 1e6 for times in zip(*taken, strict=True)]
            figures = "".join(f"{one:9.0f}" for one in middle)
            print(f"{name:12}{figures}  {middle[1] / middle[0]:.2f}")


def runaways(address: str, seconds: float) -> None:
    """Each runaway by itself, beside one client with short queries."""
    before, all_idle, all_beside = memory(), [], []
    print(f"\n{'':12}status  late  p95 before and meanwhile, ms")
    for name, sparql in RUNAWAYS.items():
        quiet = time.perf_counter() + seconds
        idle = list(meanwhile(address, lambda until=quiet: time.perf_counter() > until))
        with ThreadPoolExecutor(1) as threads, httpx2.Client(timeout=60) as client:
            begun = time.perf_counter()
            running = threads.submit(asked, client, address, sparql)
            beside = list(meanwhile(address, running.done))
            status, late = running.result(), time.perf_counter() - begun - seconds
        figures = f"{percentile(idle) * 1e3:8.1f}{percentile(beside) * 1e3:8.1f}"
        print(f"{name:12}{status:6}{late:6.2f}{figures}")
        all_idle += idle
        all_beside += beside
    time.sleep(1)
    ratio = percentile(all_beside) / percentile(all_idle)
    print(f"all: {len(all_idle)} before, {len(all_beside)} meanwhile, p95 {ratio:.2f} times")
    print(f"memory {before} MB before, {memory()} MB after")


def together(address: str, number: int) -> None:
    """As many runaways at once as leave one process, and short queries beside them."""
    with ThreadPoolExecutor(number) as threads, httpx2.Client(timeout=60) as client:
        queries = list(RUNAWAYS.values())[:number]
        running = [threads.submit(asked, client, address, sparql) for sparql in queries]
        beside = list(meanwhile(address, lambda: all(one.done() for one in running)))
    print(f"{number} at once: p95 meanwhile {percentile(beside) * 1e3:.1f} ms, {len(beside)} asked")


def meanwhile(address: str, done: Callable[[], bool]) -> Iterator[float]:
    """How long a short query takes, again and again until something is done."""
    with httpx2.Client(timeout=60) as client:
        while not done():
            yield clock(lambda: asked(client, address, PROBE))
            time.sleep(0.005)


@contextmanager
def served(path: Path, limits: Limits, processes: int) -> Iterator[str]:
    """The endpoint of a server in this process."""
    listener = listening("127.0.0.1", 0)
    app = application(path, DEFAULT_BASE, Serving(limits, processes=processes))
    server = uvicorn.Server(configuration(app))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/sparql"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


def answered(store: StoreReader, sparql: str) -> None:
    """Ask a store and take all rows."""
    answer = store.query(sparql)
    if isinstance(answer, Solutions):
        list(answer.rows)


def asked(client: httpx2.Client, address: str, sparql: str) -> int:
    """The status of a query over HTTP; its answer is read."""
    return client.post(address, data={"query": sparql}).status_code


def clock(way: Callable[[], object]) -> float:
    """Seconds that something takes."""
    begun = time.perf_counter()
    way()
    return time.perf_counter() - begun


def percentile(times: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]


def memory() -> int:
    """Megabytes that this process and its children have for themselves."""
    pages = 0
    own = Path("/proc/self")
    children = (own / "task").glob("*/children")
    pids = {pid for file in children for pid in file.read_text(encoding="ascii").split()}
    for folder in (own, *(Path("/proc") / pid for pid in pids)):
        fields = (folder / "statm").read_text(encoding="ascii").split()
        pages += int(fields[1]) - int(fields[2])
    return pages * 4096 >> 20


if __name__ == "__main__":
    main()
