"""Words that have a capital for their place and are no names, or no part of one."""

import pytest

from kg.model import AgentKind
from kg.resolve.capitals import is_headline
from kg.resolve.inventory import inventory
from kg.resolve.lexicon import lexicon
from tests.parsing import language


def _names(text):
    return {name.text for name in inventory(language()(text), lexicon()).names}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Aides said that the plan was ready.", "Aides"),
        ("Attorneys for the bank declined to comment.", "Attorneys"),
        ("Drivers Are Warned Before Winter Storms Arrive.", "Drivers"),
        ("Woman Reveals What Happened Before Lightning Struck.", "Woman"),
        ("Part of the bridge is closed. The other part is open.", "Part"),
    ],
)
def test_a_capital_at_a_beginning_or_in_a_headline_makes_no_name(text, word):
    assert word not in _names(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Theresa May spoke. May left. It may rain.", "Theresa May"),
        ("The talks are with Apple. Apple declined. An apple fell.", "Apple"),
        ("Democrats spoke. A democrat left.", "Democrats"),
        ("Now, Defense says that the law is clear.", "Defense"),
        ("The WHO warned of it. Those who were there left.", "WHO"),
    ],
)
def test_a_name_stays_one_though_the_word_is_ordinary(text, name):
    assert name in _names(text)


@pytest.mark.parametrize(
    ("text", "name", "junk"),
    [
        ("Billionaire Donald Trump spoke.", "Donald Trump", "Billionaire"),
        ("Moderator Bill Clinton asked her. Clinton left.", "Bill Clinton", "Moderator"),
        (
            "Donald Trump spoke. Trump left. Though Trump was there, nobody came.",
            "Donald Trump",
            "Though",
        ),
        (
            "Bernie Sanders Vows Never To Leave Washington.\n\nBernie Sanders spoke on Monday.",
            "Bernie Sanders",
            "Vows",
        ),
        (
            "A Good Time to Be Calm Trump stayed in the house that night. Then Trump left.",
            "Trump",
            "Calm",
        ),
        ("The Guardian's Donald Trump was there. Donald Trump left.", "Donald Trump", "Guardian's"),
    ],
)
def test_what_stands_beside_a_name_is_no_part_of_it(text, name, junk):
    names = _names(text)
    assert name in names
    assert not any(junk in one.split() for one in names)


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("Bank Robber Flees With Empty Bag.", True),
        ("Mayor says New Bridge Will Open.", False),
        ("The ministry said that Kofi Annan will come.", False),
        ("Kofi Annan Spoke.", False),
    ],
)
def test_headlines(text, yes):
    assert is_headline(next(language()(text).sents)) is yes


def test_whom_who_goes_back_to_is_a_person():
    doc = language()("Hoover, who was elected in 1928, disagreed. Hoover spoke.")
    doc.set_ents([doc.char_span(0, 6, label="ORG")], default="unmodified")
    (name,) = inventory(doc, lexicon()).names
    assert name.kind is AgentKind.PERSON
