"""The losses that the attribution tagger is trained with."""

from __future__ import annotations

import argparse

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  (its usual name)
from torch import Tensor

from kg.annotate.batches import CueBatch, Marks, cue_batch, window_batch
from kg.annotate.labels import encode_fragments
from kg.annotate.windows import Window
from training.data import Article
from training.evaluation import tensors
from training.network import Tagger, soft_features

Example = tuple[Article, Window]


def build_cues(
    batch: list[Example], likely: np.ndarray, negatives: int
) -> tuple[CueBatch, np.ndarray] | None:
    """The cue words of a batch, right ones and likely wrong ones, and the labels around each."""
    places, golds = [], []
    for row, (one, window) in enumerate(batch):
        size = window.last - window.first
        taken = one.anchors[window.first : window.last] > 0
        for gold in one.gold:
            first, last = gold.extent
            if window.first <= first and last <= window.last:
                places.append((row, one.text, window, gold.anchor))
                shifted = {
                    role: [(a - window.first, b - window.first) for a, b in ranges]
                    for role, ranges in gold.ranges.items()
                }
                golds.append(encode_fragments(shifted, size))
        wrong = np.where(taken, -np.inf, likely[row, :size])
        order = np.argsort(-wrong)[:negatives]
        for at in order[wrong[order] > -4.0]:
            places.append((row, one.text, window, window.first + int(at)))
            golds.append(np.zeros(size, dtype=np.int32))
    if not places:
        return None
    cues = cue_batch(places)
    labels = np.zeros(cues.index.shape, dtype=np.int64)
    for i, gold in enumerate(golds):
        count = int(cues.mask[i].sum())
        labels[i, :count] = gold[cues.index[i, :count]]
    return cues, labels


def step_loss(
    tagger: Tagger, batch: list[Example], marks: Marks, args: argparse.Namespace
) -> tuple[Tensor, dict[str, float]]:
    """The loss of a batch a word, and its parts."""
    arrays = window_batch([(one.text, window) for one, window in batch], marks)
    token, cue, flat = tagger.encoder(*tensors(arrays))
    flat = flat.float()
    plain, found, words = flat_losses(flat, batch)
    linked = torch.zeros(())
    built = build_cues(batch, flat[..., -1].detach().numpy(), args.negatives)
    if built is not None:
        cues, labels = built
        row, index = torch.from_numpy(cues.row), torch.from_numpy(cues.index)
        at = torch.from_numpy(cues.anchor)
        # The soft features are what the flat layer says; they are not to teach it anything.
        soft = soft_features(flat.detach()[row[:, None], index], at[:, None, None])
        own = index.gather(1, at[:, None]).squeeze(1)
        mask = torch.from_numpy(cues.mask)
        relations = torch.from_numpy(cues.relations)
        scores = tagger.linker(token[row[:, None], index], cue[row, own], soft, relations, mask)
        with torch.autocast("cpu", enabled=False):
            linked = tagger.loss(scores, torch.from_numpy(labels), mask).sum()
    loss = (args.flat_weight * plain + found + linked) / words
    parts = {"flat": plain.item(), "cue": found.item(), "linked": linked.item()}
    return loss, {name: value / words for name, value in parts.items()}


def flat_losses(flat: Tensor, batch: list[Example]) -> tuple[Tensor, Tensor, int]:
    """The losses of the flat layer's labels and of the cue words, and the number of words."""
    gold = torch.full(flat.shape[:2], -100, dtype=torch.long)
    anchors = torch.zeros(flat.shape[:2])
    for row, (one, window) in enumerate(batch):
        here, count = slice(window.first, window.last), window.last - window.first
        gold[row, :count] = torch.from_numpy(one.flat[here]).long()
        anchors[row, :count] = torch.from_numpy(one.anchors[here]).float()
    inside = gold >= 0
    plain = F.cross_entropy(
        flat[..., :-1].flatten(0, 1), gold.flatten(), ignore_index=-100, reduction="sum"
    )
    found = F.binary_cross_entropy_with_logits(
        flat[..., -1][inside], anchors[inside], reduction="sum"
    )
    return plain, found, int(inside.sum())
