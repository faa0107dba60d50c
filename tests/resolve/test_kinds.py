"""Kinds of agents from words."""

import pytest

from kg.model import AgentKind as K
from kg.resolve.kinds import head_word, kind_of_name, kind_of_noun
from kg.resolve.lexicon import lexicon
from kg.resolve.sources import resolve_sources
from tests.parsing import language, marked
from tests.resolve.kinds_names import NAMES, NOUNS, entries


@pytest.mark.parametrize(
    ("name", "labels", "kind"),
    [
        ("Kazakh Foreign Ministry", {"PERSON": 3}, K.GOVERNMENT_BODY),
        ("Ministry of Health", {}, K.GOVERNMENT_BODY),
        ("White House", {"ORG": 1}, K.GOVERNMENT_BODY),
        ("Anadolu News Agency", {}, K.MEDIA_OUTLET),
        ("Environmental Protection Agency", {"ORG": 1}, K.GOVERNMENT_BODY),
        ("Washington Post", {"ORG": 1}, K.MEDIA_OUTLET),
        ("International Criminal Court", {}, K.COURT),
        ("Acme Corp.", {"PERSON": 1}, K.COMPANY),
        ("Green Party", {}, K.PARTY),
        ("Margaret Thatcher", {"ORG": 5}, K.PERSON),
        ("Kazakhstan", {"GPE": 2}, K.GOVERNMENT_BODY),
        ("Kazakhstan", {"PERSON": 2}, K.GOVERNMENT_BODY),
        ("Saudi Arabia", {"PERSON": 2}, K.GOVERNMENT_BODY),
        ("Republicans", {"NORP": 2}, K.GROUP),
        ("XYZ", {}, K.ORGANISATION),
        ("Xyzzy", {}, K.UNKNOWN),
        ("Xyzzy", {"PERSON": 1, "ORG": 2}, K.PERSON),
        ("Xyzzy", {"PERSON": 1, "ORG": 3}, K.ORGANISATION),
        ("OpenAI", {"PERSON": 2}, K.ORGANISATION),
        ("YouTube", {}, K.ORGANISATION),
        ("YouTube", {"PERSON": 2, "WORK_OF_ART": 1}, K.DOCUMENT),
        ("McCain", {"PERSON": 1}, K.PERSON),
        ("DeSantis", {"PERSON": 1}, K.PERSON),
    ],
)
def test_kind_of_name(name, labels, kind):
    assert kind_of_name(name.split(), labels, lexicon()) is kind


def test_a_title_makes_a_person():
    assert kind_of_name(["Xyzzy"], {"ORG": 9}, lexicon(), person=True) is K.PERSON


@pytest.mark.parametrize(
    ("noun", "lemma", "plural", "quantified", "kind"),
    [
        ("official", "official", False, False, K.PERSON),
        ("officials", "official", True, False, K.GROUP),
        ("media", "media", True, False, K.MEDIA_OUTLET),
        ("media", "media", True, True, K.GROUP),
        ("data", "datum", True, True, K.DOCUMENT),
        ("reports", "report", True, False, K.DOCUMENT),
        ("policeman", "policeman", False, False, K.PERSON),
        ("things", "thing", True, False, K.GROUP),
        ("thing", "thing", False, False, K.UNKNOWN),
    ],
)
def test_kind_of_noun(noun, lemma, plural, quantified, kind):
    assert kind_of_noun(noun, lexicon(), lemma=lemma, plural=plural, quantified=quantified) is kind


@pytest.mark.parametrize(
    ("name", "head"),
    [("ministry of health", "ministry"), ("foreign ministry", "ministry"), ("of", "of")],
)
def test_head_word(name, head):
    assert head_word(name.split()) == head


def test_word_lists_are_in_lower_case():
    words = lexicon()
    for table in (words.nouns, words.name_endings, words.bodies, words.titles, words.women):
        assert all(word == word.casefold() for word in table)
    assert not words.women & words.men


@pytest.mark.slow
@pytest.mark.parametrize(("table", "least"), [(NAMES, 0.93), (NOUNS, 0.97)])
def test_kinds_of_names_and_descriptions_in_a_sentence(table, least):
    """The lists were at hand when the lexicon was extended: these are no held-out figures."""
    cases = entries(table)
    right = 0
    for words, kind in cases:
        source = words[0].upper() + words[1:]
        text = f"{source} said that prices rose."
        attributions = marked(text, (source, "said", "that prices rose"))
        (found,) = resolve_sources(language()(text), attributions, "doc").values()
        right += found.agent.kind is kind
    assert right / len(cases) >= least
