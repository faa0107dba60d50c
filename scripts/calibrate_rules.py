#!/usr/bin/env python3
"""Count, fit and calibrate the tables of the rules extractor from annotated articles.

    python scripts/calibrate_rules.py --gold polnear-train.jsonl.gz --scorers DIR

Writes kg/data/rules-v1/tables.json and meta.json: how often each cue lemma was right in each
construction, weights of circumstances (regularised logistic regression with the counts of the
document itself left out), and the measured probability for each score (isotonic). Only lemma
statistics; no text. Deterministic: the same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from corpora import load_module, read
from isotonic import isotonic
from numpy.typing import NDArray

from kg.annotate.pipeline import annotate, load_language
from kg.extract.candidate import Candidate
from kg.extract.confidence import MODEL, Tables, counts, evidence, probability
from kg.extract.rules import candidates
from kg.extract.selection import Chosen, contents_of, select
from kg.extract.tree import Range, Tree, tree_of
from kg.model import Document

TARGET = Path(__file__).resolve().parent.parent / "kg" / "data" / MODEL
RARE = 15
"""A circumstance seen less often gets no weight."""

PASSES = 300
Floats = NDArray[np.float64]
Own = defaultdict[tuple[int, str, str], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Case:
    """A candidate of a training document and which gold attributions it gets right.

    ``counted`` is False for a wrong one whose cue lies inside a gold content: nobody annotated
    those.
    """

    document: int
    candidate: Candidate
    evidence: tuple[str, ...]
    golds: frozenset[int]
    counted: bool

    @property
    def right(self) -> bool:
        """Whether it gets any right."""
        return bool(self.golds)

    @property
    def pattern(self) -> str:
        """The candidate's construction."""
        return self.candidate.pattern

    @property
    def key(self) -> str:
        """The candidate's lemma."""
        return self.candidate.key


def main() -> None:
    """Parse arguments, fit, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--gold", type=Path, required=True, help="training JSONL (.gz)")
    parser.add_argument("--scorers", type=Path, required=True, help="folder of the scorers")
    parser.add_argument("--out", type=Path, default=TARGET)
    arguments = parser.parse_args()
    scorer = load_module(arguments.scorers / "score_attributions.py")
    cases = list(cases_of(read(arguments.gold), scorer))
    tables = fit(cases)
    write(tables, arguments.out, arguments.gold, cases)


def cases_of(records: list[dict[str, Any]], scorer: ModuleType) -> Iterator[Case]:
    """Every candidate of every document, judged as the scorer does."""
    documents = [Document(id=record["id"], text=record["text"]) for record in records]
    for number, (document, doc) in enumerate(annotate(load_language(), documents, transient=True)):
        tree = tree_of(doc)
        found = list(candidates(tree))
        text = scorer.Text(document.text)
        gold = scorer.parse(records[number], text, "gold")
        raw = [as_json(tree, candidate) for candidate in found]
        predicted = scorer.parse({"id": document.id, "attributions": raw}, text, "predicted")
        contents = [
            (start, end)
            for attribution in records[number]["attributions"]
            for start, end in attribution["content"]
        ]
        for candidate, guess in zip(found, predicted, strict=True):
            golds = frozenset(n for n, one in enumerate(gold) if is_right(scorer, one, guess))
            at = tree.starts[candidate.head]
            counted = bool(golds) or not any(start <= at < end for start, end in contents)
            names = tuple(evidence(tree, candidate))
            yield Case(number, candidate, names, golds, counted)


def as_json(tree: Tree, candidate: Candidate) -> dict[str, list[list[int]]]:
    """A candidate's roles in characters."""

    def characters(ranges: Iterable[Range]) -> list[list[int]]:
        return [[tree.starts[start], tree.ends[end - 1]] for start, end in ranges]

    return {
        "source": characters(candidate.source),
        "cue": characters([candidate.cue]),
        "content": characters(candidate.content),
    }


def is_right(scorer: ModuleType, gold: Any, guess: Any) -> bool:
    """Whether the scorer's RELATION could pair the two."""
    shared = scorer.overlap(gold.words["content"], guess.words["content"], "jaccard")
    return bool(shared >= 0.5 and scorer.meet(gold, guess, "source"))


def fit(cases: list[Case]) -> Tables:
    """Tables from judged candidates."""
    counted = [case for case in cases if case.counted]
    tables = count(counted)
    own = own_counts(counted)
    right = np.array([case.right for case in counted], dtype=float)
    weights, scores = regression(counted, numbers_of(counted, tables, own), right)
    calibration = tuple(isotonic(scores, right))
    fitted = replace(tables, weights=weights, calibration=calibration)
    chosen = choose(cases, fitted, own)
    probabilities = np.array([probability for probability, _ in chosen])
    confidence = tuple(isotonic(probabilities, np.array([float(hit) for _, hit in chosen])))
    return replace(pruned(fitted), confidence=confidence)


def numbers_of(cases: list[Case], tables: Tables, own: Own) -> Floats:
    """The log odds of key and lemma of each case without its own document."""
    return np.array(
        [
            counts(
                tables,
                case.pattern,
                case.key,
                own[case.document, case.pattern, case.key],
                own[case.document, "", case.key],
            )
            for case in cases
        ]
    )


