"""The spaCy component, with the weights of the package."""

from __future__ import annotations

import itertools
import pickle

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg.annotate import pipeline
from kg.annotate.pipeline import annotate, cut, load_language
from kg.annotate.tagger import NAME, tagged_of
from kg.model import Document
from tests.annotate.docs import said

DIRECT = "“The budget is balanced,” the finance minister said on Monday."
INDIRECT = "The union argued that the plan would cost thousands of jobs."
ACCORDING = "Unemployment fell by half, according to the statistics office."
PLAIN = "It rained in the valley. The road was closed."


@pytest.fixture(scope="module")
def tagging():
    """The language pipeline with the tagger at its end."""
    return load_language(tagger=True)


def words(doc, pairs) -> str:
    return " … ".join(doc.text[start:end] for start, end in pairs)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (DIRECT, "the finance minister", "said", "“The budget is balanced,”"),
        (INDIRECT, "The union", "argued", "that the plan would cost thousands of jobs"),
        (ACCORDING, "the statistics office", "according to", "Unemployment fell by half"),
    ],
)
def test_plain_cases(tagging, text, source, cue, content):
    doc = tagging(text)
    (found,) = doc._.tagged
    assert words(doc, found.source) == source
    assert words(doc, found.cue) == cue
    assert words(doc, found.content) == content
    assert 0.5 < found.confidence <= 1


def test_nothing_said_nothing_found(tagging):
    assert tagging(PLAIN)._.tagged == ()


def test_pipe_finds_what_single_calls_find(tagging):
    texts = [DIRECT, "", PLAIN, INDIRECT * 40, ACCORDING]
    single = [[t.content for t in tagging(text)._.tagged] for text in texts]
    piped = [[t.content for t in doc._.tagged] for doc in tagging.pipe(texts, batch_size=2)]
    assert piped == single


def test_a_long_text_has_the_tags_of_its_pieces_in_their_places(tagging, monkeypatch):
    monkeypatch.setattr(pipeline, "LONGEST_CHUNK", 400)
    article = Document("a", "\n\n".join([DIRECT, PLAIN, INDIRECT, ACCORDING] * 6))
    [(_, doc)] = annotate(tagging, [article])
    single = [(piece, one) for piece in cut(article.text, 400) for one in tagging(piece)._.tagged]
    assert len(single) >= 15
    assert len(doc._.tagged) == len(single)
    for moved, (piece, one) in zip(doc._.tagged, single, strict=True):
        assert [article.text[a:b] for a, b in moved.content] == [piece[a:b] for a, b in one.content]
        assert article.text[moved.anchor :].startswith(("said", "argued", "according"))
        assert moved.confidence == one.confidence


BAD = {
    "nothing": "",
    "blank": " \n\n\t ",
    "control characters": "\x00\x07 said \u200b\ufeff",
    "emoji and combining marks": "The mayor 🧑‍⚖️ said “cafe\u0301 👍🏽 is o\u0308pen”. " * 20,
    "quotation marks of all kinds": "„a» “b\" ''c“ ``d'' «e” said he ‘f\" " * 60,
    "no spaces": "x" * 100_000,
    "one line": "The minister said it" + " and it" * 14_000,
    "another language": "Der Minister sagte, die Straße sei gesperrt. " * 50,
    "paragraphs of one word": "said\n\n" * 500,
    "no Latin letters": "Министр сказал: «Дорога закрыта». 部长说：“道路关闭。” إن الطريق مغلق. "
    * 20,
    "opened, never closed": "“The mayor said “the road ''is closed, " * 80,
    "closed, never opened": "the road is closed” he said'' and left» it. " * 80,
}

PIECES = (
    *("“", "”", '"', "''", "``", "«", "»", "„", "‘", "’", "'", "(", ")", "—", "…", ":", ",", "."),
    *(" ", " ", " ", "\n", "\n\n", "\t", "\u00a0", "\u200b", "\ufeff", "\x00"),
    *("👍🏽", "🧑‍⚖️", "e\u0301", "ﬁ", "İ", "部长说", "Ω", "сказал"),
    *("said", "the minister", "that", "according to", "The road is closed", "he", "told", "n't"),
)


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[pytest.mark.slow] if name == "one line" else []) for name in BAD],
)
def test_bad_input_has_right_offsets(tagging, name):
    text = BAD[name]
    doc = tagging(text)
    check(doc)


def check(doc: Doc) -> None:
    """Ranges lie in the text, in order and apart; what is tagged has a cue and a content."""
    for tagged in doc._.tagged:
        assert tagged.cue
        assert tagged.content
        assert 0 <= tagged.confidence <= 1
        for pairs in (tagged.source, tagged.cue, tagged.content):
            assert all(0 <= start < end <= len(doc.text) for start, end in pairs)
            assert all(a[1] <= b[0] for a, b in itertools.pairwise(pairs))
            assert all(doc.text[start:end].strip() for start, end in pairs)
        every = sorted(tagged.source + tagged.cue + tagged.content)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(every))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join), st.text(max_size=30))
def test_anything_is_tagged_with_right_offsets(tagging, odd, more):
    for text in (odd, odd + " " + more, f"{DIRECT} {odd}"):
        check(tagging(text))


@settings(max_examples=5, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_what_is_beside_a_text_changes_nothing(tagging, odd):
    texts = [INDIRECT, odd, DIRECT * 9]
    alone = [tagging(text)._.tagged for text in texts]
    assert [doc._.tagged for doc in tagging.pipe(texts, batch_size=3)] == alone


@pytest.mark.slow
def test_in_several_processes_it_finds_the_same(tagging):
    texts = [DIRECT, INDIRECT * 5, "", PLAIN, ACCORDING]
    docs = tagging.pipe(texts, n_process=2, batch_size=2)
    assert [doc._.tagged for doc in docs] == [tagging(text)._.tagged for text in texts]


def test_a_doc_without_the_component_is_tagged_on_demand(tagging):
    doc = load_language()(DIRECT)
    assert tagged_of(doc) == tagging(DIRECT)._.tagged
    assert tagged_of(said()) is not None


def test_saved_and_loaded_it_is_the_same(tagging, tmp_path):
    nlp = spacy.blank("en")
    nlp.add_pipe(NAME)
    nlp.to_disk(tmp_path)
    loaded = spacy.load(tmp_path).get_pipe(NAME)
    assert loaded.folder == tmp_path / NAME
    doc = load_language()(INDIRECT)
    assert loaded(doc)._.tagged == tagging(INDIRECT)._.tagged
    again = spacy.blank("en")
    again.add_pipe(NAME)
    again.from_bytes(nlp.to_bytes())
    assert again.get_pipe(NAME).folder is None


def test_it_can_be_saved_where_it_was_loaded_from(tmp_path):
    nlp = spacy.blank("en")
    nlp.add_pipe(NAME)
    nlp.to_disk(tmp_path)
    loaded = spacy.load(tmp_path)
    loaded.to_disk(tmp_path)
    doc = load_language()(INDIRECT)
    assert len(spacy.load(tmp_path).get_pipe(NAME)(doc)._.tagged) == 1


def test_it_can_be_sent_to_another_process(tagging):
    pipe = tagging.get_pipe(NAME)
    sent = pickle.loads(pickle.dumps(pipe))
    assert sent.folder == pipe.folder
    assert sent(load_language()(DIRECT))._.tagged == tagging(DIRECT)._.tagged


def test_what_was_tagged_travels_with_a_doc_as_bytes(tagging):
    doc = tagging(DIRECT)
    sent = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert sent._.tagged == doc._.tagged
    assert hash(sent._.tagged) == hash(doc._.tagged)
