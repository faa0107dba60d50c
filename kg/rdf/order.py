"""Records in the order of their text: a graph has none."""

from __future__ import annotations

import dataclasses

from kg.model import Record


def in_reading_order(record: Record) -> Record:
    """The same record with everything in the order of the text, as ``read_record`` gives it.

    A graph has no order: records are compared after this.
    """
    place = {a.id: (a.extent, a.id) for a in record.attributions}
    attributions = (
        dataclasses.replace(a, reports=tuple(sorted(a.reports, key=place.__getitem__)))
        for a in record.attributions
    )
    claims = (
        dataclasses.replace(
            claim,
            propositions=tuple(sorted(claim.propositions, key=lambda p: (p.predicate_spans, p.id))),
        )
        for claim in record.claims
    )
    return dataclasses.replace(
        record,
        credits=tuple(sorted(record.credits, key=lambda credit: credit.evidence)),
        attributions=tuple(sorted(attributions, key=lambda a: place[a.id])),
        claims=tuple(sorted(claims, key=lambda claim: claim.content)),
    )
