"""Records in the order of their text: a graph has none."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from kg.model import Attribution, Claim, Record


def in_reading_order(record: Record) -> Record:
    """The same record with everything in the order of the text, as ``read_record`` gives it.

    A graph has no order: records are compared after this.
    """
    return dataclasses.replace(
        record,
        credits=tuple(sorted(record.credits, key=lambda credit: credit.evidence)),
        attributions=attributions_in_order(record.attributions),
        claims=claims_in_order(record.claims),
    )


def attributions_in_order(attributions: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Attributions by where they stand, and likewise those that one of them reports.

    One that reports what is not among them comes as it is.
    """
    place = {a.id: (a.extent, a.id) for a in attributions}

    def ordered(one: Attribution) -> Attribution:
        if len(one.reports) < 2 or not place.keys() >= {*one.reports}:
            return one
        return dataclasses.replace(one, reports=tuple(sorted(one.reports, key=place.__getitem__)))

    return tuple(map(ordered, sorted(attributions, key=lambda a: place[a.id])))


def claims_in_order(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims by where they stand, and likewise the propositions of each."""

    def ordered(one: Claim) -> Claim:
        if len(one.propositions) < 2:
            return one
        parts = sorted(one.propositions, key=lambda p: (p.predicate_spans, p.id))
        return dataclasses.replace(one, propositions=tuple(parts))

    return tuple(map(ordered, sorted(claims, key=lambda claim: claim.content)))
