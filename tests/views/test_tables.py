import csv
import io
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.views.tables import FORMATS, FORMULA_STARTS, column_widths, write_table
from tests.views.payloads import PAYLOADS

COLUMNS = ("name", "count")
ROWS = ({"name": "The Gazette", "count": 3, "more": "x"}, {"name": None, "count": -1.5})


def written(rows, format, columns=COLUMNS):
    stream = io.StringIO()
    assert write_table(columns, rows, format, stream) == len(rows)
    return stream.getvalue()


def test_json_has_the_columns_asked_for():
    assert json.loads(written(ROWS, "json")) == [
        {"name": "The Gazette", "count": 3},
        {"name": None, "count": -1.5},
    ]


def test_jsonl_is_a_row_a_line():
    lines = written(ROWS, "jsonl").splitlines()
    assert [json.loads(line)["count"] for line in lines] == [3, -1.5]


def test_csv_numbers_stay_numbers_and_nothing_is_empty():
    assert written(ROWS, "csv") == "name,count\nThe Gazette,3\n,-1.5\n"
    assert written([{"name": "a", "count": Decimal("-2.50")}], "csv").endswith("a,-2.50\n")


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_csv_runs_no_formula(start):
    rows = [{"name": f"{start}HYPERLINK(1)", "count": 1}]
    parsed = list(csv.reader(io.StringIO(written(rows, "csv"), newline="")))
    assert parsed[1] == [f"'{start}HYPERLINK(1)", "1"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_csv_reads_back(values):
    rows = [{"name": value, "count": 0} for value in values]
    stream = io.StringIO(written(rows, "csv"), newline="")
    found = [row[0] for row in csv.reader(stream)][1:]
    assert [
        name[1:] if name.startswith("'") and not v.startswith("'") else name
        for name, v in zip(found, values, strict=True)
    ] == values


@given(st.text())
def test_markdown_stays_in_its_cell(value):
    lines = written([{"name": value, "count": 1}], "md").split("\n")
    assert len(lines) == 4
    assert len(lines[2].replace("\\\\", "").replace("\\|", "").split("|")) == 4


@pytest.mark.parametrize(
    "value", ["<b>x</b>", "[a](javascript:b)", "`x`", "*a*", "a|b", "&lt;b&gt;"]
)
def test_markdown_has_no_markup(value):
    cell = written([{"name": value}], "md", ["name"]).splitlines()[2]
    for mark in "<>[]`*|":
        assert f"\\{mark}" in cell or mark not in value
    assert "&lt;" not in cell


def test_table_wraps_and_has_no_colour_in_a_file():
    text = written([{"name": "long words " * 40, "count": 1}], "table")
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 140
    assert text.count("long") == 40


@pytest.mark.parametrize("no_color", ["", "1"])
def test_colour_only_on_a_terminal_that_wants_it(monkeypatch, no_color):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "60")
    stream = Terminal()
    write_table(("name",), [{"name": "x [red]y[/red]"}], "table", stream)
    colours = [c for c in ("\x1b[3", "\x1b[9") if c in stream.getvalue()]
    assert colours == []
    assert "[red]y[/red]" in stream.getvalue()
    assert max(map(len, stream.getvalue().splitlines())) <= 80


@pytest.mark.parametrize("format", FORMATS)
def test_hostile_text_is_written(format):
    text = written([{"name": payload, "count": True} for payload in PAYLOADS], format)
    if format == "table":
        assert not any(c in text for c in "\x1b\x07\x00")


def test_unknown_format():
    with pytest.raises(ValueError, match="'xml': known are table"):
        write_table(COLUMNS, ROWS, "xml", io.StringIO())


@pytest.mark.parametrize(
    ("lines", "room", "widths"),
    [
        ([["a", "bb"], ["aaa", "b"]], 40, [3, 2]),  # everything fits
        ([["name", "words " * 20], ["Ministry", ""]], 40, [8, 32]),
        ([["long words here", "other words here too"]], 20, [9, 11]),
        ([["x" * 50, "y" * 50]], 30, [15, 15]),  # no room for a word
        ([["", ""]], 10, [1, 1]),
    ],
)
def test_column_widths(lines, room, widths):
    assert column_widths(lines, room) == widths


@given(
    st.lists(st.lists(st.text("ab ", max_size=60), min_size=3, max_size=3), min_size=1, max_size=5),
    st.integers(20, 120),
)
def test_columns_fit_and_waste_nothing(lines, room):
    widths = column_widths(lines, room)
    wanted = [max(1, *map(len, column)) for column in zip(*lines, strict=True)]
    assert all(0 < width <= want for width, want in zip(widths, wanted, strict=True))
    assert sum(widths) == min(room, sum(wanted))
