"""An evidence bundle: what sources are said to have said, with all that is needed to check it.

A folder with the graph in TriG, each article's exact text, each statement with its quotes and their
offsets, one page for people, and a script that checks hashes and quotes with Python alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kg.model import Attribution, Record, Spans
from kg.resources import resource
from kg.views.html import render, web_link
from kg.views.network import NO_SOURCE

VERIFIER = "verify.py"
MANIFEST = "MANIFEST"


def bundle_files(records: Sequence[Record], graph: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The names and contents of a bundle's files, the manifest last. ``graph`` is its TriG."""
    hashes: dict[str, str] = {}
    for name, content in _files(records, graph):
        hashes[name] = hashlib.sha256(content).hexdigest()
        yield name, content
    yield MANIFEST, "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes)).encode()


def _files(records: Sequence[Record], graph: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    for record in records:
        yield _article(record), record.document.text.encode("utf-8")
    rows = [statement(record, a) for record in records for a in record.attributions]
    lines = (json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n" for row in rows)
    yield "statements.jsonl", "".join(lines).encode("utf-8")
    yield "graph.trig", "".join(graph).encode("utf-8")
    yield VERIFIER, resource("views", "verifier.py").read_bytes()
    yield "index.html", _page(records).encode("utf-8")


def statement(record: Record, attribution: Attribution) -> dict[str, Any]:
    """One statement as JSON: quotes are ``text[start:end]`` of the article, in code points."""
    agent = record.agent_of(attribution)
    claim = record.claim_of(attribution)
    roles = (
        *(("source", attribution.source), ("cue", attribution.cue)),
        *(("content", attribution.content), ("statement", claim.statement)),
    )
    return {
        "article": _article(record),
        "source": agent.name if agent else None,
        "speech_act": attribution.speech_act.value,
        "statement": claim.text,
        "confidence": attribution.confidence,
        "quotes": [
            {"role": role, **place} for role, spans in roles for place in _places(spans, record)
        ],
    }


def _places(spans: Spans, record: Record) -> Iterator[dict[str, Any]]:
    for span in spans:
        text = span.text_in(record.document.text)
        yield {"start": span.start, "end": span.end, "text": text}


def _article(record: Record) -> str:
    return f"articles/{record.document.key}.txt"


def _page(records: Sequence[Record]) -> str:
    articles = [
        {
            "title": record.document.title or record.document.id,
            "file": _article(record),
            "facts": [
                (name, value)
                for name, value in (
                    ("id", record.document.id),
                    ("publisher", record.document.publisher),
                    ("author", record.document.author),
                    ("published", record.document.date),
                    ("SHA-256 of the text", record.document.sha256),
                )
                if value
            ],
            "link": web_link(record.document.url),
            "rows": [_row(record, a) for a in record.attributions],
        }
        for record in records
    ]
    return render(
        "bundle.html", styles=("told.css", "report.css"), title="Evidence", articles=articles
    )


def _row(record: Record, attribution: Attribution) -> dict[str, Any]:
    agent = record.agent_of(attribution)
    claim = record.claim_of(attribution)
    return {
        "source": agent.name if agent else NO_SOURCE,
        "mention": record.quote(attribution.source),
        "cue": record.quote(attribution.cue),
        "act": attribution.speech_act.value,
        "claim": claim.text,
        "at": ", ".join(f"{span.start}–{span.end}" for span in claim.statement),
        "confidence": attribution.confidence,
    }
