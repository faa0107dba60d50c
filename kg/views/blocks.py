"""Everything about all statements, packed for a page that unpacks only what it needs.

Columns (who, where, when, how sure) are arrays of numbers, so that a filter is one pass over them.
The words stand in blocks of about a thousand statements: the stretches of the articles around the
statements once, and for every statement the offsets into them. All of it is zlib in base64, which
browsers unpack by themselves (DecompressionStream).
"""

from __future__ import annotations

import base64
import json
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.model import Attribution, Record, Span, Spans
from kg.views.columns import ACTS, FORMS, GLYPHS, Columns, Look, where
from kg.views.context import AROUND
from kg.views.labels import fold
from kg.views.related import Related, claim_key
from kg.views.scene import EMPTY_WORDS
from kg.views.statements import explained

BLOCK = 1000
"""Statements of a block, a few more as no article is cut: 10 ms to unpack."""

Window = tuple[int, str]


@dataclass(slots=True)
class Packed:
    """What the page holds: ``index`` is JSON, ``columns`` bytes, ``blocks`` JSON; packed.

    ``names`` are those of the sources, ``looks`` what else a picture shows of them, ``speaks`` how
    many statements of a source (by number) are about a topic, ``first`` the number of the first
    statement of a claim by its key, ``used`` the kinds, forms and acts that occur.
    """

    index: str = ""
    columns: str = ""
    blocks: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    speaks: Counter[tuple[int, str]] = field(default_factory=Counter)
    sources: dict[str, int] = field(default_factory=dict)
    first: dict[str, int] = field(default_factory=dict)
    looks: list[Look] = field(default_factory=list)
    used: dict[str, list[int]] = field(default_factory=dict)
    count: int = 0


def pack(
    records: Sequence[Record], others: Related | None = None, *, around: int = AROUND
) -> Packed:
    """Pack records; ``around`` are the code points of context kept before and after a quote.

    RuntimeError when a quote that the page would cut out is not the text at its offsets.
    """
    packed = Packed()
    for record in records:
        for attribution in record.attributions:
            key = claim_key(record, record.claim_of(attribution).id)
            packed.first.setdefault(key, packed.count)
            packed.count += 1
    columns = Columns()
    starts, topics = _blocks(packed, records, others or {}, around, columns)
    table = columns.table(records)
    index = {
        **table,
        "starts": starts,
        "acts": [act.value for act in ACTS],
        "forms": [form.value for form in FORMS],
        "glyphs": list(GLYPHS),
    }
    packed.names = table["sources"]
    packed.sources = columns.sources
    packed.looks = [
        Look(one.glyph, one.named, where(records, one.within)) for one in columns.agents
    ]
    packed.used = {
        "kind": sorted({GLYPHS.index(one.glyph) for one in columns.agents}),
        "form": sorted(set(columns.form)),
        "act": sorted(set(columns.act)),
    }
    packed.speaks = topics
    packed.index = _packed(json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode())
    packed.columns = _packed(columns.bytes())
    return packed


def _blocks(
    packed: Packed, records: Sequence[Record], others: Related, around: int, columns: Columns
) -> tuple[list[int], Counter[tuple[int, str]]]:
    starts: list[int] = []
    rows: list[list[Any]] = []
    texts: list[tuple[int, list[Window]]] = []
    speaks: Counter[tuple[int, str]] = Counter()
    spelled: dict[str, str] = {}
    done = 0

    def close() -> None:
        starts.append(done - len(rows))
        block = {"texts": texts, "rows": rows}
        packed.blocks.append(
            _packed(json.dumps(block, ensure_ascii=False, separators=(",", ":")).encode())
        )

    for number, record in enumerate(records):
        if not record.attributions:
            continue
        texts.append((number, _windows(record, around)))
        at = {attribution.id: done + i for i, attribution in enumerate(record.attributions)}
        for row, attribution in zip(
            _rows(record, at, packed, others), record.attributions, strict=True
        ):
            claim = packed.first[claim_key(record, record.claim_of(attribution).id)]
            source = columns.add(attribution, record, number, claim)
            _check(attribution, record, texts[-1][1])
            rows.append(row)
            for topic in row[-1]:
                speaks[source, spelled.setdefault(fold(topic), topic)] += 1
        done += len(record.attributions)
        if len(rows) >= BLOCK:
            close()
            rows, texts = [], []
    if rows:
        close()
    return starts, speaks


def _rows(
    record: Record, at: dict[str, int], packed: Packed, others: Related
) -> Iterator[list[Any]]:
    """A list of values for every attribution; worker.js names them (FIELDS)."""
    by: dict[str, list[int]] = {}
    for attribution in record.attributions:
        for inner in attribution.reports:
            by.setdefault(inner, []).append(at[attribution.id])
    for attribution in record.attributions:
        claim = record.claim_of(attribution)
        kind, how, evidence = explained(attribution, record)
        topics = dict.fromkeys(
            argument.name
            for p in claim.propositions
            for argument in (p.subject, p.object)
            if argument is not None and argument.refers and fold(argument.name) not in EMPTY_WORDS
        )
        yield [
            _flat(attribution.content),
            _flat(attribution.source),
            _flat(attribution.cue),
            _flat(claim.statement),
            kind,
            how,
            _flat(evidence),
            _flat(attribution.time),
            _flat(attribution.addressee),
            _flat(attribution.medium),
            _flat(attribution.place),
            attribution.uttered_on.isoformat() if attribution.uttered_on else "",
            by.get(attribution.id, []),
            [at[inner] for inner in attribution.reports],
            [
                [
                    p.subject.name if p.subject else "",
                    p.predicate,
                    p.object.name if p.object else "",
                ]
                for p in claim.propositions
            ],
            [
                [other.label, packed.first[other.claim], other.why]
                for other in others.get(claim_key(record, claim.id), ())
                if other.claim in packed.first
            ],
            list(topics),
        ]


def _windows(record: Record, around: int) -> list[Window]:
    """The stretches of the text that the page shows: what is quoted, with its context."""
    text = record.document.text
    wanted: list[Span] = []
    for attribution in record.attributions:
        near = (*attribution.source, *attribution.cue, *attribution.content)
        wanted += [
            Span(max(0, span.start - around), min(len(text), span.end + around)) for span in near
        ]
        alone = (attribution.time, attribution.addressee, attribution.medium, attribution.place)
        wanted += [span for spans in alone for span in spans]
        wanted += explained(attribution, record)[2]
    joined: list[Span] = []
    for span in sorted(wanted):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return [(span.start, span.text_in(text)) for span in joined]


def cut(windows: Sequence[Window], span: Span) -> str:
    """The words at a span, cut from windows; "" when no window has them. As worker.js does."""
    for start, text in windows:
        if start <= span.start and span.end <= start + len(text):
            return text[span.start - start : span.end - start]
    return ""


def _check(attribution: Attribution, record: Record, windows: Sequence[Window]) -> None:
    for spans in attribution.roles().values():
        for span in spans:
            if cut(windows, span) != span.text_in(record.document.text):
                raise RuntimeError(
                    f"attribution {attribution.id}: the page would not show its exact words"
                )


def _flat(spans: Spans) -> list[int]:
    return [offset for span in spans for offset in (span.start, span.end)]


def _packed(data: bytes) -> str:
    return base64.b64encode(zlib.compress(data, 6)).decode("ascii")
