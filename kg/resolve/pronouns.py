"""Relative pronouns: the noun that "who" or "which" goes back to."""

from __future__ import annotations

from spacy.tokens import Token


def carrier(noun: Token) -> Token | None:
    """The noun that a phrase hangs on: "Republicans" for "Hill" in "Republicans on the Hill"."""
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.head.pos_ not in {"NOUN", "PROPN"}:
        return None
    return preposition.head


def relative_antecedent(pronoun: Token) -> Token | None:
    """The noun that "who" or "which" goes back to, from the parse; else the word before it."""
    token = pronoun
    while token.head.i != token.i:
        if token.dep_ == "relcl" and token.head.i < pronoun.i:
            return token.head
        token = token.head
    before = pronoun.i - 1
    if before > 0 and pronoun.doc[before].text == ",":
        before -= 1
    near = pronoun.doc[max(before, 0)]
    return near if near.pos_ in {"NOUN", "PROPN"} and near.i < pronoun.i else None
