from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Attribution, Claim, Document, Form, Record, Span, SpeechAct, quote
from kg.views.context import AROUND, GAP, context, windows
from tests.views.generated import EXTRACTION, generated, hostile


def record_of(text, content, cue=()):
    content = tuple(Span(*pair) for pair in content)
    cue = tuple(Span(*pair) for pair in cue)
    attribution = Attribution((), cue, content, Form.INDIRECT, SpeechAct.ASSERTS)
    claim = Claim(content, content, quote(content, text))
    return Record(Document("d", text), EXTRACTION, (attribution,), {}, (claim,))


def shown(record):
    return context(record.attributions[0], record)


def test_seed_pieces_say_what_they_are(seed_record):
    attribution = next(
        a for a in seed_record.attributions if seed_record.quote(a.cue) == "also said"
    )
    pieces = context(attribution, seed_record)
    assert ("The statement", "s") in pieces
    assert ("also said", "c") in pieces
    assert [words[:21] for words, roles in pieces if roles == "q"] == ["“As the events in Alm"]
    assert pieces[0] == pieces[-1] == (GAP, "gap")


@pytest.mark.parametrize("record", [*generated(30), *hostile()], ids=lambda r: r.document.key[:6])
def test_quote_is_exact(record):
    for attribution in record.attributions:
        words = [
            text for text, roles in context(attribution, record) if "q" in roles and roles != "gap"
        ]
        assert "".join(words) == quote(attribution.content, record.document.text, "")


def test_ends_are_whole_words():
    text = "alpha " * 100 + "QUOTE" + " omega" * 100
    start = text.index("QUOTE")
    before, quoted, after = shown(record_of(text, [(start, start + 5)]))[1:-1]
    assert quoted == ("QUOTE", "q")
    assert set(before[0].split()) == {"alpha"}
    assert set(after[0].split()) == {"omega"}
    assert AROUND - 8 <= len(before[0]) <= AROUND


def test_short_text_is_shown_whole():
    text = "She said it was late."
    assert shown(record_of(text, [(9, 20)], cue=[(4, 8)])) == [
        ("She ", ""), ("said", "c"), (" ", ""), ("it was late", "q"), (".", ""),
    ]  # fmt: skip


def test_far_fragments_have_a_gap_between_them():
    text = "one " + "x " * 500 + "two"
    pieces = shown(record_of(text, [(0, 3), (len(text) - 3, len(text))]))
    assert [words for words, roles in pieces if roles == "q"] == ["one", "two"]
    assert [roles for _, roles in pieces].count("gap") == 1


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 300)), min_size=1, max_size=6))
def test_windows_hold_everything_and_are_apart(pairs):
    spans = [Span(start, start + size) for start, size in pairs]
    found = windows(spans, 5300)
    assert all(any(window.contains(span) for window in found) for span in spans)
    assert all(a.end < b.start for a, b in pairwise(found))


@given(st.text(min_size=1, max_size=900), st.data())
def test_any_text(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    pieces = shown(record_of(text, [(start, end)]))
    whole = "".join(words for words, roles in pieces if roles != "gap")
    assert whole in text
    assert text[start:end] in whole
