"""A network in training, run and scored as the finished tagger is."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from kg.annotate.batches import CueBatch, Marks, WindowBatch
from kg.annotate.crf import Chain
from kg.annotate.decoding import Found, Network, find
from kg.annotate.labels import ROLES, Floats
from kg.annotate.selection import select
from scripts.training.data import Article
from scripts.training.network import Tagger, soft_features


def tensors(batch: WindowBatch) -> list[Tensor]:
    """The arrays of windows as tensors."""
    return [torch.from_numpy(array) for array in batch.arrays().values()]


def network_of(tagger: Tagger, bf16: bool = True) -> Network:
    """The tagger in evaluation mode as the decoder wants it."""
    tagger.eval()

    def encode(batch: WindowBatch) -> tuple[Floats, Floats, Floats]:
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            token, cue, flat = tagger.encoder(*tensors(batch))
        return token.float().numpy(), cue.float().numpy(), flat.float().numpy()

    def link(token: Floats, cue: Floats, flat: Floats, batch: CueBatch) -> Floats:
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            anchor = torch.from_numpy(batch.anchor)[:, None, None]
            scores = tagger.linker(
                torch.from_numpy(token),
                torch.from_numpy(cue),
                soft_features(torch.from_numpy(flat), anchor),
                torch.from_numpy(batch.relations),
                torch.from_numpy(batch.mask),
            )
        made: Floats = scores.float().numpy()
        return made

    chain = Chain(
        *(x.detach().numpy().copy() for x in (tagger.chain(), tagger.begin, tagger.end))
    )
    return Network(encode, link, chain)


def candidates(
    tagger: Tagger, articles: list[Article], marks: Marks, threshold: float = -3.0
) -> list[list[Found]]:
    """Everything the tagger thinks possible in each article."""
    return list(find((a.text for a in articles), network_of(tagger), marks, threshold))


def evaluate(tagger: Tagger, articles: list[Article], marks: Marks) -> dict[str, float]:
    """Exact F1 of each role and a RELATION-like F1, all in words (close to the real scorer's)."""
    found = [select(some) for some in candidates(tagger, articles, marks)]
    return scores(found, articles)


def scores(found: list[list[Found]], articles: list[Article]) -> dict[str, float]:
    """Exact F1 of each role, and of attributions whose contents overlap and sources meet."""
    counts = {role: np.zeros(3) for role in (*ROLES, "relation")}
    for some, one in zip(found, articles, strict=True):
        for role in ROLES:
            ours = {tuple(g.ranges[role]) for g in one.gold if g.ranges[role]}
            theirs = {tuple(getattr(f, role)) for f in some if getattr(f, role)}
            counts[role] += len(ours & theirs), len(theirs), len(ours)
        pairs = sorted(
            (-grade, g, f)
            for g, gold in enumerate(one.gold)
            for f, guess in enumerate(some)
            if (grade := _overlap(gold.ranges["content"], guess.content)) >= 0.5
            and _meet(gold.ranges["source"], guess.source)
        )
        used: set[tuple[str, int]] = set()
        right = 0
        for _, g, f in pairs:
            if ("g", g) not in used and ("f", f) not in used:
                used |= {("g", g), ("f", f)}
                right += 1
        counts["relation"] += right, len(some), len(one.gold)
    return {
        name: round(200 * c[0] / (c[1] + c[2]), 2) if c[1] + c[2] else 0.0
        for name, c in counts.items()
    }


def _set(ranges: object) -> set[int]:
    return {i for first, last in ranges for i in range(first, last)}  # type: ignore[attr-defined]


def _overlap(a: object, b: object) -> float:
    left, right = _set(a), _set(b)
    return len(left & right) / len(left | right) if left | right else 0.0


def _meet(a: object, b: object) -> bool:
    left, right = _set(a), _set(b)
    return bool(left & right) or not (left or right)
