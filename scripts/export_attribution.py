"""Export a trained tagger for use: two ONNX graphs in eight-bit integers, tokenizer, meta.json.

python scripts/export_attribution.py RUN/epoch-4.pt RUN/epoch-5.pt --out kg/data/attribution-v1
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import warnings
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn
from training.fused import DOMAIN, fuse
from training.network import INNER, Tagger, minilm_config, soft_features
from training.resources import minilm_folder, model_hash

from kg.annotate.features import COLUMNS, SIGNATURE
from kg.annotate.labels import FLAT, LINKED
from kg.annotate.relations import AFTER, BEFORE, RELATIONS

PLACES = ("data", "out", "cache", "dev", "dev_cache", "start")
"""Settings that are paths: where files were says nothing about the weights."""

ENCODER_INPUTS = ("ids", "word_of", "first", "columns", "head")
LINKER_INPUTS = ("token", "cue", "flat", "anchor", "relations", "mask")


class WindowEncoder(nn.Module):
    """The encoder for windows without padding."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.encoder = tagger.encoder

    def forward(
        self, ids: Tensor, word_of: Tensor, first: Tensor, columns: Tensor, head: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """What the encoder gives."""
        made: tuple[Tensor, Tensor, Tensor]
        made = self.encoder(ids, torch.ones_like(ids), word_of, first, columns, head)
        return made


class SoftLinker(nn.Module):
    """The linker with its soft features made inside."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.linker = tagger.linker

    def forward(  # noqa: PLR0917  (the exporter knows inputs by place)
        self,
        token: Tensor,
        cue: Tensor,
        flat: Tensor,
        anchor: Tensor,
        relations: Tensor,
        mask: Tensor,
    ) -> Tensor:
        """Scores (cues, words, LINKED)."""
        soft = soft_features(flat, anchor[:, None, None])
        made: Tensor = self.linker(token, cue, soft, relations, mask)
        return made


def load(paths: Sequence[Path]) -> tuple[Tagger, dict[str, object]]:
    """The mean of trained taggers and the settings of the last of them."""
    saved = [torch.load(path, weights_only=False, map_location="cpu") for path in paths]
    settings = saved[-1]["settings"]
    tagger = Tagger(minilm_config(minilm_folder()), linker_layers=settings["layers"])
    states = [one["tagger"] for one in saved]
    tagger.load_state_dict({k: sum(s[k] for s in states) / len(states) for k in states[0]})
    return tagger.eval(), settings | {"averaged": len(states)}


def graphs(tagger: Tagger, folder: Path) -> None:
    """Write encoder.onnx and linker.onnx in single precision."""
    b, t, n, k, w = 3, 40, 30, 5, 20
    ids = torch.ones(b, t, dtype=torch.long)
    first = torch.arange(n).repeat(b, 1)
    encoder_inputs = (
        ids,
        ids,
        first,
        torch.zeros(b, n, len(COLUMNS), dtype=torch.long),
        first,
    )
    linker_inputs = (
        torch.zeros(k, w, INNER),
        torch.zeros(k, 2 * INNER),
        torch.zeros(k, w, len(FLAT) + 1),
        torch.ones(k, dtype=torch.long),
        torch.zeros(k, w, len(RELATIONS), dtype=torch.long),
        torch.ones(k, w, dtype=torch.bool),
    )
    shape_b, shape_w = {0: "windows", 1: "pieces"}, {0: "windows", 1: "words"}
    shape_k, shape_kw = {0: "cues"}, {0: "cues", 1: "near"}
    axes = dict(zip(ENCODER_INPUTS, (shape_b, shape_b, shape_w, shape_w, shape_w), strict=True))
    _export(
        WindowEncoder(tagger),
        encoder_inputs,
        ENCODER_INPUTS,
        ("token", "cue", "flat"),
        axes={**axes, "token": shape_w, "cue": shape_w, "flat": shape_w},
        path=folder / "encoder.onnx",
    )
    shapes = (shape_kw, shape_k, shape_kw, shape_k, shape_kw, shape_kw)
    axes = dict(zip(LINKER_INPUTS, shapes, strict=True))
    _export(
        SoftLinker(tagger),
        linker_inputs,
        LINKER_INPUTS,
        ("scores",),
        axes={**axes, "scores": shape_kw},
        path=folder / "linker.onnx",
    )


def _export(  # type: ignore[no-untyped-def]
    module, inputs, names, outputs, *, axes, path
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            inputs,
            str(path),
            input_names=list(names),
            output_names=list(outputs),
            dynamic_axes=axes,
            opset_version=17,
            custom_opsets={DOMAIN: 1},
            dynamo=False,
        )
    onnx.checker.check_model(str(path))


def quantised(source: Path, target: Path) -> None:
    """Weights of matrix products and tables as eight-bit integers, channel by channel."""
    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder) / "prepared.onnx"
        quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(
            prepared,
            target,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )


def meta(tagger: Tagger, settings: dict[str, object]) -> dict[str, object]:
    """Everything that belongs to the weights but is not a weight."""
    return {
        "name": "attribution-v1",
        "features": SIGNATURE,
        "labels": {"flat": FLAT, "linked": LINKED},
        "columns": COLUMNS,
        "relations": RELATIONS,
        "reach": [BEFORE, AFTER],
        "chain": {
            "transitions": tagger.chain().tolist(),
            "begin": tagger.begin.tolist(),
            "end": tagger.end.tolist(),
        },
        "weights": model_hash(tagger),
        "versions": {
            name: version(name) for name in ("torch", "onnx", "onnxruntime", "tokenizers", "spacy")
        },
        "training": {k: v for k, v in settings.items() if k not in PLACES},
    }


def main() -> None:
    """Read the arguments and export."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("weights", type=Path, nargs="+", help="checkpoints, to be averaged")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, help="where the mean is kept as a checkpoint")
    parser.add_argument("--fp32", action="store_true", help="without quantisation, to compare")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    tagger, settings = load(args.weights)
    if args.checkpoint:
        torch.save({"tagger": tagger.state_dict(), "settings": settings}, args.checkpoint)
    fuse(tagger)
    with tempfile.TemporaryDirectory() as folder:
        graphs(tagger, Path(folder))
        for name in ("encoder.onnx", "linker.onnx"):
            if args.fp32:
                shutil.copy(Path(folder) / name, args.out / name)
            else:
                quantised(Path(folder) / name, args.out / name)
    shutil.copy(minilm_folder() / "tokenizer.json", args.out / "tokenizer.json")
    facts = meta(tagger, settings)
    (args.out / "meta.json").write_text(json.dumps(facts, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
