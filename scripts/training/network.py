"""The network: MiniLM over a window, then for each cue word a small transformer around it."""

from __future__ import annotations

import json
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812  (its usual name)
from safetensors.torch import load_file
from torch import Tensor, nn

from kg.annotate.features import COLUMNS
from kg.annotate.labels import FLAT, LINKED, forbidden
from kg.annotate.relations import RELATIONS

WIDTH = 384
INNER = 128
SOFT = 4 + len(FLAT)


def drop(x: Tensor, share: float, training: bool) -> Tensor:
    """Dropout of whole features of a sequence: as good, and random numbers are dear on a CPU."""
    if not training or not share:
        return x
    kept = torch.rand(x.shape[0], 1, x.shape[2]) >= share
    return x * (kept.to(x.dtype) / (1 - share))


class EncoderLayer(nn.Module):
    """A post-norm transformer layer as BERT has it."""

    def __init__(self, width: int, heads: int, hidden: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, hidden)
        self.down = nn.Linear(hidden, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)

    def attend(self, x: Tensor, mask: Tensor) -> Tensor:
        """What each position takes from the others; ``mask`` is added to the scores."""
        b, t, d = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        scores = (q * (d // self.heads) ** -0.5) @ k.transpose(-1, -2) + mask.to(q.dtype)
        mixed = torch.softmax(scores, dim=-1, dtype=scores.dtype) @ v
        return self.out(mixed.transpose(1, 2).reshape(b, t, d))

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """The layer's output, as wide as its input."""
        x = self.norm1(x + drop(self.attend(x, mask), self.dropout, self.training))
        y = self.down(F.gelu(self.up(x)))
        return self.norm2(x + drop(y, self.dropout, self.training))


class PreLayer(EncoderLayer):
    """The same with the norms in front, which trains from scratch without trouble."""

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """The layer's output, as wide as its input."""
        x = x + drop(self.attend(self.norm1(x), mask), self.dropout, self.training)
        y = self.down(F.gelu(self.up(self.norm2(x))))
        return x + drop(y, self.dropout, self.training)


def zero_embedding(values: int, width: int) -> nn.Embedding:
    """A table that at first says nothing."""
    table = nn.Embedding(values, width)
    nn.init.zeros_(table.weight)
    return table


def gather_rows(x: Tensor, index: Tensor) -> Tensor:
    """Rows ``index`` (batch, n) of ``x`` (batch, m, width)."""
    return x.gather(1, index.unsqueeze(-1).expand(-1, -1, x.shape[-1]))


class Encoder(nn.Module):
    """Word pieces and columns of a window to vectors for each word and the flat layer's scores."""

    def __init__(self, config: dict[str, int], dropout: float, head_dropout: float) -> None:
        super().__init__()
        self.dropout, self.head_dropout = dropout, head_dropout
        self.words = nn.Embedding(config["vocab_size"], WIDTH)
        self.positions = nn.Embedding(config["max_position_embeddings"], WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(
            EncoderLayer(WIDTH, config["num_attention_heads"], config["intermediate_size"], dropout)
            for _ in range(config["num_hidden_layers"])
        )
        self.columns = nn.ModuleList(zero_embedding(n, WIDTH) for n in COLUMNS.values())
        self.again = nn.ModuleList(zero_embedding(n, INNER) for n in COLUMNS.values())
        self.flat = nn.Linear(2 * WIDTH, len(FLAT) + 1)
        self.token = nn.Linear(2 * WIDTH, INNER)
        self.cue = nn.Linear(2 * WIDTH, 2 * INNER)

    def forward(  # noqa: PLR0917  (the exporter knows inputs by place)
        self,
        ids: Tensor,
        mask: Tensor,
        word_of: Tensor,
        first: Tensor,
        columns: Tensor,
        head: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """ids, mask, word_of: (windows, pieces); first, head: (windows, words); columns one more.

        Gives token vectors (windows, words, INNER), cue vectors (twice as wide) and flat scores;
        the last of these is the score of being the word a cue hangs on.
        """
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(at)[None] + self.kind
        extra = sum(table(columns[..., k]) for k, table in enumerate(self.columns))
        inside = (word_of >= 0).to(x.dtype).unsqueeze(-1)
        x = x + gather_rows(extra, word_of.clamp(min=0)) * inside
        x = drop(self.norm(x), self.dropout, self.training)
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        words = gather_rows(x, first)
        both = torch.cat([words, gather_rows(words, head)], dim=-1)
        both = drop(both, self.head_dropout, self.training)
        token = self.token(both) + sum(t(columns[..., k]) for k, t in enumerate(self.again))
        return token, self.cue(both), self.flat(both)


class Linker(nn.Module):
    """What each word around a cue word is to it."""

    def __init__(self, layers: int, dropout: float) -> None:
        super().__init__()
        self.relations = nn.ModuleList(nn.Embedding(n, INNER) for n in RELATIONS.values())
        for table in self.relations:
            nn.init.normal_(table.weight, std=0.1)
        self.soft = nn.Linear(SOFT, INNER)
        self.layers = nn.ModuleList(PreLayer(INNER, 4, 2 * INNER, dropout) for _ in range(layers))
        self.norm = nn.LayerNorm(INNER)
        self.out = nn.Linear(INNER, len(LINKED))

    def forward(
        self, token: Tensor, cue: Tensor, soft: Tensor, relations: Tensor, mask: Tensor
    ) -> Tensor:
        """token: (cues, words, INNER), cue: (cues, 2 INNER), soft: (cues, words, SOFT), relations:
        (cues, words, RELATIONS), mask: (cues, words). Gives scores (cues, words, LINKED)."""
        add, scale = cue.unsqueeze(1).chunk(2, dim=-1)
        x = token * (1 + scale) + add + self.soft(soft)
        for k, table in enumerate(self.relations):
            x = x + table(relations[..., k])
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return self.out(self.norm(x)).float()


def soft_features(flat: Tensor, anchor: Tensor) -> Tensor:
    """What the flat layer believes of words around a cue word: (cues, words, SOFT).

    ``flat``: (cues, words, FLAT + 1), ``anchor``: (cues, 1, 1), the cue word's index among them.
    """
    likely = torch.sigmoid(flat[..., -1:])
    total = torch.cumsum(likely, dim=1) - likely / 2
    between = (total - total.gather(1, anchor)).abs()
    return torch.cat(
        [
            likely,
            between.clamp(max=4.0),
            between.clamp(max=1.0),
            torch.exp(-between),
            torch.softmax(flat[..., :-1], dim=-1),
        ],
        dim=-1,
    )


class Tagger(nn.Module):
    """Encoder, linker and the scores of label sequences."""

    def __init__(
        self,
        config: dict[str, int],
        dropout: float = 0.1,
        head_dropout: float = 0.2,
        linker_layers: int = 2,
    ) -> None:
        super().__init__()
        self.encoder = Encoder(config, dropout, head_dropout)
        self.linker = Linker(linker_layers, dropout)
        self.transitions = nn.Parameter(torch.zeros(len(LINKED), len(LINKED)))
        self.begin = nn.Parameter(torch.zeros(len(LINKED)))
        self.end = nn.Parameter(torch.zeros(len(LINKED)))
        self.register_buffer("forbidden", torch.from_numpy(forbidden()))

    def chain(self) -> Tensor:
        """Scores of a label after another."""
        forbidden: Tensor = self.forbidden  # type: ignore[assignment]
        return self.transitions + forbidden

    def loss(self, emissions: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
        """Negative log likelihood of each sequence of labels: (cues,)."""
        chain = self.chain()
        weights = chain.exp()
        inside = mask.float()
        right = (emissions.gather(2, gold.unsqueeze(-1)).squeeze(-1) * inside).sum(1)
        right = right + (chain[gold[:, :-1], gold[:, 1:]] * inside[:, 1:]).sum(1)
        last = gold.gather(1, (mask.long().sum(1, keepdim=True) - 1)).squeeze(1)
        right = right + self.begin[gold[:, 0]] + self.end[last]
        score = self.begin + emissions[:, 0]
        for at in range(1, emissions.shape[1]):
            top = score.detach().max(1, keepdim=True).values
            step = torch.log((score - top).exp() @ weights + 1e-30) + top + emissions[:, at]
            score = torch.where(mask[:, at, None], step, score)
        return torch.logsumexp(score + self.end, dim=1) - right


def load_minilm(tagger: Tagger, folder: Path) -> None:
    """Put the weights of all-MiniLM-L6-v2 into the tagger's encoder."""
    state = load_file(str(folder / "model.safetensors"))
    mine = tagger.encoder
    with torch.no_grad():
        mine.words.weight.copy_(state["embeddings.word_embeddings.weight"])
        mine.positions.weight.copy_(state["embeddings.position_embeddings.weight"])
        mine.kind.copy_(state["embeddings.token_type_embeddings.weight"][0])
        _norm(mine.norm, state, "embeddings.LayerNorm")
        for number, layer in enumerate(mine.layers):
            at = f"encoder.layer.{number}."
            for kind in ("weight", "bias"):
                parts = [state[f"{at}attention.self.{n}.{kind}"] for n in ("query", "key", "value")]
                getattr(layer.qkv, kind).copy_(torch.cat(parts))
                getattr(layer.out, kind).copy_(state[f"{at}attention.output.dense.{kind}"])
                getattr(layer.up, kind).copy_(state[f"{at}intermediate.dense.{kind}"])
                getattr(layer.down, kind).copy_(state[f"{at}output.dense.{kind}"])
            _norm(layer.norm1, state, f"{at}attention.output.LayerNorm")
            _norm(layer.norm2, state, f"{at}output.LayerNorm")


def _norm(norm: nn.LayerNorm, state: dict[str, Tensor], name: str) -> None:
    norm.weight.copy_(state[f"{name}.weight"])
    norm.bias.copy_(state[f"{name}.bias"])


def minilm_config(folder: Path) -> dict[str, int]:
    """The encoder's sizes."""
    return json.loads((folder / "config.json").read_text("utf-8"))  # type: ignore[no-any-return]
