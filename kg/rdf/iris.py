"""Names of instances: all of them are made here, from hexadecimal keys and offsets only."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import URIRef

from kg.model import Agent, Document, Entity, Extraction, Span
from kg.model.identifiers import digest

FOLDERS = (
    "document",
    "extraction",
    "software",
    "attribution",
    "claim",
    "proposition",
    "quantity",
    "relation",
    "verdict",
    "merge",
    "form",
    "decision",
    "span",
    "position",
    "quote",
    "agent",
    "entity",
    "graph",
)
"""What stands between the base and the key."""


@dataclass(frozen=True, slots=True)
class DocumentIris:
    """Names of what belongs to one document; ``key`` is the document's."""

    base: str
    key: str

    @property
    def document(self) -> URIRef:
        """The document and its graph."""
        return URIRef(f"{self.base}document/{self.key}")

    def attribution(self, attribution_id: str) -> URIRef:
        """An attribution by its id."""
        return URIRef(f"{self.base}attribution/{self.key}-{attribution_id}")

    def claim(self, claim_id: str) -> URIRef:
        """A claim by its id."""
        return URIRef(f"{self.base}claim/{self.key}-{claim_id}")

    def proposition(self, proposition_id: str) -> URIRef:
        """A proposition by its id."""
        return URIRef(f"{self.base}proposition/{self.key}-{proposition_id}")

    def quantity(self, span: Span) -> URIRef:
        """A number in the text, with what it counts."""
        return URIRef(f"{self.base}quantity/{self.key}-{span.start}-{span.end}")

    def span(self, span: Span) -> URIRef:
        """A stretch of the text: the same for all roles that it has."""
        return URIRef(f"{self.base}span/{self.key}-{span.start}-{span.end}")

    def span_named(self, iri: str) -> Span:
        """The stretch of the text with this name; ValueError when it is the name of none."""
        prefix = f"{self.base}span/{self.key}-"
        if not iri.startswith(prefix):
            raise ValueError(f"{iri} is not the name of a span")
        return span_named(iri)

    def position(self, span: Span) -> URIRef:
        """The selector that says where a span is."""
        return URIRef(f"{self.base}position/{self.key}-{span.start}-{span.end}")

    def quote(self, span: Span) -> URIRef:
        """The selector that says what a span reads."""
        return URIRef(f"{self.base}quote/{self.key}-{span.start}-{span.end}")


def span_named(iri: str) -> Span:
    """The span that ``DocumentIris.span`` named so; ValueError when it did not."""
    _, start, end = iri.rpartition("/")[2].split("-")
    return Span(int(start), int(end))


@dataclass(frozen=True, slots=True)
class Iris:
    """Names of instances under ``base`` (an IRI that ends in / or #)."""

    base: str

    def within(self, document: Document) -> DocumentIris:
        """Names inside a document: hashes its text once for all of them."""
        return DocumentIris(self.base, document.key)

    def document(self, document: Document) -> URIRef:
        """A document, which is also the name of its graph."""
        return self.within(document).document

    def extraction(self, document: Document, extraction: Extraction) -> URIRef:
        """The reading of one document with its present metadata by one program and model.

        When a store's graph of the document has it, reading again would bring nothing new.
        """
        # An absent title is not an empty one: fields are told apart by their names.
        fields = (
            ("title", document.title),
            ("publisher", document.publisher),
            ("author", document.author),
            ("date", document.date.isoformat() if document.date else None),
            ("url", document.url),
            ("language", document.language),
            ("body_start", str(document.body_start)),
        )
        known = (part for name, value in fields if value is not None for part in (name, value))
        key = digest("activity", document.key, extraction.key, *known)
        return URIRef(f"{self.base}extraction/{key}")

    def software(self, extraction: Extraction) -> URIRef:
        """A program with its model: the same in every document that it read."""
        return URIRef(f"{self.base}software/{extraction.key}")

    def agent(self, agent: Agent) -> URIRef:
        """A resolved source."""
        return URIRef(f"{self.base}agent/{agent.key}")

    def entity(self, entity: Entity) -> URIRef:
        """What a proposition is about."""
        return URIRef(f"{self.base}entity/{entity.key}")

    def claim(self, key: str) -> URIRef:
        """A claim of any document by "<document key>-<claim id>"."""
        return URIRef(f"{self.base}claim/{key}")

    def relation(self, key: str) -> URIRef:
        """A relation between two claims."""
        return URIRef(f"{self.base}relation/{key}")

    def verdict(self, key: str) -> URIRef:
        """What people think of the relation with this key."""
        return URIRef(f"{self.base}verdict/{key}")

    def agent_with(self, key: str) -> URIRef:
        """An agent by its key."""
        return URIRef(f"{self.base}agent/{key}")

    def merge(self, key: str) -> URIRef:
        """The merge of the agent with this key into its canonical one."""
        return URIRef(f"{self.base}merge/{key}")

    def form(self, key: str, form: str) -> URIRef:
        """A shorter form of the name of the agent with this key."""
        return URIRef(f"{self.base}form/{key}-{digest('form', form)}")

    def decision(self, key: str) -> URIRef:
        """A person's decision about names."""
        return URIRef(f"{self.base}decision/{key}")

    @property
    def identities(self) -> URIRef:
        """The graph of who is who across documents: derived from documents and decisions."""
        return URIRef(f"{self.base}graph/identities")

    @property
    def decisions(self) -> URIRef:
        """The graph of what people decided about names: never derived, never made anew."""
        return URIRef(f"{self.base}graph/decisions")

    @property
    def referents(self) -> URIRef:
        """The graph of agents and entities."""
        return URIRef(f"{self.base}graph/referents")

    @property
    def runs(self) -> URIRef:
        """The graph that says when extractions ran: the only one with wall-clock times."""
        return URIRef(f"{self.base}graph/runs")

    @property
    def relations(self) -> URIRef:
        """The graph of relations between claims: derived from the documents' graphs."""
        return URIRef(f"{self.base}graph/relations")

    @property
    def verdicts(self) -> URIRef:
        """The graph of what people think of relations: never derived, never made anew."""
        return URIRef(f"{self.base}graph/verdicts")

    @property
    def prefixes(self) -> dict[str, str]:
        """A prefix for every sort of instance, for serialisations that people read."""
        return {folder: f"{self.base}{folder}/" for folder in FOLDERS}
