#!/usr/bin/env python3
"""Speed and memory of a build, next to the bare spaCy pipeline in the same run.

    python scripts/benchmark.py [ARTICLES.jsonl[.gz]] [--documents 80] [--rounds 5]

Without a file, the seed article is taken again and again under different ids. Each round times
bare ``nlp.pipe`` over the texts and then a whole build (read, analyse, store on disk, flush) of the
same texts, in CPU seconds of this process; the ratio is that of the medians. Peak memory is that
of a fresh process that does one build.
"""

from __future__ import annotations

import argparse
import dataclasses
import multiprocessing
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

from kg.config import Settings
from kg.graph import KnowledgeGraph
from kg.ingest import read_documents
from kg.model import Document
from kg.resources import resource as data_file


def main() -> int:
    """Print a table of words per second, the ratio and peak memory."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", nargs="?", type=Path)
    parser.add_argument("--documents", type=int, default=80, help="at most this many")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    documents = corpus(arguments.articles, arguments.documents)
    words = sum(len(document.text.split()) for document in documents)

    from kg.annotate.pipeline import load_language

    nlp = load_language()
    bare_nlp = bare_language(nlp)
    bare: list[float] = []
    build: list[float] = []
    for _ in range(arguments.rounds):
        bare.append(cpu_seconds(lambda: run_bare(bare_nlp, documents)))
        build.append(cpu_seconds(lambda: run_build(documents, nlp)))
    ratio = statistics.median(bare) / statistics.median(build)
    ratios = sorted(b / w for b, w in zip(bare, build, strict=True))

    print(f"documents {len(documents)}, words {words}, rounds {arguments.rounds}")
    print(f"bare spaCy  {words / statistics.median(bare):8.0f} words per CPU second")
    print(f"kg build    {words / statistics.median(build):8.0f} words per CPU second")
    print(f"ratio       {ratio:8.2f}  (single rounds {ratios[0]:.2f} to {ratios[-1]:.2f})")
    for share in (4, 1):
        part = documents[: max(1, len(documents) // share)]
        print(f"peak memory {peak_memory(part):8.0f} MB for {len(part)} documents")
    return 0


def corpus(path: Path | None, most: int) -> list[Document]:
    """Articles of a JSON Lines file, or copies of the seed article."""

    def stop(error: Exception) -> None:
        sys.exit(f"error: {error}")

    if path is None:
        (seed,) = read_documents(
            [next(data_file("seeds").glob("*.txt"))], max_text=100_000, on_error=stop
        )
        return [dataclasses.replace(seed, id=f"copy-{number}") for number in range(most)]
    return list(read_documents([path], max_text=10_000_000, on_error=stop))[:most]


def bare_language(nlp):  # type: ignore[no-untyped-def]
    """The same spaCy pipeline without any component of ours."""
    import spacy

    from kg.annotate.pipeline import installed_model

    return spacy.load(installed_model()[0])


def run_bare(nlp, documents: list[Document]) -> None:  # type: ignore[no-untyped-def]
    """What everybody pays who parses the texts with spaCy."""
    with nlp.memory_zone():
        for _ in nlp.pipe((document.text for document in documents), batch_size=16):
            pass


def run_build(documents: list[Document], nlp=None) -> None:  # type: ignore[no-untyped-def]
    """A whole build on disk."""
    with (
        tempfile.TemporaryDirectory() as folder,
        KnowledgeGraph.open(Path(folder, "kg"), create=True, settings=Settings()) as graph,
    ):
        for _ in graph.add(documents, nlp=nlp):
            pass


def cpu_seconds(run) -> float:  # type: ignore[no-untyped-def]
    """CPU seconds that a call takes, all threads of this process."""
    start = time.process_time()
    run()
    return time.process_time() - start


def peak_memory(documents: list[Document]) -> float:
    """Megabytes that a fresh process has at its peak while it builds."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_measured, args=(documents, sender))
    child.start()
    peak: float = receiver.recv()
    child.join()
    return peak


def _measured(documents: list[Document], sender) -> None:  # type: ignore[no-untyped-def]
    run_build(documents)
    sender.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    sys.exit(main())
