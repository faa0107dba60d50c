"""Propositions to triples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rdflib import RDF, URIRef

from kg.model import Argument, EventTime, Mood, Proposition, Quantity, Span, Spans
from kg.model.identifiers import spans_key
from kg.rdf.iris import DocumentIris, Iris
from kg.rdf.literals import TRUE, day, decimal, offsets, string
from kg.rdf.quads import Triple
from kg.rdf.vocabulary import CKG, NUMERIC_VALUE, concept

SUBJECT = (CKG.subject, CKG.subjectLabel, CKG.subjectAt)
_TYPE = RDF.type
OBJECT = (CKG.object, CKG.objectLabel, CKG.objectAt)


@dataclass(slots=True)
class PropositionWriter:
    """Writes the propositions of one document; a quantity that two share is written once."""

    iris: Iris
    names: DocumentIris
    quantities: set[Span] = field(default_factory=set)

    def triples(self, subject: URIRef, proposition: Proposition) -> Iterator[Triple]:
        """Everything that a proposition named ``subject`` says."""
        yield subject, _TYPE, CKG.Proposition
        yield subject, CKG.predicate, string(proposition.predicate)
        yield subject, CKG.predicateLemma, string(proposition.lemma)
        yield from offsets_of(subject, CKG.predicateAt, proposition.predicate_spans)
        yield subject, CKG.polarity, concept(proposition.polarity)
        if proposition.modality is not None:
            yield subject, CKG.modality, concept(proposition.modality)
        if proposition.mood is not Mood.DECLARATIVE:
            yield subject, CKG.mood, concept(proposition.mood)
        if proposition.passive:
            yield subject, CKG.passive, TRUE
        if proposition.subject is not None:
            yield from self._argument(subject, proposition.subject, *SUBJECT)
        if proposition.object is not None:
            yield from self._argument(subject, proposition.object, *OBJECT)
        for adjunct in proposition.adjuncts:
            words = f"{spans_key(adjunct.spans)} {adjunct.words}"
            yield subject, CKG.adjunct, string(words)
        for quantity in proposition.quantities:
            yield subject, CKG.quantity, self.names.quantity(quantity.span)
            yield from self._quantity(quantity)
        if proposition.time is not None:
            yield from self._time(subject, proposition.time)

    def _argument(
        self, subject: URIRef, argument: Argument, points: URIRef, label: URIRef, at: URIRef
    ) -> Iterator[Triple]:
        if (entity := argument.entity) is not None:
            yield subject, points, self.iris.entity(entity)
        yield subject, label, string(argument.name)
        yield from offsets_of(subject, at, argument.spans)

    def _quantity(self, quantity: Quantity) -> Iterator[Triple]:
        if quantity.span in self.quantities:
            return
        self.quantities.add(quantity.span)
        subject = self.names.quantity(quantity.span)
        yield subject, _TYPE, CKG.Quantity
        yield subject, CKG.comparator, concept(quantity.comparator)
        yield subject, NUMERIC_VALUE, decimal(quantity.value)
        yield from offsets_of(subject, CKG.quantityAt, (quantity.span,))
        if quantity.upper is not None:
            yield subject, CKG.upperValue, decimal(quantity.upper)
        if quantity.unit:
            yield subject, CKG.unit, string(quantity.unit)

    def _time(self, subject: URIRef, time: EventTime) -> Iterator[Triple]:
        yield from offsets_of(subject, CKG.eventTimeAt, time.spans)
        if time.period is not None:
            yield subject, CKG.eventFrom, day(time.period.first)
            yield subject, CKG.eventTo, day(time.period.last)


def offsets_of(subject: URIRef, predicate: URIRef, spans: Spans) -> Iterator[Triple]:
    """Where something stands; no triple when it stands nowhere."""
    if spans:
        yield subject, predicate, offsets(spans)
