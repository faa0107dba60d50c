#!/usr/bin/env python3
"""A store of made-up articles against the obvious ways to do the same, in one run.

    python scripts/benchmark_store.py FOLDER [--documents 460] [--repeat 3] [--written 40]

Writes articles (``scripts/synthetic.py``, about 24 attributions each) to FOLDER as N-Quads,
loads them, and measures in processor seconds: the load next to the engine's own, each in a process
of its own with its peak of memory; the index; documents put, replaced and removed next to native
``Store.load``; every shipped question; text search with the index next to ``CONTAINS``; counts next
to live SPARQL; the audit of the most frequent source; records read back; validation; short queries
guarded and not (by the clock).
FOLDER needs room: half a gigabyte a million quads.
"""

from __future__ import annotations

import argparse
import multiprocessing
import shutil
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pyoxigraph as ox
from measuring import all_processes, best, cpu, peak, size
from synthetic import halved, newer, records

from kg.model import Record
from kg.query.audit import audit
from kg.query.catalogue import list_examples, load_example
from kg.query.review import source_counts
from kg.query.run import run, run_example
from kg.query.statements import who_said
from kg.rdf.iris import Iris
from kg.rdf.serialise import term
from kg.rdf.writer import document_quads, referent_quads
from kg.store import documents as stored
from kg.store.documents import put, remove
from kg.store.dump import load_new
from kg.store.guard import GuardedStore, Limits
from kg.store.index import NAME
from kg.store.interface import Store
from kg.store.oxigraph import open_store, read_store
from kg.store.seal import unsealed_problems
from kg.store.terms import quads_to_oxigraph

BASE = "https://w3id.org/ckg/id/"
FREQUENT = {
    "subject": "the Northbay bridge 0",
    "about": "the Northbay bridge 0",
    "source": "Northbay Ministry 0",
    "principal": "Northbay Ministry 0",
    "words": "Northbay bridge 56",
    "act": "speechAct-denies",
    "limit": "0.3",
    "day": "2021-06-01",
    "from": "2020-01-01",
    "to": "2024-12-31",
    "topic": "bridge 56",
}
"""Values of parameters: the most frequent subject and source there are."""


