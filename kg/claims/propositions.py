"""Propositions: the clauses of a statement as subject, predicate, object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc, Token

from kg.claims.arguments import VERBS, Reader, argument_at
from kg.claims.circumstances import circumstances, time_of
from kg.claims.clauses import (
    AUXILIARIES,
    WH,
    is_clause,
    is_imperative,
    is_whole,
    modality_of,
    mood_of,
)
from kg.claims.nominal import nominal
from kg.claims.quantities import quantities
from kg.claims.words import spans_and_words
from kg.model import Argument, Modality, Mood, Polarity, Proposition, Quantity, Spans
from kg.model.identifiers import squeeze

_NEGATIVE = frozenset({"no", "none", "nobody", "nothing", "neither", "never", "nor", "nowhere"})
_PARTICLES = frozenset({"away", "out", "back", "off", "up", "down"})
_LONGEST_CHAIN = 3
"""Verbs of one predicate: "wants to try to leave"."""


def propositions(
    doc: Doc,
    statement: Spans,
    actor: Spans = (),
    *,
    asked: bool = False,
    published: date | None = None,
    reader: Reader | None = None,
) -> tuple[Proposition, ...]:
    """The clauses of a statement, in its order: finite ones, commands, shortened relative ones.

    A statement that is an infinitive, gerund or noun as a whole gives one of these.
    ``statement``: code points; nothing outside it becomes part of a proposition, except ``actor``
    as the subject of an infinitive or command without one ("called on the media not to ...").
    Auxiliaries, negation, particles, infinitives and a preposition that belongs to the verb are in
    the predicate; the lemma is that of its first full verb. ``asked``: the statement is a question;
    ``published`` resolves "on Friday"; ``reader`` names what arguments refer to.
    """
    inside: dict[int, Token] = {}
    for span in statement:
        found = doc.char_span(span.start, span.end, alignment_mode="contract")
        inside.update((token.i, token) for token in found or ())
    reader = reader or Reader()
    made: dict[Token, Proposition] = {}
    for token in inside.values():
        if token.pos_ not in VERBS:
            continue
        clause = _clause(token, inside, actor, reader, asked=asked, published=published)
        if clause is not None:
            made[token] = clause
    whole = any(is_whole(token, inside) for token in made)
    noun = None if whole else nominal(inside, reader, alone=not made)
    counted = _counted(doc, inside, made)
    complete = [replace(p, quantities=counted.get(token, ())) for token, p in made.items()]
    if noun is not None:
        complete.insert(0, replace(noun, quantities=counted.get(None, ())))
    return tuple({one.id: one for one in complete}.values())


def _clause(
    verb: Token,
    inside: Mapping[int, Token],
    actor: Spans,
    reader: Reader,
    *,
    asked: bool,
    published: date | None,
) -> Proposition | None:
    """The proposition that a verb heads, if it heads one."""
    mood = None
    if is_clause(verb, inside):
        subject = reader.subject_of(verb, inside)
        if subject is None and is_imperative(verb, inside):
            mood = Mood.IMPERATIVE
    elif is_imperative(verb, inside):
        subject, mood = None, Mood.IMPERATIVE
    elif is_whole(verb, inside):
        subject = reader.subject_of(verb, inside) or _leading(verb, inside, reader)
    else:
        return None
    commanded = mood is Mood.IMPERATIVE or not is_clause(verb, inside)
    if subject is None and commanded and verb.tag_ != "VBG":
        subject = argument_at(verb.doc, [(span.start, span.end) for span in actor], reader)
    if mood is None:
        mood = mood_of(verb, inside, asked=asked)
    return _proposition(_Clause(verb, subject, mood, inside, published), reader)


def _leading(verb: Token, inside: Mapping[int, Token], reader: Reader) -> Argument | None:
    """The noun that a statement which is an infinitive begins with: "the rebels to leave"."""
    if verb.dep_ == "ROOT" or not any(child.tag_ == "TO" for child in verb.lefts):
        return None
    tops = (t for t in inside.values() if t.i < verb.i and t.head.i not in inside)
    noun = next((t for t in tops if t.pos_ in {"NOUN", "PROPN", "PRON"}), None)
    return None if noun is None else reader.argument(noun, inside)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause before its predicate is read."""

    verb: Token
    subject: Argument | None
    mood: Mood
    inside: Mapping[int, Token]
    published: date | None


