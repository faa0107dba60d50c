"""Which agents' identities a change can touch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import URIRef

from kg.identity.agents import Sort
from kg.identity.decisions import Side, joined
from kg.identity.directory import bare_key, institution_word, keys
from kg.identity.names import person
from kg.rdf.iris import Iris
from kg.rdf.vocabulary import CKG
from kg.store.names import StoreDirectory


def affected(names: StoreDirectory, forms: Iterable[str]) -> set[URIRef]:
    """The agents whose identity may change when the agents with these normal forms do.

    ``names`` are those of the store before the change and after it, both together. These are the
    agents of the same blocks, those that people made one with them, the short forms that they may
    stand behind, and whoever had one of these as canonical agent.
    """
    iris = Iris(names.quads.base)
    seen: set[str] = set()
    queue = list(forms)
    while queue:
        form = queue.pop()
        if form not in seen:
            seen.add(form)
            queue += set(_near(names, form)) - seen
    touched = {iris.agent_with(agent.key) for form in seen for agent in names.named(form)}
    return touched | set(_mates(names, touched))


def _near(names: StoreDirectory, form: str) -> Iterator[str]:
    """The forms whose identity depends directly on those of this form."""
    iris = Iris(names.quads.base)
    for agent in names.named(form):
        for key in keys(agent.name, agent.kind):
            if key.startswith(("person ", "body ")):
                yield from names.forms(key)
        yield from names.shorter(iris.agent_with(agent.key))
    # Of whatever sort, and also when no document has the name: decisions lead through it.
    yield from (side.form for side in joined(Side(form, Sort.UNKNOWN), names.about))
    surname = person(form).surname
    yield surname
    yield from names.forms(bare_key(surname))
    if word := institution_word(form):
        yield word


def _mates(names: StoreDirectory, agents: set[URIRef]) -> Iterator[URIRef]:
    """Those that have the same canonical agent as one of these."""
    graph = Iris(names.quads.base).identities
    canonical = {
        URIRef(value)
        for agent in agents
        for _, _, value, _ in names.quads.quads(graph, subject=agent, predicate=CKG.canonicalAgent)
    }
    for one in canonical:
        for agent, *_ in names.quads.quads(graph, predicate=CKG.canonicalAgent, object=one):
            yield agent
