"""Relations between claims as rows, with what people think of them; independent origins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import URIRef

from kg.errors import NotFoundError
from kg.model import ClaimRelation, Judgement, Record, RelationKind, RelationMethod, Verdict
from kg.query.claims import ClaimRow, claims, find_claim
from kg.relations.corroboration import Corroboration, corroboration
from kg.store.canonical import Canon
from kg.store.documents import record
from kg.store.interface import StoreReader
from kg.store.relations import relations, verdicts


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relation between two claims.

    ``verdict`` is what somebody thinks of it, if anybody does; a relation that only people see has
    the method "verdict", no score and their note as its reason.
    """

    relation: str
    kind: str
    first: ClaimRow
    second: ClaimRow
    method: str
    score: float | None
    reason: str
    drift: tuple[str, ...]
    verdict: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A claim, what it is related to, and how many origins stand behind it and its equivalents."""

    claim: ClaimRow
    relations: tuple[RelationRow, ...]
    corroboration: Corroboration


def related(store: StoreReader, *kinds: RelationKind, rejected: bool = False) -> list[RelationRow]:
    """The relations of some kinds (of all, when none is given), the best first.

    Those that somebody rejected are left out unless ``rejected``; those that somebody confirmed
    are there even if the program does not see them (any more).
    """
    known = {row.claim: row for row in reversed(claims(store))}
    judged = verdicts(store)
    rows = [
        _row(one, known, judged.get(one.key))
        for one in relations(store)
        if one.first in known and one.second in known
    ]
    seen = {row.relation for row in rows}
    rows += [
        _judged_row(verdict, known)
        for key, verdict in judged.items()
        if key not in seen and verdict.first in known and verdict.second in known
    ]
    return sorted(
        (
            row
            for row in rows
            if (not kinds or row.kind in kinds) and (rejected or row.verdict != Judgement.REJECTED)
        ),
        key=lambda row: (row.verdict is None, -(row.score or 0.0), row.relation),
    )


def contradictions(store: StoreReader, *, updates: bool = False) -> list[RelationRow]:
    """The claims that cannot both be true; with ``updates`` also those that later ones replace."""
    kinds = (RelationKind.CONTRADICTS, *((RelationKind.UPDATE,) if updates else ()))
    return related(store, *kinds)


def compare(store: StoreReader, name: str) -> Comparison:
    """What a claim (its key, IRI or words) is related to. NotFoundError when it is not one."""
    key = find_claim(store, name)
    rows = related(store)
    mine = tuple(row for row in rows if key in (row.first.claim, row.second.claim))
    same = cluster(key, rows)
    of_claim = [row for row in claims(store) if row.claim in same]
    documents = {claim.partition("-")[0] for claim in same}
    canon = Canon(store)
    found = (canon.record(_record(store, document)) for document in sorted(documents))
    shared = {
        frozenset((row.first.document, row.second.document))
        for row in rows
        if row.method == RelationMethod.COPY
    }
    return Comparison(
        claim=next(row for row in of_claim if row.claim == key),
        relations=mine,
        corroboration=corroboration(same, found, shared),
    )


def cluster(key: str, rows: Iterable[RelationRow]) -> frozenset[str]:
    """A claim and all that are equivalent to it, also over others."""
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.kind == RelationKind.EQUIVALENT:
            beside[row.first.claim].add(row.second.claim)
            beside[row.second.claim].add(row.first.claim)
    found, fresh = {key}, [key]
    while fresh:
        new = beside[fresh.pop()] - found
        found |= new
        fresh += new
    return frozenset(found)


def find_relation(store: StoreReader, name: str) -> RelationRow:
    """The relation with this key or IRI, rejected or not; NotFoundError when there is none."""
    key = name.rpartition("/")[2]
    for row in related(store, rejected=True):
        if row.relation == key:
            return row
    raise NotFoundError(
        f"{store.name}: no relation {name!r}; kg contradictions and kg compare list their keys"
    )


def _record(store: StoreReader, document: str) -> Record:
    return record(store, URIRef(f"{store.base}document/{document}"))


def _row(one: ClaimRelation, known: dict[str, ClaimRow], verdict: Verdict | None) -> RelationRow:
    return RelationRow(
        relation=one.key,
        kind=str(one.kind),
        first=known[one.first],
        second=known[one.second],
        method=str(one.method),
        score=one.score,
        reason=one.reason,
        drift=tuple(map(str, one.drift)),
        verdict=str(verdict.judgement) if verdict else None,
    )


def _judged_row(verdict: Verdict, known: dict[str, ClaimRow]) -> RelationRow:
    return RelationRow(
        relation=verdict.key,
        kind=str(verdict.kind),
        first=known[verdict.first],
        second=known[verdict.second],
        method="verdict",
        score=None,
        reason=verdict.note or "",
        drift=(),
        verdict=str(verdict.judgement),
    )
