import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Span, SpanError, fragments, quote


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 2)])
def test_no_span(start, end):
    with pytest.raises(SpanError):
        Span(start, end)


def test_outside_is_an_error_not_a_guess():
    assert Span(0, 3).text_in("abc") == "abc"
    with pytest.raises(SpanError):
        Span(0, 4).text_in("abc")


def test_offsets_count_code_points():
    text = "\U0001f469\u200d\U0001f4bb said e\u0301"
    assert Span(4, 8).text_in(text) == "said"


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([(0, 2), (3, 5)], [(0, 5)]),  # only a blank between
        ([(3, 6), (0, 2)], [(0, 5)]),  # order and trailing blank
        ([(0, 2), (6, 8)], [(0, 2), (6, 8)]),
        ([(0, 4), (1, 2)], [(0, 4)]),
        ([(5, 6)], []),
        ([], []),
    ],
)
def test_fragments(pairs, expected):
    assert fragments(pairs, "ab cd ef") == tuple(Span(*pair) for pair in expected)


texts = st.text(alphabet="ab \n\u00a0é", min_size=1, max_size=40)


@given(st.data(), texts)
def test_fragments_keep_every_printed_character(data, text):
    pair = st.tuples(*[st.integers(0, len(text))] * 2).filter(lambda p: p[0] < p[1])
    pairs = data.draw(st.lists(pair, max_size=5))
    spans = fragments(pairs, text)

    def printed(chosen):
        return {i for start, end in chosen for i in range(start, end) if not text[i].isspace()}

    assert printed((s.start, s.end) for s in spans) == printed(pairs)
    assert all(a.end < b.start for a, b in itertools.pairwise(spans))
    assert all(s.text_in(text) == s.text_in(text).strip() for s in spans)
    assert fragments([(s.start, s.end) for s in spans], text) == spans


def test_quote():
    assert quote((Span(0, 2), Span(6, 8)), "ab cd ef") == "ab … ef"


def test_contains():
    assert Span(0, 3).contains(Span(1, 3))
    assert not Span(0, 3).contains(Span(1, 4))
