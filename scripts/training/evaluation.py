"""A network in training, run and scored as the finished tagger is."""

from __future__ import annotations

import torch
from torch import Tensor

from kg.annotate.batches import CueBatch, Marks, WindowBatch
from kg.annotate.crf import Chain
from kg.annotate.decoding import Found, Network, find
from kg.annotate.labels import Floats
from kg.annotate.selection import select
from training.data import Article
from training.network import Tagger, soft_features
from training.scoring import scores


def tensors(batch: WindowBatch) -> list[Tensor]:
    """The arrays of windows as tensors."""
    return [torch.from_numpy(array) for array in batch.arrays().values()]


def network_of(tagger: Tagger, marks: Marks, bf16: bool = True) -> Network:
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

    chain = Chain(*(x.detach().numpy().copy() for x in (tagger.chain(), tagger.begin, tagger.end)))
    return Network(encode, link, chain, marks)


def candidates(
    tagger: Tagger, articles: list[Article], marks: Marks, threshold: float = -3.0
) -> list[list[Found]]:
    """Everything the tagger thinks possible in each article."""
    return list(find((a.text for a in articles), network_of(tagger, marks), threshold))


def evaluate(tagger: Tagger, articles: list[Article], marks: Marks) -> dict[str, float]:
    """Exact F1 of each role and a RELATION-like F1, all in words (close to the real scorer's)."""
    found = [select(some) for some in candidates(tagger, articles, marks)]
    return scores(found, articles)
