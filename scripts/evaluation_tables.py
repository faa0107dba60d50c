"""The tables of docs/evaluation.md and of the model card, as lines of Markdown."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from corpora import Record

from kg.model import AgentKind, Attribution, ResolvedSource

RESAMPLINGS = 1000
BINS = 10
ROLES = ("source", "cue", "content")
PEOPLE = (AgentKind.PERSON, AgentKind.GROUP)
"""Of the gold's types these are "person"."""

TYPES = dict.fromkeys(
    (
        AgentKind.GOVERNMENT_BODY,
        AgentKind.MEDIA_OUTLET,
        AgentKind.COURT,
        AgentKind.COMPANY,
        AgentKind.PARTY,
        AgentKind.ORGANISATION,
    ),
    "organization",
)
LEVELS = ("content", "relation", "full", "strict")


@dataclass(frozen=True, slots=True)
class Read:
    """A gold record with what the program finds in its text."""

    gold: Record
    attributions: tuple[Attribution, ...]
    sources: dict[str, ResolvedSource]
    sentences: tuple[int, ...]


def predictions(reads: list[Read], *, inner: bool) -> dict[str, Record]:
    """What the scorers read; without what others report unless ``inner``."""
    return {
        r.gold["id"]: {
            "id": r.gold["id"],
            "attributions": [as_json(a, r.sources.get(a.id)) for a in kept(r, inner=inner)],
        }
        for r in reads
    }


def kept(one: Read, *, inner: bool) -> list[Attribution]:
    """The attributions to score: all, or those that no other reports."""
    reported = {id_ for a in one.attributions for id_ in a.reports}
    return [a for a in one.attributions if inner or a.id not in reported]


def as_json(attribution: Attribution, source: ResolvedSource | None) -> Record:
    """An attribution as the scorers read it."""
    roles = attribution.roles()
    record: Record = {role: [[span.start, span.end] for span in roles[role]] for role in ROLES}
    record["id"] = attribution.id
    if source is not None:
        name = source.agent.name if source.agent.resolved else None
        kind = "person" if source.agent.kind in PEOPLE else TYPES.get(source.agent.kind)
        record["source_entity"] = {"canonical": name, "type": kind}
    return record


def gold_of(reads: list[Read]) -> dict[str, Record]:
    """Gold records by id."""
    return {r.gold["id"]: r.gold for r in reads}


def percent(value: float) -> str:
    """A share as a percentage with one decimal."""
    return f"{100 * value:.1f}"


def polnear_tables(scorer: ModuleType, reads: list[Read]) -> Iterator[str]:
    """Spans by role, attributions by level and by form."""
    result, _ = scorer.evaluate(
        gold_of(reads), predictions(reads, inner=False), bootstrap=RESAMPLINGS
    )
    everything, _ = scorer.evaluate(gold_of(reads), predictions(reads, inner=True))
    yield "| spans (F1) | exact | words | overlap | token |"
    yield "|---|---|---|---|---|"
    for role in ROLES:
        row = result["spans"][role]
        cells = (percent(row[level]["f1"]) for level in ("exact", "words", "overlap", "token"))
        yield f"| {role} | {' | '.join(cells)} |"
    yield ""
    yield from attribution_rows(result)
    row = everything["attributions"]["relation"]
    yield f"| RELATION, inner ones too | {prf(row)} | | {counts(row)} |"
    yield ""
    yield "| by form | P | R | F1 | gold |"
    yield "|---|---|---|---|---|"
    for kind in ("direct", "mixed", "indirect"):
        row = result["kinds"][kind]["relation"]
        yield f"| {kind} | {prf(row)} | {row['gold']} |"


def attribution_rows(result: Record) -> Iterator[str]:
    """The rows of all levels, with 95 % intervals of F1 when there are any."""
    yield "| attributions | P | R | F1 | F1, 95 % | right / predicted / gold |"
    yield "|---|---|---|---|---|---|"
    for level in LEVELS:
        row = result["attributions"][level]
        interval = " to ".join(percent(x) for x in row.get("f1 95%", ()))
        name = level.upper() if level == "relation" else level
        yield f"| {name} | {prf(row)} | {interval} | {counts(row)} |"


def prf(row: Record) -> str:
    """Three cells."""
    return " | ".join(percent(row[key]) for key in ("p", "r", "f1"))


def counts(row: Record) -> str:
    """The numbers behind."""
    return f"{row['right']} / {row['predicted']} / {row['gold']}"


