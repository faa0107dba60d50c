"""What is known of an agent when names are compared, and the bearers of one name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from kg.identity.names import Body, Person, body, normal_form, person
from kg.identity.tables import tables
from kg.model import AgentKind
from kg.resolve.lexicon import lexicon

SURE = 0.8
"""What a share or score has to reach for two names to become one agent."""

DOUBT = 0.5
"""Documents that one has to imagine on the other side: two of two are 0.8, one of one is not."""


class Sort(StrEnum):
    """Kinds that are compared in the same way; agents of two sorts are never the same."""

    PERSON = "person"
    BODY = "body"
    DOCUMENT = "document"
    GROUP = "group"
    UNKNOWN = "unknown"


_SORTS = {
    AgentKind.PERSON: Sort.PERSON,
    AgentKind.DOCUMENT: Sort.DOCUMENT,
    AgentKind.GROUP: Sort.GROUP,
    AgentKind.UNKNOWN: Sort.UNKNOWN,
}
MISREAD = frozenset({AgentKind.ORGANISATION, AgentKind.GOVERNMENT_BODY, AgentKind.MEDIA_OUTLET})
"""Kinds that persons are taken for by mistake. There are companies with persons' names."""

_CAMELS = frozenset({"Mc", "Mac", "De", "Di", "Du", "Da", "La", "Le", "Van", "Von", "Fitz", "Al"})
_LONGEST = 3
"""Words of a name that is a person's by its given name alone."""


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """A named agent: its key, name and kind, and in how many documents it is a source."""

    key: str
    name: str
    kind: AgentKind
    documents: int


@dataclass(frozen=True)
class Bearer:
    """All agents of one name and sort: what a full comparison takes for one from the start."""

    form: str
    sort: Sort
    agents: tuple[Known, ...]

    @property
    def documents(self) -> int:
        """In how many documents one of them is a source, at most."""
        return sum(agent.documents for agent in self.agents)

    @cached_property
    def best(self) -> Known:
        """The agent that most documents have."""
        return min(self.agents, key=_importance)

    @cached_property
    def person(self) -> Person:
        """The name as a person's."""
        return person(self.form)

    @cached_property
    def body(self) -> Body:
        """The name as an organisation's."""
        return body(self.form)

    @property
    def block(self) -> str | None:
        """Where names stand that it is compared with; None for those that it is not."""
        if self.sort is Sort.PERSON:
            return self.person.block if self.person.full else None
        return self.body.block if self.sort is Sort.BODY else None

    @property
    def short(self) -> bool:
        """Whether it can be a short form of another name."""
        if self.sort is Sort.PERSON:
            named = self.person.given in tables().given_names or bool(self.person.middles)
            return not (self.person.full and named)  # "Peña Nieto" is a surname
        return self.sort is Sort.BODY or " " not in self.form

    @cached_property
    def no_given_name(self) -> bool:
        """Whether it is no given name, or has a title in front of it somewhere."""
        given = self.form in tables().given_names
        return not given or any(is_titled(agent.name) for agent in self.agents)

    @property
    def partial(self) -> bool:
        """Whether it is a person's name without the given name."""
        return self.sort is Sort.PERSON and not self.person.full


def sort_of(kind: AgentKind) -> Sort:
    """The sort of a kind: organisations of all kinds are one."""
    return _SORTS.get(kind, Sort.BODY)


def sort_of_name(name: str, kind: AgentKind) -> Sort:
    """The sort of a name of this kind, where the words do not tell that it was misread.

    A given name and a surname are a person's, unless a company has them; places and what ends
    like an organisation ("Caucus") are no persons; inhabitants of a country are a group.
    """
    form = normal_form(name)
    words = form.split()
    institution = words[-1] in lexicon().name_endings
    if kind in MISREAD and is_full_name(form) and not institution and len(words) <= _LONGEST:
        return Sort.PERSON
    if kind is AgentKind.PERSON and not is_full_name(form):
        known = tables()
        if tuple(words) in known.places or (institution and len(words) > 1) or _is_camel(name):
            return Sort.BODY
        if form.endswith("s") and (form[:-1],) in known.adjectives:
            return Sort.GROUP
    return sort_of(kind)


