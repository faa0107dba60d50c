"""The gold of tests/claims/gold, as it is read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

GOLD = Path(__file__).resolve().parents[1] / "tests" / "claims" / "gold"
Gold = dict[str, Any]
"""A claim: text, content, act, propositions in words."""


def rows(name: str) -> Iterator[list[str]]:
    """The lines of a tab-separated gold file, without its comments."""
    for line in (GOLD / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def own_gold() -> Iterator[Gold]:
    """The sentences of claims.txt: text, content spans, act, propositions in words."""
    item: Gold = {}
    for line in (GOLD / "claims.txt").read_text(encoding="utf-8").splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "T":
            if item:
                yield item
            item = {**_bracketed(rest), "propositions": []}
        elif kind == "A":
            item["act"] = rest
        elif kind == "P":
            subject, predicate, thing, others, flags = (part.strip() for part in rest.split("|"))
            item["propositions"].append(
                {
                    "subject": subject.strip("-"),
                    "predicate": predicate.strip("-"),
                    "object": thing.strip("-"),
                    "arguments": [a.strip() for a in others.split(";") if a.strip() != "-"],
                    "flags": flags.replace("-", "").split(),
                }
            )
    yield item


def _bracketed(marked: str) -> Gold:
    text, content, start = "", [], -1
    for character in marked:
        if character == "{":
            start = len(text)
        elif character == "}":
            content.append((start, len(text)))
        else:
            text += character
    return {"text": text, "content": content}


def standoff_gold(corpus: Path) -> Iterator[Gold]:
    """The stand-off claims with the words that stand at their offsets."""
    import gzip

    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        texts = {record["id"]: record["text"] for record in map(json.loads, lines)}
    for line in (GOLD / "standoff.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = texts[row["document"]]

        def words(pairs: list[list[int]], text: str = text) -> str:
            return " ".join(text[s:e] for s, e in pairs)

        yield {
            "text": text,
            "content": [tuple(pair) for pair in row["content"]],
            "cue": row["cue"],
            "source": row["source"],
            "act": row["speech_act"],
            "propositions": [
                {
                    "subject": words(p["subject"]),
                    "predicate": words(p["predicate"]),
                    "object": words(p["object"]),
                    "arguments": [words(a) for a in p["arguments"]],
                    "flags": p["flags"],
                }
                for p in row["propositions"]
            ],
        }
