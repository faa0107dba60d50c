"""kg claims, kg compare, kg contradictions, kg timeline: what is claimed, and against what."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.shell import (
    DEFAULT_STORE,
    ExitCode,
    FormatOption,
    OutputOption,
    RowFormat,
    StoreOption,
    output,
    printable,
    say,
    settings,
)

if TYPE_CHECKING:
    from kg.query.claims import ClaimRow
    from kg.query.comparisons import RelationRow

app = typer.Typer(invoke_without_command=True, rich_markup_mode="rich")

AboutOption = Annotated[
    str | None, typer.Option("--about", metavar="WORDS", help="Words of a subject or object.")
]
ByOption = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Only this source.")]
NoteOption = Annotated[str | None, typer.Option("--note", metavar="WORDS", help="Why.")]
JudgeOption = Annotated[str | None, typer.Option("--judge", metavar="NAME", help="Who says so.")]
RelationArgument = Annotated[
    str, typer.Argument(metavar="RELATION", help="Its key, as kg contradictions prints it.")
]
_COLUMNS = ("claim", "text", "source", "speech_act", "said", "published", "confidence", "document")
_RELATION_COLUMNS = (
    "relation", "kind", "first", "first_source", "first_document", "second", "second_source",
    "second_document", "method", "score", "drift", "reason", "verdict",
)  # fmt: skip
_CLAIM_SHORT = ("key", "text", "source", "speech_act", "said", "document")
_FOR_READING = (RowFormat.TABLE, RowFormat.MD)
_SHORT = ("relation", "kind", "first", "first_source", "second", "second_source", "reason")


@app.callback()
def claims(
    context: typer.Context,
    store: StoreOption = DEFAULT_STORE,
    about: AboutOption = None,
    by: ByOption = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DAY", help="Said on or after 2022-01-05.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help="Said on or before.")
    ] = None,
    speech_act: Annotated[
        str | None, typer.Option("--speech-act", metavar="ACT", help="asserts, denies, demands ...")
    ] = None,
    min_confidence: Annotated[
        float,
        typer.Option("--min-confidence", min=0.0, max=1.0, help="Only what is as sure."),
    ] = 0.0,
    row_format: FormatOption = RowFormat.TABLE,
    output_file: OutputOption = "-",
) -> int:
    """What is claimed: about whom, by whom, when, how. Or judge a relation between two claims.

    Examples:

        kg claims --about Kazakhstan --by "Foreign Ministry" --since 2022-01-05

        kg claims --speech-act denies --format csv -o denials.csv

        kg claims reject 3f2a... --note "different bridges"

    The key in the first column is what kg compare takes.
    """
    if context.invoked_subcommand is not None:
        return ExitCode.OK
    from kg.graph import KnowledgeGraph
    from kg.query.claims import claims as find

    with KnowledgeGraph.open(store, settings=settings()) as graph:
        found = find(
            graph.store,
            about=about,
            by=by,
            since=_day(since, "--since"),
            until=_day(until, "--until"),
            speech_act=speech_act,
            min_confidence=min_confidence,
        )
    columns = _CLAIM_SHORT if row_format in _FOR_READING else _COLUMNS
    _print(columns, map(_claim_cells, found), row_format, output_file)
    return ExitCode.OK


@app.command()
def confirm(
    relation: RelationArgument,
    store: StoreOption = DEFAULT_STORE,
    note: NoteOption = None,
    judge: JudgeOption = None,
) -> int:
    """Say that a relation between two claims holds. Kept when the store is built anew.

    Examples:

        kg claims confirm 3f2a5c0d --store out/kg --judge desk
    """
    return _judge(relation, store, "confirmed", note, judge)


@app.command()
def reject(
    relation: RelationArgument,
    store: StoreOption = DEFAULT_STORE,
    note: NoteOption = None,
    judge: JudgeOption = None,
) -> int:
    """Say that a relation between two claims does not hold: it is not shown any more.

    Examples:

        kg claims reject 3f2a5c0d --store out/kg --note "different bridges"
    """
    return _judge(relation, store, "rejected", note, judge)


def compare(
    claim: Annotated[
        str,
        typer.Argument(metavar="CLAIM", help="A claim's key or IRI, or words of it only."),
    ],
    store: StoreOption = DEFAULT_STORE,
    row_format: FormatOption = RowFormat.TABLE,
    output_file: OutputOption = "-",
) -> int:
    """Who else says the same as a claim, who says otherwise, and how many origins it has.

    Examples:

        kg compare "164 people were killed" --store out/kg

        kg compare 51afc308d1e0b1e2-90d1 --format json

        kg compare "death toll" -o out/compare.html

    With -o and a name that ends in .html it writes the comparison page: all statements about these
    words, sources in columns, days in rows.
    """
    from kg.graph import KnowledgeGraph

    if output_file.endswith(".html"):
        with KnowledgeGraph.open(store, settings=settings()) as graph:
            page = graph.pages.comparison(claim)
        with output(output_file) as stream:
            stream.write(page)
        say(f"wrote {output_file}")
        return ExitCode.OK
    from kg.query.comparisons import compare as find

    with KnowledgeGraph.open(store, settings=settings()) as graph:
        found = find(graph.store, claim)
    say(f"{found.claim.text} ({found.claim.source or 'nobody named'}, {found.claim.document})")
    say(f"{found.corroboration.text}: {', '.join(found.corroboration.origins)}")
    _print_relations(found.relations, row_format, output_file)
    return ExitCode.OK


def contradictions(
    store: StoreOption = DEFAULT_STORE,
    updates: Annotated[
        bool, typer.Option("--updates", help="Also what later claims replace.")
    ] = False,
    row_format: FormatOption = RowFormat.TABLE,
    output_file: OutputOption = "-",
) -> int:
    """Claims that cannot both be true, with the reason.

    Examples:

        kg contradictions --store out/kg

        kg contradictions --updates --format json

    Same subject, predicate and time are needed, so that few are wrong and not all are found. kg
    claims reject takes one out of the list.
    """
    from kg.graph import KnowledgeGraph
    from kg.query.comparisons import contradictions as find

    with KnowledgeGraph.open(store, settings=settings()) as graph:
        found = find(graph.store, updates=updates)
    _print_relations(found, row_format, output_file)
    return ExitCode.OK


def timeline(
    store: StoreOption = DEFAULT_STORE,
    by: ByOption = None,
    about: AboutOption = None,
    changes: Annotated[
        bool, typer.Option("--changes", help="Only where a source changed its position.")
    ] = False,
    row_format: FormatOption = RowFormat.TABLE,
    output_file: OutputOption = "-",
) -> int:
    """What each source held about the same thing from day to day; changes are marked.

    Examples:

        kg timeline --by "Health Ministry" --about killed

        kg timeline --changes --format csv -o changes.csv
    """
    from kg.graph import KnowledgeGraph
    from kg.query.positions import timeline as find

    with KnowledgeGraph.open(store, settings=settings()) as graph:
        found = find(graph.store, by=by, about=about, changes=changes)
    columns = ("day", "source", "about", "position", "changed", "text", "document", "claim")
    rows = [
        {
            **{name: getattr(row, name) for name in columns},
            "day": row.day.isoformat() if row.day else None,
            "changed": "changed" if row.changed else None,
        }
        for row in found
    ]
    shown = columns[:-1] if row_format in _FOR_READING else columns
    _print(shown, rows, row_format, output_file)
    return ExitCode.OK


def _judge(relation: str, store: str, judgement: str, note: str | None, judge: str | None) -> int:
    from kg.graph import KnowledgeGraph
    from kg.model import Judgement, RelationKind, Verdict
    from kg.query.comparisons import find_relation
    from kg.store.relations import judge as keep

    with KnowledgeGraph.open(store, write=True, settings=settings()) as graph:
        row = find_relation(graph.store, relation)
        verdict = Verdict(
            row.first.claim,
            row.second.claim,
            RelationKind(row.kind),
            Judgement(judgement),
            row.first.text,
            row.second.text,
            judge,
            note,
        )
        keep(graph.store, verdict)
    say(f"{judgement}: {row.first.text} / {row.second.text} ({row.kind})")
    return ExitCode.OK


def _print_relations(rows: Iterable[RelationRow], row_format: RowFormat, name: str) -> None:
    columns = _SHORT if row_format in _FOR_READING else _RELATION_COLUMNS
    _print(columns, map(_relation_cells, rows), row_format, name)


def _relation_cells(row: RelationRow) -> dict[str, Any]:
    return {
        "relation": row.relation,
        "kind": row.kind,
        "first": row.first.text,
        "first_source": row.first.source,
        "first_document": row.first.document,
        "second": row.second.text,
        "second_source": row.second.source,
        "second_document": row.second.document,
        "method": row.method,
        "score": row.score,
        "drift": " ".join(row.drift) or None,
        "reason": row.reason,
        "verdict": row.verdict,
    }


def _claim_cells(row: ClaimRow) -> dict[str, Any]:
    from kg.query.claims import short_key

    said = row.said
    days = None
    if said is not None:
        days = said.first.isoformat() + f"/{said.last.isoformat()}" * (said.day is None)
    return {
        "key": short_key(row.claim),
        "claim": row.claim,
        "text": row.text,
        "source": row.source,
        "speech_act": row.speech_act,
        "said": days,
        "published": row.published.isoformat() if row.published else None,
        "confidence": row.confidence,
        "document": row.document,
    }


def _print(
    columns: tuple[str, ...], rows: Iterable[dict[str, Any]], row_format: RowFormat, name: str
) -> None:
    from kg.views.tables import write_table

    with output(name) as stream:
        write_table(columns, rows, row_format, stream)


def _day(text: str | None, option: str) -> datetime.date | None:
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{option} {printable(text)!r}: a day like 2022-01-05") from error
