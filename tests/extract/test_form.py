import pytest

from kg.annotate.quotations import find_quotations
from kg.extract.form import form_of
from kg.model import Form, Span


def form(text, *contents):
    spans = []
    at = 0
    for content in contents:
        at = text.index(content, at)
        spans.append(Span(at, at + len(content)))
    return form_of(tuple(spans), text, find_quotations(text))


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("He said “a b c d e”.", "“a b c d e”", Form.DIRECT),
        ("He said a b c.", "a b c", Form.INDIRECT),
        ("He said a “b” c.", "a “b” c", Form.MIXED),
        # Four of five words are not more than 80 %, five of six are.
        ("He said that “a b c d”.", "that “a b c d”", Form.MIXED),
        ("He said that “a b c d e”.", "that “a b c d e”", Form.DIRECT),
        # Inside a quotation only marks nested deeper count.
        ("“As he says, a b c,” she said.", "a b c", Form.INDIRECT),
        ("“He says a \"b\" c,” she said.", 'a "b" c', Form.MIXED),
        ("“He says \"a b\" too,” she said.", '"a b"', Form.DIRECT),
        ("He said 42.", "42", Form.INDIRECT),
        ("He said “?”.", "“?”", Form.INDIRECT),
    ],
)  # fmt: skip
def test_form(text, content, expected):
    assert form(text, content) is expected


def test_fragments_count_together():
    assert form("“A b c d,” he said, e f.", "“A b c d,”", "e f") is Form.MIXED
    assert form("“A b,” he said, “c d.”", "“A b,”", "“c d.”") is Form.DIRECT
