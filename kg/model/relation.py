"""Relations between claims of different documents, and what people think of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model.identifiers import digest
from kg.model.span import Spans


class RelationKind(StrEnum):
    """How two claims stand to each other.

    Of an update, ``first`` is the earlier claim and ``second`` what was said later about the same
    thing; the other kinds have no direction.
    """

    EQUIVALENT = "equivalent"
    CONTRADICTS = "contradicts"
    UPDATE = "update"


class RelationMethod(StrEnum):
    """What decided: the same words, the same propositions, or how these differ."""

    COPY = "copy"
    PROPOSITIONS = "propositions"
    POLARITY = "polarity"
    QUANTITY = "quantity"
    DENIAL = "denial"


class Drift(StrEnum):
    """How a copy of a quotation differs from another."""

    ELLIPSIS = "ellipsis"
    INSERTION = "insertion"
    TRUNCATION = "truncation"
    SUBSTITUTION = "substitution"
    TRANSLATION = "translation"


class Judgement(StrEnum):
    """What a person thinks of a relation."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class ClaimRelation:
    """A relation between two claims, as the program sees it.

    ``first`` and ``second`` are keys of claims ("<document key>-<claim id>"), in order of their
    strings unless the kind has a direction. ``score`` is in [0, 1]: how much of the two agrees, not
    a probability. ``reason`` says in words why; the evidence are the words that decided, in code
    points of either document.
    """

    first: str
    second: str
    kind: RelationKind
    method: RelationMethod
    score: float
    reason: str
    first_evidence: Spans = ()
    second_evidence: Spans = ()
    drift: tuple[Drift, ...] = ()

    def __post_init__(self) -> None:
        if self.first == self.second:
            raise ValueError("a claim is not set against itself")
        if self.kind is not RelationKind.UPDATE and self.first > self.second:
            raise ValueError("claims of a relation without direction are in order")
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"score {self.score} is not in [0, 1]")

    @property
    def key(self) -> str:
        """Content hash of the two claims and the kind."""
        return relation_key(self.first, self.second, self.kind)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What somebody thinks of a relation between two claims; it outlives the relation.

    The texts are those of the claims when it was given: what was judged stays readable when a
    later program cuts the claims otherwise.
    """

    first: str
    second: str
    kind: RelationKind
    judgement: Judgement
    first_text: str
    second_text: str
    judge: str | None = None
    note: str | None = None

    @property
    def key(self) -> str:
        """The key of the relation that is judged."""
        return relation_key(self.first, self.second, self.kind)


def relation_key(first: str, second: str, kind: RelationKind) -> str:
    """Content hash of two claims and how they stand to each other."""
    pair = (first, second) if kind is RelationKind.UPDATE else sorted((first, second))
    return digest("relation", *pair, kind)
