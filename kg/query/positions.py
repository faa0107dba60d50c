"""Positions over time as rows."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from rdflib import SDO, URIRef

from kg.query.audit import find_sources
from kg.query.claims import claims
from kg.rdf.iris import Iris
from kg.rdf.vocabulary import CKG
from kg.relations.positions import positions
from kg.relations.statement import statements_of
from kg.store.canonical import Canon, canonical_iri
from kg.store.documents import record, records
from kg.store.interface import StoreReader


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """What a source, by its canonical name, held about something on a day; ``changed`` when it had
    held otherwise before. ``standing`` is "together" when it said so as one of several, else
    "source"."""

    day: datetime.date | None
    source: str
    about: str
    position: str
    changed: bool
    claim: str
    text: str
    document: str
    standing: str


def timeline(
    store: StoreReader, *, by: str | None = None, about: str | None = None, changes: bool = False
) -> list[TimelineRow]:
    """Who held what when, alone or together with others, source by source and thing by thing, in
    the order of days.

    ``by``: a source's name (see ``find_sources``); ``about``: words that the claim has, whatever
    the case; ``changes``: only things about which the source changed its position. NotFoundError
    when there is no such source.
    """
    graphs = None
    names = None
    if by is not None:
        agents = find_sources(store, by)
        quads = [quad for agent in agents for quad in store.quads(object=agent)]
        graphs = sorted({quad[3] for quad in quads if "/document/" in quad[3]})
        names = _names(store, {canonical_iri(store, agent) for agent in agents})
    read = records(store) if graphs is None else (record(store, graph) for graph in graphs)
    found = map(Canon(store).record, read)
    texts = {row.claim: row for row in claims(store)}
    folded = (about or "").casefold().strip()
    rows = [
        TimelineRow(
            day=one.day,
            source=one.source,
            about=one.subject,
            position=one.position,
            changed=one.changed,
            claim=one.claim,
            text=texts[one.claim].text,
            document=texts[one.claim].document,
            standing="together" if one.together else "source",
        )
        for one in positions(s for each in found for s in statements_of(each))
        if (names is None or one.source in names)
        and (not folded or folded in f"{one.subject} {texts[one.claim].text}".casefold())
    ]
    if changes:
        changed = {(row.source, row.about) for row in rows if row.changed}
        rows = [row for row in rows if (row.source, row.about) in changed]
    return rows


def _names(store: StoreReader, agents: set[URIRef]) -> set[str]:
    """What canonical agents are called."""
    iris = Iris(store.base)
    called = ((iris.referents, SDO.name), (iris.identities, CKG.canonicalName))
    return {
        str(quad[2]).casefold()
        for agent in agents
        for graph, predicate in called
        for quad in store.quads(graph, subject=agent, predicate=predicate)
    }
