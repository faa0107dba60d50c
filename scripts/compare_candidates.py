#!/usr/bin/env python3
"""Which pairs of claims to compare: by what they share (kg.relations.blocking) or by the encoder.

    python scripts/compare_candidates.py [PAIRS.tsv ...]

Of the hand-made pairs that bear on each other (tests/relations/gold): how many share a key, and
how often the partner is among the k claims with the nearest vectors. The vector of a claim is the
mean of what the tagger's encoder says of its words, less the mean of all claims.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np
from evaluate_relations import GOLD, statements_of_pairs
from numpy.typing import NDArray
from spacy.language import Language

from kg.relations.blocking import keys_of
from kg.relations.statement import Statement

Vectors = NDArray[np.float32]


def vectors(nlp: Language, statements: list[Statement]) -> Vectors:
    """A row of length one a statement, from the encoder."""
    network = nlp.get_pipe("kg_attribution_tagger").weights.network
    encode, seen = network.encode, []

    def watched(batch):  # type: ignore[no-untyped-def]
        seen.append(encode(batch))
        return seen[-1]

    rows = []
    object.__setattr__(network, "encode", watched)
    try:
        for one in statements:
            seen.clear()
            nlp(" ".join(one.words).capitalize() + ".")
            tokens = np.concatenate([token.reshape(-1, token.shape[-1]) for token, *_ in seen])
            rows.append(tokens[: len(one.words)].mean(axis=0))
    finally:
        object.__setattr__(network, "encode", encode)
    matrix = np.stack(rows)
    matrix -= matrix.mean(axis=0)
    return matrix / np.linalg.norm(matrix, axis=1, keepdims=True)


def main() -> int:
    """Print what each way finds and costs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    default = sorted(GOLD.glob("*.tsv"))
    parser.add_argument("pairs", type=Path, nargs="*", default=default)
    from kg.annotate.pipeline import load_language

    nlp = load_language(tagger=True)
    pairs = [
        (label, first, second)
        for path in parser.parse_args().pairs
        for label, first, second in statements_of_pairs(nlp, path)
    ]
    statements = [one for _, *both in pairs for one in both]
    bear = [n for n, (label, *_) in enumerate(pairs) if label != "neither"]

    start = time.process_time()
    keys = [keys_of(one) for one in statements]
    lexical = time.process_time() - start
    share = sum(bool(keys[2 * n] & keys[2 * n + 1]) for n in bear) / len(bear)
    blocks = Counter(key for some in keys for key in some)
    cost = sum(size * (size - 1) // 2 for size in blocks.values()) / len(statements)
    print(f"{len(bear)} pairs that bear on each other, {len(statements)} claims")
    each = 1e3 * lexical / len(keys)
    print(f"keys: {share:.3f} share one; {cost:.2f} pairs and {each:.3f} ms a claim")

    start = time.process_time()
    matrix = vectors(nlp, statements)
    taken = 1e3 * (time.process_time() - start) / len(statements)
    alike = matrix @ matrix.T
    np.fill_diagonal(alike, -1)
    order = np.argsort(-alike, axis=1)
    for k in (1, 3, 5, 10):
        found = sum(2 * n + 1 in order[2 * n, :k] for n in bear) / len(bear)
        print(f"encoder: {found:.3f} among the {k} nearest")
    same = [float(alike[2 * n, 2 * n + 1]) for n, p in enumerate(pairs) if p[0] == "equivalent"]
    other = [float(alike[2 * n, 2 * n + 1]) for n, p in enumerate(pairs) if p[0] != "equivalent"]
    area = np.mean([(a > b) + 0.5 * (a == b) for a in same for b in other])
    print(f"encoder: {area:.3f} is the area under the curve of equivalent against other pairs")
    print(f"encoder: {taken:.1f} ms a claim, parse included")
    return 0


if __name__ == "__main__":
    sys.exit(main())
