"""Where agents are looked up by their names: what the resolution of identities asks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from string import ascii_lowercase, digits
from typing import Protocol

from kg.identity.agents import Known, Sort, sort_of_name
from kg.identity.decisions import Decision
from kg.identity.names import body, normal_form, person
from kg.identity.tables import tables
from kg.model import AgentKind

_FILLERS = frozenset({"of", "for", "on", "and", "the", "to"})


class Directory(Protocol):
    """Agents by their names, forms of names and decisions. All answers may come in any order."""

    def named(self, form: str) -> Iterable[Known]:
        """The agents whose name has this normal form."""

    def forms(self, key: str) -> Iterator[str]:
        """The normal forms of the names that have a key (see ``keys``); some more than once."""

    def called(self, form: str) -> Iterable[tuple[str, int]]:
        """The keys of agents that go by a shorter form in documents, with their number."""

    def calls(self, key: str) -> Iterable[str]:
        """The shorter forms, and surnames with a title, that an agent goes by in documents."""

    def agent(self, key: str) -> Known | None:
        """The agent with this key."""

    def about(self, form: str) -> Iterable[Decision]:
        """The decisions that name a normal form."""


def keys(name: str, kind: AgentKind) -> tuple[str, ...]:
    """Where an agent is found: under its normal form, its blocks, its surname and initial.

    An agent of unknown kind may turn out to be a person or an organisation: keys of both.
    """
    form = normal_form(name)
    sort = sort_of_name(name, kind)
    found = [f"name {form}"]
    if sort in {Sort.PERSON, Sort.UNKNOWN}:
        who = person(form)
        key = surname_key(who.surname, who.given[0]) if who.given else bare_key(who.surname)
        found.append(key)
        if who.full:
            found.append(who.block)
    if sort in {Sort.BODY, Sort.UNKNOWN}:
        found.append(body(form).block)
    if (word := institution_word(form)) and sort is Sort.BODY:
        found.append(institution_key(word))
    return tuple(found)


def institution_word(form: str) -> str | None:
    """The word by which an institution may be called: "harvard" of "harvard university"."""
    first, *rest = form.split()
    return first if not tables().institutions.isdisjoint(rest[:1]) else None


def institution_key(word: str) -> str:
    """The key of institutions that may be called by a word."""
    return f"institution {word}"


def surname_key(surname: str, initial: str) -> str:
    """The key of persons with this surname whose given name begins so."""
    return f"surname {surname.rsplit(maxsplit=1)[-1]} {initial}"


def bare_key(surname: str) -> str:
    """The key of names that are this surname without a given name."""
    return f"bare {surname.rsplit(maxsplit=1)[-1]}"


def surname_keys(surname: str) -> Iterator[str]:
    """The keys of all persons with this surname."""
    return (surname_key(surname, initial) for initial in ascii_lowercase + digits)


def is_short_for(short: str, full: str) -> bool:
    """Whether a normal form can be a shorter way to say another: some of its words, or initials.

    "clinton" for "hillary clinton", "fbi" for "federal bureau of investigation".
    """
    if short == full or not short:
        return False
    words = full.split()
    if set(short.split()) < set(words):
        return True
    initials = ("".join(w[0] for w in words), "".join(w[0] for w in words if w not in _FILLERS))
    return len(short) > 1 and short in initials


class MemoryDirectory:
    """A directory of everything, in memory.

    ``calls`` has, for agents by key, the documents that use a shorter form, by its normal form.
    """

    def __init__(
        self,
        agents: Iterable[Known],
        calls: Mapping[tuple[str, str], int],
        decisions: Iterable[Decision] = (),
    ) -> None:
        self._named: defaultdict[str, list[Known]] = defaultdict(list)
        self._forms: defaultdict[str, set[str]] = defaultdict(set)
        self._called: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        self._calls: defaultdict[str, list[str]] = defaultdict(list)
        self._about: defaultdict[str, list[Decision]] = defaultdict(list)
        self._by_key: dict[str, Known] = {}
        for agent in agents:
            self._by_key[agent.key] = agent
            form = normal_form(agent.name)
            self._named[form].append(agent)
            for key in keys(agent.name, agent.kind):
                self._forms[key].add(form)
        for (key, form), documents in calls.items():
            self._called[form].append((key, documents))
            self._calls[key].append(form)
        for decision in decisions:
            for form in {side.form for side in decision.sides}:
                self._about[form].append(decision)

    def named(self, form: str) -> list[Known]:
        """The agents whose name has this normal form."""
        return self._named.get(form, [])

    def forms(self, key: str) -> Iterator[str]:
        """The normal forms of the names that have a key."""
        return iter(self._forms.get(key, ()))

    def called(self, form: str) -> list[tuple[str, int]]:
        """The keys of agents that go by a shorter form in documents, with their number."""
        return self._called.get(form, [])

    def calls(self, key: str) -> list[str]:
        """The shorter forms, and surnames with a title, that an agent goes by in documents."""
        return self._calls.get(key, [])

    def agent(self, key: str) -> Known | None:
        """The agent with this key."""
        return self._by_key.get(key)

    def about(self, form: str) -> list[Decision]:
        """The decisions that name a normal form."""
        return self._about.get(form, [])
