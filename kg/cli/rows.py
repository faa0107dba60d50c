"""Rows for people and for programs, and options that several commands have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

import typer

from kg.cli.shell import RowFormat, output

AboutOption = Annotated[
    str | None, typer.Option("--about", metavar="WORDS", help="Words of a subject or object.")
]
ByOption = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Only this source.")]


def print_rows(
    columns: tuple[str, ...],
    short: tuple[str, ...],
    rows: Iterable[dict[str, Any]],
    row_format: RowFormat,
    name: str,
) -> None:
    """Write rows to a file or "-": with the ``short`` columns in formats that people read."""
    from kg.views.tables import write_table

    chosen = short if row_format in (RowFormat.TABLE, RowFormat.MD) else columns
    with output(name) as stream:
        write_table(chosen, rows, row_format, stream)
