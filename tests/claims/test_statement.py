"""Contents without what only introduces or encloses them."""

import pytest

from kg.claims.statement import statement_of
from kg.model import Span, quote
from tests.parsing import language


@pytest.mark.parametrize(
    ("before", "content", "statement"),
    [
        ("She said ", "that prices rose", "prices rose"),
        ("She said ", "prices rose", "prices rose"),
        ("She said ", "that man is late", "that man is late"),
        ("She vowed ", "to leave", "to leave"),
        ("She said: ", "“Prices rose.”", "Prices rose."),
        ("", "“Prices rose,”", "Prices rose"),
        ("", '"Prices rose,"', "Prices rose"),
        ("", "‘Prices rose,’", "Prices rose"),
        ("", "''Prices rose,''", "Prices rose"),
        ("She said ", "that “prices rose”", "prices rose"),
        ("She said ", "that prices were “high”", "prices were “high”"),
        ("She said ", "“high” prices were “fair”", "“high” prices were “fair”"),
        ("She said ", '"high" prices were "fair"', '"high" prices were "fair"'),
        ("", "“Prices “rose” again,”", "Prices “rose” again"),
        ("", "“Prices rose", "Prices rose"),
        ("“Wages fell. ", "Prices rose,”", "Prices rose"),
        ("", "“”", "“”"),
    ],
)
def test_statement(before, content, statement):
    text = f"{before}{content} then."
    span = Span(len(before), len(before) + len(content))
    assert quote(statement_of(language()(text), text, (span,)), text) == statement


def test_fragments_lose_their_marks_each():
    text = "“Prices rose,” she said. “Wages fell.”"
    content = (Span(0, 14), Span(25, len(text)))
    assert quote(statement_of(language()(text), text, content), text) == "Prices rose … Wages fell."