def choose(cases: list[Case], tables: Tables, own: Own) -> list[tuple[float, bool]]:
    """Probability and truth of what would be chosen, outermost only, each gold found once."""
    found: list[tuple[float, bool]] = []
    gold = {(case.document, n) for case in cases for n in case.golds}
    for _, group in groupby(cases, key=lambda case: case.document):
        members = list(group)
        scores = numbers_of(members, tables, own) @ np.array(
            [tables.weights["key"], tables.weights["lemma"]]
        )
        golds = {id(case.candidate): case.golds for case in members}
        chosen = select(
            [
                Chosen(
                    case.candidate,
                    probability(
                        tables,
                        float(total)
                        + sum(tables.weights.get(n, 0.0) for n in ("constant", *case.evidence)),
                    ),
                )
                for case, total in zip(members, scores, strict=True)
            ]
        )
        inside = contents_of(chosen)
        used: set[int] = set()
        for item in sorted(chosen, key=lambda item: -item.probability):
            if not inside.holds(item.candidate.head, item):
                free = sorted(golds[id(item.candidate)] - used)
                used.update(free[:1])
                found.append((item.probability, bool(free)))
    hits = sum(hit for _, hit in found)
    print(f"{len(found)} chosen, {hits} right, of {len(gold)} within reach", file=sys.stderr)
    return found


def count(cases: Iterable[Case]) -> Tables:
    """How often each pattern, key and lemma was right and seen."""
    tables: tuple[defaultdict[str, list[float]], ...] = tuple(
        defaultdict(lambda: [0.0, 0.0]) for _ in range(3)
    )
    for case in cases:
        names = (case.pattern, f"{case.pattern} {case.key}", case.key)
        for table, name in zip(tables, names, strict=True):
            table[name][0] += case.right
            table[name][1] += 1
    patterns, keys, lemmas = ({k: (v[0], v[1]) for k, v in t.items()} for t in tables)
    return Tables(patterns, keys, lemmas, {})


def own_counts(cases: Iterable[Case]) -> Own:
    """What each document itself adds to the counts of a key (by pattern) and lemma ("")."""
    own: Own = defaultdict(lambda: (0.0, 0.0))
    for case in cases:
        for pattern in (case.pattern, ""):
            right, seen = own[case.document, pattern, case.key]
            own[case.document, pattern, case.key] = (right + case.right, seen + 1)
    return own


def pruned(tables: Tables) -> Tables:
    """Without what is too rare to tell anything."""

    def kept(table: dict[str, tuple[float, float]], least: int) -> dict[str, tuple[float, float]]:
        return {k: v for k, v in sorted(table.items()) if v[1] >= least}

    return replace(
        tables,
        patterns=dict(sorted(tables.patterns.items())),
        keys=kept(dict(tables.keys), 2),
        lemmas=kept(dict(tables.lemmas), 2),
    )


def regression(
    cases: list[Case], numbers: Floats, right: Floats
) -> tuple[dict[str, float], Floats]:
    """Weights of the counts and circumstances, and each case's score."""
    seen = Counter(name for case in cases for name in case.evidence)
    names = sorted(name for name, times in seen.items() if times >= RARE)
    index = {name: n for n, name in enumerate(names)}
    pairs = [
        (i, index[name]) for i, case in enumerate(cases) for name in case.evidence if name in index
    ]
    rows, columns = (np.array(side) for side in zip(*pairs, strict=True))
    weights, speed = np.zeros(len(names)), np.zeros(len(names))
    slopes, constant = np.array([1.0, 0.0]), 0.0
    scores = numbers @ slopes
    for _ in range(PASSES):
        # Newton steps on the diagonal, damped, with momentum: circumstances overlap.
        chance = 1 / (1 + np.exp(-scores))
        error, bend = chance - right, chance * (1 - chance)
        slope = np.bincount(columns, error[rows], minlength=len(names)) + weights
        curve = np.bincount(columns, bend[rows], minlength=len(names)) + 1.0
        speed = 0.85 * speed - 0.12 * slope / curve
        weights = weights + speed
        slopes = slopes - 0.12 * (numbers.T @ error) / ((numbers**2).T @ bend)
        constant -= 0.12 * error.sum() / bend.sum()
        circumstances = np.bincount(rows, weights[columns], minlength=len(cases))
        scores = constant + numbers @ slopes + circumstances
    table = {n: round(float(w), 3) for n, w in zip(names, weights, strict=True) if abs(w) > 0.02}
    table |= {"constant": round(float(constant), 3)}
    table |= {"key": round(float(slopes[0]), 3), "lemma": round(float(slopes[1]), 3)}
    return table, scores


def write(tables: Tables, folder: Path, gold: Path, cases: list[Case]) -> None:
    """tables.json and meta.json."""
    folder.mkdir(parents=True, exist_ok=True)
    content = {
        "patterns": tables.patterns,
        "keys": tables.keys,
        "lemmas": tables.lemmas,
        "weights": dict(sorted(tables.weights.items())),
        "calibration": tables.calibration,
        "confidence": tables.confidence,
    }
    text = json.dumps(content, indent=0, ensure_ascii=False, sort_keys=True) + "\n"
    (folder / "tables.json").write_text(text, encoding="utf-8")
    meta = {
        "name": MODEL,
        "made_by": "scripts/calibrate_rules.py",
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "counted_on": gold.name,
        "counted_on_sha256": hashlib.sha256(gold.read_bytes()).hexdigest(),
        "origin": "PolNeAR 1.0.0, training articles (Newell, Margolin, Ruths, LREC 2018): "
        "counts of lemmas and weights of circumstances; no text",
        "parser": "en_core_web_sm 3.8.0",
        "documents": len({case.document for case in cases}),
        "candidates": len(cases),
        "counted": sum(case.counted for case in cases),
        "right": sum(case.right for case in cases),
    }
    (folder / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
