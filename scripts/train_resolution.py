#!/usr/bin/env python3
"""Train the ranker of pronouns' antecedents and evaluate who the sources are.

    python scripts/train_resolution.py --data FOLDER --scorers FOLDER --train
    python scripts/train_resolution.py --data FOLDER --scorers FOLDER --page docs/resolution.md

FOLDER with gum-dev.jsonl.gz (coreference chains of sources) and polnear-train.jsonl.gz (articles
that scripts/resolution_labels.jsonl has hand-made labels for: document, offset of a pronoun, a name
or noun of whoever it stands for; "|" between alternatives). ``--train`` writes
kg/data/resolution-v1/weights.json; ``--page`` rewrites the tables of a page with figures that are
cross-validated by document: what is said of a document comes from weights that have not seen it.
Only numbers go into the project.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from itertools import chain
from pathlib import Path

from corpora import load_module, read
from evaluate_attribution import inserted
from training.antecedents import Example, Item, examples, items_of, labelled_items
from training.loglinear import fit
from training.resolution_tables import sources_tables

from kg.resolve.ranker import Ranker

ROOT = Path(__file__).resolve().parent.parent
LABELS = ROOT / "scripts" / "resolution_labels.jsonl"
WEIGHTS = ROOT / "kg" / "data" / "resolution-v1" / "weights.json"
LIMITS = tuple(n / 20 for n in range(6, 17))
"""Thresholds that are tried: 0.3 to 0.8."""
INNER_FOLDS = 4
HARM = 2
"""How many right answers a wrong one undoes: abstaining is better than guessing."""
_NEAR = {
    "sentences 0": 0.5,
    "sentences 1": 0.5,
    "sentences 2": -0.5,
    "sentences 3": -1.0,
    "sentences 4": -2.0,
    "rank 0": 0.8,
    "last SUBJECT 0": 0.5,
    "last SUBJECT 1": 0.7,
    "has spoken": 0.5,
    "named": 0.5,
    "often": 0.4,
    "sex sure": 0.7,
    "sex against": -0.5,
    "inside its phrase": -1.0,
}
START = {
    "he": {**_NEAR, "nobody": -1.0, "person": 0.3},
    "it": {**_NEAR, "nobody": 1.5},
    "they": {**_NEAR, "nobody": 0.3, "plural": 0.5},
}
"""Set by hand: for whom pronouns that no chain tells of are taken in the first round."""
FOLDS = 5
DEALS = 3
"""How often documents are dealt to folds: what differs between the times is chance."""
ROUNDS = 2


def main() -> None:
    """Train, or evaluate."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the gold files")
    parser.add_argument("--scorers", type=Path, required=True, help="folder of the scorers")
    parser.add_argument("--train", action="store_true", help="write the weights")
    parser.add_argument("--page", type=Path, help="the page whose tables are made anew")
    arguments = parser.parse_args()
    scorer = load_module(arguments.scorers / "score_sources.py")
    gum = items_of(read(arguments.data / "gum-dev.jsonl.gz"))
    news = labelled_items(read(arguments.data / "polnear-train.jsonl.gz"), LABELS)
    if arguments.train:
        ranker = trained([*gum, *news])
        text = json.dumps(
            {"thresholds": ranker.thresholds, "weights": ranker.weights}, indent=1, sort_keys=True
        )
        WEIGHTS.write_text(text + "\n", encoding="utf-8")
        print(WEIGHTS)
    if arguments.page:
        deals = [crossed([*gum, *news], deal) for deal in range(DEALS)]
        page = arguments.page.read_text(encoding="utf-8")
        for name, lines in sources_tables(scorer, gum, news, deals):
            page = inserted(page, name, "\n".join(lines))
        arguments.page.write_text(page, encoding="utf-8")
        print(arguments.page)


def trained(items: list[Item]) -> Ranker:
    """The ranker of some documents, in rounds.

    In the first round pronouns that were read before are taken for whom they stand for, later for
    whom the ranker of the round before took them, as when it is used.
    """
    ranker = Ranker(START, dict.fromkeys(START, 0.5))
    for round_ in range(ROUNDS):
        found = [list(examples(item, ranker, told=round_ == 0)) for item in items]
        ranker = Ranker(fit(list(chain(*found))), ranker.thresholds)
    return replace(ranker, thresholds=dict.fromkeys(START, threshold(found)))


def threshold(found: list[list[Example]]) -> float:
    """The threshold that makes right answers less HARM times the wrong ones the most.

    ``found``: examples by document. The probabilities are those of rankers that were trained
    without the document. One for all pronouns: there are too few of each for one of their own.
    """
    answers: list[tuple[float, bool]] = []
    for fold in range(INNER_FOLDS):
        rest = [one for i, ones in enumerate(found) if i % INNER_FOLDS != fold for one in ones]
        ranker = Ranker(fit(rest), {})
        for example in chain(*found[fold::INNER_FOLDS]):
            *shares, none = ranker.probabilities(example.group, example.features)
            best = max(range(len(shares)), key=lambda i: (shares[i], -i), default=None)
            if example.source and best is not None and shares[best] >= none:
                answers.append((shares[best], example.right[best]))

    def gain(limit: float) -> int:
        return sum(1 if right else -HARM for share, right in answers if share >= limit)

    return max(LIMITS, key=lambda limit: (gain(limit), limit))


def crossed(items: list[Item], deal: int = 0) -> dict[str, Ranker]:
    """For each document a ranker that was trained without its fold, as dealt that time."""
    ordered = sorted(items, key=lambda item: item.order(deal))
    rankers: dict[str, Ranker] = {}
    for fold in range(FOLDS):
        held_out = ordered[fold::FOLDS]
        keys = {item.document.id for item in held_out}
        ranker = trained([item for item in items if item.document.id not in keys])
        rankers |= dict.fromkeys(keys, ranker)
    return rankers


if __name__ == "__main__":
    main()
