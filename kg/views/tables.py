"""Rows on a stream: as a table for people, or as JSON, JSON lines, CSV or Markdown."""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from numbers import Number
from typing import Any, TextIO

FORMATS = ("table", "json", "jsonl", "csv", "md")

Row = Mapping[str, Any]

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet run a cell as a formula (OWASP, CSV injection; also at full width)."""

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|#~])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_WIDE = 140
"""Columns of a table that goes into a file, where there is no terminal to fit."""
_NARROWEST = 6
"""Characters that a column keeps however little room there is."""


def write_table(columns: Sequence[str], rows: Iterable[Row], format: str, stream: TextIO) -> int:
    """Write rows in one of FORMATS; returns how many.

    Only ``columns`` are written, in that order; a row without one has None there. ValueError
    when the format is unknown.
    """
    if format not in _WRITERS:
        raise ValueError(f"format {format!r}: known are {', '.join(FORMATS)}")
    chosen = [{column: row.get(column) for column in columns} for row in rows]
    _WRITERS[format](columns, chosen, stream)
    return len(chosen)


def _write_json(columns: Sequence[str], rows: list[dict[str, Any]], stream: TextIO) -> None:
    json.dump(rows, stream, ensure_ascii=False, indent=2, default=str)
    stream.write("\n")


def _write_jsonl(columns: Sequence[str], rows: list[dict[str, Any]], stream: TextIO) -> None:
    for row in rows:
        stream.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")


def _write_csv(columns: Sequence[str], rows: list[dict[str, Any]], stream: TextIO) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    # Before Python 3.13 the writer leaves a carriage return unquoted: readers end the row there.
    quoting = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    for cells in (columns, *(row.values() for row in rows)):
        harmless = [_harmless(cell) for cell in cells]
        returns = any(isinstance(cell, str) and "\r" in cell for cell in harmless)
        (quoting if returns else writer).writerow(harmless)


def _harmless(value: object) -> object:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if value is None or isinstance(value, Number):
        return value
    text = str(value)
    return "'" + text if text.startswith(FORMULA_STARTS) else text


def _write_markdown(columns: Sequence[str], rows: list[dict[str, Any]], stream: TextIO) -> None:
    def line(cells: Iterable[object]) -> str:
        return "| " + " | ".join(_markdown(cell) for cell in cells) + " |\n"

    stream.write(line(columns))
    stream.write("|" + " --- |" * len(columns) + "\n")
    stream.writelines(line(row.values()) for row in rows)


def _markdown(value: object) -> str:
    """One line in which no character is markup; & first, or escaped text would read as entities."""
    if isinstance(value, Number):
        return plain(value)
    return _MARKDOWN.sub(r"\\\1", " ".join(plain(value).split())).replace("&", "&amp;")


def _write_table(columns: Sequence[str], rows: list[dict[str, Any]], stream: TextIO) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    terminal = stream.isatty()
    console = Console(
        file=stream,
        width=None if terminal or "COLUMNS" in os.environ else _WIDE,
        no_color=not terminal or bool(os.environ.get("NO_COLOR")),
        highlight=False,
        soft_wrap=False,
    )
    cells = [[plain(row[column]) for column in columns] for row in rows]
    titles = [column.replace("_", " ") for column in columns]
    room = console.width - 3 * len(columns) - 1  # a rule and two blanks for each column
    table = Table(box=box.SIMPLE_HEAD if terminal else box.ASCII2, show_lines=False)
    for number, width in enumerate(column_widths([titles, *cells], room)):
        numeric = any(_is_number(row[columns[number]]) for row in rows)
        table.add_column(
            Text(titles[number]),
            justify="right" if numeric else "left",
            overflow="fold",
            style="bold" if number == 0 else "",
            width=width,
        )
    for row_cells in cells:
        table.add_row(*map(Text, row_cells))
    console.print(table)


def column_widths(lines: Sequence[Sequence[str]], room: int) -> list[int]:
    """How wide each column of a table should be, in ``room`` characters for all of them.

    Each column gets at least its longest word, as far as there is room; what is left goes to those
    with the longest cells, so that no sentence stands in a narrow column beside empty space.
    """
    columns = list(zip(*lines, strict=True))
    wanted = [max(1, *map(len, column)) for column in columns]
    words = [
        max((len(word) for c in column for word in c.split()), default=1) for column in columns
    ]
    widths = [min(want, word) for want, word in zip(wanted, words, strict=True)]
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    while sum(widths) < room and widths != wanted:
        # The column whose text would take the most lines is the next to grow.
        growing = (n for n, width in enumerate(widths) if width < wanted[n])
        widths[max(growing, key=lambda n: wanted[n] / widths[n])] += 1
    return widths


def _is_number(value: object) -> bool:
    return isinstance(value, Number) and not isinstance(value, bool)


def plain(value: object) -> str:
    """A value as one piece of text without control characters (a terminal obeys some of them)."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _CONTROL.sub("�", str(value))


_WRITERS: dict[str, Callable[[Sequence[str], list[dict[str, Any]], TextIO], None]] = {
    "table": _write_table,
    "json": _write_json,
    "jsonl": _write_jsonl,
    "csv": _write_csv,
    "md": _write_markdown,
}
