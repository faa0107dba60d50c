"""The words behind the comparison of names: countries, given names, forms of companies."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.resources import resource

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """kg/identity/tables.json and kg/data/countries.json, folded to lower case ASCII.

    ``given`` maps a given name to the first of its class ("bill" to "william"): a name is in one
    class only, so that nicknames never chain; ``given_names`` are these and more.
    ``places`` maps each name of a country to the country, ``adjectives`` what stands for it
    inside a name ("kazakh"). ``states`` are abbreviations as news agencies write them, case as it
    stands, without the last full stop. ``acronyms`` are widely known. ``implied`` has bodies that
    only one country calls so. ``titles`` stand in front of persons' names; ``polities`` are what
    a place may be called by its constitution. A name with one of ``orderless`` may turn its words
    round ("Justice Department"); ``state_heads`` and ``state_phrases`` mark bodies that a country
    has one of; the name of one of ``institutions`` may be cut short before "for". A word of
    ``generic`` is no name without the "Corp." after it, and a bare surname of
    ``common_surnames`` says little.
    """

    given: Mapping[str, str]
    places: Mapping[Words, str]
    adjectives: Mapping[Words, str]
    states: Mapping[str, str]
    acronyms: Mapping[str, str]
    implied: Mapping[str, str]
    spellings: Mapping[str, str]
    suffixes: Mapping[str, str]
    honorifics: frozenset[str]
    degrees: frozenset[str]
    particles: frozenset[str]
    leading_particles: frozenset[str]
    legal_forms: frozenset[str]
    orderless: frozenset[str]
    given_names: frozenset[str]
    common_surnames: frozenset[str]
    institutions: frozenset[str]
    generic: frozenset[str]
    polities: frozenset[Words]
    titles: frozenset[Words]
    state_heads: frozenset[str]
    state_phrases: frozenset[Words]


@cache
def tables() -> Tables:
    """The tables, read once."""
    data: dict[str, Any] = json.loads(
        resource("identity", "tables.json").read_text(encoding="utf-8")
    )
    nations: dict[str, Any] = json.loads(
        resource("data", "countries.json").read_text(encoding="utf-8")
    )
    countries: dict[str, dict[str, list[str]]] = nations["countries"]
    sets = ("honorifics", "degrees", "particles", "leading_particles", "legal_forms")
    more = ("orderless", "state_heads", "common_surnames", "institutions", "generic")
    return Tables(
        given={name: names[0] for names in data["given"] for name in names},
        places={
            _words(name): country
            for country, words in countries.items()
            for name in (country, *words["names"])
        },
        adjectives={
            _words(name): country
            for country, words in countries.items()
            for name in words["adjectives"]
        },
        states=data["states"],
        acronyms=data["acronyms"],
        implied={body: country for country, them in data["implied"].items() for body in them},
        spellings=data["spellings"],
        suffixes=data["suffixes"],
        **{name: frozenset(data[name]) for name in (*sets, *more)},
        given_names=frozenset(data["given_names"]).union(*data["given"]),
        titles=frozenset(map(_words, data["titles"])),
        polities=frozenset(map(_words, data["polities"])),
        state_phrases=frozenset(map(_words, data["state_phrases"])),
    )


def _words(text: str) -> Words:
    return tuple(text.split())
