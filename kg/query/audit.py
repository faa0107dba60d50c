"""The audit: who said what, in which words, according to which article, and where exactly."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from rdflib import RDF, SDO, Literal, URIRef

from kg.errors import NotFoundError
from kg.model import Agent, Attribution, Record, ResolvedSource, Tie
from kg.query.sources import (
    by_call,
    by_comparison,
    by_exact_name,
    by_iri,
    by_normal_form,
    by_surname,
    hint,
)
from kg.rdf.iris import Iris
from kg.rdf.vocabulary import CKG
from kg.store.canonical import Canon, mates
from kg.store.documents import documents, find_document
from kg.store.excerpts import excerpt
from kg.store.interface import StoreReader


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One attribution, ready to be checked by a reader.

    ``mention``, ``cue``, ``addressee``, ``medium`` and ``claim`` are verbatim, fragments joined by
    " … ", "" when there is none; ``spans`` are the [start, end) of the claim in code points of the
    document's text. ``source`` is the source's canonical name, ``named_as`` the name that this
    document has for it; both, ``kind`` and ``resolution`` are None when nobody is the source.
    ``reported_by`` are those through whom the claim came, the outermost first; ``passes_on`` those
    whose words it passes on, the innermost last; ``credited_to`` the agencies to which the whole
    article is credited.

    ``standing`` says how the row is of the source that was asked for: "source" when it is the
    source itself, "together" when it is one of several that are, "on behalf of" or "affiliated
    with" when it stands behind the source; always "source" when nobody was asked for.
    ``on_behalf_of`` and ``affiliation`` name who stands behind it. ``number`` is "one" or "several"
    for a source without a name, ``anonymity`` the words that say why it has none.
    """

    source: str | None
    named_as: str | None
    kind: str | None
    mention: str
    resolution: str | None
    on_behalf_of: str | None
    affiliation: str | None
    standing: str
    number: str | None
    anonymity: str
    cue: str
    addressee: str
    medium: str
    claim: str
    form: str
    speech_act: str
    said_on: datetime.date | None
    document_id: str
    document_iri: str
    title: str | None
    published: datetime.date | None
    spans: tuple[tuple[int, int], ...]
    confidence: float | None
    reported_by: tuple[str, ...]
    passes_on: tuple[str, ...]
    credited_to: tuple[str, ...]


def audit(
    store: StoreReader, source: str | None = None, *, document: str | None = None
) -> list[AuditRow]:
    """Every attribution, or those of a source or in a document, in the order of the articles.

    Those of a source are what it said itself or together with others, what was said on its behalf,
    and what was said by those who belong to it: ``standing`` tells them apart.

    ``source`` is a name: exactly, else whatever the case, else a part of names. ``document`` is an
    IRI, id or title. NotFoundError, with the nearest names, when there is no such source or
    document, or several documents are called so.
    """
    agents = None if source is None else find_sources(store, source)
    places = None if agents is None else _places(store, agents)
    graphs = None if places is None else {*places}
    if document is not None:
        only = {URIRef(find_document(store, document).iri)}
        graphs = only if graphs is None else graphs & only
    iris = Iris(store.base)

    def wanted(agent: Agent | None) -> bool:
        return agents is None or (agent is not None and iris.agent(agent) in agents)

    canon = Canon(store)
    return [
        row
        for stored in documents(store, graphs)
        for iri in [URIRef(stored.iri)]
        for one in [excerpt(store, iri, places and places[iri])]
        for row in audit_rows(one, iris, wanted, canon.record(one))
    ]


