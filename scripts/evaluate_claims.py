#!/usr/bin/env python3
"""How well claims are taken apart, against the hand-made gold of tests/claims/gold.

    python scripts/evaluate_claims.py [POLNEAR-DEV.jsonl.gz] [--extractor trained|rules] [-v]

Prints a line a gold set: quantities, dates, stances, propositions. The stand-off part of the
propositions needs the articles that it points into; without them it is left out. -v shows errors.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from claims_gold import own_gold, standoff_gold
from claims_scores import score_dates, score_quantities, score_stances
from claims_taken import score_claims


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", nargs="?", type=Path)
    parser.add_argument("--extractor", choices=("trained", "rules"), default="trained")
    parser.add_argument("-v", "--verbose", action="store_true")
    arguments = parser.parse_args()
    from kg.annotate.pipeline import load_language

    nlp = load_language(tagger=arguments.extractor == "trained")
    scores = {
        "quantities": score_quantities(nlp),
        "dates": score_dates(),
        "stances (pairs)": score_stances(nlp, arguments.extractor),
    }
    sets = {"own sentences": own_gold()}
    if arguments.corpus:
        sets["stand-off"] = standoff_gold(arguments.corpus)
    for name, gold in sets.items():
        taken = score_claims(nlp, arguments.extractor, gold)
        for part, score in vars(taken).items():
            scores[f"{name}: {part}"] = score
    print(f"{'':34}{'right':>6}{'gold':>6}{'given':>6}{'P':>7}{'R':>7}{'F1':>7}")
    for name, score in scores.items():
        print(
            f"{name:34}{score.right:6}{score.gold:6}{score.given:6}"
            f"{score.precision:7.3f}{score.recall:7.3f}{score.f1:7.3f}"
        )
        if arguments.verbose:
            print("\n".join(f"    {error}" for error in score.errors))
    return 0


if __name__ == "__main__":
    sys.exit(main())
