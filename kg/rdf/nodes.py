"""What a graph says of its nodes, with an error where it says too little or too much."""

from __future__ import annotations

import datetime
from collections import defaultdict

from rdflib import Literal, URIRef

from kg.model import Period, RecordError, Spans
from kg.rdf.literals import spans_at

Facts = dict[URIRef, list[URIRef | Literal]]


class Nodes:
    """A graph by subject and predicate. RecordError names node and predicate."""

    def __init__(self, graph: defaultdict[URIRef, Facts]) -> None:
        self.graph = graph

    def one(self, node: URIRef, predicate: URIRef) -> URIRef | Literal:
        """The one value of a property."""
        found = self.graph[node].get(predicate, ())
        if len(found) != 1:
            raise RecordError(f"{node}: {len(found)} values of {predicate} where one is due")
        return found[0]

    def text(self, node: URIRef, predicate: URIRef) -> str:
        """The one value of a property as a string."""
        return str(self.one(node, predicate))

    def optional(self, node: URIRef, predicate: URIRef) -> str | None:
        """The value of a property that a node need not have."""
        return self.text(node, predicate) if predicate in self.graph[node] else None

    def day(self, node: URIRef, predicate: URIRef) -> datetime.date | None:
        """A day, if there is one."""
        found = self.optional(node, predicate)
        return None if found is None else datetime.date.fromisoformat(found)

    def period(self, node: URIRef, first: URIRef, last: URIRef) -> Period | None:
        """The stretch between two days, if there is one."""
        start, end = self.day(node, first), self.day(node, last)
        return None if start is None or end is None else Period(start, end)

    def probability(self, node: URIRef, predicate: URIRef) -> float | None:
        """A number, if there is one."""
        found = self.optional(node, predicate)
        return None if found is None else float(found)

    def spans_at(self, node: URIRef, predicate: URIRef) -> Spans:
        """The stretches of text at the offsets that a property has; () without it."""
        found = self.optional(node, predicate)
        return () if found is None else spans_at(found)


def check(found: URIRef | Literal, expected: URIRef) -> None:
    """Names are hashes of what they name: a graph that was tampered with shows here."""
    if found != expected:
        raise RecordError(f"{found}: its content has the name {expected}")
