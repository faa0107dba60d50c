"""Speech acts: what a source does with a content, told from the cue's dictionary form."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TypedDict

from kg.errors import ConfigurationError
from kg.model import SpeechAct
from kg.resources import resource


class _Lexicon(TypedDict):
    """The part of the data file that is read."""

    acts: dict[str, list[str]]
    negated: dict[str, str]


def speech_act(lemma: str, *, negated: bool = False) -> SpeechAct:
    """The act of a cue; a cue that the lexicon lacks asserts.

    ``lemma`` is the cue in dictionary form, one word or several ("say", "call on", "have no
    plan"): the longest stretch of it that the lexicon has decides, the first of equals.

    ``negated`` says that the cue (not the content) is under a negation. That is never a denial:
    who "did not say that P" has not said "not P" either. So a negated cue withholds, except
    where the language has settled on more: "does not think P" doubts P, "does not want P"
    opposes P, "does not doubt P" believes P. Classes and words: kg/data/speech_acts.json, where
    their origin is stated.
    """
    words = tuple(lemma.casefold().replace("’", "'").split())
    known = lexicon()
    found = (known[cue] for cue in _stretches(words) if cue in known)
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


def _stretches(words: tuple[str, ...]) -> Iterator[str]:
    """Contiguous parts of a cue, the longest first, each in its own and in American spelling."""
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            part = words[start : start + length]
            yield " ".join(part)
            yield " ".join(map(_american, part))


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
