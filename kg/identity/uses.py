"""Agents and the forms of their names, counted over documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.identity.agents import Known
from kg.identity.directory import is_short_for
from kg.identity.names import normal_form
from kg.model import AgentKind


@dataclass(slots=True)
class Uses:
    """In how many documents an agent is a source, and in how many by which shorter form.

    ``names`` are the names and kinds of agents by their keys; ``calls`` counts by key and form.
    """

    names: dict[str, tuple[str, AgentKind]] = field(default_factory=dict)
    documents: Counter[str] = field(default_factory=Counter)
    calls: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, forms: Mapping[tuple[str, str, AgentKind], Iterable[str]]) -> None:
        """Count one document: its agents (key, name, kind) and the words that name them."""
        for (key, name, kind), words in forms.items():
            self.names[key] = (name, kind)
            self.documents[key] += 1
            full = normal_form(name)
            short = {form for form in map(normal_form, words) if is_short_for(form, full)}
            self.calls.update((key, form) for form in short)

    def agents(self) -> list[Known]:
        """The agents with their counts, sorted by key."""
        return [Known(key, *self.names[key], self.documents[key]) for key in sorted(self.names)]
