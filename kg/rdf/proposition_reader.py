"""Propositions from triples: the exact inverse of the writer."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from rdflib import URIRef

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
from kg.rdf.nodes import Nodes, check
from kg.rdf.proposition_writer import OBJECT, SUBJECT
from kg.rdf.quads import Words
from kg.rdf.vocabulary import CKG, NUMERIC_VALUE, member

EVENT = (CKG.eventFrom, CKG.eventTo)

PROPOSITION = (
    *(CKG.proposition, CKG.predicate, CKG.predicateLemma, CKG.predicateAt, *SUBJECT, *OBJECT),
    *(CKG.polarity, CKG.modality, CKG.mood, CKG.passive, CKG.adjunct, CKG.eventTimeAt, *EVENT),
    *(CKG.quantity, CKG.quantityAt, CKG.comparator, NUMERIC_VALUE, CKG.upperValue, CKG.unit),
)
"""The properties that propositions are read from."""


class PropositionReader(Nodes):
    """The nodes of a document's graph that describe propositions."""

    def __init__(self, triples: Iterable[Words], iris: Iris) -> None:
        super().__init__(triples)
        self.iris = iris

    def proposition(self, node: str, names: DocumentIris) -> Proposition:
        """The proposition that a node describes."""
        modality, mood = self.optional(node, CKG.modality), self.optional(node, CKG.mood)
        time, period = self.spans_at(node, CKG.eventTimeAt), self.period(node, *EVENT)
        quantities = map(self._quantity, self.all(node, CKG.quantity))
        proposition = Proposition(
            subject=self._argument(node, *SUBJECT),
            predicate=self.one(node, CKG.predicate),
            lemma=self.one(node, CKG.predicateLemma),
            predicate_spans=self.spans_at(node, CKG.predicateAt),
            object=self._argument(node, *OBJECT),
            polarity=member(Polarity, self.one(node, CKG.polarity)),
            modality=member(Modality, modality) if modality else None,
            mood=member(Mood, mood) if mood else Mood.DECLARATIVE,
            passive=CKG.passive in self.facts(node),
            adjuncts=tuple(sorted(map(_adjunct, self.all(node, CKG.adjunct)), key=_at)),
            quantities=tuple(sorted(quantities, key=lambda quantity: quantity.span)),
            time=EventTime(time, period) if time else None,
        )
        check(node, names.proposition(proposition.id))
        for name, quantity in zip(
            sorted(self.all(node, CKG.quantity)),
            sorted(names.quantity(q.span) for q in proposition.quantities),
            strict=True,
        ):
            check(name, quantity)
        return proposition

    def _quantity(self, node: str) -> Quantity:
        """The number that a node describes."""
        (span,) = self.spans_at(node, CKG.quantityAt)
        upper = self.optional(node, CKG.upperValue)
        return Quantity(
            span=span,
            comparator=member(Comparator, self.one(node, CKG.comparator)),
            value=Decimal(self.one(node, NUMERIC_VALUE)),
            unit=self.optional(node, CKG.unit) or "",
            upper=None if upper is None else Decimal(upper),
        )

    def _argument(self, node: str, points: URIRef, label: URIRef, at: URIRef) -> Argument | None:
        """A subject or object, by the three properties that describe it; None without a label."""
        if label not in self.facts(node):
            return None
        argument = Argument(
            self.spans_at(node, at), self.one(node, label), refers=points in self.facts(node)
        )
        if (entity := argument.entity) is not None:
            check(self.one(node, points), self.iris.entity(entity))
        return argument


def _adjunct(value: str) -> Adjunct:
    at, _, words = value.partition(" ")
    return Adjunct(spans_at(at), words)


def _at(adjunct: Adjunct) -> Spans:
    return adjunct.spans
