"""Sources across documents: which there are, and whom a name means that a user remembers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rdflib import RDF, SDO, SKOS, Literal, URIRef

from kg.identity.agents import SURE, Bearer, Known, Sort, bearers, sort_of
from kg.identity.compare import compare
from kg.identity.decisions import NAMING
from kg.identity.directory import surname_keys
from kg.identity.names import normal_form
from kg.identity.titles import told_apart
from kg.model import AgentKind
from kg.rdf.iris import Iris
from kg.rdf.vocabulary import CKG
from kg.store.canonical import canonical_iri, mates
from kg.store.identities import decisions
from kg.store.interface import StoreReader
from kg.store.names import StoreDirectory

_WITH_KIND = re.compile(rf"(.*\S)\s*\(({'|'.join(AgentKind)})\)")


@dataclass(frozen=True, slots=True)
class Source:
    """A source across documents.

    ``names`` are those by which documents call it in full, ``agents`` their agents, the canonical
    one first; ``documents`` counts them by agent, so one with two of its names counts twice.
    """

    iri: URIRef
    name: str
    kind: AgentKind
    documents: int
    names: tuple[str, ...]
    agents: tuple[Known, ...]
    item: str | None

    def __str__(self) -> str:
        return f"{self.name} ({self.kind})"


def sources(store: StoreReader) -> list[Source]:
    """All named sources, those of most documents first."""
    graph = Iris(store.base).identities
    members: defaultdict[URIRef, list[URIRef]] = defaultdict(list)
    for agent, _, canonical, _ in store.quads(graph, predicate=CKG.canonicalAgent):
        members[URIRef(canonical)].append(agent)
    directory = StoreDirectory(store)
    found = (_source(store, directory, iri, agents) for iri, agents in members.items())
    return sorted(
        (one for one in found if one is not None),
        key=lambda one: (-one.documents, one.name.casefold(), one.name, one.iri),
    )


def source(store: StoreReader, iri: URIRef) -> Source | None:
    """The source that an agent belongs to; None when there is no such named agent."""
    canonical = canonical_iri(store, iri)
    return _source(store, StoreDirectory(store), canonical, mates(store, iri))


def like(store: StoreReader, name: str) -> list[Source]:
    """All sources that a name can mean by any way, those of most documents first."""
    wanted, _ = name_and_kind(name)
    agents = {agent for way in WAYS for agent in way(store, wanted)}
    found = {one.iri: one for agent in agents if (one := source(store, agent)) is not None}
    return sorted(found.values(), key=lambda one: (-one.documents, one.name, one.iri))


def name_and_kind(name: str) -> tuple[str, AgentKind | None]:
    """ "Ford (company)" as name and kind; without a kind None."""
    match = _WITH_KIND.fullmatch(name.strip())
    return (match[1], AgentKind(match[2])) if match else (name, None)


def hint(store: StoreReader, name: str) -> str:
    """The nearest names, as the end of a message."""
    graph = Iris(store.base).referents
    known = {
        str(value).casefold(): str(value)
        for agent, _, value, _ in store.quads(graph, predicate=SDO.name)
        if (agent, RDF.type, CKG.Agent, graph) in store
    }
    near = process.extract(
        name.casefold(), list(known), scorer=fuzz.ratio, limit=3, score_cutoff=60
    )
    return f"; did you mean {' or '.join(repr(known[one]) for one, *_ in near)}?" if near else ""


def by_iri(store: StoreReader, name: str) -> set[URIRef]:
    """The agent with this IRI, or with the key at its end."""
    folder = f"{store.base}agent/"
    if not re.fullmatch(r"[0-9a-f]{32}", name.removeprefix(folder)):
        return set()
    agent = URIRef(folder + name.removeprefix(folder))
    return {agent} if StoreDirectory(store).known(agent) else set()


def by_exact_name(store: StoreReader, name: str) -> set[URIRef]:
    """The named agents of exactly this name, by a document or by decision."""
    iris, text = Iris(store.base), Literal(name.strip())
    named = store.quads(iris.identities, predicate=CKG.canonicalName, object=text)
    plain = store.quads(iris.referents, predicate=SDO.name, object=text)
    directory = StoreDirectory(store)
    return {agent for quads in (named, plain) for agent, *_ in quads if directory.known(agent)}


def by_normal_form(store: StoreReader, name: str) -> set[URIRef]:
    """The agents of this name, or called so by decision, but for case, accents and titles."""
    directory, form = StoreDirectory(store), normal_form(name)
    forms = {form}
    for decision in decisions(store):
        if decision.decided in NAMING and normal_form(decision.other) == form:
            forms.add(decision.sides[0].form)
    return _iris(store, (agent for one in forms for agent in directory.named(one)))


def by_comparison(store: StoreReader, name: str) -> set[URIRef]:
    """The agents that would be merged with one of this name: "Foreign Ministry of Kazakhstan"."""
    directory = StoreDirectory(store)
    form = normal_form(name)
    found: list[Known] = []
    for sort in (Sort.PERSON, Sort.BODY):
        given = Bearer(form, sort, ())
        for other in set(directory.forms(given.block)) if given.block else ():
            alike = compare(given, Bearer(other, sort, ())).score >= SURE
            if alike:
                found += (one for one in directory.named(other) if sort_of(one.kind) is sort)
    return _iris(store, found)


def by_call(store: StoreReader, name: str) -> set[URIRef]:
    """The agents that documents call so for short: "Lee", "Mrs. Lee"."""
    directory = StoreDirectory(store)
    called = (directory.agent(key) for key, _ in directory.called(normal_form(name)))
    return _iris(store, (one for one in called if one is not None))


def by_surname(store: StoreReader, name: str) -> set[URIRef]:
    """All persons of this surname but those whom a title in front of it excludes."""
    form = normal_form(name)
    who = Bearer(form, Sort.PERSON, ())
    if not form or not who.partial:
        return set()
    directory = StoreDirectory(store)
    forms = {f for key in surname_keys(who.person.surname) for f in directory.forms(key)}
    found = (one for form in forms for one in bearers(directory.named(form)))
    possible = (one for one in found if not told_apart(who, one, directory))
    return _iris(store, (agent for one in possible for agent in one.agents))


def by_less(store: StoreReader, name: str) -> set[URIRef]:
    """The agents that it may be a short form or a part of the name of."""
    return by_call(store, name) | by_surname(store, name) | by_part(store, name)


def by_part(store: StoreReader, name: str) -> set[URIRef]:
    """The named agents whose name has this in it, whatever the case."""
    folded = name.casefold().strip()
    directory = StoreDirectory(store)
    iris = Iris(store.base)
    own = store.quads(iris.referents, predicate=SDO.name)
    names = (*own, *store.quads(iris.identities, predicate=CKG.canonicalName))
    parts = (agent for agent, _, value, _ in names if folded and folded in str(value).casefold())
    return {agent for agent in parts if directory.known(agent)}


WAYS: tuple[Callable[[StoreReader, str], set[URIRef]], ...] = (
    by_iri,
    by_exact_name,
    by_normal_form,
    by_comparison,
    by_less,
)


def _iris(store: StoreReader, agents: Iterable[Known]) -> set[URIRef]:
    iris = Iris(store.base)
    return {iris.agent_with(agent.key) for agent in agents}


def _source(
    store: StoreReader, directory: StoreDirectory, iri: URIRef, agents: Iterable[URIRef]
) -> Source | None:
    canonical = directory.known(iri)
    if canonical is None:
        return None
    known = {one for agent in agents if (one := directory.known(agent)) is not None} | {canonical}
    ordered = sorted(known, key=lambda one: (one != canonical, -one.documents, one.name, one.key))
    graph = Iris(store.base).identities
    facts = {predicate: value for _, predicate, value, _ in store.quads(graph, subject=iri)}
    item = facts.get(SKOS.exactMatch)
    return Source(
        iri=iri,
        name=str(facts.get(CKG.canonicalName, canonical.name)),
        kind=canonical.kind,
        documents=sum(one.documents for one in ordered),
        names=tuple(dict.fromkeys(one.name for one in ordered)),
        agents=tuple(ordered),
        item=str(item).rpartition("/")[2] if item else None,
    )
