"""What a graph says of its nodes, with an error where it says too little or too much."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping

from rdflib import RDF, URIRef

from kg.model import Period, RecordError, Spans
from kg.rdf.literals import spans_at
from kg.rdf.quads import Words

Facts = Mapping[URIRef, list[str]]
"""What is said of a node, by property. Values are plain strings: two of rdflib's terms are compared
by Python code, which would be half of the time that reading takes."""

_NONE: Facts = {}
_TYPE = RDF.type  # rdflib looks its own terms up anew each time


class Nodes:
    """A graph by subject and predicate. RecordError names node and predicate."""

    def __init__(self, triples: Iterable[Words]) -> None:
        graph: defaultdict[str, dict[URIRef, list[str]]] = defaultdict(dict)
        for subject, predicate, value in triples:
            # str() makes nothing new of what is a plain string already.
            graph[str(subject)].setdefault(predicate, []).append(str(value))
        self.graph: Mapping[str, Facts] = graph

    def facts(self, node: str) -> Facts:
        """What is said of a node."""
        return self.graph.get(node, _NONE)

    def all(self, node: str, predicate: URIRef) -> list[str]:
        """The values of a property."""
        return self.facts(node).get(predicate, [])

    def of_class(self, name: URIRef) -> list[str]:
        """The nodes of a class, sorted."""
        words = str(name)
        return sorted(node for node, facts in self.graph.items() if words in facts.get(_TYPE, ()))

    def one(self, node: str, predicate: URIRef) -> str:
        """The one value of a property."""
        found = self.all(node, predicate)
        if len(found) != 1:
            raise RecordError(f"{node}: {len(found)} values of {predicate} where one is due")
        return found[0]

    def optional(self, node: str, predicate: URIRef) -> str | None:
        """The value of a property that a node need not have."""
        return self.one(node, predicate) if predicate in self.facts(node) else None

    def day(self, node: str, predicate: URIRef) -> datetime.date | None:
        """A day, if there is one."""
        found = self.optional(node, predicate)
        return None if found is None else datetime.date.fromisoformat(found)

    def period(self, node: str, first: URIRef, last: URIRef) -> Period | None:
        """The stretch between two days, if there is one."""
        start, end = self.day(node, first), self.day(node, last)
        return None if start is None or end is None else Period(start, end)

    def probability(self, node: str, predicate: URIRef) -> float | None:
        """A number, if there is one."""
        found = self.optional(node, predicate)
        return None if found is None else float(found)

    def spans_at(self, node: str, predicate: URIRef) -> Spans:
        """The stretches of text at the offsets that a property has; () without it."""
        found = self.optional(node, predicate)
        return () if found is None else spans_at(found)


def check(found: str, expected: URIRef) -> None:
    """Names are hashes of what they name: a graph that was tampered with shows here."""
    if found != str(expected):
        raise RecordError(f"{found}: its content has the name {expected}")
