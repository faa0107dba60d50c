"""Accept headers, as RFC 9110 has them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.negotiation import TABLES, TRIPLES, chosen, content_type

JSON, XML, CSV = TABLES[0], TABLES[1], TABLES[2]


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("text/csv", CSV),
        ("TEXT/CSV ; Q=1.0", CSV),
        ("text/*", CSV),
        (f"{XML};q=0.4, {CSV};q=0.5", CSV),
        (f"{XML}, {CSV}", XML),
        (f"{JSON};q=0, */*;q=0.1", XML),
        (f"{CSV};q=0.1, text/*;q=0.9", "text/tab-separated-values"),
        ("text/csv;charset=utf-8;q=0.5", CSV),
        ("text/html, */*;q=0.1", JSON),
        ("text/html", None),
        ("*/*;q=0", None),
        ("text/csv;q=2", None),
        (",,;;q,=", None),
    ],
)
def test_chosen(accept, expected):
    assert chosen(accept, TABLES) == expected


@given(st.text() | st.lists(st.sampled_from([*TABLES, "*/*", ";q=0.5", ",", ";"])).map("".join))
def test_whatever_is_sent_is_an_answer(accept):
    for offered in (TABLES, TRIPLES):
        assert chosen(accept, offered) in (*offered, None)


def test_only_text_has_a_charset():
    assert content_type("text/csv") == "text/csv; charset=utf-8"
    assert content_type(JSON) == JSON
