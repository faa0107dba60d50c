"""Nouns that tie somebody to somebody else: "spokeswoman", "official", "adviser"."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.model import Tie
from kg.resources import resource


@dataclass(frozen=True, slots=True)
class Roles:
    """Word lists of kg/data/roles.json, where their origin is stated; all in lower case.

    ``nouns`` give a role noun its tie; ``voices`` are pairs of words whose bearer speaks for
    somebody though the second alone does not say so ("press secretary"). A country or place
    stands behind ``state`` roles only, a person behind ``personal`` ones and those who speak;
    ``members`` are in a body ("people in the agency"), others at or of it.
    ``places`` are adjectives of countries with the country's name ("israeli": "Israel").
    """

    nouns: Mapping[str, Tie]
    voices: frozenset[str]
    state: frozenset[str]
    personal: frozenset[str]
    members: frozenset[str]
    places: Mapping[str, str]


@cache
def role_words() -> Roles:
    """The tables, read once."""
    data: dict[str, Any] = json.loads(resource("data", "roles.json").read_text(encoding="utf-8"))
    nouns = dict.fromkeys(data["belonging"], Tie.AFFILIATED)
    nouns |= dict.fromkeys(data["speaking"], Tie.ON_BEHALF)
    demonyms = {
        word: country for country, words in data["demonyms"].items() for word in words.split()
    }
    return Roles(
        nouns=nouns,
        voices=frozenset(data["voices"]),
        state=frozenset(data["state"]),
        personal=frozenset(data["personal"]),
        members=frozenset(data["members"]),
        places=demonyms,
    )
