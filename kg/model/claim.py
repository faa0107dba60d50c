"""Claims: what contents say, apart from who says it. Nothing in here is asserted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model.identifiers import digest, spans_key, squeeze
from kg.model.span import Spans


class Polarity(StrEnum):
    """Whether a proposition is put positively or with a negation."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


@dataclass(frozen=True, slots=True)
class Entity:
    """What a proposition is about: a thing known by a name or a noun phrase only."""

    name: str

    def __post_init__(self) -> None:
        if self.name != squeeze(self.name) or not self.name:
            raise ValueError(f"entity name {self.name!r} is not normalised")

    @property
    def key(self) -> str:
        """Content hash of the name, upper and lower case alike."""
        return digest("entity", self.name.casefold())


@dataclass(frozen=True, slots=True)
class Argument:
    """A subject or object of a proposition: the words, and the entity they stand for."""

    spans: Spans
    entity: Entity


@dataclass(frozen=True, slots=True)
class Proposition:
    """One clause of a claim: subject, predicate, object.

    ``predicate`` is the predicate in the words of the text ("has been subjected to");
    ``lemma`` its head in dictionary form. ``modality`` is the modal verb ("may") or None.
    """

    subject: Argument | None
    predicate: str
    lemma: str
    predicate_spans: Spans
    object: Argument | None
    polarity: Polarity = Polarity.POSITIVE
    modality: str | None = None

    @property
    def id(self) -> str:
        """Content hash of the spans: unique inside one document."""
        arguments = (spans_key(a.spans) if a else "" for a in (self.subject, self.object))
        return digest("proposition", spans_key(self.predicate_spans), *arguments)[:16]


@dataclass(frozen=True, slots=True)
class Claim:
    """The content of one or more attributions of a document.

    ``content`` are the spans of the attributions that make the claim. ``text`` is the verbatim
    statement at ``statement``: the content without an introducing "that" and without the
    quotation marks around it, fragments joined by " … ".
    """

    content: Spans
    statement: Spans
    text: str
    propositions: tuple[Proposition, ...] = ()

    @property
    def id(self) -> str:
        """Content hash of the spans: attributions of the same content share the claim."""
        return digest("claim", spans_key(self.content))[:16]
