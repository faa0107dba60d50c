#!/usr/bin/env python3
"""How well claims are set against each other, against the hand-made pairs of tests/relations/gold.

    python scripts/evaluate_relations.py [-v] [PAIRS.tsv]

Without a file: pairs.tsv. fresh.tsv and fresh_later.tsv were written before the program saw them.
Each line is two articles of one sentence each. What is found between any two of their
claims counts, a contradiction before an update before an equivalence.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.model import Record
    from kg.relations.statement import Statement

GOLD = Path(__file__).resolve().parents[1] / "tests" / "relations" / "gold"
PAIRS = GOLD / "pairs.tsv"
KINDS = ("contradicts", "update", "equivalent", "neither")


def read_pairs(nlp: Language, pairs: Path) -> Iterator[tuple[list[str], list[Record]]]:
    """The columns of each line (label, day, sentence, day, sentence) and its two articles, read."""
    from kg.config import Settings
    from kg.model import Document
    from kg.pipeline import analyse

    lines = [
        line.split("\t")
        for line in pairs.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    documents = [
        Document(f"{n}-{side}", text, date=datetime.date.fromisoformat(day))
        for n, (_, day1, text1, day2, text2) in enumerate(lines)
        for side, day, text in ((0, day1, text1), (1, day2, text2))
    ]

    def stop(error: Exception) -> None:
        raise error

    records = list(analyse(documents, Settings(), on_error=stop, nlp=nlp))
    for n, line in enumerate(lines):
        yield line, records[2 * n : 2 * n + 2]


def statements_of_pairs(nlp: Language, pairs: Path) -> Iterator[tuple[str, Statement, Statement]]:
    """The label of each line and the longest statement of either article."""
    from kg.relations.statement import statements_of

    for (label, *_), records in read_pairs(nlp, pairs):
        some = [sorted(statements_of(one), key=lambda s: -len(s.words))[:1] for one in records]
        if all(some):
            yield label, some[0][0], some[1][0]


def found_relations(nlp: Language, pairs: Path = PAIRS) -> list[tuple[str, str, str, str]]:
    """Gold and found kind, the two sentences and the reason, for each pair."""
    from kg.relations.matching import match
    from kg.relations.statement import statements_of

    results = []
    for (label, _, text1, _, text2), records in read_pairs(nlp, pairs):
        pair = [one for record in records for one in statements_of(record)]
        relations = sorted(match(pair), key=lambda r: KINDS.index(r.kind))
        kind = str(relations[0].kind) if relations else "neither"
        why = relations[0].reason if relations else ""
        results.append((label, kind, f"{text1} / {text2}", why))
    return results


def measures(results: list[tuple[str, str, str, str]]) -> dict[str, tuple[float, float]]:
    """Precision and recall of each kind."""
    both = Counter((gold, found) for gold, found, *_ in results)
    return {
        kind: (
            both[kind, kind] / max(1, sum(n for (_, f), n in both.items() if f == kind)),
            both[kind, kind] / max(1, sum(n for (g, _), n in both.items() if g == kind)),
        )
        for kind in KINDS
    }


def main() -> int:
    """Print precision and recall."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pairs", type=Path, nargs="?", default=PAIRS)
    parser.add_argument("-v", "--verbose", action="store_true")
    arguments = parser.parse_args()
    from kg.annotate.pipeline import load_language

    results = found_relations(load_language(tagger=True), arguments.pairs)
    print(f"{len(results)} pairs{'precision':>18}{'recall':>8}")
    for kind, (precision, recall) in measures(results).items():
        print(f"{kind:14}{precision:14.3f}{recall:8.3f}")
    if arguments.verbose:
        for gold, found, texts, why in results:
            if gold != found:
                print(f"{gold} -> {found}: {texts} [{why}]")
    return 0


if __name__ == "__main__":
    sys.exit(main())
