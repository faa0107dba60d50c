"""Speech acts: what a source does with a content, told from the cue's dictionary form."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TypedDict

from kg.errors import ConfigurationError
from kg.model import Framing, SpeechAct
from kg.resources import resource


class _Lexicon(TypedDict):
    """The part of the data file that is read."""

    acts: dict[str, list[str]]
    negated: dict[str, str]
    framings: dict[str, list[str]]


def speech_act(lemma: str, *, negated: bool = False, following: str = "") -> SpeechAct:
    """The act of a cue; a cue that the lexicon lacks asserts.

    ``lemma`` is the cue in dictionary form, one word or several ("say", "call on", "have no
    plan"): the longest stretch of it that the lexicon has decides, the first of equals.

    ``following`` are the first words of the content, which may be a part of the phrase ("decline"
    with "to say", "rule" with "that", "reject" with "claim").

    ``negated`` says that the cue (not the content) is under a negation. That is never a denial:
    who "did not say that P" has not said "not P" either. So a negated cue withholds, except
    where the language has settled on more: "does not think P" doubts P, "does not want P"
    opposes P, "does not doubt P" believes P. Classes and words: kg/data/speech_acts.json, where
    their origin is stated.
    """
    words = tuple(lemma.casefold().replace("’", "'").split())
    known = lexicon()
    found = (known[cue] for cue in _stretches(words, tuple(following.split())) if cue in known)
    act = next(found, SpeechAct.ASSERTS)
    return _negations()[act] if negated else act


@cache
def lexicon() -> Mapping[str, SpeechAct]:
    """Every cue of the lexicon, as lemmas separated by single blanks, with its act.

    ConfigurationError when the data file names an act twice for a cue or an unknown act.
    """
    table: dict[str, SpeechAct] = {}
    for name, cues in _data()["acts"].items():
        act = _act(name)
        for cue in cues:
            if table.setdefault(cue, act) is not act:
                raise ConfigurationError(f"speech_acts.json: {cue!r} has two acts")
    return table


def is_known(lemma: str) -> bool:
    """Whether the lexicon has a part of a cue in dictionary form."""
    words = tuple(lemma.casefold().replace("’", "'").split())
    return any(cue in lexicon() for cue in _stretches(words))


def framing(lemma: str) -> Framing:
    """What a cue in dictionary form lets one think of the content; neutral unless it is listed."""
    words = tuple(lemma.casefold().replace("’", "'").split())
    known = _framings()
    return next((known[cue] for cue in _stretches(words) if cue in known), Framing.NEUTRAL)


@cache
def _framings() -> Mapping[str, Framing]:
    """Cues that are not neutral."""
    return {cue: Framing(name) for name, cues in _data()["framings"].items() for cue in cues}


def _stretches(words: tuple[str, ...], following: tuple[str, ...] = ()) -> Iterator[str]:
    """Contiguous parts of a cue, the longest first, each in its own and in American spelling.

    Each begins in the cue, but may go on in what follows. A plural counts as the singular, since
    "hopes" may have been taken for a noun.
    """
    together = (*words, *following)
    for length in range(len(together), 0, -1):
        for start in range(min(len(words), len(together) - length + 1)):
            part = together[start : start + length]
            yield " ".join(part)
            yield " ".join(map(_american, part))
            if part[-1].endswith("s"):
                yield " ".join((*part[:-1], part[-1][:-1]))


def _american(word: str) -> str:
    """The -ize spelling, which is the one that the lexicon has."""
    return f"{word[:-3]}ize" if word.endswith("ise") else word


@cache
def _negations() -> Mapping[SpeechAct, SpeechAct]:
    """What each act becomes when its cue is negated."""
    table = {_act(act): _act(other) for act, other in _data()["negated"].items()}
    if missing := set(SpeechAct) - set(table):
        raise ConfigurationError(f"speech_acts.json: no negation of {', '.join(sorted(missing))}")
    return table


def _act(name: str) -> SpeechAct:
    try:
        return SpeechAct(name)
    except ValueError as error:
        raise ConfigurationError(f"speech_acts.json: {name!r} is not a speech act") from error


@cache
def _data() -> _Lexicon:
    text = resource("data", "speech_acts.json").read_text(encoding="utf-8")
    data: _Lexicon = json.loads(text)
    return data
