"""Through whom a statement came: chains, roots, copies.

Each function asks the shipped question of its name (``kg/query/sparql``); columns are fields.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

from rdflib import URIRef

from kg.query.typed import ask
from kg.store.interface import StoreReader


class ChainStep(NamedTuple):
    """A row of ``chain_to_root``."""

    attribution: str
    depth: int
    source: str | None
    claim: str
    id: str
    step: str


def chain_to_root(store: StoreReader, attribution: str) -> tuple[ChainStep, ...]:
    """From an attribution (its IRI) to the innermost that it reports."""
    return ask(store, "chain-to-root", ChainStep, {"attribution": URIRef(attribution)})


class UnnamedClaim(NamedTuple):
    """A row of ``only_unnamed``."""

    claim: str
    source: str | None
    id: str
    statement: str


def only_unnamed(store: StoreReader) -> tuple[UnnamedClaim, ...]:
    """Claims that nobody with a name stands for."""
    return ask(store, "only-unnamed", UnnamedClaim, {})


class Root(NamedTuple):
    """A row of ``independent_roots``."""

    claim: str
    root: str
    kind: str
    documents: int
    outlets: int


def independent_roots(store: StoreReader, claim: str) -> tuple[Root, ...]:
    """Who stands at the roots of a claim (its IRI) and of its equivalents."""
    return ask(store, "independent-roots", Root, {"claim": URIRef(claim)})


class Reprint(NamedTuple):
    """A row of ``reprints``."""

    claim: str
    published: datetime.date | None
    publisher: str | None
    text: str
    id: str
    copy: str


def reprints(store: StoreReader, claim: str) -> tuple[Reprint, ...]:
    """Articles with a claim (its IRI) or a copy of it, the earliest first."""
    return ask(store, "reprints", Reprint, {"claim": URIRef(claim)})


class Variant(NamedTuple):
    """A row of ``variants``."""

    claim: str
    drift: str
    text: str
    publisher: str | None
    id: str
    copy: str


def variants(store: StoreReader, claim: str) -> tuple[Variant, ...]:
    """The copies of a claim (its IRI) whose words differ, and how."""
    return ask(store, "variants", Variant, {"claim": URIRef(claim)})


class DroppedHedge(NamedTuple):
    """A row of ``dropped_hedges``."""

    hedge: str
    hedged: str
    publisher: str | None
    published: datetime.date | None
    plain: str
    later_publisher: str | None
    later_published: datetime.date
    id: str
    later_id: str
    relation: str


def dropped_hedges(store: StoreReader) -> tuple[DroppedHedge, ...]:
    """Equivalent claims of which a later article leaves out a hedge."""
    return ask(store, "dropped-hedges", DroppedHedge, {})
