"""What speaks for and against a pronoun standing for somebody."""

import pytest

from kg.resolve.ranker import ranker
from kg.resolve.sources import resolved_with
from tests.parsing import language, marked


def _features(text, pronoun, name):
    """The features of somebody as the antecedent of the pronoun that speaks in a text."""
    triple = (pronoun, "said", "that prices rose")
    found = []

    def choose(place, candidates, probabilities):
        if place.token.lower_ == pronoun.lower():
            found.extend(
                set(features)
                for entity, features in candidates
                if (entity.name.text if entity.name else entity.noun.text) == name
            )

    resolved_with(language()(text), marked(text, triple), "doc", ranker(), choose)
    (features,) = found
    return features


@pytest.mark.parametrize(
    ("first", "feature", "told"),
    [
        ("Snow fell on John Kerry and Boris Johnson. He", "beside another", True),
        ("Snow fell on John Kerry and some trees. He", "beside another", False),
        ("In a book by John Kerry, he", "before a comma OTHER", True),
        ("In a book that John Kerry wrote, he", "before a comma OTHER", False),
        ("President John Kerry left. The president slept. He", "last NOUN for a name", True),
        ("President John Kerry left. The president slept. He", "last NOUN", True),
        ("President John Kerry left. He", "last NAME", True),
        ("The leader of Acme Corp., John Kerry, met Ann Lee. He", "twice", True),
        ("John Kerry left. Snow fell. He", "sentences 2", True),
        ("John Kerry left. Oh no. He", "sentences 1", True),
        ("John Kerry left. “Rain fell. It was cold.” Snow fell. He", "sentences 2", True),
        ("Snow fell. A picture of John Kerry. He", "not told", True),
        ("Snow fell. A picture shows John Kerry. He", "not told", False),
        ("Snow fell. “A picture of John Kerry.” He", "not told", True),
    ],
)
def test_how_and_where_somebody_was_mentioned(first, feature, told):
    text = f"{first} said that prices rose."
    pronoun = first.rpartition(" ")[2]
    assert (feature in _features(text, pronoun, "John Kerry")) is told


@pytest.mark.parametrize(
    ("first", "name", "feature"),
    [
        ("Acme Corp. grew.", "Acme Corp.", "one company"),
        ("Two officials left.", "officials", "plural person"),
    ],
)
def test_whether_they_are_one_and_of_what_kind(first, name, feature):
    assert feature in _features(f"{first} They said that prices rose.", "They", name)


def test_a_noun_of_somebody_without_a_name_is_told_from_that_of_a_name():
    text = "Two officials left. They said that prices rose."
    assert "last NOUN" in _features(text, "They", "officials")
