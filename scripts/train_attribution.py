"""Train the attribution tagger on a corpus in PolNeAR's form.

    python scripts/train_attribution.py TRAIN.jsonl.gz --out FOLDER [--epochs 6] [--seed 1]

Writes FOLDER/last.pt after every epoch (a run that is started again goes on from there), the
weights alone as FOLDER/epoch-N.pt, and FOLDER/log.txt, at whose end is the hash of the weights. The
same seed, data, versions and number of threads on the same processor give the same weights. While a
file FOLDER/../PAUSE exists the run waits.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from pathlib import Path

import numpy as np
import torch
from spacy.language import Language
from tokenizers import Tokenizer
from training.cores import FreeCores
from training.data import (
    Article,
    article,
    file_hash,
    held_out,
    parsed,
    read_records,
    training_windows,
)
from training.evaluation import evaluate
from training.losses import Example, step_loss
from training.network import (
    Tagger,
    load_minilm,
    minilm_config,
)
from training.resources import minilm_folder, model_hash, tokenizer_of

from kg.annotate.batches import Marks
from kg.annotate.pipeline import load_language


def batches(examples: list[Example], pieces: int) -> list[list[Example]]:
    """Examples in batches of about so many word pieces, padding included."""
    made: list[list[Example]] = [[]]
    longest = 0
    for one, window in examples:
        offset = one.text.pieces.offset
        size = int(offset[window.last] - offset[window.first]) + 2
        if made[-1] and max(longest, size) * (len(made[-1]) + 1) > pieces:
            made.append([])
            longest = 0
        made[-1].append((one, window))
        longest = max(longest, size)
    return made


def optimizer_of(tagger: Tagger, args: argparse.Namespace) -> torch.optim.Optimizer:
    """AdamW: the pretrained weights slower than those that start from nothing."""
    slow, fast, bare = [], [], []
    tagger.encoder.words.weight.requires_grad = args.train_words
    for name, weight in tagger.named_parameters():
        if not weight.requires_grad:
            continue
        new = not name.startswith("encoder.") or name.split(".")[1] in (
            "flat",
            "token",
            "cue",
            "columns",
            "again",
        )
        (fast if new else bare if weight.ndim < 2 else slow).append(weight)
    groups = [
        {"params": slow, "lr": args.lr, "weight_decay": 0.01},
        {"params": bare, "lr": args.lr, "weight_decay": 0.0},
        {"params": fast, "lr": args.head_lr, "weight_decay": 0.01},
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98))


class Log:
    """Facts as lines of JSON, on the screen and in a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self, **facts: object) -> None:
        """Note these facts with the time."""
        line = json.dumps({"time": time.strftime("%H:%M:%S"), **facts})
        print(line, flush=True)
        with self.path.open("a", encoding="utf-8") as lines:
            lines.write(line + "\n")


def corpus(path: Path, cache: Path | None, tokenizer: Tokenizer, nlp: Language) -> list[Article]:
    """The articles of a file as the network reads them."""
    records = read_records(path)
    docs = parsed(records, nlp, cache)
    return [article(r, d, tokenizer) for r, d in zip(records, docs, strict=True)]


def train(args: argparse.Namespace) -> None:
    """Train, log and save as the arguments say."""
    torch.manual_seed(args.seed)
    torch.use_deterministic_algorithms(True)
    args.out.mkdir(parents=True, exist_ok=True)
    say = Log(args.out / "log.txt")
    folder = minilm_folder()
    tokenizer = tokenizer_of(folder)
    marks = Marks(tokenizer)
    nlp = load_language()
    articles = corpus(args.data, args.cache, tokenizer, nlp)
    held = held_out(len(articles), args.held_out)
    kept = [one for i, one in enumerate(articles) if i not in held]
    kept = kept[: math.ceil(len(kept) * args.part)]
    tests = {"held out": [articles[i] for i in sorted(held)]}
    for path, cache in zip(args.dev, args.dev_cache, strict=True):
        tests[path.name.split(".")[0]] = corpus(path, cache, tokenizer, nlp)
    tagger = Tagger(minilm_config(folder), args.dropout, args.head_dropout, args.layers)
    load_minilm(tagger, folder)
    if args.start:
        tagger.load_state_dict(torch.load(args.start, weights_only=False)["tagger"])
    optimizer = optimizer_of(tagger, args)
    windows = training_windows(kept, args.room, np.random.default_rng(0))
    total = args.steps or len(batches(windows, args.batch)) * args.epochs
    plain = (int, float, bool)
    settings = {k: v if isinstance(v, plain) else str(v) for k, v in vars(args).items()}
    facts = {"data hash": file_hash(args.data), "articles": len(kept), "total steps": total}
    say(event="start", **facts, **settings)
    last = args.out / "last.pt"
    begin = step = 0
    if last.exists():
        saved = torch.load(last, weights_only=False)
        tagger.load_state_dict(saved["tagger"])
        optimizer.load_state_dict(saved["optimizer"])
        begin, step = saved["epoch"], saved["step"]
        say(event="resumed", epoch=begin, step=step)
    run = Run(tagger, optimizer, marks, args, total=total, say=say, step=step)
    for epoch in range(begin, args.epochs):
        run.epoch(kept, epoch)
        state = {"tagger": tagger.state_dict(), "optimizer": optimizer.state_dict()}
        torch.save({**state, "epoch": epoch + 1, "step": run.step}, last)
        weights = {"tagger": tagger.state_dict(), "settings": settings | facts}
        torch.save(weights, args.out / f"epoch-{epoch + 1}.pt")
        for name, those in tests.items():
            if name == "held out" or run.step >= total:
                say(epoch=epoch + 1, test=name, **evaluate(tagger, those, marks))
        if run.step >= total:
            break
    say(event="done", hash=model_hash(tagger))


