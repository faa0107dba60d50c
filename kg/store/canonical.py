"""Records in which every source is called by its canonical name."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field

from rdflib import SDO, URIRef

from kg.model import Agent, AgentKind, Principal, Record, ResolvedSource
from kg.rdf.iris import Iris
from kg.rdf.vocabulary import CKG, member
from kg.store.documents import records
from kg.store.interface import StoreReader


@dataclass(slots=True)
class Canon:
    """What the graph of identities says of agents; remembers what it read."""

    store: StoreReader
    _agents: dict[URIRef, Agent | None] = field(default_factory=dict)

    def agent(self, agent: Agent) -> Agent:
        """The canonical agent under its canonical name; an agent without a name is itself."""
        iri = Iris(self.store.base).agent(agent)
        if iri not in self._agents:
            self._agents[iri] = self._read(canonical_iri(self.store, iri)) if agent.named else None
        return self._agents[iri] or agent

    def record(self, record: Record) -> Record:
        """The record with canonical agents as sources; its credits quote the article and stay."""
        sources = {id: self._source(source) for id, source in record.sources.items()}
        # A record is checked when it is made: most are as they were.
        return record if sources == record.sources else dataclasses.replace(record, sources=sources)

    def _source(self, source: ResolvedSource) -> ResolvedSource:
        principal = source.principal
        if principal is not None:
            principal = self._principal(principal)
        agent, members = self.agent(source.agent), frozenset(map(self.agent, source.members))
        return dataclasses.replace(source, agent=agent, principal=principal, members=members)

    def _principal(self, principal: Principal) -> Principal:
        return dataclasses.replace(principal, agent=self.agent(principal.agent))

    def _read(self, iri: URIRef) -> Agent | None:
        iris = Iris(self.store.base)
        facts = {
            predicate: value
            for graph in (iris.referents, iris.identities)
            for _, predicate, value, _ in self.store.quads(graph, subject=iri)
        }
        name, kind = facts.get(CKG.canonicalName, facts.get(SDO.name)), facts.get(CKG.agentKind)
        if name is None or kind is None:
            return None
        return Agent(str(name), member(AgentKind, kind))


def canonical_iri(store: StoreReader, agent: URIRef) -> URIRef:
    """The canonical agent of an agent; itself when the store says nothing of it."""
    graph = Iris(store.base).identities
    found = store.quads(graph, subject=agent, predicate=CKG.canonicalAgent)
    return next((URIRef(value) for _, _, value, _ in found), agent)


def mates(store: StoreReader, agent: URIRef) -> set[URIRef]:
    """All agents with the same canonical one, itself included."""
    graph = Iris(store.base).identities
    found = store.quads(graph, predicate=CKG.canonicalAgent, object=canonical_iri(store, agent))
    return {agent, *(one for one, *_ in found)}


def canonical_records(store: StoreReader) -> Iterator[Record]:
    """The records of all documents with canonical agents, sorted by document id and IRI."""
    return map(Canon(store).record, records(store))
