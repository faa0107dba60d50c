"""kg claims: what is claimed, and what people think of relations between claims."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.rows import AboutOption, ByOption, print_rows
from kg.cli.shell import (
    DEFAULT_STORE,
    ExitCode,
    FormatOption,
    OutputOption,
    RowFormat,
    StoreOption,
    printable,
    say,
    settings,
)

if TYPE_CHECKING:
    from kg.query.claims import ClaimRow

app = typer.Typer(invoke_without_command=True, rich_markup_mode="rich")

NoteOption = Annotated[str | None, typer.Option("--note", metavar="WORDS", help="Why.")]
JudgeOption = Annotated[str | None, typer.Option("--judge", metavar="NAME", help="Who says so.")]
RelationArgument = Annotated[
    str, typer.Argument(metavar="RELATION", help="Its key, as kg contradictions prints it.")
]
_COLUMNS = ("claim", "text", "source", "speech_act", "said", "published", "confidence", "document")
_SHORT = ("key", "text", "source", "speech_act", "said", "document")


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
    print_rows(_COLUMNS, _SHORT, map(_cells, found), row_format, output_file)
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


def _cells(row: ClaimRow) -> dict[str, Any]:
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


def _day(text: str | None, option: str) -> datetime.date | None:
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{option} {printable(text)!r}: a day like 2022-01-05") from error
