"""The audit's rows for tables and files."""

from kg.query.audit import audit_rows as rows_of
from kg.rdf.iris import Iris
from kg.views.audit import COLUMNS, TABLE_COLUMNS, audit_rows


def test_seed(seed_record):
    rows = list(audit_rows(rows_of(seed_record, Iris("https://example.org/"))))
    assert len(rows) == 14
    assert all(set(row) == {*COLUMNS, *TABLE_COLUMNS} for row in rows)
    assert all(isinstance(v, str | int | float | None) for row in rows for v in row.values())
    by_cue = {row["cue"]: row for row in rows}
    assert by_cue["Citing"]["who"] == "Kazakh Ministry of Health (via Khabar 24)"
    assert by_cue["Citing"]["reported_by"] == "Khabar 24"
    assert by_cue["reported"]["who"] == "Khabar 24"
    assert by_cue["reported"]["passes_on"] == "Kazakh Ministry of Health"
    assert by_cue["reported"]["said_on"] == "2022-01-09"
    assert by_cue["called on"]["how"] == "indirect, demands"
    assert by_cue["stressed"]["how"] == "mixed"
    start, _, end = by_cue["called on"]["spans"].partition("-")
    assert seed_record.document.text[int(start) : int(end)] == by_cue["called on"]["claim"]
