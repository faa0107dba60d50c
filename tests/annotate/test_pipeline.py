import datetime

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate import pipeline
from kg.annotate.pipeline import annotate, cut, load_language
from kg.annotate.quotations import find_quotations
from kg.errors import ConfigurationError
from kg.model import Document

LETTER = "“We agree,” the minister said. The mayor disagreed with the plan.\n\n"


@pytest.fixture
def small_chunks(monkeypatch):
    monkeypatch.setattr(pipeline, "LONGEST_CHUNK", 200)


def test_the_quotations_come_before_the_parser(nlp):
    names = nlp.pipe_names
    assert names.index("kg_quotations") < names.index("parser")


@pytest.mark.parametrize("name", ["no_such_pipeline_here", "/"])
def test_a_pipeline_that_is_not_there_is_named(name):
    with pytest.raises(ConfigurationError, match=name):
        load_language(name)


def test_no_pipeline_at_all(monkeypatch):
    monkeypatch.setattr(pipeline, "MODELS", ("no_such_pipeline_here",))
    with pytest.raises(ConfigurationError, match="no_such_pipeline_here"):
        load_language()


def test_the_official_pipeline_goes_first(monkeypatch):
    loaded = []
    monkeypatch.setattr(pipeline, "version", lambda name: "3.8.0")
    monkeypatch.setattr(spacy, "load", lambda name: loaded.append(name) or spacy.blank("en"))
    load_language()
    assert loaded == ["en_core_web_sm"]


def test_the_header_is_blank_and_offsets_stay(nlp):
    text = " date 2022-01-10 The mayor said that it rained."
    document = Document("a", text, date=datetime.date(2022, 1, 10), body_start=17)
    [(same, doc)] = annotate(nlp, [document])
    assert same is document
    assert doc.text == " " * 17 + text[17:]
    assert doc._.published == document.date
    assert "date" not in {token.text for token in doc}


def test_no_date(nlp):
    [(_, doc)] = annotate(nlp, [Document("a", "Rain.")])
    assert doc._.published is None


@pytest.mark.parametrize("text", ["", " ", "\n\n", "x"])
def test_next_to_nothing(nlp, text):
    [(_, doc)] = annotate(nlp, [Document("a", text)])
    assert doc.text == text


@pytest.mark.usefixtures("small_chunks")
def test_long_documents_keep_their_offsets(nlp):
    texts = [LETTER * 20, "Short.", LETTER * 3, "word " * 200, "x" * 900]
    documents = [Document(str(n), text) for n, text in enumerate(texts)]
    for number, (document, doc) in enumerate(annotate(nlp, documents, batch_size=2)):
        assert document is documents[number]
        assert doc.text == document.text
        assert doc._.quotations == find_quotations(document.text)
        assert all(document.text[t.idx : t.idx + len(t)] == t.text for t in doc)
        assert doc.has_annotation("DEP")


@pytest.mark.usefixtures("small_chunks")
def test_chunks_are_parsed_as_the_whole_is(nlp):
    [(_, doc)] = annotate(nlp, [Document("a", LETTER * 20)])
    whole = nlp(LETTER * 20)
    assert [t.text for t in doc] == [t.text for t in whole]
    assert [t.dep_ for t in doc] == [t.dep_ for t in nlp(LETTER)] * 20


def test_reads_as_it_goes(nlp):
    def endless():
        number = 0
        while True:
            number += 1
            yield Document(str(number), "It rained.")

    stream = annotate(nlp, endless(), batch_size=2)
    assert [next(stream)[0].id for _ in range(5)] == ["1", "2", "3", "4", "5"]


def test_transient_frees_the_strings(nlp):
    rare = [Document(str(n), f"The zorblax{n} said so.") for n in range(6)]
    before = len(nlp.vocab.strings)
    texts = [doc.text for _, doc in annotate(nlp, rare, batch_size=2, transient=True)]
    assert texts == [document.text for document in rare]
    assert len(nlp.vocab.strings) == before
    kept = list(annotate(nlp, rare, batch_size=2))
    assert [doc[1].text for _, doc in kept] == [f"zorblax{n}" for n in range(6)]


@given(st.text(alphabet="ab. \n", max_size=300), st.integers(2, 40))
def test_pieces_join_to_the_text(text, longest):
    pieces = list(cut(text, longest))
    assert "".join(pieces) == text
    assert all(len(piece) <= longest for piece in pieces)
    assert pieces


def test_cut_prefers_paragraphs_then_lines_then_sentences():
    text = "aaaa. bbbb\n\ncc dd"
    assert list(cut(text, 14)) == ["aaaa. bbbb\n\n", "cc dd"]
    assert list(cut("aaaa. bbbb cccc dddd", 8)) == ["aaaa. ", "bbbb ", "cccc ", "dddd"]
