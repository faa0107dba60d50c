#!/usr/bin/env python3
"""Questions for what is rare, in a small and a large store of made-up articles, in one run.

    python scripts/benchmark_growth.py SMALL 440 LARGE 21500

SMALL and LARGE are stores (folders) that ``scripts/benchmark_store.py`` has made of so many
documents. Each question is asked for a source, subject or words with about twenty rows in either,
by processor seconds, the least of three; then the audit of that source.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmark_store import BASE, FREQUENT, best
from synthetic import _KINDS, _PLACES, _TOPICS

from kg.query.audit import audit
from kg.query.catalogue import load_example
from kg.query.run import run_example
from kg.store.interface import Store
from kg.store.oxigraph import read_store

QUESTIONS = (
    *("claims-about", "claims-by", "claims-in-period", "positions", "claim-reviews"),
    *("claims-by-anyone-called", "denied-by", "evidence", "on-behalf-of", "changed-positions"),
    *("compare", "by-speech-act", "chain", "timeline"),
)
ROWS = 20


def main() -> None:
    """Print a line a question: milliseconds and rows in both stores."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for size in ("small", "large"):
        parser.add_argument(size, type=Path)
        parser.add_argument(f"{size}_documents", type=int)
    given = parser.parse_args()
    with read_store(given.small, BASE) as small, read_store(given.large, BASE) as large:
        stores = ((small, rare(given.small_documents)), (large, rare(given.large_documents)))
        for name in QUESTIONS:
            print_line(name, [asked(store, name, values) for store, values in stores])
        print_line("audit", [audited(store, values["source"]) for store, values in stores])


def rare(documents: int) -> dict[str, str]:
    """Values of parameters that about ``ROWS`` attributions have, by Zipf's law."""
    attributions = documents * 23.5
    thing = round(attributions / (ROWS * _harmonic(100 + 5 * documents)))
    rank = round(0.77 * attributions / (ROWS * _harmonic(50 + 3 * documents)))
    topic = f"{_TOPICS[thing % len(_TOPICS)]} {thing}"
    subject = f"the {_PLACES[thing % len(_PLACES)]} {topic}"
    source = f"{_PLACES[rank % len(_PLACES)]} {_KINDS[rank % len(_KINDS)][1]} {rank}"
    return FREQUENT | {
        "subject": subject,
        "about": subject,
        "words": subject[4:],
        "topic": topic,
        "source": source,
        "principal": source,
    }


def _harmonic(number: int) -> float:
    return sum(1 / rank for rank in range(1, number + 1))


def asked(store: Store, name: str, values: dict[str, str]) -> tuple[float, int]:
    """Seconds and rows of a shipped question."""
    one = load_example(name)
    given = {p.name: values.get(p.name, p.example) for p in one.parameters}
    rows = len(run_example(store, one, given).rows)  # type: ignore[union-attr]
    return best(lambda: run_example(store, one, given), 3), rows


def audited(store: Store, source: str) -> tuple[float, int]:
    """Seconds and rows of the audit of a source."""
    return best(lambda: audit(store, source), 3), len(audit(store, source))


def print_line(name: str, taken: list[tuple[float, int]]) -> None:
    """Both stores, and how much longer the large one takes."""
    cells = (f"{seconds * 1000:9.2f} ms {rows:6} rows" for seconds, rows in taken)
    print(f"{name:24} {'  '.join(cells)}  {taken[1][0] / taken[0][0]:.2f} times", flush=True)


if __name__ == "__main__":
    main()
