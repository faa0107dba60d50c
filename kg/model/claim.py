"""Claims: what contents say, apart from who says it. Nothing in here is asserted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model.identifiers import digest, spans_key, squeeze
from kg.model.period import Period
from kg.model.quantity import Quantity
from kg.model.span import Spans


class Polarity(StrEnum):
    """Whether a proposition is put positively or with a negation."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Modality(StrEnum):
    """What a modal verb makes of a proposition (the words are in the predicate)."""

    POSSIBLE = "possible"
    NECESSARY = "necessary"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"


class Mood(StrEnum):
    """How a claim puts a proposition: only what is declarative does it say to be so.

    ``CONDITIONAL`` are the clauses of conditions ("if ..."), ``REPORTED`` those under a verb of
    saying or thinking inside the claim: what the claim says somebody else says.
    """

    DECLARATIVE = "declarative"
    INTERROGATIVE = "interrogative"
    IMPERATIVE = "imperative"
    CONDITIONAL = "conditional"
    REPORTED = "reported"


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
    """A subject or object of a proposition: where its words are and what it is called.

    ``name`` is what the words stand for ("Kazakhstan" for "the country") or else the words;
    ``refers`` is False when they are a pronoun that leads to nothing: then there is no entity.
    """

    spans: Spans
    name: str
    refers: bool = True

    def __post_init__(self) -> None:
        if self.name != squeeze(self.name) or not self.name:
            raise ValueError(f"argument {self.name!r} is not normalised")

    @property
    def entity(self) -> Entity | None:
        """What the argument stands for, if that is known."""
        return Entity(self.name) if self.refers else None


@dataclass(frozen=True, slots=True)
class Adjunct:
    """A further argument or circumstance: "to the rebels", "on Friday", "abroad".

    ``words`` are verbatim, its preposition included.
    """

    spans: Spans
    words: str


@dataclass(frozen=True, slots=True)
class EventTime:
    """When the claimed thing happens: the words, and the days they mean when that is certain."""

    spans: Spans
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Proposition:
    """One clause of a claim: subject, predicate, object.

    ``predicate`` is the predicate in the words of the text ("has been subjected to"),
    ``lemma`` its head in dictionary form. Subject and object are those of the text's grammar;
    ``doer`` and ``done_to`` are the same in active and passive.
    """

    subject: Argument | None
    predicate: str
    lemma: str
    predicate_spans: Spans
    object: Argument | None
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality | None = None
    mood: Mood = Mood.DECLARATIVE
    passive: bool = False
    adjuncts: tuple[Adjunct, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    time: EventTime | None = None

    @property
    def id(self) -> str:
        """Content hash of the spans and of what depends on the claim around them.

        Unique inside one document: a clause that two nested claims put differently, or that one
        of them cuts off, is two propositions.
        """
        arguments = (spans_key(a.spans) if a else "" for a in (self.subject, self.object))
        rest = [spans_key(adjunct.spans) for adjunct in self.adjuncts]
        rest += [spans_key((quantity.span,)) for quantity in self.quantities]
        rest += [self.mood] * (self.mood is not Mood.DECLARATIVE)
        rest += [self.polarity] * (self.polarity is not Polarity.POSITIVE)
        return digest("proposition", spans_key(self.predicate_spans), *arguments, *rest)[:16]

    @property
    def doer(self) -> Argument | None:
        """Who does it: the subject, or what follows "by" in a passive."""
        if not self.passive:
            return self.subject
        if self.predicate.casefold().endswith(" by"):
            return self.object
        by = next((a for a in self.adjuncts if a.words.casefold().startswith("by ")), None)
        return None if by is None else Argument(by.spans, by.words[3:].strip() or by.words)

    @property
    def done_to(self) -> Argument | None:
        """What it is done to: the object, or the subject of a passive."""
        return self.subject if self.passive else self.object

    def spans(self) -> tuple[Spans, ...]:
        """Everything that it points to in the text."""
        arguments = (a.spans for a in (self.subject, self.object) if a is not None)
        time = () if self.time is None else (self.time.spans,)
        return (
            self.predicate_spans,
            *arguments,
            *(adjunct.spans for adjunct in self.adjuncts),
            *((quantity.span,) for quantity in self.quantities),
            *time,
        )


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
