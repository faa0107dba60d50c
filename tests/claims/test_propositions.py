"""Clauses as subject, predicate, object."""

import pytest

from kg.claims.propositions import propositions
from kg.model import Span, quote
from tests.parsing import language


def _taken_apart(text):
    doc = language()(text)
    made = propositions(doc, (Span(0, len(text)),))
    for proposition in made:
        assert quote(proposition.predicate_spans, text, " ") == proposition.predicate
        for argument in (proposition.subject, proposition.object):
            assert argument is None or quote(argument.spans, text, " ") == argument.name
    return [
        (
            p.subject and p.subject.name,
            p.predicate,
            p.lemma,
            p.object and p.object.name,
            str(p.polarity),
            p.modality and str(p.modality),
        )
        for p in made
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The police have opened three cases.",
            [("police", "have opened", "open", "three cases", "positive", None)],
        ),
        (
            "The law was not signed by the president.",
            [("law", "was not signed by", "sign", "president", "negative", None)],
        ),
        (
            "The minister may resign.",
            [("minister", "may resign", "resign", None, "positive", "possible")],
        ),
        (
            "The city can't pay its workers.",
            [("city", "can't pay", "pay", "its workers", "negative", "possible")],
        ),
        (
            "The new law is dangerous.",
            [("new law", "is", "be", "dangerous", "positive", None)],
        ),
        (
            "The company closed the factory and opened a school.",
            [
                ("company", "closed", "close", "factory", "positive", None),
                ("company", "opened", "open", "school", "positive", None),
            ],
        ),
        (
            "The men who robbed the bank were arrested.",
            [
                ("men", "robbed", "rob", "bank", "positive", None),
                ("men", "were arrested", "arrest", None, "positive", None),
            ],
        ),
        (
            "The government wants to raise taxes.",
            [("government", "wants to raise", "want", "taxes", "positive", None)],
        ),
        (
            "No soldiers were killed.",
            [("No soldiers", "were killed", "kill", None, "negative", None)],
        ),
        (
            "No soldiers were not paid.",
            [("No soldiers", "were not paid", "pay", None, "positive", None)],
        ),
        (
            "The bridge was closed by Monday.",
            [("bridge", "was closed", "close", None, "positive", None)],
        ),
        (
            "The drought led to hunger.",
            [("drought", "led to", "lead", "hunger", "positive", None)],
        ),
        (
            "The bridge was opened on Monday.",
            [("bridge", "was opened", "open", None, "positive", None)],
        ),
        ("A big surprise", [(None, "surprise", "surprise", None, "positive", None)]),
        ("...", []),
    ],
)
def test_clauses(text, expected):
    assert _taken_apart(text) == expected


def test_nothing_outside_the_statement_is_used():
    text = "The minister said the bridge was closed by the army."
    start = text.index("the bridge")
    end = text.index(" by the army")
    (only,) = propositions(language()(text), (Span(start, end),))
    assert (only.subject.name, only.predicate, only.object) == ("bridge", "was closed", None)


def test_infinitives_have_the_addressee_as_subject():
    text = "The minister told the army to leave."
    start = text.index("to leave")
    addressee = Span(text.index("the army"), start - 1)
    (only,) = propositions(language()(text), (Span(start, start + 8),), (addressee,))
    assert (only.subject.name, only.predicate) == ("army", "to leave")
    (only,) = propositions(language()(text), (Span(start, start + 8),))
    assert only.subject is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It lies in what she calls a disaster.", ("she", "calls", "disaster")),
        ("They spoke of remarks he had made about farmers.", ("he", "had made", "remarks")),
        ("The people who are out there suffer.", ("people", "are", None)),
        ("This bank has proven itself to be safe.", ("bank", "has proven", "itself")),
        ("She did all she needed to do.", ("she", "needed to do", "all")),
        ("They would just go get them.", ("They", "would go get", "them")),
        ("The town went through a flood.", ("town", "went through", "flood")),
        ("He has plans to leave the union.", ("He", "has", "plans")),
        ("Teachers figured out how to leave.", ("Teachers", "figured out", None)),
    ],
)
def test_objects_that_stand_elsewhere_and_predicates_that_go_on(text, expected):
    assert expected in [(*one[:2], one[3]) for one in _triples(text)]


def _triples(text):
    return [tuple(w and w.removeprefix("This ") for w in one) for one in _taken_apart(text)]


def test_words_that_hold_the_listener_are_no_clause():
    assert [one[0] for one in _taken_apart("The law, you know, helps nobody.")] == ["law"]


def test_what_an_object_is_for_is_told_beside_it():
    text = "The company has plans to close the mine."
    (one,) = propositions(language()(text), (Span(0, len(text)),))
    assert [adjunct.words for adjunct in one.adjuncts] == ["to close the mine"]
