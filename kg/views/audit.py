"""The audit as flat rows, for tables and files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields

from kg.query.audit import AuditRow
from kg.views.rows import Cell

COLUMNS = tuple(field.name for field in fields(AuditRow))
"""Everything that is known of an attribution."""

TABLE_COLUMNS = ("source", "cue", "claim", "form", "speech_act", "said_on", "passes_on", "spans")
"""What fits beside each other on a screen."""


def audit_rows(rows: Iterable[AuditRow]) -> Iterator[dict[str, Cell]]:
    """Rows with the keys of COLUMNS, each a single value: spans as "12-20,25-30" (start-end in
    code points), chains as "A > B", days as 2022-01-10.
    """
    for row in rows:
        cells = asdict(row)
        cells["spans"] = ",".join(f"{start}-{end}" for start, end in row.spans)
        for chain in ("reported_by", "passes_on"):
            cells[chain] = " > ".join(cells[chain]) or None
        for day in ("said_on", "published"):
            cells[day] = cells[day].isoformat() if cells[day] else None
        yield cells
