"""The names of a store's agents, looked up in its graphs: a directory for ``kg.identity``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rdflib import SDO, URIRef

from kg.identity.agents import Known
from kg.identity.decisions import Decision
from kg.identity.names import normal_form
from kg.model import AgentKind
from kg.rdf.identities import read_decisions
from kg.rdf.iris import Iris
from kg.rdf.literals import string
from kg.rdf.vocabulary import CKG, AgentStatus, concept, member
from kg.store.interface import Quads

_NAMED = concept(AgentStatus.NAMED)


def agent_key(agent: URIRef) -> str:
    """The key of an agent from its IRI."""
    return agent.rpartition("/")[2]


def name_of(quads: Quads, agent: URIRef) -> tuple[str, AgentKind] | None:
    """The name and kind that the graph of referents has of a named agent, else None."""
    facts = {p: o for _, p, o, _ in quads.quads(Iris(quads.base).referents, subject=agent)}
    name, kind = facts.get(SDO.name), facts.get(CKG.agentKind)
    if facts.get(CKG.agentStatus) != _NAMED or name is None or kind is None:
        return None
    return str(name), member(AgentKind, kind)


@dataclass(slots=True)
class StoreDirectory:
    """The named agents of a store, or of a preview of it, by their names; remembers them."""

    quads: Quads
    _known: dict[URIRef, Known | None] = field(default_factory=dict)
    _named: dict[str, tuple[Known, ...]] = field(default_factory=dict)
    _about: dict[str, list[Decision]] = field(default_factory=dict)

    @property
    def _iris(self) -> Iris:
        return Iris(self.quads.base)

    def known(self, agent: URIRef) -> Known | None:
        """A named agent with its number of documents; None for one that is not (any more)."""
        if agent not in self._known:
            named = name_of(self.quads, agent)
            count = self._count(agent, CKG.documentCount)
            self._known[agent] = Known(agent_key(agent), *named, count) if named and count else None
        return self._known[agent]

    def named(self, form: str) -> tuple[Known, ...]:
        """The agents whose name has this normal form."""
        if form not in self._named:
            self._named[form] = tuple(self._with(f"name {form}"))
        return self._named[form]

    def forms(self, key: str) -> Iterator[str]:
        """The normal forms of the names that have a key."""
        return (normal_form(agent.name) for agent in self._with(key))

    def called(self, form: str) -> Iterator[tuple[str, int]]:
        """The keys of agents that go by a shorter form in documents, with their number."""
        graph = self._iris.identities
        found = self.quads.quads(graph, predicate=CKG.formKey, object=string(form))
        for node, *_ in list(found):
            facts = {p: o for _, p, o, _ in self.quads.quads(graph, subject=node)}
            yield agent_key(URIRef(facts[CKG.formOf])), int(facts[CKG.formCount])

    def calls(self, key: str) -> Iterable[str]:
        """The shorter forms, and surnames with a title, that an agent goes by in documents."""
        return self.shorter(self._iris.agent_with(key))

    def agent(self, key: str) -> Known | None:
        """The agent with this key."""
        return self.known(self._iris.agent_with(key))

    def shorter(self, agent: URIRef) -> dict[str, int]:
        """The shorter forms of an agent's name, with the number of documents that use each."""
        graph = self._iris.identities
        return {
            str(form): self._count(node, CKG.formCount)
            for node, *_ in list(self.quads.quads(graph, predicate=CKG.formOf, object=agent))
            for _, _, form, _ in self.quads.quads(graph, subject=node, predicate=CKG.formKey)
        }

    def about(self, form: str) -> list[Decision]:
        """The decisions that name a normal form."""
        if form not in self._about:
            graph = self._iris.decisions
            nodes = self.quads.quads(graph, predicate=CKG.decisionKey, object=string(form))
            self._about[form] = read_decisions(
                quad[:3]
                for node, *_ in list(nodes)
                for quad in self.quads.quads(graph, subject=node)
            )
        return self._about[form]

    def _with(self, key: str) -> Iterable[Known]:
        graph = self._iris.identities
        for agent, *_ in self.quads.quads(graph, predicate=CKG.nameKey, object=string(key)):
            if known := self.known(agent):
                yield known

    def _count(self, node: URIRef, predicate: URIRef) -> int:
        found = self.quads.quads(self._iris.identities, subject=node, predicate=predicate)
        return max((int(value) for _, _, value, _ in found), default=0)
