"""Parts of a content that another verb introduces."""

import pytest

from kg.annotate.pipeline import load_language
from kg.annotate.tagger import Tagged, register
from kg.extract.trained import extract
from kg.model import quote

TEXT = (
    "The mayor rejected the plan, {} that it is too costly; however, the report ends on a kind "
    "note: “Much of it was good.”"
)
CLAUSE, QUOTATION = "that it is too costly", "“Much of it was good.”"
NOTE = "ends on a kind note:"


@pytest.fixture(scope="module")
def found():
    """Text and tagged (source, cue, contents) to (source, content) of what is found."""
    register()
    nlp = load_language()

    def run(text, *tags):
        doc = nlp(text)
        doc._.tagged = [
            Tagged(
                (_at(text, source),),
                (_at(text, cue),),
                tuple(_at(text, part) for part in contents),
                text.index(cue),
                0.9,
            )
            for source, cue, contents in tags
        ]
        return [(quote(a.source, text), quote(a.content, text, " | ")) for a in extract(doc)]

    return run


def _at(text, part):
    start = text.index(part)
    return start, start + len(part)


def test_a_part_right_behind_another_verb_is_what_that_says(found):
    text = TEXT.format("saying")
    tag = ("the report", NOTE, (CLAUSE, QUOTATION))
    assert found(text, tag) == [("The mayor", CLAUSE), ("the report", QUOTATION)]


def test_a_part_behind_a_noun_stays(found):
    text = TEXT.format("in the knowledge")
    tag = ("the report", NOTE, (CLAUSE, QUOTATION))
    assert found(text, tag) == [("the report", f"{CLAUSE} | {QUOTATION}")]


def test_a_verb_that_is_tagged_already_gets_nothing_more(found):
    text = TEXT.format("saying")
    tags = [("The mayor", "saying", (CLAUSE,)), ("the report", NOTE, (CLAUSE, QUOTATION))]
    assert found(text, *tags) == [("The mayor", CLAUSE), ("the report", f"{CLAUSE} | {QUOTATION}")]


def test_the_only_part_of_a_content_stays(found):
    text = TEXT.format("saying")
    assert found(text, ("the report", NOTE, (CLAUSE,))) == [("the report", CLAUSE)]