def bearers(agents: Iterable[Known]) -> tuple[Bearer, ...]:
    """Agents of one normal form as bearers, sorted by sort.

    An agent of unknown kind goes with those of a known one when that one has the name (nearly)
    alone: a share of SURE of the documents. A group's name that was rarely taken for a
    person's is the group's.
    """
    agents = sorted(agents)
    if not agents:
        return ()
    form = normal_form(agents[0].name)
    found: dict[Sort, list[Known]] = {}
    for agent in agents:
        found.setdefault(sort_of_name(agent.name, agent.kind), []).append(agent)
    if Sort.PERSON in found and any(_is_camel(agent.name) for agent in agents):
        _move(found, Sort.PERSON, Sort.BODY, found[Sort.PERSON])
    if found.keys() >= {Sort.PERSON, Sort.GROUP}:
        share = _count(found[Sort.GROUP]) / (_count(found[Sort.PERSON] + found[Sort.GROUP]) + DOUBT)
        if share >= SURE:
            _move(found, Sort.PERSON, Sort.GROUP, found[Sort.PERSON])
    if unknown := found.get(Sort.UNKNOWN):
        known: list[Sort] = [sort for sort in found if sort is not Sort.UNKNOWN]
        total = sum(_count(found[sort]) for sort in known)
        clear = [s for s in known if len(known) == 1 or _count(found[s]) / (total + DOUBT) >= SURE]
        camel = any(_is_camel(agent.name) for agent in unknown)
        guess: list[Sort] = clear or ([] if known else [Sort.BODY if camel else _guess(form)])
        if guess and guess[0] is not Sort.UNKNOWN:
            _move(found, Sort.UNKNOWN, guess[0], unknown)
    return tuple(Bearer(form, sort, tuple(sorted(found[sort]))) for sort in sorted(found))


def is_titled(name: str) -> bool:
    """Whether a form of address or an office stands in front of a name: "Ms. Lee"."""
    words = name.lower().replace(".", "").split()
    known = tables()
    return words[0] in known.honorifics or any(
        tuple(words[:length]) in known.titles for length in range(1, len(words))
    )


def _is_camel(name: str) -> bool:
    """Whether it is one word with capitals inside that no surname has ("PolitiFact")."""
    inside = re.search(r"[a-z][A-Z]", name)
    return inside is not None and " " not in name and name[: inside.end() - 1] not in _CAMELS


def is_full_name(form: str) -> bool:
    """Whether a normal form begins with a known given name and goes on."""
    first, _, rest = form.partition(" ")
    return bool(rest) and first in tables().given_names


def _guess(form: str) -> Sort:
    """The sort of a name that nothing is known of."""
    if is_full_name(form) or person(form).address:
        return Sort.PERSON
    return Sort.BODY if " " in form else Sort.UNKNOWN


def _move(found: dict[Sort, list[Known]], old: Sort, new: Sort, agents: list[Known]) -> None:
    left = [agent for agent in found[old] if agent not in agents]
    found.setdefault(new, []).extend(agents)
    if left:
        found[old] = left
    else:
        del found[old]


def _count(agents: Iterable[Known]) -> int:
    return sum(agent.documents for agent in agents)


def _importance(agent: Known) -> tuple[bool, int, int, str, str]:
    return is_titled(agent.name), -agent.documents, -len(agent.name), agent.name, agent.key


def kinds_of(agents: Iterable[Known]) -> AgentKind:
    """The kind that most documents give these agents; unknown only when all say so."""
    counts: Counter[AgentKind] = Counter()
    for agent in agents:
        counts[agent.kind] += agent.documents
    return min(counts, key=lambda kind: (kind is AgentKind.UNKNOWN, -counts[kind], kind))
