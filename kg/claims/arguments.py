"""Subjects and objects of clauses."""

from __future__ import annotations

from collections.abc import Container, Iterable

from spacy.tokens import Doc, Token

from kg.claims.words import spans_and_words
from kg.model import Argument

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
OBJECTS = ("dobj", "obj", "attr", "acomp", "oprd")
RELATIVES = frozenset({"WDT", "WP", "WP$"})
VERBS = frozenset({"VERB", "AUX"})
# Prepositions that belong to the verb before them ("led to") more often than to a time or place.
FIXED = frozenset({"to", "with", "by", "as", "of", "from", "into", "for", "against", "about"})
_TIMES = frozenset({"DATE", "TIME"})
# What hangs on a noun but is a clause or a second name for it.
_BEHIND = frozenset({"relcl", "appos", "advcl", "ccomp", "parataxis", "cc", "punct"})
_BEFORE = frozenset({"the", "a", "an", "both", "either", "neither"})
_MARKS = "“”\"‘«»„`'"


def subject_of(verb: Token, inside: Container[int]) -> Argument | None:
    """The subject of a clause: its own, the noun behind "who", or that of the verb before it."""
    while True:
        own = next((c for c in verb.children if c.dep_ in SUBJECTS and c.i in inside), None)
        if own is not None:
            return _stands_for(own, verb, inside)
        if verb.dep_ == "relcl" and verb.head.i in inside and _subject_gap(verb):
            return argument(verb.head, inside, before=verb.left_edge.i)
        if verb.dep_ != "conj" or verb.head.pos_ not in VERBS or verb.head.i not in inside:
            return None
        verb = verb.head


def _stands_for(subject: Token, verb: Token, inside: Container[int]) -> Argument | None:
    """A subject, or the noun that it as a relative pronoun stands for."""
    relative = verb.dep_ == "relcl" and subject.tag_ in RELATIVES
    if relative and verb.head.i in inside:
        return argument(verb.head, inside, before=verb.left_edge.i)
    return argument(subject, inside)


def _subject_gap(verb: Token) -> bool:
    """Whether the relative pronoun is all that could be the subject."""
    return not any(child.dep_ in SUBJECTS for child in verb.children)


def object_of(
    verb: Token, predicate: list[Token], inside: Container[int], passive: bool
) -> Argument | None:
    """The object of a clause; a preposition before it is added to ``predicate``.

    In a passive, "by ..." counts as the object, or ends the one before it: "subjected to
    aggression by groups".
    """
    for name in OBJECTS:
        found = next((c for c in verb.rights if c.dep_ == name and c.i in inside), None)
        if found is not None:
            return argument(found, inside)
    last = max(token.i for token in predicate)
    for child in verb.rights:
        if child.i != last + 1 or child.dep_ not in {"prep", "agent"} or child.lower_ not in FIXED:
            continue
        noun = next((c for c in child.rights if c.dep_ == "pobj" and c.i in inside), None)
        if noun is None or child.i not in inside or noun.ent_type_ in _TIMES:
            continue
        predicate.append(child)
        agent = next((c for c in verb.rights if c.dep_ == "agent" and c.i > noun.i), None)
        return argument(noun, inside, also=agent if passive else None)
    return None


def argument(
    head: Token, inside: Container[int], before: int | None = None, also: Token | None = None
) -> Argument | None:
    """The phrase of a head as an argument, or None when no word of it is inside the content.

    ``before``: a token at which it ends; ``also``: a phrase that is a part of it when it
    follows at once.
    """
    tokens = _phrase(head, inside, before)
    if also is not None and tokens and also.left_edge.i == tokens[-1].i + 1:
        tokens += [token for token in also.subtree if token.i in inside]
    return _named(head.doc, tokens)


def argument_at(doc: Doc, pairs: Iterable[tuple[int, int]]) -> Argument | None:
    """The argument at given characters."""
    tokens = []
    for start, end in pairs:
        span = doc.char_span(start, end, alignment_mode="contract")
        tokens += list(span or ())
    return _named(doc, tokens)


def _phrase(head: Token, inside: Container[int], before: int | None) -> list[Token]:
    """The tokens of a phrase from its left edge on, up to the first clause that hangs on it."""
    ends = [head.right_edge.i + 1] if before is None else [head.right_edge.i + 1, before]
    if head.pos_ not in VERBS:
        behind = [token for token in head.subtree if token.i > head.i]
        ends += [t.left_edge.i for t in behind if t.dep_ in _BEHIND and not _coordinates(t)]
        ends += [t.head.i for t in behind if t.tag_ in RELATIVES and t.dep_ == "pobj"]
    end = min(end for end in ends if end > head.i)
    return [head.doc[i] for i in range(head.left_edge.i, end) if i in inside]


def _coordinates(token: Token) -> bool:
    """Whether a conjunction, comma or quotation mark stands inside a phrase, not behind it."""
    if token.dep_ == "punct":
        hyphen = token.text in {"-", "–"} or token.text in _MARKS
        return hyphen or any(t.dep_ == "conj" and t.i > token.i for t in token.head.children)
    return token.dep_ == "cc" and any(t.dep_ == "conj" for t in token.head.children)


def _named(doc: Doc, tokens: list[Token]) -> Argument | None:
    """Tokens as an argument: without articles, blanks and marks around them."""
    while tokens and (tokens[0].lower_ in _BEFORE or _mark(tokens[0])) and len(tokens) > 1:
        tokens = tokens[1:]
    while tokens and (_mark(tokens[-1]) or tokens[-1].tag_ in {"POS", "CC"}):
        tokens = tokens[:-1]
    spans, name = spans_and_words(doc, tokens)
    return Argument(spans, name) if name else None


def _mark(token: Token) -> bool:
    return token.is_punct or token.is_space or token.text in _MARKS
