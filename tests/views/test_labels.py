import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.views.labels import ELLIPSIS, short_date, width, wrap


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("abc", 3), ("日本", 4), ("e\u0301", 1), ("😀", 2)]
)
def test_width(text, columns):
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "columns", "most", "lines"),
    [
        ("one two three", 7, 3, ("one two", "three")),
        ("one two three four", 7, 2, ("one two", "three…")),
        ("one two, three", 8, 1, ("one two…",)),
        ("abcdefghij", 4, 3, ("abcd", "efgh", "ij")),
        ("日本語日本語", 4, 2, ("日本", "語…")),
        ("  a \n b ", 9, 2, ("a b",)),
        ("", 5, 2, ()),
    ],
)
def test_wrap(text, columns, most, lines):
    assert wrap(text, columns, most) == lines


@given(st.text(), st.integers(2, 40), st.integers(1, 6))
def test_wrapped_lines_fit(text, columns, most):
    lines = wrap(text, columns, most)
    assert len(lines) <= most
    assert all(width(line) <= columns for line in lines)
    if not lines or not lines[-1].endswith(ELLIPSIS):
        assert "".join("".join(lines).split()) == "".join(text.split())


def test_short_date():
    assert short_date(datetime.date(2022, 1, 10)) == "10 Jan 2022"
