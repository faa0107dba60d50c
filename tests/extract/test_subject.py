"""Sources that were tagged in other words than the subject of the cue; parses as they go wrong."""

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.annotate.tagger import Tagged, register
from kg.extract.trained import extract
from kg.model import quote

STUDY = (
    "In/IN/prep>7 a/DT/det>4 2011/CD/nummod>3 paper/NN/compound>4 Meyer/NNP/{} and/CC/cc>4 "
    "colleagues/NNS/conj>4 showed/VBD/ROOT>7 that/IN/mark>10 sleep/NN/nsubj>10 helps/VBZ/ccomp>7"
)
SURVEY = (
    "In/IN/prep>9 the/DT/det>2 survey/NN/pobj>0 by/IN/prep>2 Meyer/NNP/pobj>3 and/CC/cc>4 "
    "colleagues/NNS/conj>4 it/PRP/nsubjpass>9 was/VBD/auxpass>9 found/VBN/ROOT>9 that/IN/mark>12 "
    "children/NNS/nsubj>12 sleep/VBP/ccomp>9"
)
HEARING = (
    "At/IN/prep>5 the/DT/det>3 news/NN/compound>3 Agency/NNP/pobj>0 Meyer/NNP/nsubj>5 "
    "said/VBD/ROOT>5 that/IN/mark>8 it/PRP/nsubj>8 closes/VBZ/ccomp>5"
)
EVEN = (
    "They/PRP/nsubj>1 wondered/VBD/ROOT>1 why/WRB/advmod>5 the/DT/det>4 council/NN/nsubj>5 "
    "passed/VBD/ccomp>1 Articles/NNPS/nsubj>8 even/RB/advmod>8 knowing/VBG/ccomp>5 that/IN/mark>11 "
    "it/PRP/nsubj>11 lost/VBD/ccomp>8"
)
PURPOSE = (
    "It/PRP/nsubj>1 opened/VBD/ccomp>{} schools/NNS/dobj>1 ,/,/punct>1 and/CC/cc>1 to/TO/aux>6 "
    "explain/VB/conj>1 what/WP/dobj>9 it/PRP/nsubj>9 learned/VBD/ccomp>6 ,/,/punct>12 "
    "Reuters/NNP/nsubj>12 visited/VBD/ROOT>12 pupils/NNS/dobj>12"
)
AND = (
    "Maria/NNP/nsubj>1 sat/VBD/ROOT>1 there/RB/advmod>1 –/:/ROOT>3 And/CC/ROOT>4 –/:/ROOT>5 "
    "And/CC/cc>7 told/VBD/ROOT>7 how/WRB/advmod>10 it/PRP/nsubj>10 went/VBD/ccomp>7"
)
NOBODY = (
    "Why/WRB/ROOT>0 ?/./ROOT>1 And/CC/cc>3 told/VBD/ROOT>3 how/WRB/advmod>6 it/PRP/nsubj>6 "
    "went/VBD/ccomp>3"
)


def parsed(text: str) -> Doc:
    """A Doc from "word/tag/relation>head", one a token."""
    rows = [token.rsplit("/", 2) for token in text.split()]
    relations = [row[2].partition(">") for row in rows]
    words, tags = [row[0] for row in rows], [row[1] for row in rows]
    heads = [int(head) for _, _, head in relations]
    deps = [dep for dep, _, _ in relations]
    lemmas = [word.lower() for word in words]
    return Doc(Vocab(), words=words, tags=tags, heads=heads, deps=deps, lemmas=lemmas)


def source_of(text: str, source: str, cue: str, content: str) -> str:
    """The source of a text after its tags were looked at with its parse."""
    register()
    doc = parsed(text)
    at = [
        (doc.text.index(part), doc.text.index(part) + len(part)) for part in (source, cue, content)
    ]
    anchor = at[1][0] + cue.rfind(" ") + 1
    doc._.tagged = [Tagged((at[0],), (at[1],), (at[2],), anchor, 0.9)]
    (found,) = extract(doc)
    return quote(found.source, doc.text)


@pytest.mark.parametrize("relation", ["pobj>0", "nsubj>7"])
def test_a_source_begins_behind_the_thing_in_which_it_says_so(relation):
    text = STUDY.format(relation)
    found = source_of(text, "a 2011 paper Meyer and colleagues", "showed", "that sleep helps")
    assert found == "Meyer and colleagues"


def test_a_source_ends_before_an_expletive():
    found = source_of(SURVEY, "Meyer and colleagues it", "was found", "that children sleep")
    assert found == "Meyer and colleagues"


@pytest.mark.parametrize("source", ["Meyer", "the news Agency Meyer"])
def test_a_source_is_left_alone_where_the_parse_has_a_subject_and_an_object(source):
    assert source_of(HEARING, source, "said", "that it closes") == source


def test_an_object_before_even_knowing_knows_nothing():
    assert source_of(EVEN, "Articles", "even knowing", "that it lost") == "the council"


def test_a_subject_before_knowing_knows():
    text = EVEN.replace("even/", "only/")
    assert source_of(text, "Articles", "only knowing", "that it lost") == "Articles"


def test_an_infinitive_before_its_clause_has_the_subject_of_that_clause():
    assert source_of(PURPOSE.format(12), "It", "to explain", "what it learned") == "Reuters"


def test_a_finite_verb_shares_the_subject_before_it():
    text = PURPOSE.format(12).replace("to/TO/aux>6 explain/VB", "also/RB/advmod>6 explained/VBD")
    assert source_of(text, "It", "explained", "what it learned") == "It"


def test_and_says_nothing_but_the_subject_before_it_does():
    text = AND.replace("And/CC/cc", "Also/CC/cc")
    assert source_of(text, "Also", "told", "how it went") == "Maria"


def test_and_is_nobody_where_nothing_is_before_it():
    assert source_of(NOBODY, "And", "told", "how it went") == ""


def test_what_is_said_to_speak_is_no_part_of_what_is_said():
    text = (
        "Meyer/NNP/nsubj>1 used/VBD/ROOT>1 it/PRP/dobj>1 as/RB/advmod>5 well/RB/advmod>5 "
        "as/IN/cc>1 praising/VBG/conj>1"
    )
    assert source_of(text, "well as", "praising", "Meyer used it") == ""
