"""Statements: claims with what is compared when they are set against each other."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.extract.speech_acts import lexicon
from kg.model import (
    Argument,
    Attribution,
    Claim,
    Form,
    Modality,
    Mood,
    Period,
    Polarity,
    Proposition,
    Quantity,
    Record,
    Span,
    Spans,
    SpeechAct,
)
from kg.relations.opposites import complement, contrary
from kg.relations.words import is_negation, stems_of, words_of


class Stance(StrEnum):
    """What sources do with a claim, as far as it matters for comparing: the classes of acts."""

    AFFIRMED = "affirmed"
    BELIEVED = "believed"
    DENIED = "denied"
    INTENDED = "intended"
    DEMANDED = "demanded"
    OTHER = "other"


_STANCES = {
    SpeechAct.ASSERTS: Stance.AFFIRMED,
    SpeechAct.KNOWS: Stance.AFFIRMED,
    SpeechAct.PERCEIVES: Stance.AFFIRMED,
    SpeechAct.BELIEVES: Stance.BELIEVED,
    SpeechAct.DENIES: Stance.DENIED,
    SpeechAct.PROMISES: Stance.INTENDED,
    SpeechAct.INTENDS: Stance.INTENDED,
    SpeechAct.DEMANDS: Stance.DEMANDED,
    SpeechAct.WISHES: Stance.DEMANDED,
    SpeechAct.DECREES: Stance.DEMANDED,
}
_AHEAD = frozenset({Modality.FUTURE, Modality.HYPOTHETICAL})
_VAGUE = frozenset(
    {"thing", "something", "anything", "everything", "much", "many", "more", "lot", "way", "one"}
)
_INDEFINITE = frozenset((word,) for word in ("a", "an", "some", "several", "many", "few", "most"))
_STATES = frozenset({"be", "have", "remain", "stand", "stay", "employ", "control", "own", "cost"})


@dataclass(frozen=True, slots=True)
class Fact:
    """A proposition that a claim puts as being so, without the accidents of its wording.

    ``doer`` and ``done_to`` are stems, the same in active and passive, without numbers;
    ``beside`` are the stems of its circumstances other than time, ``full`` says whether it has a
    subject.
    """

    doer: frozenset[str]
    verb: str
    done_to: frozenset[str]
    beside: frozenset[str]
    negative: bool
    modality: str
    state: bool
    full: bool
    quantities: tuple[Quantity, ...]
    period: Period | None
    at: Spans
    turned: bool = False
    """Whether the text has a contrary of ``verb``: "fall" for "rise"."""
    some: bool = False
    """Whether its grammatical subject does not say which ones: "two houses", "a man"."""

    @property
    def core(self) -> tuple[object, ...]:
        """What it is about: two facts with the same core are about the same thing."""
        return self.doer, self.verb, self.done_to


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim of one document, ready to be compared.

    ``key`` is "<document key>-<claim id>"; ``sources`` names of agents; ``members`` those of
    the agents who say it together with others; ``said`` the day on which it was said, or else
    published.
    """

    key: str
    document: str
    statement: Spans
    words: tuple[str, ...]
    stems: frozenset[str]
    facts: tuple[Fact, ...]
    stance: Stance
    sources: frozenset[str]
    quoted: bool
    said: datetime.date | None
    whole: bool
    """Whether every clause of the claim is one of ``facts``."""
    members: frozenset[str] = frozenset()


def statements_of(record: Record) -> Iterator[Statement]:
    """The statements of a document, one a claim."""
    by_content: dict[Spans, list[Attribution]] = {}
    for attribution in record.attributions:
        by_content.setdefault(attribution.content, []).append(attribution)
    for claim in record.claims:
        yield _statement(claim, by_content[claim.content], record)


def _statement(claim: Claim, attributions: list[Attribution], record: Record) -> Statement:
    key = record.document.key
    stances = [_STANCES.get(a.speech_act, Stance.OTHER) for a in attributions]
    stance = stances[0] if len(set(stances)) == 1 else Stance.OTHER
    resolved = [s for a in attributions if (s := record.sources.get(a.id)) and s.agent.resolved]
    ahead = stance in {Stance.INTENDED, Stance.DEMANDED}
    text = record.document.text
    condition = _condition(claim, text)
    facts = tuple(
        fact
        for p in claim.propositions
        if p.mood is Mood.DECLARATIVE and (fact := _fact(p, text, ahead, condition)) is not None
    )
    return Statement(
        key=f"{key}-{claim.id}",
        document=key,
        statement=claim.statement,
        words=words_of(claim.text),
        stems=stems_of(claim.text),
        facts=facts,
        stance=stance,
        sources=frozenset(source.agent.name.casefold() for source in resolved),
        quoted=any(a.form is not Form.INDIRECT for a in attributions),
        said=next((a.uttered_on for a in attributions if a.uttered_on), record.document.date),
        whole=len(facts) == len(claim.propositions) > 0,
        members=frozenset(member.name.casefold() for s in resolved for member in s.members),
    )


