"""The audit as flat rows, for tables and files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields

from kg.model import SpeechAct
from kg.query.audit import AuditRow
from kg.views.rows import Cell

COLUMNS = tuple(field.name for field in fields(AuditRow))
"""Everything that is known of an attribution."""

TABLE_COLUMNS = ("who", "cue", "claim", "how", "said_on", "spans")
"""What fits beside each other on a screen: "who" is the source (and its name in this article where
that is another), for whom it speaks or to whom it belongs, and through whom it came, "how" the
form and, when it is more than an assertion, the speech act."""


def audit_rows(rows: Iterable[AuditRow]) -> Iterator[dict[str, Cell]]:
    """Rows with the keys of COLUMNS and TABLE_COLUMNS, each a single value: spans as "12-20,25-30"
    (start-end in code points), chains as "A > B", days as 2022-01-10.
    """
    for row in rows:
        cells = asdict(row)
        cells["spans"] = ",".join(f"{start}-{end}" for start, end in row.spans)
        for chain in ("reported_by", "passes_on", "credited_to"):
            cells[chain] = " > ".join(cells[chain]) or None
        for day in ("said_on", "published"):
            cells[day] = cells[day].isoformat() if cells[day] else None
        via = f" (via {cells['reported_by']})" if row.reported_by else ""
        cells["how"] = row.form + f", {row.speech_act}" * (row.speech_act != SpeechAct.ASSERTS)
        behind = (("for", row.on_behalf_of), ("of", row.affiliation))
        # "spokeswoman for X" says it already.
        tied = "".join(f", {tie} {x}" for tie, x in behind if x and x not in (row.source or ""))
        other = f" (here {row.named_as})" * (row.named_as != row.source)
        cells["who"] = f"{row.source or 'nobody named'}{other}{tied}{via}"
        yield cells
