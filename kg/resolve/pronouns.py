"""Relative pronouns: the noun that "who" or "which" goes back to."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

_SINGULAR = frozenset({"is", "was", "has", "does", "'s", "’s"})
_PLURAL = frozenset({"are", "were", "have", "do", "'re", "’re"})
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
_HELPING = frozenset({"aux", "auxpass"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_CLOSE = frozenset({"to", "for", "of", "with", "at"})
"""Prepositions by which somebody is told from others: not "candidates like Lee"."""


def carrier(noun: Token) -> Token | None:
    """The noun that a phrase hangs on: "Republicans" for "Hill" in "Republicans on the Hill"."""
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.head.pos_ not in {"NOUN", "PROPN"}:
        return None
    return preposition.head


def relative_antecedent(pronoun: Token) -> Token | None:
    """The noun that "who" or "which" goes back to, from the parse; else the word before it."""
    near = _just_before(pronoun)
    token = pronoun
    while token.head.i != token.i:
        if token.dep_ == "relcl" and token.head.i < pronoun.i:
            return _agreeing(pronoun, token.head, near)
        token = token.head
    return near


def described_with(noun: Token, pronoun: Token, is_person: Callable[[Token], bool]) -> Token | None:
    """Whom a description with another's name in it is said of: Kim in "Kim, a lawyer for Lee, who",
    the aide in "an aide to Lee, who".

    The comma in front of "who" closes the description; the parser takes "who" for Lee.
    ``is_person`` tells whether a common noun means persons.
    """
    role = carrier(noun)
    if role is None or role.pos_ != "NOUN" or pronoun.nbor(-1).text != ",":
        return None
    if role.dep_ == "appos":
        return role.head if role.head.pos_ == "PROPN" else None
    several, close = _verb_is_plural(pronoun), noun.head.lower_ in _CLOSE
    agrees = several is None or _is_plural(role) is several
    return role if noun.pos_ == "PROPN" and close and agrees and is_person(role) else None


def _just_before(pronoun: Token) -> Token | None:
    """The noun that stands right in front of a relative pronoun, a comma aside."""
    before = pronoun.i - 1
    if before > 0 and pronoun.doc[before].text == ",":
        before -= 1
    near = pronoun.doc[max(before, 0)]
    return near if near.pos_ in _NOMINAL and near.i < pronoun.i else None


def _agreeing(pronoun: Token, parsed: Token, near: Token | None) -> Token:
    """The parser's noun, or another at hand that agrees in number with the verb if it does not.

    "the messages that come from the city, which tell": the small model takes either.
    """
    several = _verb_is_plural(pronoun)
    if several is None or parsed.pos_ not in _NOMINAL or _is_plural(parsed) is several:
        return parsed
    others = [noun for noun in (near, upwards(parsed)) if noun is not None]
    return next((noun for noun in others if _is_plural(noun) is several), parsed)


def upwards(noun: Token) -> Token | None:
    """The nearest noun that a phrase is a part of, also through a clause."""
    if found := carrier(noun):
        return found
    clause = noun.head.head if noun.dep_ == "pobj" else noun
    return clause.head if clause.dep_ in {"relcl", "acl"} else None


def _is_plural(noun: Token) -> bool:
    joined = any(child.dep_ == "conj" for child in noun.rights)
    return noun.tag_ in _PLURAL_TAGS or joined


def _verb_is_plural(pronoun: Token) -> bool | None:
    """The number of the verb that a relative pronoun is the subject of; None when it has none."""
    verb = pronoun.head
    if pronoun.dep_ not in {"nsubj", "nsubjpass"}:
        return None
    finite = next((t for t in verb.lefts if t.i > pronoun.i and t.dep_ in _HELPING), verb)
    if finite.lower_ in _SINGULAR or finite.tag_ == "VBZ":
        return False
    return True if finite.lower_ in _PLURAL or finite.tag_ == "VBP" else None
