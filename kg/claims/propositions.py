"""Propositions: the clauses of a statement as subject, predicate, object."""

from __future__ import annotations

from collections.abc import Container

from spacy.tokens import Doc, Token

from kg.claims.arguments import RELATIVES, SUBJECTS, VERBS, argument_at, object_of, subject_of
from kg.claims.words import spans_and_words
from kg.model import Argument, Modality, Polarity, Proposition, Spans
from kg.model.identifiers import squeeze

_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_PARTICIPLES = frozenset({"VBN", "VBG", "VB"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
# Deps of verbs that are a part of another word's phrase.
_NO_CLAUSE = _AUXILIARIES | {
    "amod",
    "compound",
    "prep",
    "acl",
    "pcomp",
    "xcomp",
    "case",
    "nmod",
    "cc",
}
_NEGATIVE = frozenset({"no", "none", "nobody", "nothing", "neither", "never", "nor"})
_MODALITIES = {
    Modality.POSSIBLE: ("can", "ca", "could", "may", "might"),
    Modality.NECESSARY: ("must", "should", "ought", "need"),
    Modality.FUTURE: ("will", "wo", "shall", "sha", "'ll", "’ll"),
    Modality.HYPOTHETICAL: ("would", "'d", "’d"),
}
_MODALS = {word: modality for modality, words in _MODALITIES.items() for word in words}
_LONGEST_CHAIN = 3
"""Verbs of one predicate: "wants to try to leave"."""


def propositions(doc: Doc, statement: Spans, addressee: Spans = ()) -> tuple[Proposition, ...]:
    """The finite clauses of a statement, in its order, and its infinitive when it is one.

    ``statement``: code points; nothing outside it becomes part of a proposition, except
    ``addressee`` as the subject of an infinitive ("called on the media not to ..."). Auxiliaries,
    negation, particles, infinitives and a preposition that belongs to the verb are in the
    predicate; the lemma is that of its first full verb.
    """
    inside: dict[int, Token] = {}
    for span in statement:
        found = doc.char_span(span.start, span.end, alignment_mode="contract")
        inside.update((token.i, token) for token in found or ())
    made: dict[str, Proposition] = {}
    for token in inside.values():
        if token.pos_ not in VERBS:
            continue
        if _finite(token, inside):
            subject = subject_of(token, inside)
        elif _infinitive(token, inside):
            subject = argument_at(doc, [(span.start, span.end) for span in addressee])
        else:
            continue
        if (clause := _proposition(token, subject, inside)) is not None:
            made.setdefault(clause.id, clause)
    return tuple(made.values())


def _finite(verb: Token, inside: Container[int]) -> bool:
    """Whether a verb heads a finite clause of its own."""
    if verb.dep_ in _NO_CLAUSE or (verb.dep_ == "csubj" and _free_relative(verb)):
        return False
    if verb.tag_ in _FINITE:
        return True
    own = [
        child.tag_ for child in verb.children if child.dep_ in _AUXILIARIES and child.i in inside
    ]
    if own:
        return not _FINITE.isdisjoint(own)
    if verb.dep_ == "conj" and verb.tag_ in _PARTICIPLES:
        return verb.head.i in inside and verb.head.tag_ == verb.tag_ and _finite(verb.head, inside)
    subject = any(child.dep_ in SUBJECTS and child.i in inside for child in verb.children)
    return subject and verb.tag_ == "VBN"  # a past tense that the tagger took for a participle


def _free_relative(verb: Token) -> bool:
    """Whether a clause stands for a thing: "what is clear"."""
    return any(child.dep_ in SUBJECTS and child.tag_ in RELATIVES for child in verb.children)


def _infinitive(verb: Token, inside: Container[int]) -> bool:
    """Whether the whole statement is an infinitive with this head."""
    to = any(child.tag_ == "TO" and child.i in inside for child in verb.children)
    return to and verb.dep_ not in {"acl", "relcl"} and verb.head.i not in inside


def _proposition(
    verb: Token, subject: Argument | None, inside: Container[int]
) -> Proposition | None:
    """The proposition of a clause."""
    helpers = _helpers(verb, inside)
    predicate = [*helpers, verb, *_particles(verb, inside)]
    last = _extended(verb, predicate, inside)
    passive = any(token.dep_ == "auxpass" for token in predicate)
    thing = object_of(last, predicate, inside, passive)
    spans, words = spans_and_words(verb.doc, predicate)
    if not spans:
        return None
    negative = any(token.dep_ == "neg" or token.lower_ in _NEGATIVE for token in helpers)
    negated = sum((negative, _none(subject), _none(thing)))
    modal = next((token for token in helpers if token.tag_ == "MD"), None)
    return Proposition(
        subject=subject,
        predicate=words,
        lemma=squeeze(verb.lemma_) or squeeze(verb.text),
        predicate_spans=spans,
        object=thing,
        polarity=Polarity.NEGATIVE if negated % 2 else Polarity.POSITIVE,
        passive=passive,
        modality=None if modal is None else _MODALS.get(modal.lower_),
    )


def _helpers(verb: Token, inside: Container[int]) -> list[Token]:
    """Auxiliaries and negations; those of the first verb when a coordinated one has none."""
    own = [
        child
        for child in verb.children
        if child.i in inside
        and (child.dep_ in _AUXILIARIES or child.dep_ == "neg" or child.lower_ == "never")
    ]
    shares = verb.dep_ == "conj" and verb.head.tag_ == verb.tag_ and verb.tag_ in _PARTICIPLES
    if shares and not own and verb.head.i in inside:
        return _helpers(verb.head, inside)
    return own


def _particles(verb: Token, inside: Container[int]) -> list[Token]:
    return [child for child in verb.rights if child.dep_ == "prt" and child.i in inside]


def _extended(verb: Token, predicate: list[Token], inside: Container[int]) -> Token:
    """Add the infinitives that a verb without an object governs; returns the last verb."""
    for _ in range(_LONGEST_CHAIN - 1):
        objects = any(child.dep_ in {"dobj", "attr", "dative"} for child in verb.rights)
        following = next(
            (
                child
                for child in verb.rights
                if child.dep_ == "xcomp"
                and child.i in inside
                and any(c.tag_ == "TO" and c.i in inside for c in child.lefts)
            ),
            None,
        )
        if objects or following is None:
            break
        verb = following
        predicate += [*_helpers(verb, inside), verb, *_particles(verb, inside)]
    return verb


def _none(argument: Argument | None) -> bool:
    """Whether an argument begins with "no"."""
    if argument is None:
        return False
    first, *_ = argument.name.casefold().split()
    return first in _NEGATIVE
