"""Agents and the forms of their names, counted over documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from kg.identity.agents import Known
from kg.identity.directory import is_short_for
from kg.identity.names import GENERATIONS, address_at, given_class, normal_form, person, plain
from kg.model import AgentKind


@dataclass(slots=True)
class Uses:
    """In how many documents an agent is a source, and in how many by which shorter form.

    A son's own full form is counted among the shorter ones in documents that have a namesake
    without the "Jr." as well.

    ``names`` are the names and kinds of agents by their keys; ``calls`` counts by key and form.
    """

    names: dict[str, tuple[str, AgentKind]] = field(default_factory=dict)
    documents: Counter[str] = field(default_factory=Counter)
    calls: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, forms: Mapping[tuple[str, str, AgentKind], Iterable[str]]) -> None:
        """Count one document: its agents (key, name, kind) and the words that name them."""
        names = [normal_form(name) for _, name, _ in forms]
        for (key, name, kind), words in forms.items():
            self.names[key] = (name, kind)
            self.documents[key] += 1
            self.calls.update((key, form) for form in calls(name, kind, words, names))

    def agents(self) -> list[Known]:
        """The agents with their counts, sorted by key."""
        return [Known(key, *self.names[key], self.documents[key]) for key in sorted(self.names)]


def calls(name: str, kind: AgentKind, words: Iterable[str], names: Iterable[str]) -> set[str]:
    """The forms of one agent's name that are counted in a document.

    ``words`` stand for it there, by a name or not; ``names`` are the normal forms of all agents'
    names of the document.
    """
    full, words = normal_form(name), set(words)
    said = {normal_form(one) for one in words}
    said |= {_part(one, full) for one in said}
    short = {form for form in said if is_short_for(form, full)}
    if kind is AgentKind.PERSON:
        short |= {form for one in words for form in _addressed(one, full)} - {full}
    namesake = kind is AgentKind.PERSON and any(is_namesake(full, other) for other in names)
    return short | {full} if namesake else short


def _part(words: str, full: str) -> str:
    """The longest run of words that a full name has: "ford" of "republican nominee ford"."""
    name = set(full.split())
    runs = [list(run) for known, run in groupby(words.split(), name.__contains__) if known]
    longest = max(runs, key=len, default=[])
    return " ".join(longest)


def _addressed(words: str, full: str) -> Iterator[str]:
    """A surname with the titles in front of the name: "senator lee" of "Senator Ann Lee"."""
    surname = person(full).surname
    name = {*full.split()} - {*person(full).address.split()}
    said = plain(words)
    for at in range(len(said)):
        address, rest = address_at(said, at)
        if address and rest and rest[0] in name:
            yield f"{address} {surname}"


def is_namesake(full: str, other: str) -> bool:
    """Whether a normal form is another with "Jr." or "III" behind it: a son's, beside his father's.

    Given names may differ in form and middle names may be left out.
    """
    junior, elder = person(full), person(other)
    return (
        junior.suffix != elder.suffix
        and junior.suffix in GENERATIONS
        and junior.surname == elder.surname
        and junior.full
        and given_class(junior.given) == given_class(elder.given)
    )