class Run:
    """A training run: ``epoch`` goes over the articles once."""

    def __init__(
        self,
        tagger: Tagger,
        optimizer: torch.optim.Optimizer,
        marks: Marks,
        args: argparse.Namespace,
        *,
        total: int,
        say: Log,
        step: int,
    ) -> None:
        self.tagger, self.optimizer, self.marks, self.args = tagger, optimizer, marks, args
        self.total, self.say, self.step = total, say, step
        self.rates = [args.lr, args.lr, args.head_lr]
        self.cores = FreeCores(args.threads)
        self.sums: dict[str, float] = {}
        self.since, self.started = 0, time.perf_counter()

    def epoch(self, articles: list[Article], number: int) -> None:
        """Train on every article once, until the last step of the run."""
        random = np.random.default_rng((self.args.seed, number))
        torch.manual_seed(self.args.seed * 1000 + number)
        self.tagger.train()
        for batch in batches(training_windows(articles, self.args.room, random), self.args.batch):
            while (self.args.out.parent / "PAUSE").exists():
                time.sleep(2)
            self._learn(batch)
            if self.step >= self.total:
                break

    def _learn(self, batch: list[Example]) -> None:
        share = schedule(self.step, self.total)
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * share
        with torch.autocast("cpu", torch.bfloat16, enabled=not self.args.fp32):
            loss, parts = step_loss(self.tagger, batch, self.marks, self.args)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.tagger.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        self.since += 1
        for name, value in parts.items():
            self.sums[name] = self.sums.get(name, 0.0) + value
        if self.step % 5 == 0:
            self.cores.adapt()
        if self.step % 25 == 0:
            self._report()

    def _report(self) -> None:
        seconds = (time.perf_counter() - self.started) / self.since
        losses = {name: round(value / self.since, 4) for name, value in self.sums.items()}
        threads = torch.get_num_threads()
        self.say(step=self.step, seconds=round(seconds, 3), threads=threads, **losses)
        self.sums, self.since, self.started = {}, 0, time.perf_counter()


def schedule(step: int, total: int, warm: float = 0.06) -> float:
    """Linear warm-up over the first steps, then linear decay to nothing."""
    warming = max(1, round(total * warm))
    return (step + 1) / warming if step < warming else max(0.0, (total - step) / (total - warming))


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cache", type=Path, help="where the parsed corpus is kept")
    parser.add_argument("--dev", type=Path, nargs="*", default=[], help="scored after every epoch")
    parser.add_argument("--dev-cache", type=Path, nargs="*", default=[])
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lr", type=float, default=1.5e-4)
    parser.add_argument("--head-lr", type=float, default=1e-3)
    parser.add_argument("--room", type=int, default=320)
    parser.add_argument("--batch", type=int, default=3200, help="word pieces of a batch")
    parser.add_argument("--negatives", type=int, default=3)
    parser.add_argument("--flat-weight", type=float, default=0.5)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--head-dropout", type=float, default=0.2)
    parser.add_argument("--start", type=Path, help="trained weights to go on from")
    parser.add_argument("--train-words", action="store_true")
    parser.add_argument("--fp32", action="store_true")
    parser.add_argument("--threads", type=int, default=0, help="0: as many as others leave free")
    parser.add_argument("--held-out", type=float, default=0.08)
    parser.add_argument("--part", type=float, default=1.0, help="share of the articles, for probes")
    parser.add_argument("--steps", type=int, default=0, help="stop after so many, for probes")
    args = parser.parse_args()
    train(args)


if __name__ == "__main__":
    main()
