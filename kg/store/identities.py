"""The graph of identities: who is who across documents, kept in step with documents and decisions.

It has two parts. What is said of an agent by itself (its keys, how many documents have it, by
which shorter forms) is counted document by document. What follows from it (canonical agents and
merges) is worked out anew for the names that a change can touch, and for no others.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache

from rdflib import SDO, Literal, URIRef

from kg.identity.decisions import Decision
from kg.identity.directory import MemoryDirectory
from kg.identity.identities import Identities
from kg.identity.names import normal_form
from kg.identity.uses import Uses, calls
from kg.model import AgentKind, Spans
from kg.rdf.identities import (
    RESULTS,
    agent_quads,
    decision_quads,
    form_quads,
    identity_quads,
    matching_quads,
    read_decisions,
)
from kg.rdf.iris import Iris, span_named
from kg.rdf.literals import spans_at
from kg.rdf.quads import Quad
from kg.rdf.vocabulary import CKG
from kg.resources import resource
from kg.store.affected import affected
from kg.store.interface import Change, Quads, Store, StoreReader
from kg.store.names import StoreDirectory, agent_key, name_of
from kg.store.preview import Preview
from kg.store.referents import AGENT_POINTERS

_ABOUT_AGENTS = AGENT_POINTERS | {CKG.sourceMention, CKG.sourceEvidenceAt, SDO.text}

Words = Mapping[URIRef, set[str]]
"""The agents of a document, each with the words that stand for it there."""


@cache
def matcher() -> str:
    """SHA-256 of the rules: a store made by others is made anew when it is written to."""
    hashed = hashlib.sha256()
    tables = (resource("data", name) for name in ("agents.json", "countries.json"))
    for path in (*sorted(resource("identity").glob("*.*")), *tables):
        if path.suffix in {".py", ".json"}:
            hashed.update(path.name.encode() + b"\0" + path.read_bytes())
    return hashed.hexdigest()


def words_of(quads: Iterable[Quad]) -> Words:
    """The agents that a document's quads point to, with the words of sources that stand for them
    and the evidence that names them."""
    found: defaultdict[URIRef, set[str]] = defaultdict(set)
    sources: dict[URIRef, URIRef] = {}
    places: list[tuple[URIRef, Spans]] = []
    text = ""
    for subject, predicate, value, graph in quads:
        if predicate not in _ABOUT_AGENTS:
            continue
        if predicate in AGENT_POINTERS:
            found[URIRef(value)] |= set()
            if predicate == CKG.source:
                sources[subject] = URIRef(value)
        elif predicate == CKG.sourceMention:
            places.append((subject, (span_named(value),)))
        elif predicate == CKG.sourceEvidenceAt:
            places.append((subject, spans_at(value)))
        elif subject == graph:
            text = str(value)
    for attribution, spans in places:
        if len(spans) == 1 and attribution in sources:
            found[sources[attribution]].add(text[spans[0].start : spans[0].end])
    return found


def follow(store: StoreReader, old: Iterable[Quad], new: Iterable[Quad], change: Change) -> Change:
    """A change of documents with what it does to the graph of identities.

    ``old`` and ``new`` are the quads of the document that the change takes out and puts in; its
    referents are in ``change``.
    """
    before, after = words_of(old), words_of(new)
    if before == after:
        return change
    present, iris = store.remembered(), Iris(store.base)
    own = _in(change, {iris.referents})
    preview = Preview(present, own)
    names = {a: name_of(preview, a) or name_of(present, a) for a in {*before, *after}}
    named = {agent: name for agent, name in names.items() if name is not None}
    counts = _counts(StoreDirectory(present), named, before, after)
    if not counts:
        return change
    mark = tuple(matching_quads(matcher(), iris))
    if _emptied(store, counts, iris):
        counts = Change((*counts.remove, *mark), counts.add)
    else:
        counts = Change(counts.remove, (*counts.add, *mark))
    forms = {normal_form(name) for name, _ in named.values()}
    settled = _settled(present, own + counts, forms)
    return change + counts + settled


def decide(store: StoreReader, made: Iterable[Decision], undone: Iterable[Decision] = ()) -> Change:
    """The change that puts decisions into a store, or takes them out, with what follows."""
    iris = Iris(store.base)
    made, undone = tuple(made), tuple(undone)
    change = Change(
        remove=tuple(quad for one in undone for quad in decision_quads(one, iris)),
        add=tuple(quad for one in made for quad in decision_quads(one, iris)),
    )
    forms = {side.form for one in (*made, *undone) for side in one.sides}
    return change + _settled(store.remembered(), change, forms)


def decisions(store: Quads) -> list[Decision]:
    """The decisions in a store, the oldest first."""
    return read_decisions(quad[:3] for quad in store.quads(Iris(store.base).decisions))


def derived_identities(uses: Uses, made: Iterable[Decision], iris: Iris) -> Iterator[Quad]:
    """The whole graph of identities for what all documents say and people decided."""
    agents = uses.agents()
    if not agents:
        return
    yield from matching_quads(matcher(), iris)
    for agent in agents:
        yield from agent_quads(agent, iris)
    for (key, form), documents in uses.calls.items():
        yield from form_quads(key, form, documents, iris)
    found = Identities(MemoryDirectory(agents, uses.calls, made))
    for agent in agents:
        yield from identity_quads(found.identity(agent), iris)


def count(uses: Uses, quads: Iterable[Quad], referents: Quads) -> None:
    """Add one document to ``uses``; ``referents`` has the names of its agents."""
    named = ((agent, name_of(referents, agent), words) for agent, words in words_of(quads).items())
    uses.add({(agent_key(agent), *known): words for agent, known, words in named if known})


def about_agents(store: StoreReader, document: URIRef) -> Iterator[Quad]:
    """What ``words_of`` reads of a document: a twentieth of its graph."""
    for predicate in sorted(_ABOUT_AGENTS - {SDO.text}):
        yield from store.quads(document, predicate=predicate)
    yield from store.quads(document, subject=document, predicate=SDO.text)


def rebuild_identities(store: Store) -> bool:
    """Make the graph of identities anew from documents and decisions; whether it differed."""
    iris = Iris(store.base)
    uses = Uses()
    for graph in store.graphs():
        if graph.startswith(f"{store.base}document/"):
            count(uses, about_agents(store, graph), store)
    old = set(store.quads(iris.identities))
    new = set(derived_identities(uses, decisions(store), iris))
    change = Change(remove=tuple(old - new), add=tuple(new - old))
    if change:
        store.apply(change)
    return bool(change)


def up_to_date(store: Store) -> None:
    """Make the graph of identities anew if other rules made it, or none yet."""
    iris = Iris(store.base)
    if not _made(store, iris) and any(True for _ in store.quads(iris.referents)):
        rebuild_identities(store)


def _made(store: StoreReader, iris: Iris) -> bool:
    return (iris.identities, CKG.matcherHash, Literal(matcher()), iris.identities) in store


def _emptied(store: StoreReader, counts: Change, iris: Iris) -> bool:
    """Whether no named agent is left after a change."""
    after = Preview(store, counts).quads(iris.identities, predicate=CKG.documentCount)
    return next(after, None) is None


def _counts(
    present: StoreDirectory,
    named: Mapping[URIRef, tuple[str, AgentKind]],
    before: Words,
    after: Words,
) -> Change:
    """What a document changes in the counts of its agents and of their shorter forms."""
    iris = Iris(present.quads.base)
    remove: list[Quad] = []
    add: list[Quad] = []
    beside = [[normal_form(named[a][0]) for a in words if a in named] for words in (before, after)]
    for agent, name in sorted(named.items()):
        key = agent_key(agent)
        stored = Uses()
        if (known := present.known(agent)) is not None:
            stored.names[key], stored.documents[key] = name, known.documents
            stored.calls.update({(key, f): n for f, n in present.shorter(agent).items()})
        changed = Uses(dict(stored.names), Counter(stored.documents), Counter(stored.calls))
        if agent in before:
            changed.documents[key] -= 1
            changed.calls.subtract((key, form) for form in calls(*name, before[agent], beside[0]))
        if agent in after:
            changed.names[key] = name
            changed.documents[key] += 1
            changed.calls.update((key, form) for form in calls(*name, after[agent], beside[1]))
        old, new = set(_own(stored, iris)), set(_own(changed, iris))
        remove += sorted(old - new)
        add += sorted(new - old)
    return Change(tuple(remove), tuple(add))


def _own(uses: Uses, iris: Iris) -> Iterator[Quad]:
    for agent in uses.agents():
        if agent.documents > 0:
            yield from agent_quads(agent, iris)
    for (key, form), documents in uses.calls.items():
        if documents > 0:
            yield from form_quads(key, form, documents, iris)


def _settled(present: Quads, change: Change, forms: set[str]) -> Change:
    """What follows for identities from a change of names, counts or decisions of these forms."""
    iris = Iris(present.base)
    directory = StoreDirectory(Preview(present, change))
    found = Identities(directory)
    both = StoreDirectory(Preview(present, Change(add=change.add)))
    touched = affected(both, forms)
    old = {quad for agent in touched for quad in _results(present, agent, iris)}
    new = {
        quad
        for agent in touched
        if (known := directory.known(agent)) is not None
        for quad in identity_quads(found.identity(known), iris)
    }
    return Change(tuple(sorted(old - new)), tuple(sorted(new - old)))


def _in(change: Change, graphs: Collection[URIRef]) -> Change:
    """What a change does to some graphs."""
    return Change(
        tuple(quad for quad in change.remove if quad[3] in graphs),
        tuple(quad for quad in change.add if quad[3] in graphs),
        tuple(graph for graph in change.drop if graph in graphs),
    )


def _results(store: Quads, agent: URIRef, iris: Iris) -> Iterator[Quad]:
    yield from (q for q in store.quads(iris.identities, subject=agent) if q[1] in RESULTS)
    yield from store.quads(iris.identities, subject=iris.merge(agent_key(agent)))