def calibration_table(scorer: ModuleType, reads: list[Read]) -> Iterator[str]:
    """How often attributions of each confidence are right, and the expected calibration error."""
    judged = list(judgements(scorer, reads))
    yield "| confidence | attributions | mean confidence | right |"
    yield "|---|---|---|---|"
    error = 0.0
    for n in range(BINS):
        low, high = n / BINS, (n + 1) / BINS
        inside = [(p, hit) for p, hit in judged if low <= p < high or (p == high == 1)]
        if inside:
            mean = sum(p for p, _ in inside) / len(inside)
            share = sum(hit for _, hit in inside) / len(inside)
            error += abs(mean - share) * len(inside) / len(judged)
            yield f"| {low:.1f} to {high:.1f} | {len(inside)} | {mean:.3f} | {share:.3f} |"
    yield ""
    yield f"Expected calibration error over {len(judged)} attributions: {error:.3f}."


def coverage_table(scorer: ModuleType, reads: list[Read]) -> Iterator[str]:
    """What ``--min-confidence`` leaves, and how much of that is right."""
    judged = list(judgements(scorer, reads))
    annotated = sum(len(one.gold["attributions"]) for one in reads)
    yield "| least confidence | attributions | right | of all annotated |"
    yield "|---|---|---|---|"
    for tenth in range(9, -1, -1):
        hits = [hit for confidence, hit in judged if confidence >= tenth / 10]
        if not hits or (tenth and len(hits) == len(judged)):
            continue
        shares = (percent(sum(hits) / n) for n in (len(hits), annotated))
        yield f"| {tenth / 10:.1f} | {len(hits)} | {' % | '.join(shares)} % |"


def judgements(scorer: ModuleType, reads: list[Read]) -> Iterator[tuple[float, bool]]:
    """The confidence of each outermost attribution, and whether it is right."""
    _, pairs = scorer.evaluate(gold_of(reads), predictions(reads, inner=False))
    for one in reads:
        right = {guess for _, guess in pairs[one.gold["id"]]}
        for n, attribution in enumerate(kept(one, inner=False)):
            if attribution.confidence is not None:
                yield attribution.confidence, n in right


def apart_table(scorer: ModuleType, reads: list[Read]) -> Iterator[str]:
    """Gold attributions whose parts stand in different sentences."""
    _, pairs = scorer.evaluate(gold_of(reads), predictions(reads, inner=False))
    groups = {
        "source in another sentence than the cue": [0, 0],
        "source in another sentence than all of the content": [0, 0],
        "content partly or wholly in other sentences than the cue": [0, 0],
        "no source": [0, 0],
    }
    for one in reads:
        found = {gold for gold, _ in pairs[one.gold["id"]]}
        for n, raw in enumerate(one.gold["attributions"]):
            at = {role: sentences_of(one, raw[role]) for role in ROLES}
            apart = (
                bool(at["source"] and at["cue"]) and not at["source"] & at["cue"],
                bool(at["source"] and at["content"]) and not at["source"] & at["content"],
                bool(at["cue"]) and bool(at["content"] - at["cue"]),
                not at["source"],
            )
            for group, holds in zip(groups.values(), apart, strict=True):
                group[0] += holds and n in found
                group[1] += holds
    yield "| gold attributions with | found | of |"
    yield "|---|---|---|"
    for name, (hits, total) in groups.items():
        yield f"| {name} | {hits} | {total} |"


def sentences_of(one: Read, spans: list[list[int]]) -> set[int]:
    """The numbers of the sentences in which fragments begin or end."""
    return {
        number
        for start, end in spans
        for number in range(
            bisect_right(one.sentences, start), bisect_right(one.sentences, end - 1) + 1
        )
    }


def gum_tables(scorer: ModuleType, reads: list[Read]) -> Iterator[str]:
    """Attributions outside of news: clauses only, as its gold has them."""
    gold = {
        key: {
            **record,
            "attributions": [a for a in record["attributions"] if a["form"] == "clause"],
        }
        for key, record in gold_of(reads).items()
    }
    result, _ = scorer.evaluate(gold, predictions(reads, inner=True), bootstrap=RESAMPLINGS)
    yield from attribution_rows(result)


def sources_table(scorer: ModuleType, reads: list[Read]) -> Iterator[str]:
    """Who the sources are: the scorer's own table."""
    result: Any
    result, _ = scorer.evaluate(
        gold_of(reads), predictions(reads, inner=True), bootstrap=RESAMPLINGS
    )
    yield "```"
    yield str(scorer.table(result))
    yield "```"
