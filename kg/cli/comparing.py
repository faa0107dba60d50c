"""kg compare, kg contradictions, kg timeline: claims set against each other."""

from __future__ import annotations

from collections.abc import Iterable
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
    say,
    settings,
    write_page,
)

if TYPE_CHECKING:
    from kg.query.comparisons import RelationRow

_COLUMNS = (
    "relation", "kind", "first", "first_source", "first_document", "second", "second_source",
    "second_document", "method", "score", "drift", "reason", "verdict",
)  # fmt: skip
_SHORT = ("relation", "kind", "first", "first_source", "second", "second_source", "reason")


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
    if output_file.endswith(".html"):
        return write_page(store, output_file, lambda pages: pages.comparison(claim))
    from kg.graph import KnowledgeGraph
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
    short = ("day", "source", "standing", "about", "position", "changed", "text", "document")
    columns = (*short, "claim")
    rows = [
        {
            **{name: getattr(row, name) for name in columns},
            "day": row.day.isoformat() if row.day else None,
            "changed": "changed" if row.changed else None,
        }
        for row in found
    ]
    print_rows(columns, short, rows, row_format, output_file)
    return ExitCode.OK


def _print_relations(rows: Iterable[RelationRow], row_format: RowFormat, name: str) -> None:
    print_rows(_COLUMNS, _SHORT, map(_cells, rows), row_format, name)


def _cells(row: RelationRow) -> dict[str, Any]:
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
