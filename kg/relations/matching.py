"""Sets many statements against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.model import ClaimRelation
from kg.relations.blocking import pairs
from kg.relations.decision import relation
from kg.relations.statement import Statement


def match(statements: Iterable[Statement]) -> Iterator[ClaimRelation]:
    """All relations between statements, each once.

    What is found follows from the set of statements, not from their order.
    """
    for first, second in pairs(statements):
        if (found := relation(first, second)) is not None:
            yield found
