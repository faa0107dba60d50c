"""Statements without a verb: "the need for reform", "the government's handling of the crisis"."""

from __future__ import annotations

from collections.abc import Container, Mapping

from spacy.tokens import Token

from kg.claims.arguments import Reader
from kg.claims.words import spans_and_words
from kg.model import Argument, Proposition

_OBJECTS = ("of", "for", "to", "against", "on", "about", "with", "over")


def nominal(inside: Mapping[int, Token], reader: Reader, *, alone: bool) -> Proposition | None:
    """The proposition of the noun that heads a statement, or None when it says nothing.

    ``alone``: whether the statement has no clause. Else only a noun with somebody who does it or
    something that it is done to counts; names and pronouns never do.
    """
    head = next((t for t in inside.values() if t.head.i not in inside or t.head.i == t.i), None)
    if head is None or head.pos_ != "NOUN":
        return None
    owner = next((c for c in head.lefts if c.dep_ == "poss" and c.i in inside), None)
    subject = None if owner is None else reader.argument(owner, inside)
    thing = None
    for preposition in (c for c in head.rights if c.dep_ in {"prep", "agent"} and c.i in inside):
        noun = next((c for c in preposition.rights if c.dep_ == "pobj" and c.i in inside), None)
        if noun is None:
            continue
        if preposition.lower_ == "by" and subject is None:
            subject = reader.argument(noun, inside)
        elif preposition.lower_ in _OBJECTS and thing is None:
            thing = reader.argument(noun, inside)
    return _proposition(head, subject, thing, inside) if alone or subject or thing else None


def _proposition(
    head: Token, subject: Argument | None, thing: Argument | None, inside: Container[int]
) -> Proposition | None:
    compounds = [c for c in head.lefts if c.dep_ == "compound" and c.i in inside]
    spans, words = spans_and_words(head.doc, [*compounds, head])
    lemma = head.lemma_.lower().strip()
    return Proposition(subject, words, lemma or words, spans, thing) if words else None
