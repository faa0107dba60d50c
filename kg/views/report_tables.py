"""The tables of the audit report: statements, coverage, sources, and what to check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.model import Record
from kg.views.html import text_link
from kg.views.network import NO_SOURCE
from kg.views.related import AGREES, Related, claim_key
from kg.views.rows import COLUMNS, Cell, rows
from kg.views.sentences import attributed

PAGE = 1000
"""Rows of a page: a table of 100,000 costs a browser a minute."""

DOUBTFUL = 0.6
"""Statements below this confidence are in the queue of what to check first."""

Row = dict[str, Cell]

SHOWN = ("source", "cue", "claim", "form", "speech_act", "said_on", "document", "confidence")
DOCUMENT_COLUMNS = (
    "document", "title", "publisher", "published", "sentences", "attributed_sentences",
    "attributed_share", "statements", "sources", "unnamed_statements", "unnamed_share",
    "mean_confidence",
)  # fmt: skip
SOURCE_COLUMNS = (
    "source",
    "kind",
    "named",
    "only_in",
    "statements",
    "articles",
    "publishers",
    "first",
    "last",
)


@dataclass(frozen=True, slots=True)
class Table:
    """One of the report's tables: ``shown`` are the columns on its pages."""

    name: str
    title: str
    note: str
    columns: Sequence[str]
    shown: Sequence[str]
    rows: Sequence[Row]

    @property
    def pages(self) -> int:
        """How many pages it takes: at least one."""
        return max(1, -(-len(self.rows) // PAGE))


def report_tables(records: Sequence[Record], others: Related) -> list[Table]:
    """The report's tables."""
    statements = list(_linked(records))
    unnamed = [statements[number] for number in _only_unnamed(records, others)]
    doubtful = [row for row in statements if _below(row["confidence"])]
    doubtful.sort(key=lambda row: (row["confidence"], row["document"], row["start"]))
    return [
        Table(
            "statements", "Statements", "What somebody is said to have said, by article.",
            COLUMNS, SHOWN, statements,
        ),
        Table(
            "documents", "Coverage", "How much of each article is said to be somebody's words, and "
            "how much of that rests on sources without a name. Punctuation ends a sentence.",
            DOCUMENT_COLUMNS, DOCUMENT_COLUMNS, [_document(record) for record in records],
        ),
        Table(
            "sources", "Sources", "Who is quoted most.",
            SOURCE_COLUMNS, SOURCE_COLUMNS, _sources(records),
        ),
        Table(
            "unnamed", "Only unnamed sources", "Claims for which no source with a name stands: "
            "neither in their article nor, as far as is known, in another one that agrees.",
            COLUMNS, (*SHOWN[:4], "anonymity", "on_behalf_of", "document", "confidence"), unnamed,
        ),
        Table(
            "doubtful", "To check first", f"Statements with a confidence below {DOUBTFUL:.0%}, the "
            "least sure first.",
            COLUMNS, SHOWN, doubtful,
        ),
    ]  # fmt: skip


def _linked(records: Iterable[Record]) -> Iterator[Row]:
    for record in records:
        for row, attribution in zip(rows([record]), record.attributions, strict=True):
            words = record.quote(attribution.content[:1])
            link = text_link(record.document.url, words)
            yield {**row, "link": link, "lang": record.document.language}


def _below(confidence: Cell) -> bool:
    return isinstance(confidence, float) and confidence < DOUBTFUL


def _only_unnamed(records: Sequence[Record], others: Related) -> list[int]:
    """The numbers of statements whose claim no source with a name makes, nor one that agrees."""
    named: set[str] = set()
    keys: list[str] = []
    for record in records:
        for attribution in record.attributions:
            key = claim_key(record, record.claim_of(attribution).id)
            keys.append(key)
            agent = record.agent_of(attribution)
            if agent is not None and agent.named:
                named.add(key)
    backed = {
        key
        for key in keys
        if key in named or any(o.how == AGREES and o.claim in named for o in others.get(key, ()))
    }
    return [number for number, key in enumerate(keys) if key not in backed]


def _document(record: Record) -> Row:
    document = record.document
    sentences = attributed(record)
    said = sum(yes for _, yes in sentences)
    agents = [record.agent_of(attribution) for attribution in record.attributions]
    unnamed = sum(agent is None or not agent.named for agent in agents)
    sure = [a.confidence for a in record.attributions if a.confidence is not None]
    return {
        "document": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.date.isoformat() if document.date else None,
        "sentences": len(sentences),
        "attributed_sentences": said,
        "attributed_share": _share(said, len(sentences)),
        "statements": len(agents),
        "sources": len({agent.key for agent in agents if agent}),
        "unnamed_statements": unnamed,
        "unnamed_share": _share(unnamed, len(agents)),
        "mean_confidence": round(sum(sure) / len(sure), 3) if sure else None,
        "link": text_link(document.url, ""),
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def _sources(records: Sequence[Record]) -> list[Row]:
    """Sources, those with the most statements first; all without one together.

    One without a name is a source of one article: ``only_in`` tells those apart that are described
    by the same words.
    """
    found: dict[str, list[tuple[Record, str]]] = {}
    names: dict[str, tuple[str, str | None, bool]] = {"": (NO_SOURCE, None, False)}
    for record in records:
        for attribution in record.attributions:
            agent = record.agent_of(attribution)
            key = agent.key if agent else ""
            if agent:
                names[key] = (agent.name, agent.kind.value, agent.named)
            said = attribution.uttered_on or record.document.date
            found.setdefault(key, []).append((record, said.isoformat() if said else ""))
    made: list[Row] = []
    for key, uses in sorted(found.items(), key=lambda item: (-len(item[1]), names[item[0]][0])):
        days = sorted(day for _, day in uses if day)
        made.append(
            {
                "source": names[key][0],
                "kind": names[key][1],
                "named": names[key][2],
                "only_in": uses[0][0].document.id if key and not names[key][2] else None,
                "statements": len(uses),
                "articles": len({record.document.key for record, _ in uses}),
                "publishers": len({r.document.publisher for r, _ in uses if r.document.publisher}),
                "first": days[0] if days else None,
                "last": days[-1] if days else None,
            }
        )
    return made
