"""Whose turn it is outside of quotations."""

import pytest

from kg.model import Resolution
from kg.resolve.discourse import Discourse
from kg.resolve.inventory import inventory
from kg.resolve.lexicon import lexicon
from kg.resolve.sources import resolve_sources
from kg.resolve.turns import turns_of
from tests.parsing import language, marked


def _turns(text):
    """Speaker and addressee of each paragraph, by name."""
    turns = turns_of(Discourse(inventory(language()(text), lexicon()), ()))
    return (
        {number: name.text for number, name in turns.speakers.items()},
        {number: name.text for number, name in turns.addressees.items()},
    )


TRANSCRIPT = """MARGARET THATCHER: I think that prices rise.

JOHN ADAMS: I doubt it.

MARGARET THATCHER: You will see.

I am sure of it.

JOHN ADAMS: We shall see."""


def test_labels_name_the_speakers():
    speakers, addressees = _turns(TRANSCRIPT)
    assert [speakers[n].title() for n in range(5)] == [
        "Margaret Thatcher",
        "John Adams",
        "Margaret Thatcher",
        "Margaret Thatcher",
        "John Adams",
    ]
    assert addressees[2].title() == "John Adams"


INTERVIEW = """Interview with Margaret Thatcher

Margaret Thatcher is a politician. She spoke about the coming winter.

What do you think about prices?

I think that they will rise before the end of the winter.

Do you expect snow?

I hope that it will not snow, but I know the winters of this country."""


def test_answers_are_the_interviewed_persons():
    speakers, addressees = _turns(INTERVIEW)
    assert speakers == {3: "Margaret Thatcher", 5: "Margaret Thatcher"}
    assert addressees == {2: "Margaret Thatcher", 4: "Margaret Thatcher"}


def test_who_is_only_the_topic_is_not_interviewed():
    text = INTERVIEW.replace("Interview with", "An interview about")
    assert _turns(text) == ({}, {})


LETTER = """Dear Mr. Adams,

I hope that you are well. It has snowed since Monday.

I think that prices will rise.

Sincerely,

Margaret Thatcher"""


def test_letters_are_their_signers():
    speakers, addressees = _turns(LETTER + "\n")
    assert speakers[2] == "Margaret Thatcher"
    assert addressees[2] == "Adams"


def test_a_byline_is_the_voice_of_an_essay_but_not_of_a_story():
    essay = "On Prices\n\nBy Margaret Thatcher\n\nI think that prices rise. It will snow."
    assert _turns(essay)[0][2] == "Margaret Thatcher"
    story = essay + "\n\n“No,” he said.\n\n“Why?” she asked.\n\n“Snow,” he said."
    assert _turns(story)[0] == {}


def test_who_says_his_name_is_the_voice():
    text = "Hello, my name is Margaret Thatcher and I think that prices rise. " * 2
    assert _turns(text)[0] == {0: "Margaret Thatcher"}


@pytest.mark.parametrize("text", ["", " ", "\n\n", "Q:", "By", "Dear ,", "Dear X:\n\nLove,\n\n!"])
def test_odd_texts_have_no_turns(text):
    assert _turns(text) == ({}, {})


def test_i_and_you_are_resolved_by_turn():
    attributions = marked(
        INTERVIEW,
        ("you", "think", "about prices"),
        ("I", "think", "that they will rise"),
        ("you", "expect", "snow"),
    )
    found = resolve_sources(language()(INTERVIEW), attributions, "doc")
    for attribution in attributions:
        source = found[attribution.id]
        assert source.agent.name == "Margaret Thatcher"
        assert source.resolution is Resolution.PRONOUN