def _condition(claim: Claim, text: str) -> frozenset[str]:
    """What the claim makes everything depend on: the words of its conditions."""
    conditions = (p for p in claim.propositions if p.mood is Mood.CONDITIONAL)
    spans = (span for p in conditions for role in p.spans() for span in role)
    return frozenset(word for span in spans for word in stems_of(span.text_in(text)))


def _fact(
    proposition: Proposition, text: str, ahead: bool, condition: frozenset[str]
) -> Fact | None:
    """The fact of a proposition, or None when it is not told what it is about."""
    subject, thing = proposition.doer, proposition.done_to
    if any(a is not None and not a.refers for a in (subject, thing)):
        return None
    counted = proposition.quantities
    doer, done_to = _stems(subject, counted, text), _stems(thing, counted, text)
    if not _says_enough(proposition, doer, done_to):
        return None
    # "In the first quarter" means no certain days, but not those of the second.
    certain = proposition.time is not None and proposition.time.period is not None
    time = proposition.time.spans if proposition.time and certain else ()
    by = proposition.doer.spans if proposition.passive and proposition.doer else ()
    beside = [
        _stems(Argument(a.spans, a.words), counted, text)
        for a in proposition.adjuncts
        if a.spans not in (time, by) and not (by and a.spans[0].contains(by[0]))
    ]
    modality = "" if proposition.modality is None else proposition.modality.value
    if proposition.modality in _AHEAD or (ahead and not modality):
        modality = "ahead"
    if proposition.passive and proposition.doer is None and thing is not None:
        extra = _stems(proposition.object, counted, text)  # "was subjected to aggression"
        beside.append(extra)
    verb, turned = contrary(_verb(proposition))
    negative = proposition.polarity is Polarity.NEGATIVE
    if verb in {"be", "remain"}:
        done_to, opposite = complement(done_to)
        negative = negative != opposite
    return Fact(
        doer=doer,
        verb=verb,
        done_to=done_to,
        beside=frozenset(condition).union(*beside),
        negative=negative,
        modality=modality,
        state=_is_state(proposition),
        full=bool(done_to if proposition.passive else doer),
        quantities=counted,
        period=proposition.time.period if proposition.time else None,
        at=proposition.predicate_spans,
        turned=turned,
        some=_is_some(proposition.subject, counted, text),
    )


def _is_some(subject: Argument | None, counted: tuple[Quantity, ...], text: str) -> bool:
    """Whether a subject begins with a number or an indefinite word."""
    if subject is None:
        return False
    start = subject.spans[0].start
    first = words_of(subject.spans[0].text_in(text))[:1]
    return first in _INDEFINITE or any(q.span.start == start for q in counted)


def _stems(argument: Argument | None, counted: tuple[Quantity, ...], text: str) -> frozenset[str]:
    """The stems of an argument without negations and numbers."""
    if argument is None:
        return frozenset()
    verbatim = " ".join(span.text_in(text) for span in argument.spans)
    numbers = [q for q in counted if any(_inside(q.span, span) for span in argument.spans)]
    name = argument.name
    if numbers or verbatim != name:
        name = name if not numbers else _without(argument.spans, numbers, text)
    return frozenset(word for word in stems_of(name) if not is_negation(word))


def _says_enough(proposition: Proposition, doer: frozenset[str], done_to: frozenset[str]) -> bool:
    """Whether a fact is about something that can be told apart from other things.

    Not so of verbs of saying, thinking and wanting without an object, whose clause or infinitive
    says what is thought; of "to be" without a complement; of "something" and "much".
    """
    if not (doer | done_to) - _VAGUE:
        return False
    if done_to - _VAGUE or proposition.quantities:
        return True
    open_ended = _lemma(proposition) in {"be", "have", "do"} or _lemma(proposition) in lexicon()
    return not open_ended or " to " in f" {_verb(proposition)} "


def _lemma(proposition: Proposition) -> str:
    return "be" if proposition.lemma[:1] in "'’" else proposition.lemma


def _verb(proposition: Proposition) -> str:
    """The verb, with the infinitives that it governs: "want to leave"."""
    _, to, infinitive = proposition.predicate.casefold().partition(" to ")
    return f"{_lemma(proposition)}{to}{infinitive}"


def _is_state(proposition: Proposition) -> bool:
    """Whether something is said to be so at a time, rather than to have happened once."""
    if proposition.modality is not None:
        return False
    present = proposition.predicate.casefold().startswith(("is ", "are "))
    return proposition.lemma in _STATES or (proposition.passive and present)


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start < outer.end


def _without(spans: Spans, numbers: list[Quantity], text: str) -> str:
    """The words at spans, with blanks for the numbers."""
    pieces = []
    for span in spans:
        piece = text[span.start : span.end]
        for q in numbers:
            start, end = max(q.span.start, span.start), min(q.span.end, span.end)
            if start < end:
                piece = (
                    piece[: start - span.start] + " " * (end - start) + piece[end - span.start :]
                )
        pieces.append(piece)
    return " ".join(pieces)
