"""Propositions from triples: the exact inverse of the writer."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from rdflib import Literal, URIRef

from kg.model import (
    Adjunct,
    Argument,
    Comparator,
    EventTime,
    Modality,
    Mood,
    Polarity,
    Proposition,
    Quantity,
    Spans,
)
from kg.rdf.iris import DocumentIris, Iris
from kg.rdf.literals import spans_at
from kg.rdf.nodes import Facts, Nodes, check
from kg.rdf.proposition_writer import OBJECT, SUBJECT
from kg.rdf.vocabulary import CKG, NUMERIC_VALUE, member

EVENT = (CKG.eventFrom, CKG.eventTo)


class PropositionReader(Nodes):
    """The nodes of a document's graph that describe propositions."""

    def __init__(self, graph: defaultdict[URIRef, Facts], iris: Iris) -> None:
        super().__init__(graph)
        self.iris = iris

    def proposition(self, node: URIRef | Literal, names: DocumentIris) -> Proposition:
        """The proposition that a node describes."""
        node = URIRef(node)
        modality, mood = self.graph[node].get(CKG.modality), self.graph[node].get(CKG.mood)
        time, period = self.spans_at(node, CKG.eventTimeAt), self.period(node, *EVENT)
        quantities = map(self._quantity, self.graph[node].get(CKG.quantity, ()))
        proposition = Proposition(
            subject=self._argument(node, *SUBJECT),
            predicate=self.text(node, CKG.predicate),
            lemma=self.text(node, CKG.predicateLemma),
            predicate_spans=self.spans_at(node, CKG.predicateAt),
            object=self._argument(node, *OBJECT),
            polarity=member(Polarity, self.one(node, CKG.polarity)),
            modality=member(Modality, self.one(node, CKG.modality)) if modality else None,
            mood=member(Mood, self.one(node, CKG.mood)) if mood else Mood.DECLARATIVE,
            passive=CKG.passive in self.graph[node],
            adjuncts=tuple(sorted(map(_adjunct, self.graph[node].get(CKG.adjunct, ())), key=_at)),
            quantities=tuple(sorted(quantities, key=lambda quantity: quantity.span)),
            time=EventTime(time, period) if time else None,
        )
        check(node, names.proposition(proposition.id))
        for name, quantity in zip(
            sorted(self.graph[node].get(CKG.quantity, ())),
            sorted(names.quantity(q.span) for q in proposition.quantities),
            strict=True,
        ):
            check(name, quantity)
        return proposition

    def _quantity(self, node: URIRef | Literal) -> Quantity:
        """The number that a node describes."""
        node = URIRef(node)
        (span,) = self.spans_at(node, CKG.quantityAt)
        upper = self.optional(node, CKG.upperValue)
        return Quantity(
            span=span,
            comparator=member(Comparator, self.one(node, CKG.comparator)),
            value=Decimal(self.text(node, NUMERIC_VALUE)),
            unit=self.optional(node, CKG.unit) or "",
            upper=None if upper is None else Decimal(upper),
        )

    def _argument(self, node: URIRef, points: URIRef, label: URIRef, at: URIRef) -> Argument | None:
        """A subject or object, by the three properties that describe it; None without a label."""
        if label not in self.graph[node]:
            return None
        argument = Argument(
            self.spans_at(node, at), self.text(node, label), refers=points in self.graph[node]
        )
        if (entity := argument.entity) is not None:
            check(self.one(node, points), self.iris.entity(entity))
        return argument


def _adjunct(value: URIRef | Literal) -> Adjunct:
    at, _, words = str(value).partition(" ")
    return Adjunct(spans_at(at), words)


def _at(adjunct: Adjunct) -> Spans:
    return adjunct.spans
