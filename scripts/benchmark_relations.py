#!/usr/bin/env python3
"""Time and memory of matching many claims against each other.

    python scripts/benchmark_relations.py [--sizes 1000 10000 100000] [--articles ARTICLES.jsonl.gz]

Without articles the claims are made up: words, subjects, verbs and objects drawn by Zipf's law (a
few are in very many claims, most in few), a tenth of them copies of others with a word changed.
With articles the claims are those that the rules find in them, over again with other words when
there are too few. Each size runs in a process of its own; its peak memory is that of the process.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import multiprocessing
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from multiprocessing.connection import Connection
from pathlib import Path

from kg.model import Span
from kg.relations.matching import match
from kg.relations.statement import Fact, Stance, Statement

_VOCABULARY = 20_000
_THINGS = 5_000
_VERBS = 800


def zipf(number: int) -> list[float]:
    """Cumulated weights 1, 1/2, 1/3 ..."""
    return list(accumulate(1 / (n + 1) for n in range(number)))


def made_up(size: int, seed: int = 1) -> Iterator[Statement]:
    """Statements without a text behind them."""
    draw = random.Random(seed)
    weights = {n: zipf(n) for n in (_VOCABULARY, _THINGS, _VERBS)}

    def pick(number: int, letter: str) -> str:
        place = draw.choices(range(number), cum_weights=weights[number])[0]
        return f"{letter}{place}"

    earlier: list[Statement] = []
    for n in range(size):
        day = datetime.date(2022, 1, 1) + datetime.timedelta(days=draw.randrange(300))
        if earlier and draw.random() < 0.1:
            old = draw.choice(earlier)
            words = list(old.words)
            words[draw.randrange(len(words))] = pick(_VOCABULARY, "w")
            changed = dataclasses.replace(
                old, key=f"{n:08}-c", document=f"{n // 20:08}", words=tuple(words)
            )
            yield changed
            continue
        words = tuple(pick(_VOCABULARY, "w") for _ in range(draw.randrange(5, 40)))
        facts = tuple(
            Fact(
                doer=frozenset([pick(_THINGS, "s")]),
                verb=pick(_VERBS, "v"),
                done_to=frozenset([pick(_THINGS, "o")]),
                beside=frozenset(),
                negative=draw.random() < 0.1,
                modality="",
                state=False,
                full=True,
                quantities=(),
                period=None,
                at=(Span(0, 5),),
            )
            for _ in range(draw.randrange(1, 4))
        )
        one = Statement(
            key=f"{n:08}-c",
            document=f"{n // 20:08}",
            statement=(Span(n % 20 * 100, n % 20 * 100 + 90),),
            words=words,
            stems=frozenset(words),
            facts=facts,
            stance=draw.choice([Stance.AFFIRMED, Stance.AFFIRMED, Stance.DENIED, Stance.OTHER]),
            sources=frozenset([pick(_THINGS, "a")]),
            quoted=draw.random() < 0.3,
            said=day,
            whole=True,
        )
        earlier.append(one)
        yield one


def read(path: Path) -> list[Statement]:
    """The statements in a JSON Lines file of articles, by the rules."""
    from kg.config import Settings
    from kg.ingest import read_documents
    from kg.pipeline import analyse
    from kg.relations.statement import statements_of

    def stop(error: Exception) -> None:
        raise error

    documents = read_documents([path], max_text=10_000_000, on_error=stop)
    records = analyse(documents, Settings(extractor="rules"), on_error=stop)
    return [statement for record in records for statement in statements_of(record)]


def repeated(found: list[Statement], size: int) -> Iterator[Statement]:
    """Statements again and again, each time with other names for what is rare in them."""
    common = {word for word, _ in Counter(w for s in found for w in s.words).most_common(2000)}
    for n in range(size):
        one, turn = found[n % len(found)], n // len(found)

        def other(word: str, turn: int = turn) -> str:
            return word if word in common or not turn else f"{word}{turn}"

        yield dataclasses.replace(
            one,
            key=f"{turn}{one.key}",
            document=f"{turn}{one.document}",
            words=tuple(map(other, one.words)),
            facts=tuple(
                dataclasses.replace(
                    fact,
                    doer=frozenset(map(other, fact.doer)),
                    done_to=frozenset(map(other, fact.done_to)),
                )
                for fact in one.facts
            ),
        )


def measured(size: int, found: list[Statement] | None, sender: Connection) -> None:
    """Match so many statements and send seconds, relations by kind and megabytes."""
    statements = list(made_up(size) if found is None else repeated(found, size))
    start, cpu = time.perf_counter(), time.process_time()
    counts = Counter(str(relation.kind) for relation in match(statements))
    taken = time.perf_counter() - start, time.process_time() - cpu
    sender.send((taken, counts, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def main() -> int:
    """Print a line a size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--articles", type=Path)
    arguments = parser.parse_args()
    found = read(arguments.articles) if arguments.articles else None
    print(f"{'claims':>8}{'s':>9}{'CPU s':>9}{'us a claim':>12}{'MB':>7}  relations")
    context = multiprocessing.get_context("spawn")
    for size in arguments.sizes:
        receiver, sender = context.Pipe(duplex=False)
        child = context.Process(target=measured, args=(size, found, sender))
        child.start()
        (clock, cpu), counts, memory = receiver.recv()
        child.join()
        print(
            f"{size:8}{clock:9.1f}{cpu:9.1f}{1e6 * cpu / size:12.0f}{memory:7.0f}  {dict(counts)}",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
