"""Words of claims in a form in which they can be compared without a parser."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from sys import intern

_WORD = re.compile(r"\[|\]|…|\.\.\.|[^\W_]+(?:['’.,-][^\W_]+)*|[%$€£]")
_STOP_WORDS = """
a an the both this that these those of and or to in on at by for from with as is are was were be
been being has have had do does did will would its it he she they his her their them i we you our my
your there not n't so also very then than which who whom whose what
"""
_STOP = frozenset(_STOP_WORDS.split())
_IRREGULAR = {"men": "man", "women": "woman", "children": "child", "people": "people"}
_NEGATION_WORDS = """
not no never none nobody nothing neither nor without n't cannot can't won't isn't aren't wasn't
weren't doesn't don't didn't hasn't haven't hadn't wouldn't couldn't shouldn't
"""
_NEGATIONS = frozenset(_NEGATION_WORDS.split())
_PLURAL_ES = ("sses", "shes", "ches", "xes", "zes")

_KEPT = 1 << 16
"""Words whose stems are remembered: the claims of many articles have few different ones."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, with brackets and ellipses as words of their own."""
    # Interned: many claims are in memory when they are compared, with few different words.
    return tuple(intern(word.replace("’", "'")) for word in _WORD.findall(text.casefold()))


@lru_cache(_KEPT)
def stem(word: str) -> str:
    """A word without possessive and plural ending: a crude form, the same for both of a pair."""
    word = word.removesuffix("'s").removesuffix("s'")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(_PLURAL_ES):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def stems_of(text: str) -> frozenset[str]:
    """The stems of the words of a text that mean something."""
    return frozenset(content(words_of(text)))


def content(words: Iterable[str]) -> list[str]:
    """Stems of words without those that only hold a sentence together."""
    return [stem(word) for word in words if word not in _STOP and word[0] not in "[]….%$€£"]


def is_negation(word: str) -> bool:
    """Whether a word turns what is said around."""
    return word in _NEGATIONS
