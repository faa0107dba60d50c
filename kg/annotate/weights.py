"""Trained weights: loading them, refusing those that do not fit this code, running them.

A folder holds ``encoder.onnx``, ``linker.onnx``, ``tokenizer.json`` and ``meta.json``.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from kg.annotate.batches import CueBatch, Marks, WindowBatch
from kg.annotate.crf import Chain
from kg.annotate.decoding import Network
from kg.annotate.features import COLUMNS, SIGNATURE
from kg.annotate.labels import FLAT, LINKED, Floats
from kg.annotate.relations import AFTER, BEFORE, RELATIONS
from kg.annotate.selection import Choice
from kg.errors import ConfigurationError

FILES = ("meta.json", "tokenizer.json", "encoder.onnx", "linker.onnx")


@dataclass(frozen=True, slots=True)
class Weights:
    """A tagger ready to run: network, tokenizer and what ``meta.json`` says of them."""

    folder: Path
    network: Network
    tokenizer: Tokenizer
    choice: Choice
    meta: dict[str, Any]

    @property
    def name(self) -> str:
        """Name and the beginning of the weights' hash."""
        return f"{self.meta['name']} {self.meta['weights'][:16]}"


@cache
def load_weights(folder: Path) -> Weights:
    """The weights in a folder, loaded once a process.

    ConfigurationError when a file is missing or damaged, or when the weights were trained with
    other features or labels than this code has.
    """
    for name in FILES:
        if not (folder / name).is_file():
            raise ConfigurationError(f"{folder / name}: missing weights of the attribution tagger")
    try:
        meta: dict[str, Any] = json.loads((folder / "meta.json").read_text("utf-8"))
        _check(meta, folder)
        chain = Chain(
            *(np.array(meta["chain"][k], np.float32) for k in ("transitions", "begin", "end"))
        )
        choice = Choice(**{**meta["choice"], "weights": tuple(meta["choice"]["weights"])})
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        encoder, linker = (_session(folder / f"{part}.onnx") for part in ("encoder", "linker"))
    except ConfigurationError:
        raise
    except Exception as error:  # the libraries raise bare Exceptions of their own
        raise ConfigurationError(f"{folder}: damaged weights ({error!r})") from error
    network = _network(encoder, linker, chain, Marks(tokenizer))
    return Weights(folder, network, tokenizer, choice, meta)


def folder_hash(folder: Path) -> str:
    """SHA-256 over the files of weights: what was used, to the byte."""
    hashed = hashlib.sha256()
    for name in FILES:
        hashed.update(hashlib.sha256((folder / name).read_bytes()).digest())
    return hashed.hexdigest()


def _check(meta: dict[str, Any], folder: Path) -> None:
    expected = {
        "features": SIGNATURE,
        "labels": {"flat": list(FLAT), "linked": list(LINKED)},
        "columns": COLUMNS,
        "relations": RELATIONS,
        "reach": [BEFORE, AFTER],
    }
    for key, value in expected.items():
        if meta.get(key) != value:
            raise ConfigurationError(
                f"{folder}: weights trained with other {key} than this version has"
            )


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    # One thread: a build runs one process a core, and the arena would keep the largest batch.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _network(
    encoder: onnxruntime.InferenceSession,
    linker: onnxruntime.InferenceSession,
    chain: Chain,
    marks: Marks,
) -> Network:
    needed = [one.name for one in encoder.get_inputs()]

    def encode(batch: WindowBatch) -> tuple[Floats, Floats, Floats]:
        arrays = batch.arrays()
        token, cue, flat = encoder.run(None, {name: arrays[name] for name in needed})
        return token, cue, flat

    def link(token: Floats, cue: Floats, flat: Floats, batch: CueBatch) -> Floats:
        scores: Floats = linker.run(
            None,
            {
                "token": token,
                "cue": cue,
                "flat": flat,
                "anchor": batch.anchor,
                "relations": batch.relations,
                "mask": batch.mask,
            },
        )[0]
        return scores

    return Network(encode, link, chain, marks)