def audit_rows(
    one: Record,
    iris: Iris,
    wanted: Callable[[Agent | None], bool] = lambda _: True,
    canonical: Record | None = None,
) -> Iterator[AuditRow]:
    """The rows of one record, in the order of the text, of those agents that are ``wanted``.

    ``canonical`` is the same record with the agents' canonical names.
    """
    shown = canonical or one
    below = {a.id: a.reports for a in one.attributions}
    above: dict[str, tuple[str, ...]] = dict.fromkeys(below, ())
    for outer, inner in ((a.id, inner) for a in one.attributions for inner in a.reports):
        above[inner] += (outer,)
    names = {a.id: _name(shown, a) for a in shown.attributions}
    address = str(iris.document(one.document))
    for attribution in sorted(one.attributions, key=lambda a: (a.extent, a.id)):
        resolved = one.sources.get(attribution.id)
        standing = _standing(resolved, wanted)
        if standing is None:
            continue
        known = shown.sources.get(attribution.id)
        tie = known.principal if known else None
        behind = {tie.tie: tie.agent.name} if tie else {}
        claim = one.claim_of(attribution)
        yield AuditRow(
            standing=standing,
            source=known.agent.name if known else None,
            named_as=resolved.agent.name if resolved else None,
            kind=str(known.agent.kind) if known else None,
            mention=one.quote(attribution.source),
            resolution=str(resolved.resolution) if resolved else None,
            on_behalf_of=behind.get(Tie.ON_BEHALF),
            affiliation=behind.get(Tie.AFFILIATED),
            number=str(resolved.number) if resolved and resolved.number else None,
            anonymity=one.quote(resolved.anonymity) if resolved else "",
            cue=one.quote(attribution.cue),
            addressee=one.quote(attribution.addressee),
            medium=one.quote(attribution.medium),
            claim=claim.text,
            form=str(attribution.form),
            speech_act=str(attribution.speech_act),
            said_on=attribution.uttered_on,
            document_id=one.document.id,
            document_iri=address,
            title=one.document.title,
            published=one.document.date,
            spans=tuple((span.start, span.end) for span in claim.statement),
            confidence=attribution.confidence,
            reported_by=tuple(names[i] for i in reversed(_reach(attribution.id, above))),
            passes_on=tuple(names[i] for i in _reach(attribution.id, below)),
            credited_to=tuple(credit.agent.name for credit in one.credits),
        )


def _standing(
    resolved: ResolvedSource | None, wanted: Callable[[Agent | None], bool]
) -> str | None:
    """How an attribution is of those who are wanted; None when it is not."""
    if wanted(resolved.agent if resolved else None):
        return "source"
    if resolved and any(map(wanted, resolved.members)):
        return "together"
    if resolved and resolved.principal and wanted(resolved.principal.agent):
        return str(resolved.principal.tie)
    return None


def find_sources(store: StoreReader, name: str) -> frozenset[URIRef]:
    """The agents that a name means, with all that are the same across documents.

    By exactly this name, else whatever the case, else by what names are compared by ("Foreign
    Ministry of Kazakhstan"), else those whose name has it, else whom documents call so ("Mrs.
    Lee"), else whoever alone can be. NotFoundError, with the nearest names, when there is none.
    """
    folded = name.casefold().strip()
    ways: tuple[Callable[[], Iterable[URIRef]], ...] = (
        lambda: _agents(store, Literal(name)),
        lambda: _first(store, name, (by_iri, by_exact_name, by_normal_form)),
        lambda: (a for a, known in _agents(store).items() if known.casefold() == folded),
        lambda: _first(store, name, (by_comparison,)),
        lambda: (a for a, known in _agents(store).items() if folded and folded in known.casefold()),
        lambda: by_call(store, name),
        lambda: _alone(store, by_surname(store, name)),
    )
    for way in ways:
        if found := set(way()):
            return frozenset(one for agent in found for one in mates(store, agent))
    raise NotFoundError(f"{store.name}: no source {name!r}{hint(store, name)}")


def _first(
    store: StoreReader, name: str, ways: Iterable[Callable[[StoreReader, str], set[URIRef]]]
) -> set[URIRef]:
    """The agents that the first of some ways finds."""
    return next(filter(None, (way(store, name) for way in ways)), set())


def _alone(store: StoreReader, agents: set[URIRef]) -> set[URIRef]:
    """The agents if they are all the same one across documents."""
    one = next(iter(agents), None)
    return agents if one is not None and agents <= set(mates(store, one)) else set()


def _agents(store: StoreReader, name: Literal | None = None) -> dict[URIRef, str]:
    """The names of all agents, or of those with exactly this name."""
    referents = Iris(store.base).referents
    return {
        subject: str(text)
        for subject, _, text, _ in store.quads(referents, predicate=SDO.name, object=name)
        if (subject, RDF.type, CKG.Agent, referents) in store
    }


def _places(store: StoreReader, agents: frozenset[URIRef]) -> dict[URIRef, set[URIRef]]:
    """By document the attributions of which one of the agents is the source, one of its members
    or stands behind it.
    """
    places: defaultdict[URIRef, set[URIRef]] = defaultdict(set)
    for agent in agents:
        for predicate in (CKG.source, CKG.sourceMember, CKG.onBehalfOf, CKG.affiliation):
            for attribution, _, _, graph in store.quads(predicate=predicate, object=agent):
                places[graph].add(attribution)
    return dict(places)


def _reach(start: str, steps: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Everything that steps lead to from ``start``, nearest first, each once."""
    reached: list[str] = []
    queue = list(steps[start])
    while queue:
        one = queue.pop(0)
        if one != start and one not in reached:
            reached.append(one)
            queue += steps[one]
    return reached


def _name(one: Record, attribution: Attribution) -> str:
    agent = one.agent_of(attribution)
    return agent.name if agent else "nobody named"