def main() -> None:
    """Print a table of figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=460)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--written", type=int, default=40, help="documents put and removed")
    parser.add_argument("--loads", type=int, default=3, help="rounds of loading")
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    folder.mkdir(parents=True, exist_ok=True)
    quads = folder / "articles.nq"
    attributions = written(arguments.documents, quads)
    path = folder / "store"
    loading(quads, path, attributions, arguments.loads)
    with open_store(path, BASE) as store:
        indexing(store)
        documents(store, arguments.documents, arguments.written)
    with read_store(path, BASE) as store:
        searching(store, arguments.repeat)
        questions(store, arguments.repeat)
        rows = len(audit(store, FREQUENT["source"]))
        seconds = best(lambda: audit(store, FREQUENT["source"]), 1)
        print(f"audit of the most frequent source: {seconds:.1f} s ({rows} rows)")
        reading(store, arguments.repeat)
    guarding(path)
    print(f"on disk {size(path) / 2**30:.2f} GB, of it the index {size(path / NAME) / 2**30:.2f}")


def written(count: int, file: Path) -> int:
    """Write the articles; how many attributions they have."""
    iris, attributions = Iris(BASE), 0
    seen = set()
    with file.open("w", encoding="utf-8") as stream:
        for record in records(count):
            attributions += len(record.attributions)
            for quad in document_quads(record, iris):
                stream.write(f"{' '.join(map(term, quad))} .\n")
            for quad in referent_quads(record.agents, record.entities, iris):
                if hash(quad) not in seen:
                    seen.add(hash(quad))
                    stream.write(f"{' '.join(map(term, quad))} .\n")
    return attributions


def loading(quads: Path, path: Path, attributions: int, rounds: int) -> None:
    """Bulk load by the engine alone and by ``kg load``, both with ``optimize``, by turns."""
    taken: dict[Callable[..., object], list[float]] = defaultdict(list)
    for work in (native, ours) * rounds:
        shutil.rmtree(path, ignore_errors=True)
        with multiprocessing.get_context("spawn").Pool(1) as process:
            seconds, before, peak, count = process.apply(work, (quads, path))
        taken[work].append(seconds)
        print(
            f"{work.__doc__} {seconds:.1f} s, {count / seconds / 1000:.0f}k quads a second;", end=""
        )
        print(f" memory {before:.0f} MB before, {peak:.0f} MB at the peak", flush=True)
    print(f"{attributions} attributions, {count} quads, {count / attributions:.1f} an attribution")
    ratio = statistics.median(taken[ours]) / statistics.median(taken[native])
    print(f"kg load takes {ratio:.2f} times the engine's own", flush=True)


def native(quads: Path, path: Path) -> tuple[float, float, float, int]:
    """bulk load, native:"""
    before = peak()
    seconds = cpu(lambda: _native(quads, path))
    return seconds, before, peak(), len(ox.Store.read_only(str(path)))


def _native(quads: Path, path: Path) -> None:
    store = ox.Store(path)
    store.bulk_load(path=str(quads), format=ox.RdfFormat.N_QUADS)
    store.optimize()
    store.flush()


def ours(quads: Path, path: Path) -> tuple[float, float, float, int]:
    """bulk load, kg load:"""
    before = peak()
    seconds = cpu(lambda: load_new([quads], path, BASE))
    with read_store(path, BASE) as store:
        return seconds, before, peak(), len(store)


def indexing(store) -> None:  # type: ignore[no-untyped-def]
    """The index of everything, made at once."""
    print(f"index {cpu(lambda: store.search('xyz')):.1f} s")


def documents(store, count: int, number: int) -> None:  # type: ignore[no-untyped-def]
    """Documents added, replaced and removed, next to native ``load`` of the same quads.

    Native by turns before and after: the engine is slower the more was written lately.
    """
    first, *some = list(records(count + number + 1))[count:]
    print(f"first document after a bulk load: {cpu(lambda: put(store, first)):.1f} s (names)")
    taken: dict[str, list[float]] = defaultdict(list)
    clock: dict[str, list[float]] = defaultdict(list)

    def measured(name: str, work: Callable[[], object]) -> None:
        begun = time.perf_counter()
        taken[name].append(cpu(work))
        clock[name].append(time.perf_counter() - begun)

    def load(record: Record) -> None:
        quads = quads_to_oxigraph(document_quads(record, Iris(BASE)))
        data = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
        measured("load", partial(store.native().load, data, format=ox.RdfFormat.N_QUADS))
        store.native().remove_graph(quads[0].graph_name)

    for place, record in enumerate(some):
        if place % 2 == 0:
            load(record)
        measured("put", partial(put, store, record))
        measured("replaced, read the same", partial(put, store, newer(record, "2")))
        half = newer(halved(record), "3")
        measured("replaced, half is gone", partial(put, store, half))
        measured("replaced, half is new", partial(put, store, newer(record, "4")))
        measured("removed", partial(remove, store, record.document.id))
        if place % 2 == 1:
            load(record)
    for name, seconds in taken.items():
        middle, mean = statistics.median(seconds), statistics.mean(seconds)
        print(
            f"a document, {name}: median {middle * 1000:.1f} ms, mean {mean * 1000:.1f} ms", end=""
        )
        ratios = (sum(of[name]) / sum(of["load"]) for of in (taken, clock))
        print(" ({:.2f} times native load, {:.2f} by the clock)".format(*ratios), flush=True)


def searching(store: Store, repeat: int) -> None:
    """Text search and counts, next to SPARQL alone."""
    words = FREQUENT["words"]
    scan = load_example("who-said").text
    slow = best(lambda: run(store, scan, {"words": words}), repeat)
    quick = best(lambda: who_said(store, words), repeat)
    found = len(who_said(store, words))
    print(f"text search: CONTAINS {slow * 1000:.0f} ms, indexed {quick * 1000:.1f}", end="")
    print(f" ({slow / quick:.0f} times, {found} rows)")
    live = best(lambda: run(store, load_example("sources").text), repeat)
    kept = best(lambda: source_counts(store), repeat)
    claims = f'{{ ?s schema:text ?t FILTER(CONTAINS(LCASE(?t), "{words.lower()}")) }}'
    which = f"PREFIX schema: <https://schema.org/> SELECT ?s {{ GRAPH ?g {claims} }}"
    slow = best(lambda: run(store, which), repeat)
    quick = best(lambda: store.search(words), repeat)  # type: ignore[attr-defined]
    print(f"the claims alone: CONTAINS {slow * 1000:.0f} ms, indexed {quick * 1000:.1f}", end="")
    print(f" ({slow / quick:.0f} times)")
    print(f"counts: live SPARQL {live * 1000:.0f} ms, kept {kept * 1000:.1f}", end="")
    print(f" ({live / kept:.0f} times)")


def reading(store: Store, repeat: int) -> None:
    """Records read back, next to the engine's giving out their quads; everything validated."""
    graphs = [iri for iri in store.graphs() if iri.startswith(f"{BASE}document/")][:60]
    native = store.native()  # type: ignore[attr-defined]

    def given() -> None:
        for iri in graphs:
            for _ in native.quads_for_pattern(None, None, None, ox.NamedNode(iri)):
                pass

    quads, records_ = (
        best(work, repeat) / len(graphs) * 1000
        for work in (given, lambda: [stored.record(store, iri) for iri in graphs])
    )
    print(f"a record: {records_:.1f} ms, its quads {quads:.1f} ms")
    for times in ("once", "again"):
        before, begun = all_processes(), time.perf_counter()
        found = len(list(unsealed_problems(store)))
        taken, worked = time.perf_counter() - begun, all_processes() - before
        print(f"validated {times}: {taken:.2f} s by the clock, {worked:.2f} of processors", end="")
        print(f" ({found} problems)", flush=True)


def questions(store: Store, repeat: int) -> None:
    """Every shipped question, asked for what is most frequent."""
    for one in list_examples():
        given = {p.name: FREQUENT.get(p.name, p.example) for p in one.parameters}
        rows = 0

        def ask(one=one, given=given) -> None:  # type: ignore[no-untyped-def]
            nonlocal rows
            rows = len(run_example(store, one, given).rows)  # type: ignore[union-attr]

        print(f"{one.name:20} {best(ask, repeat) * 1000:9.1f} ms {rows:7} rows", flush=True)


def guarding(path: Path) -> None:
    """A short query with and without the guard, by the clock."""
    one = load_example("claims-about")
    subject = {"subject": "the Northbay bridge 56"}
    with read_store(path, BASE) as plain, GuardedStore(path, BASE, Limits()) as guarded:
        times = []
        for store in (plain, guarded):
            run_example(store, one, subject)
            taken = []
            for _ in range(300):
                begun = time.perf_counter()
                run_example(store, one, subject)
                taken.append(time.perf_counter() - begun)
            times.append(statistics.median(taken))
    print(f"claims-about, rare: {times[0] * 1000:.2f} ms, guarded {times[1] * 1000:.2f}", end="")
    print(f" ({times[1] / times[0]:.1f} times)")


if __name__ == "__main__":
    main()
