#!/usr/bin/env python3
"""Speed and memory of a build, next to the bare spaCy pipeline in the same run.

    python scripts/benchmark.py [ARTICLES.jsonl[.gz]] [--documents 80] [--rounds 5]
        [--extractor trained|rules] [--processes 2]

Without a file, the seed article is taken again and again under different ids. Each round does
three things to the same texts, in one process: bare ``nlp.pipe``; the analysis (texts to records);
a whole build (analysis, quads, a new store on disk, flush), which writes in a second thread. Words
per second are given by the clock and by CPU time of all threads; ratios are medians over the rounds
of bare spaCy's time to the other's. Peak memory is that of a fresh process that does one build,
``kg --help`` the best of some runs. The share of resolution is what finding out who the sources are
takes of an analysis, by CPU time, the median of the rounds. With ``--processes``, texts also become
attributions in so many processes (``nlp.pipe(n_process=...)``, their start included): give it 200
documents or more.
"""

from __future__ import annotations

import argparse
import dataclasses
import multiprocessing
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from kg.config import EXTRACTORS, Settings
from kg.extract import extractor_named
from kg.graph import KnowledgeGraph
from kg.ingest import read_documents
from kg.model import Document, ResolvedSource
from kg.pipeline import analyse
from kg.resolve.sources import resolve_sources
from kg.resources import resource as data_file

if TYPE_CHECKING:
    from spacy.language import Language

Seconds = tuple[float, float]


def main() -> int:
    """Print a table of words per second, the ratio and peak memory."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", nargs="?", type=Path)
    parser.add_argument("--documents", type=int, default=80, help="at most this many")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--extractor", choices=EXTRACTORS, default=EXTRACTORS[0])
    parser.add_argument("--processes", type=int, default=1)
    arguments = parser.parse_args()
    documents = corpus(arguments.articles, arguments.documents)
    words = sum(len(document.text.split()) for document in documents)

    from kg.annotate.pipeline import load_language

    settings = Settings(extractor=arguments.extractor)
    nlp = load_language(tagger=arguments.extractor == "trained")
    bare_nlp = bare_language()
    tasks: dict[str, Callable[[], None]] = {
        "bare spaCy": lambda: run_bare(bare_nlp, documents),
        "analysis": lambda: run_analysis(documents, settings, nlp),
        "kg build": lambda: run_build(documents, settings, nlp),
    }
    times: dict[str, list[Seconds]] = {name: [] for name in tasks}
    for _ in range(arguments.rounds):
        for name, task in tasks.items():
            times[name].append(measured(task))

    print(f"documents {len(documents)}, words {words}, rounds {arguments.rounds}")
    print(
        f"{'':12}{'words/s':>9}{'ratio':>7}   {'words/CPU s':>12}{'ratio':>7}   ratio by the clock"
    )
    for name, taken in times.items():
        line = f"{name:12}"
        for clock in (0, 1):
            ratio = statistics.median(ratios(times["bare spaCy"], taken, clock))
            speed = words / statistics.median(seconds[clock] for seconds in taken)
            line += f"{speed:{9 + 3 * clock}.0f}{ratio:7.2f}   "
        single = ratios(times["bare spaCy"], taken, 0)
        print(f"{line}{min(single):.2f} to {max(single):.2f}")
    shares = [resolution_share(documents, settings, nlp) for _ in range(arguments.rounds)]
    print(f"resolution  {statistics.median(shares):.1%} of an analysis")
    for share in (4, 1):
        part = documents[: max(1, len(documents) // share)]
        print(f"peak memory {peak_memory(part, settings):.0f} MB for {len(part)} documents")
    if arguments.processes > 1:
        one, more = (
            measured(lambda n=n: run_processes(documents, nlp, n))[0]
            for n in (1, arguments.processes)
        )
        print(f"{arguments.processes} processes: {one / more:.2f} times the speed of one")
    print(f"kg --help   {min(help_seconds() for _ in range(5)):.2f} s")
    return 0


def ratios(bare: list[Seconds], taken: list[Seconds], clock: int) -> list[float]:
    """Round by round, how much of bare spaCy's speed is kept."""
    return [b[clock] / t[clock] for b, t in zip(bare, taken, strict=True)]


def corpus(path: Path | None, most: int) -> list[Document]:
    """Articles of a JSON Lines file, or copies of the seed article."""
    if path is None:
        (seed,) = read_documents(
            [next(data_file("seeds").glob("*.txt"))], max_text=100_000, on_error=stop
        )
        return [dataclasses.replace(seed, id=f"copy-{number}") for number in range(most)]
    return list(read_documents([path], max_text=10_000_000, on_error=stop))[:most]


def stop(error: Exception) -> None:
    """End the program with a message."""
    sys.exit(f"error: {error}")


def bare_language() -> Language:
    """The same spaCy pipeline without any component of ours."""
    import spacy

    from kg.annotate.pipeline import installed_model

    return spacy.load(installed_model()[0])


def run_bare(nlp: Language, documents: list[Document]) -> None:
    """What everybody pays who parses the texts with spaCy."""
    with nlp.memory_zone():
        for _ in nlp.pipe((document.text for document in documents), batch_size=16):
            pass


def run_analysis(documents: list[Document], settings: Settings, nlp: Language) -> None:
    """Texts to records."""
    for _ in analyse(documents, settings, on_error=stop, nlp=nlp):
        pass


def resolution_share(documents: list[Document], settings: Settings, nlp: Language) -> float:
    """How much of the CPU time of an analysis goes into resolving the sources."""
    spent = 0.0

    def timed(*arguments: Any) -> dict[str, ResolvedSource]:
        nonlocal spent
        start = time.process_time()
        found = resolve_sources(*arguments)
        spent += time.process_time() - start
        return found

    with patch("kg.resolve.sources.resolve_sources", timed):
        _, whole = measured(lambda: run_analysis(documents, settings, nlp))
    return spent / whole


def run_processes(documents: list[Document], nlp: Language, processes: int) -> None:
    """Texts to attributions, parsed and tagged in other processes when there are more than one."""
    extract = extractor_named("trained" if "kg_attribution_tagger" in nlp.pipe_names else "rules")
    texts = (document.text for document in documents)
    for doc in nlp.pipe(texts, batch_size=16, n_process=processes):
        extract(doc)


def run_build(documents: list[Document], settings: Settings, nlp: Language | None = None) -> None:
    """A whole build on disk."""
    with (
        tempfile.TemporaryDirectory() as folder,
        KnowledgeGraph.open(Path(folder, "kg"), create=True, settings=settings) as graph,
    ):
        for _ in graph.add(documents, nlp=nlp):
            pass


def measured(run: Callable[[], None]) -> Seconds:
    """Seconds that a call takes: by the clock, and of CPU in all threads of this process."""
    clock, cpu = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - clock, time.process_time() - cpu


def help_seconds() -> float:
    """How long ``kg --help`` takes."""
    start = time.perf_counter()
    subprocess.run(
        [Path(sys.executable).with_name("kg"), "--help"], check=True, capture_output=True
    )
    return time.perf_counter() - start


def peak_memory(documents: list[Document], settings: Settings) -> float:
    """Megabytes that a fresh process has at its peak while it builds."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_measured, args=(documents, settings, sender))
    child.start()
    peak: float = receiver.recv()
    child.join()
    return peak


def _measured(documents: list[Document], settings: Settings, sender: Connection) -> None:
    run_build(documents, settings)
    sender.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    sys.exit(main())
