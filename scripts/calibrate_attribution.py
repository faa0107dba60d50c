"""Settle thresholds and confidences of exported weights on articles that training held out.

    python scripts/calibrate_attribution.py kg/data/attribution-v1 TRAIN.jsonl.gz [--cache FILE]

Writes ``choice`` into the folder's meta.json. The articles are the same that
train_attribution.py leaves out.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
from training.data import Article, article, held_out, parsed, read_records
from training.scoring import right_ones, scores

from kg.annotate.decoding import Found, find
from kg.annotate.pipeline import load_language
from kg.annotate.selection import Choice, chosen, evidence, select
from kg.annotate.weights import load_weights

PRICE = 0.003
"""F1 that a threshold lower by one must bring: more words tried as cues take time."""

CANDIDATES = Choice(threshold=-3.0, exists=0.05, least=0.0, weights=(0.0,) * 7)


def fit(rows: np.ndarray, right: np.ndarray, ridge: float = 1.0, rounds: int = 50) -> np.ndarray:
    """Weights of a logistic regression with a ridge on all but the constant (Newton's method)."""
    weights = np.zeros(rows.shape[1])
    penalty = np.full(rows.shape[1], ridge)
    penalty[0] = 0.0
    for _ in range(rounds):
        share = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - share) - penalty * weights
        curve = (rows * (share * (1 - share))[:, None]).T @ rows + np.diag(penalty + 1e-6)
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def expected_calibration_error(given: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Mean distance between confidence and share of right ones, in bins of equal width."""
    number = np.minimum((given * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(given[number == n].mean() - right[number == n].mean()) * (number == n).mean()
            for n in set(number.tolist())
        )
    )


def settle(found: list[list[Found]], articles: list[Article]) -> tuple[Choice, dict[str, float]]:
    """The choice with the best RELATION F1, less PRICE, and what it scores."""
    golds = sum(len(one.gold) for one in articles)
    best: tuple[float, Choice] = (-1.0, CANDIDATES)
    for threshold in (-3.0, -2.0, -1.0):
        for exists in (0.05, 0.15, 0.3):
            kept = [select([f for f in some if f.cue_score > threshold], exists) for some in found]
            right = judged(kept, articles)
            rows = np.array([evidence(f) for some in kept for f in some])
            weights = fit(rows, right)
            given = 1 / (1 + np.exp(-rows @ weights))
            for least in np.arange(0.2, 0.61, 0.02).round(2):
                stays = given >= least
                value = 2 * right[stays].sum() / (stays.sum() + golds) + PRICE * threshold
                if value > best[0]:
                    choice = Choice(threshold, exists, float(least), tuple(weights.tolist()))
                    best = (value, choice)
    choice = best[1]
    rated = [chosen([f for f in some if f.cue_score > choice.threshold], choice) for some in found]
    final = [[f for f, _ in some] for some in rated]
    given = np.array([share for some in rated for _, share in some])
    error = expected_calibration_error(given, judged(final, articles))
    return choice, {**scores(final, articles), "calibration error": round(error, 4)}


def judged(kept: list[list[Found]], articles: list[Article]) -> np.ndarray:
    """1 for each attribution that is right, 0 for the others, in one row."""
    flags = (right_ones(some, one) for some, one in zip(kept, articles, strict=True))
    return np.array([flag for some in flags for flag in some], dtype=float)


def main() -> None:
    """Read the arguments, settle, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("weights", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--cache", type=Path, help="where the parsed corpus is kept")
    args = parser.parse_args()
    path = args.weights / "meta.json"
    meta = json.loads(path.read_text("utf-8"))
    meta.setdefault("choice", asdict(CANDIDATES))
    path.write_text(json.dumps(meta, indent=1) + "\n", "utf-8")
    weights = load_weights(args.weights)
    records = read_records(args.data)
    out = held_out(len(records), meta["training"]["held_out"])
    docs = parsed(records, load_language(), args.cache)
    articles = [
        article(record, doc, weights.tokenizer)
        for n, (record, doc) in enumerate(zip(records, docs, strict=True))
        if n in out
    ]
    texts = (one.text for one in articles)
    found = list(find(texts, weights.network, CANDIDATES.threshold))
    choice, facts = settle(found, articles)
    meta["choice"] = asdict(choice)
    meta["scores"] = {"held-out training articles": {"articles": len(articles), **facts}}
    path.write_text(json.dumps(meta, indent=1) + "\n", "utf-8")
    print(json.dumps({**asdict(choice), **facts}))


if __name__ == "__main__":
    main()
