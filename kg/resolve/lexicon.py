"""The words behind the resolution of sources: what agents nouns and names' endings mean."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.model import AgentKind
from kg.resources import resource

SEXES = {"mr": "man", "ms": "woman"}
"""Of ``Lexicon.addresses``, those that tell the sex; all others are offices."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists of kg/data/agents.json, where their origin is stated; all in lower case.

    ``nouns`` and ``name_endings`` give the kind of a common noun and of a name by its head word,
    ``bodies`` that of whole names. ``titles`` stand in front of a person's name, ``portfolios``
    after "Secretary of". ``women`` and ``men`` are first names, titles and nouns.
    ``issued`` are documents that speak for whoever issued them ("the statement said");
    ``institutions`` are unique once they have a name in front ("Kazakh government");
    ``quantifiers`` make a plural a group of unknown members ("some foreign media");
    ``somebody`` are pronouns that mean no one in particular. ``classes`` go for any agent
    of their kind ("the agency", after the FBI). ``weak_titles`` are as often a part of an
    organisation's name, and the subjects of ``human_verbs`` are persons. ``company_forms`` may be
    left out of a company's name, ``short_titles`` are written out in full; ``also_called`` are
    nouns for whoever has a title ("senator": "lawmaker"). ``first_women`` and ``first_men`` are
    the first names of kg/data/first_names.json, many more and less sure than those in ``women``
    and ``men``. ``countries`` are those of kg/data/countries.json that nobody is called by.
    """

    nouns: Mapping[str, AgentKind]
    name_endings: Mapping[str, AgentKind]
    bodies: Mapping[str, AgentKind]
    titles: frozenset[str]
    portfolios: frozenset[str]
    women: frozenset[str]
    men: frozenset[str]
    issued: frozenset[str]
    institutions: frozenset[str]
    quantifiers: frozenset[str]
    human_verbs: frozenset[str]
    somebody: frozenset[str]
    classes: frozenset[str]
    weak_titles: frozenset[str]
    short_titles: Mapping[str, str]
    addresses: Mapping[tuple[str, ...], str]
    affairs: Mapping[tuple[str, ...], str]
    also_called: Mapping[str, tuple[str, ...]]
    company_forms: frozenset[str]
    first_women: frozenset[str]
    first_men: frozenset[str]
    countries: frozenset[str]

    @property
    def person_words(self) -> frozenset[str]:
        """First names and forms of address."""
        return self.women | self.men

    def is_first_name(self, word: str) -> bool:
        """Whether people are called so, or addressed."""
        return any(
            word in names for names in (self.women, self.men, self.first_women, self.first_men)
        )


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    data: dict[str, Any] = json.loads(resource("data", "agents.json").read_text(encoding="utf-8"))
    tables = ("nouns", "name_endings", "bodies")
    sexes = ("women", "men")
    mappings = ("short_titles", "also_called", "addresses", "affairs")
    words = data.keys() - {"about", "origin", *mappings, *tables, *sexes}
    fields: dict[str, Any] = {table: _kinds(data[table]) for table in tables}
    fields |= {name: frozenset(data[name]) for name in words}
    fields |= {sex: frozenset(data[sex]["titles"] + data[sex]["names"]) for sex in sexes}
    given: dict[str, Any] = json.loads(
        resource("data", "first_names.json").read_text(encoding="utf-8")
    )
    fields |= {f"first_{sex}": frozenset(given[sex].split()) for sex in sexes}
    fields["short_titles"] = data["short_titles"]
    addresses: dict[str, list[str]] = data["addresses"]
    fields["addresses"] = {
        tuple(form.split()): address for address, forms in addresses.items() for form in forms
    }
    nations: dict[str, Any] = json.loads(
        resource("data", "countries.json").read_text(encoding="utf-8")
    )["countries"]
    affairs: dict[str, str] = data["affairs"]
    fields["affairs"] = {tuple(words.split()): word for words, word in affairs.items()}
    names = {name for country, words in nations.items() for name in (country, *words["names"])}
    fields["countries"] = frozenset(names) - fields["women"] - fields["men"]
    fields["also_called"] = {title: tuple(nouns) for title, nouns in data["also_called"].items()}
    return Lexicon(**fields)


def _kinds(lists: Mapping[str, list[str]]) -> dict[str, AgentKind]:
    """Word to kind; the first list that has a word decides."""
    table: dict[str, AgentKind] = {}
    for kind, words in lists.items():
        for word in words:
            table.setdefault(word, AgentKind(kind))
    return table
