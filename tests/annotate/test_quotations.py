import time
from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.quotations import LONGEST_OPEN, find_quotations, quotations_of


def found(text, depth=None):
    return [text[q.start : q.end] for q in find_quotations(text) if depth in (None, q.depth)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “yes” and “no”.", ["“yes”", "“no”"]),
        ('He said "yes," then "no."', ['"yes,"', '"no."']),
        ("''Yes,'' he said, ``no''", ["''Yes,''", "``no''"]),
        ("Il dit « oui » ici", ["« oui »"]),
        ("Er sagte „ja“ dazu", ["„ja“"]),
        ("Er sagte „ja” dazu", ["„ja”"]),
        ('("in brackets") outside', ['"in brackets"']),
        ("don't say 'x', it's", []),
        ('a 5" pipe, "so"', ['"so"']),
        ("no marks at all", []),
        ("", []),
        ("“", []),
        ("”“", []),
    ],
)
def test_finds(text, expected):
    assert found(text) == expected


def test_nests_with_depth():
    text = '“She called it "a joke" and left,” he said.'
    assert found(text, 0) == ['“She called it "a joke" and left,”']
    assert found(text, 1) == ['"a joke"']


def test_paragraphs_of_one_quotation_are_linked():
    text = "“One.\n\n“Two.\n\n“Three,” she said."
    one, two, three = find_quotations(text)
    assert [text[q.start : q.end] for q in (one, two, three)] == ["“One.", "“Two.", "“Three,”"]
    assert [q.closed for q in (one, two, three)] == [False, False, True]
    assert [q.continued for q in (one, two, three)] == [False, True, True]


def test_a_new_quotation_after_a_closed_one_continues_nothing():
    assert not any(q.continued for q in find_quotations("“One.”\n\n“Two.”"))


def test_an_unbalanced_mark_stays_in_its_paragraph():
    text = "An “open mark here.\n\nSaid “closed” later."
    assert found(text) == ["“open mark here.", "“closed”"]


def test_an_open_mark_does_not_swallow_a_long_line():
    assert found("He said “" + "word " * LONGEST_OPEN) == []


def test_deep_nesting_is_cut_off():
    text = "“ " * 500 + "x" + " ”" * 500
    assert max(q.depth for q in find_quotations(text)) < 10


@given(st.text(alphabet="“”\"'`«»„ \nab.,", max_size=200))
def test_never_raises_and_stays_inside_one_line(text):
    quotations = find_quotations(text)
    for q in quotations:
        assert 0 <= q.start < q.end <= len(text)
        assert "\n" not in text[q.start : q.end]
    outer = [q for q in quotations if q.depth == 0]
    assert all(a.end <= b.start for a, b in pairwise(outer))


def test_time_is_linear():
    def seconds(size):
        start = time.process_time()
        find_quotations('"a “b ' * size)
        return time.process_time() - start

    seconds(1_000)
    assert seconds(80_000) < 60 * max(seconds(4_000), 0.002)


def test_component_and_lookup_agree():
    nlp = spacy.blank("en")
    text = "He said “yes”."
    without = nlp(text)
    assert quotations_of(without) == find_quotations(text)
    nlp.add_pipe("kg_quotations")
    assert nlp(text)._.quotations == find_quotations(text)
    assert nlp.from_bytes(nlp.to_bytes())(text)._.quotations == find_quotations(text)
