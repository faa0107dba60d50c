"""What an article ties to a person beside the name: party and state, and the words in front."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from spacy.tokens import Doc

from kg.resolve.names import Mention
from kg.resources import resource

_PARTIES = {
    "R": frozenset({"republican", "gop"}),
    "Rep": frozenset({"republican", "gop"}),
    "D": frozenset({"democrat", "democratic"}),
    "Dem": frozenset({"democrat", "democratic"}),
    "I": frozenset({"independent"}),
}
_BEHIND = re.compile(
    r"\s?[,(]\s?(?:(?P<party>Rep|Dem|R|D|I)\b\.?\s?[-–—,]?\s?)?(?P<state>[A-Z][A-Za-z. ]*)?[,)]"
)
"""(R-Ohio), (D., N.Y.), (Vt.), and "R-Ohio," behind a comma."""

_OF = re.compile(r"\sof\s(([A-Z]\w+)(?:\s[A-Z]\w+)?)")
_NOTHING = frozenset[str]()
_LONGEST = 40
"""Characters behind a name in which party and state stand."""
_IN_FRONT = frozenset({"NOUN", "PROPN", "ADJ"})
_MOST_IN_FRONT = 6


def tied(doc: Doc, text: str, mention: Mention) -> frozenset[str]:
    """The words that a mention of a person says of him or her, lower case; ``text`` is the doc's.

    "Former Ohio Gov. Ann Lee", "Sen. Bo Kim (R-Fla.)", "Sen. Bo Kim of Florida".
    """
    words = set[str]()
    for token in reversed(doc[max(mention.start - _MOST_IN_FRONT, 0) : mention.start]):
        if token.pos_ not in _IN_FRONT or token.dep_ == "ROOT":
            break
        words.add(token.lower_)
    last = doc[mention.end - 1]
    end = last.idx + len(last)
    if found := _BEHIND.match(text, end, end + _LONGEST):
        words |= _PARTIES.get(found["party"], _NOTHING)
        words |= _states().get((found["state"] or "").strip(), _NOTHING)
    elif found := _OF.match(text, end, end + _LONGEST):
        words |= _states().get(found[1]) or _states().get(found[2], _NOTHING)
    return frozenset(words)


@cache
def _states() -> Mapping[str, frozenset[str]]:
    """The words of each state's name by it and by its abbreviations."""
    path = resource("data", "states.json")
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return {
        form: frozenset(state.casefold().split())
        for state, short in data["states"].items()
        for form in (state, *short)
    }
