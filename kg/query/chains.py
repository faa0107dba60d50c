"""Chains of reports: through whom each statement came, from the outermost to its origin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Agent, Attribution, Record, Tie
from kg.query.audit import find_sources
from kg.rdf.iris import Iris
from kg.rdf.vocabulary import CKG
from kg.store.documents import documents, record
from kg.store.interface import StoreReader


@dataclass(frozen=True, slots=True)
class Link:
    """One attribution of a chain; ``source`` and ``kind`` are None when nobody is its source.

    ``on_behalf_of`` is for whom the source speaks; ``claim`` what it is said to have said.
    """

    attribution: str
    source: str | None
    kind: str | None
    on_behalf_of: str | None
    claim: str


@dataclass(frozen=True, slots=True)
class Chain:
    """One way of a statement into an article: ``links`` from the outermost to the innermost.

    ``credited_to`` are the agencies to which the whole article is credited: their report has all
    of the links in it, and they are no link themselves, since nobody is said to have said so.
    """

    document_id: str
    document_iri: str
    credited_to: tuple[str, ...]
    links: tuple[Link, ...]

    @property
    def root(self) -> str | None:
        """Through whom it all came: the credited agency, else the source of the outermost link."""
        return self.credited_to[0] if self.credited_to else self.links[0].source

    @property
    def origin(self) -> str | None:
        """Whose words it is in the end: the source of the innermost link."""
        return self.links[-1].source


def chains(store: StoreReader, source: str | None = None) -> list[Chain]:
    """All chains of two links and more, and those of articles that are credited to an agency.

    In the order of the articles and their text. With ``source``, a name as ``audit`` takes it,
    the chains in which it is a link, stands behind one, or is the agency. NotFoundError when
    nobody is called so.
    """
    agents = None if source is None else find_sources(store, source)
    iris = Iris(store.base)
    graphs = None
    if agents is not None:
        pointers = (CKG.source, CKG.onBehalfOf, CKG.affiliation, CKG.creditedTo)
        graphs = {
            graph
            for agent in agents
            for predicate in pointers
            for _, _, _, graph in store.quads(predicate=predicate, object=agent)
        }
    found: list[Chain] = []
    for stored in documents(store, graphs):
        one = record(store, stored.iri)
        credited = {iris.agent(credit.agent) for credit in one.credits}
        for path in paths(one):
            if len(path) < 2 and not one.credits:
                continue
            there = credited | {iris.agent(agent) for link in path for agent in _agents(one, link)}
            if agents is None or agents & there:
                found.append(_chain(one, path, stored.iri, iris))
    return found


def paths(one: Record) -> Iterator[tuple[Attribution, ...]]:
    """Each way through the attributions of a record from an outermost to an innermost one."""
    by_id = {attribution.id: attribution for attribution in one.attributions}
    reported = {inner for attribution in one.attributions for inner in attribution.reports}

    def below(path: tuple[Attribution, ...]) -> Iterator[tuple[Attribution, ...]]:
        inner = [by_id[id] for id in path[-1].reports if by_id[id] not in path]
        if not inner:
            yield path
        for following in sorted(inner, key=lambda a: (a.extent, a.id)):
            yield from below((*path, following))

    for attribution in sorted(one.attributions, key=lambda a: (a.extent, a.id)):
        if attribution.id not in reported:
            yield from below((attribution,))


def _agents(one: Record, attribution: Attribution) -> Iterator[Agent]:
    resolved = one.sources.get(attribution.id)
    if resolved is not None:
        yield resolved.agent
        if resolved.principal is not None:
            yield resolved.principal.agent


def _chain(one: Record, path: tuple[Attribution, ...], iri: str, iris: Iris) -> Chain:
    names = iris.within(one.document)
    links = []
    for attribution in path:
        resolved = one.sources.get(attribution.id)
        principal = resolved.principal if resolved else None
        speaks = principal is not None and principal.tie is Tie.ON_BEHALF
        links.append(
            Link(
                attribution=str(names.attribution(attribution.id)),
                source=resolved.agent.name if resolved else None,
                kind=str(resolved.agent.kind) if resolved else None,
                on_behalf_of=principal.agent.name if principal and speaks else None,
                claim=one.claim_of(attribution).text,
            )
        )
    credited = tuple(credit.agent.name for credit in one.credits)
    return Chain(one.document.id, iri, credited, tuple(links))
