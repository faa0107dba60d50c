"""What sources do with contents."""

import pytest

from kg.extract.speech_acts import lexicon, speech_act
from kg.model import SpeechAct

S = SpeechAct


@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("say", S.ASSERTS),
        ("Say", S.ASSERTS),
        ("emphasise", S.ASSERTS),
        ("cite", S.ASSERTS),
        ("according to", S.ASSERTS),
        ("as per", S.ASSERTS),
        ("misrepresent", S.ASSERTS),
        ("claim", S.ASSERTS),
        ("denial", S.DENIES),
        ("rule out", S.DENIES),
        ("doubt", S.DOUBTS),
        ("ask", S.QUESTIONS),
        ("ask for", S.DEMANDS),
        ("call", S.ASSERTS),
        ("call on", S.DEMANDS),
        ("call for", S.DEMANDS),
        ("urge", S.DEMANDS),
        ("vow", S.PROMISES),
        ("plan", S.INTENDS),
        ("refuse to", S.OPPOSES),
        ("refuse", S.OPPOSES),
        ("hope", S.WISHES),
        ("believe", S.BELIEVES),
        ("know", S.KNOWS),
        ("see", S.PERCEIVES),
        ("support", S.SUPPORTS),
        ("oppose", S.OPPOSES),
        ("criticise", S.ASSERTS),
        ("recognise", S.KNOWS),
        ("promise", S.PROMISES),
        ("order", S.DECREES),
        ("decline to say", S.WITHHOLDS),
        ("no comment", S.WITHHOLDS),
        ("have a plan", S.INTENDS),
        ("be deeply worried", S.BELIEVES),
        ("would like to say", S.WISHES),
    ],
)
def test_acts(cue, act):
    assert speech_act(cue) is act


@pytest.mark.parametrize("cue", ["", "   ", "zyxwv", "’", "\n said-ish"])
def test_unknown_cues_assert(cue):
    assert speech_act(cue) is S.ASSERTS


@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("say", S.WITHHOLDS),
        ("confirm", S.WITHHOLDS),
        ("deny", S.WITHHOLDS),
        ("know", S.WITHHOLDS),
        ("support", S.WITHHOLDS),
        ("think", S.DOUBTS),
        ("believe", S.DOUBTS),
        ("want", S.OPPOSES),
        ("doubt", S.BELIEVES),
        ("zyxwv", S.WITHHOLDS),
    ],
)
def test_negated_cues_neither_assert_nor_deny(cue, act):
    assert speech_act(cue, negated=True) is act


def test_no_negated_cue_asserts_or_denies():
    cues = [cue for cue, act in lexicon().items() if act is not S.WITHHOLDS]
    assert {speech_act(cue, negated=True) for cue in cues}.isdisjoint({S.ASSERTS, S.DENIES})


def test_lexicon_is_in_the_form_that_is_looked_up():
    assert len(lexicon()) > 1000
    assert set(lexicon().values()) == set(SpeechAct)
    for cue, act in lexicon().items():
        assert cue == " ".join(cue.casefold().split())
        assert speech_act(cue) is act
