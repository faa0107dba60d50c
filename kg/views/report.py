"""The audit report: who said what in all articles, how much of them it is, and what to check.

A folder of pages for browsers, tables for spreadsheets, JSON with its schema, a summary in
Markdown. Nothing in it depends on when or where it is made: the same records, the same bytes.
"""

from __future__ import annotations

import json
import platform
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from io import StringIO
from pathlib import Path
from typing import Any

from kg.model import Record
from kg.resources import resource
from kg.views.html import render
from kg.views.related import Related
from kg.views.report_tables import DOUBTFUL, PAGE, Row, Table, report_tables
from kg.views.rows import Cell
from kg.views.tables import write_table

LIBRARIES = ("spacy", "onnxruntime", "rdflib", "pyoxigraph")
"""Versions in the manifest: what decides or keeps what is found."""


def write_report(
    records: Sequence[Record], folder: Path, *, others: Related | None = None, bom: bool = False
) -> list[str]:
    """Write the report into a folder, which is made; the names of the files, sorted.

    Files of an earlier report that this one does not have are removed, nothing else is. ``bom``
    puts a byte order mark in front of CSV files, without which some spreadsheets take them for
    another encoding than UTF-8. OSError when it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tables = report_tables(records, others or {})
    facts = manifest(records)
    written: dict[str, str] = {
        **_pages(tables, facts),
        **_data(tables, facts, bom),
        "summary.md": _summary(tables, facts),
    }
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    for table in tables:
        for old in folder.glob(f"{table.name}-*.html"):
            if old.name not in written and old.stem.removeprefix(f"{table.name}-").isdecimal():
                old.unlink()
    return sorted(written)


def manifest(records: Sequence[Record]) -> dict[str, Any]:
    """What made the records, with which settings, and how much there is."""
    made_by = {record.extraction.key: record.extraction for record in records}
    return {
        "extractions": [
            {
                "software": one.software,
                "version": one.version,
                "extractor": one.extractor,
                "model": one.model,
                "model_hash": one.model_hash,
                "documents": sum(record.extraction.key == key for record in records),
            }
            for key, one in sorted(made_by.items())
        ],
        "libraries": {
            "python": platform.python_version(),
            **{name: version(name) for name in LIBRARIES},
        },
        "settings": {"rows_of_a_page": PAGE, "doubtful_below": DOUBTFUL},
        "counts": {
            "documents": len(records),
            "statements": sum(len(record.attributions) for record in records),
            "claims": sum(len(record.claims) for record in records),
            "sources": len({s.agent.key for record in records for s in record.sources.values()}),
        },
    }


def _pages(tables: Sequence[Table], facts: dict[str, Any]) -> dict[str, str]:
    by_name = {table.name: table for table in tables}
    found = {
        "index.html": render(
            "report.html", styles=("told.css", "report.css"), title="Audit report",
            facts=facts, tables=tables, acts=_acts(by_name["statements"].rows),
            sources=by_name["sources"].rows[:15], documents=by_name["documents"].rows[:50],
            unnamed=by_name["unnamed"].rows[:10], doubtful=by_name["doubtful"].rows[:10],
        )
    }  # fmt: skip
    for table in tables:
        for number in range(1, table.pages + 1):
            found[f"{table.name}-{number}.html"] = render(
                "report_table.html",
                styles=("told.css", "report.css"),
                title=table.title,
                table=table,
                number=number,
                first=(number - 1) * PAGE,
                rows=table.rows[(number - 1) * PAGE : number * PAGE],
                tables=tables,
            )
    return found


def _acts(statements: Iterable[Row]) -> list[tuple[Cell, int]]:
    return Counter(row["speech_act"] for row in statements).most_common()


def _data(tables: Sequence[Table], facts: dict[str, Any], bom: bool) -> dict[str, str]:
    found = {}
    for table in tables:
        stream = StringIO(newline="")
        write_table(table.columns, table.rows, "csv", stream)
        found[f"{table.name}.csv"] = "\ufeff" * bom + stream.getvalue()
    whole = {
        "manifest": facts,
        **{
            table.name: [{name: row.get(name) for name in table.columns} for row in table.rows]
            for table in tables
        },
    }
    found["report.json"] = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
    found["report.schema.json"] = resource("views", "report.schema.json").read_text("utf-8")
    return found


def _summary(tables: Sequence[Table], facts: dict[str, Any]) -> str:
    """The report on a page, for a pull request or a mail."""
    by_name = {table.name: table for table in tables}
    counts = facts["counts"]
    stream = StringIO()
    write = stream.write
    write("# Audit report\n\n")
    write(", ".join(f"{number} {name}" for name, number in counts.items()) + ".\n")
    for one in facts["extractions"]:
        write(
            f"\n{one['software']} {one['version']}, extractor {one['extractor']}, model "
            f"{one['model']}, code and weights `{one['model_hash'][:16]}`: "
            f"{one['documents']} documents.\n"
        )
    for name in ("sources", "documents", "unnamed", "doubtful"):
        table = by_name[name]
        write(f"\n## {table.title}\n\n{table.note} {len(table.rows)} in all.\n\n")
        if table.rows:
            write_table(table.shown, table.rows[:10], "md", stream)
    return stream.getvalue()
