"""Paragraphs that are but a quotation."""

import pytest

from kg.extract.candidate import Candidate
from kg.extract.goes_on import going_on
from kg.extract.selection import Chosen
from kg.extract.tree import tree_of
from tests.parsing import language

SAID = "“The bridge is closed,” said the mayor."
MORE = "“Nobody was hurt and the river is clear.”"


def _contents(text, content):
    """The contents of one attribution of the mayor's, after what goes on with it."""
    tree = tree_of(language()(text))
    head, mayor = tree.words.index("said"), tree.words.index("mayor")
    quoted = tree.tokens_between(text.index(content), text.index(content) + len(content))
    one = Candidate("tagged", "say", head, (head, head + 1), ((mayor, mayor + 1),), (quoted,))
    (found,) = going_on(tree, [Chosen(one, 0.9)])
    ranges = found.candidate.content
    return [text[tree.starts[start] : tree.ends[end - 1]] for start, end in ranges]


@pytest.mark.parametrize("last", ["", "\n\nTrains ran again.", "\n\n“It rained,” she said."])
def test_who_was_quoted_before_goes_on(last):
    text = f"{SAID}\n\n{MORE}{last}"
    assert _contents(text, "“The bridge is closed,”") == ["“The bridge is closed,”", MORE]


def test_over_several_paragraphs():
    again = "“Trains will not run before the end of May.”"
    text = f"{SAID}\n\n{MORE}\n\n{again}"
    assert _contents(text, "“The bridge is closed,”")[1:] == [MORE, again]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (f"{SAID}\n\n“Nobody was hurt.”", "“The bridge is closed,”"),  # too short
        (f"{SAID}\n\nIt rained.\n\n{MORE}", "“The bridge is closed,”"),  # not next to it
        (f"{SAID}\n\n{MORE} It rained.", "“The bridge is closed,”"),  # more than a quotation
        (f"“Is the bridge closed?” said the mayor.\n\n{MORE}", "“Is the bridge closed?”"),
        (f"The mayor said that it rained.\n\n{MORE}", "that it rained"),  # not quoted
        (f"{MORE}\n\n{SAID}", "“The bridge is closed,”"),  # before it
    ],
)
def test_what_may_be_somebody_elses_is_left_alone(text, content):
    assert _contents(text, content) == [content]


def test_what_is_known_of_a_quotation_stays(nlp):
    text = f"{SAID}\n\n“Nobody was hurt and the river is clear,” the minister said."
    tree = tree_of(nlp(text))
    said = [i for i, word in enumerate(tree.words) if word == "said"]
    ones = [
        Chosen(Candidate("tagged", "say", i, (i, i + 1), (), (quote,)), 0.9)
        for i, quote in zip(said, tree.quotes, strict=True)
    ]
    assert going_on(tree, ones) == ones