def _proposition(clause: _Clause, reader: Reader) -> Proposition | None:
    """The proposition of a clause."""
    verb, subject, inside = clause.verb, clause.subject, clause.inside
    helpers = _helpers(verb, inside)
    predicate = [*helpers, verb, *_particles(verb, inside)]
    last = _extended(verb, predicate, inside)
    shortened = verb.dep_ == "acl" and verb.tag_ == "VBN"
    passive = shortened or any(token.dep_ == "auxpass" for token in predicate)
    thing = reader.object_of(last, predicate, inside, passive)
    spans, words = spans_and_words(verb.doc, predicate)
    if not spans:
        return None
    modality = modality_of(sorted(predicate, key=lambda token: token.i))
    used = {token.i for token in predicate} | _tokens(verb.doc, subject) | _tokens(verb.doc, thing)
    adjuncts = circumstances([verb] if last is verb else [verb, last], used, inside)
    negated = sum((_negative(verb, helpers), _none(subject), _none(thing)))
    future = modality in {Modality.FUTURE, Modality.HYPOTHETICAL, Modality.NECESSARY}
    return Proposition(
        subject=subject,
        predicate=words,
        lemma=squeeze(verb.lemma_.lower()) or squeeze(verb.text),
        predicate_spans=spans,
        object=thing,
        polarity=Polarity.NEGATIVE if negated % 2 else Polarity.POSITIVE,
        modality=modality,
        mood=clause.mood,
        passive=passive,
        adjuncts=tuple(adjunct for adjunct, _ in adjuncts),
        time=time_of(adjuncts, clause.published, future=future),
    )


def _counted(
    doc: Doc, inside: Mapping[int, Token], heads: Mapping[Token, Proposition]
) -> dict[Token | None, tuple[Quantity, ...]]:
    """The quantities of a statement by the verb whose clause they are in."""
    if not inside:
        return {}
    first, last = min(inside), max(inside) + 1
    found: dict[Token | None, tuple[Quantity, ...]] = {}
    for quantity in quantities(doc, first, last):
        span = doc.char_span(quantity.span.start, quantity.span.end, alignment_mode="expand")
        if span is None or any(token.i not in inside for token in span):
            continue
        token = span.root
        while token not in heads and token.head.i != token.i:
            token = token.head
        verb = token if token in heads else None
        found[verb] = (*found.get(verb, ()), quantity)
    return found


def _tokens(doc: Doc, argument: Argument | None) -> set[int]:
    """The tokens of an argument."""
    found: set[int] = set()
    for span in argument.spans if argument else ():
        piece = doc.char_span(span.start, span.end, alignment_mode="expand")
        found.update(token.i for token in piece or ())
    return found


def _helpers(verb: Token, inside: Mapping[int, Token]) -> list[Token]:
    """Auxiliaries and negations; those of the first verb when a coordinated one has none."""
    own = [
        child
        for child in verb.children
        if child.i in inside
        and (child.dep_ in AUXILIARIES or child.dep_ == "neg" or child.lower_ == "never")
    ]
    shares = (
        verb.dep_ == "conj" and verb.head.tag_ == verb.tag_ and verb.tag_ in {"VBN", "VBG", "VB"}
    )
    if shares and not own and verb.head.i in inside:
        return _helpers(verb.head, inside)
    return own


def _particles(verb: Token, inside: Mapping[int, Token]) -> list[Token]:
    """Particles, and the adverb that is one before a preposition: "get away from"."""
    return [
        child
        for child in verb.rights
        if child.i in inside
        and (child.dep_ == "prt" or (child.i == verb.i + 1 and _before_preposition(child)))
    ]


def _before_preposition(adverb: Token) -> bool:
    return adverb.lower_ in _PARTICLES and any(
        c.dep_ == "prep" and c.i == adverb.i + 1 for c in adverb.rights
    )


def _extended(verb: Token, predicate: list[Token], inside: Mapping[int, Token]) -> Token:
    """Add the infinitives that a verb without an object governs; returns the last verb."""
    bare = verb.nbor() if verb.lemma_.lower() == "go" and verb.i + 1 in inside else None
    if bare is not None and bare.tag_ == "VB" and bare.head == verb:
        predicate.append(bare)  # "go get them"
        return bare
    for _ in range(_LONGEST_CHAIN - 1):
        objects = any(child.dep_ in {"dobj", "attr", "dative"} for child in verb.rights)
        following = next(
            (
                child
                for child in verb.rights
                if child.dep_ == "xcomp"
                and child.i in inside
                and any(c.tag_ == "TO" and c.i in inside for c in child.lefts)
                and not any(c.tag_ in WH for c in child.lefts)  # "to figure out how to leave"
            ),
            None,
        )
        if objects or following is None:
            break
        verb = following
        predicate += [*_helpers(verb, inside), verb, *_particles(verb, inside)]
    return verb


def _negative(verb: Token, helpers: list[Token]) -> bool:
    """Whether a negation stands with a verb, "neither" or "nor" before it included."""
    if any(token.dep_ == "neg" or token.lower_ in _NEGATIVE for token in helpers):
        return True
    if any(child.lower_ in {"neither", "nor"} for child in verb.lefts):
        return True
    # "neither supports nor opposes": the "nor" hangs on the first of the two.
    return verb.dep_ == "conj" and any(
        child.lower_ == "nor" and verb.head.i < child.i < verb.i for child in verb.head.children
    )


def _none(argument: Argument | None) -> bool:
    """Whether an argument begins with "no"."""
    if argument is None:
        return False
    first, *_ = argument.name.casefold().split()
    return first in _NEGATIVE
