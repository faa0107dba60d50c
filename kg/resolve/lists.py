"""Lists of names: "A, B and C", of which a parser may take B for an apposition to A."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.model import AgentKind
from kg.resolve.inventory import Inventory

_AND = frozenset({"and", "or", "nor", "&"})
_CLOSING = {"(": ")", "[": "]"}
_OF = frozenset({"of", "from"})
_IN_FRONT = frozenset({"compound", "amod", "nmod", "det", "poss", "punct"})
_FEWEST = 3
"""Members from which on a list is read by its commas; two are what the parser says they are."""


def listed(start: int, stop: int, names: Inventory) -> list[Token]:
    """The heads of the names in a list at the beginning of tokens ``[start, stop)``; [] for none.

    Between the names stand commas and the last "and", titles and what else is said in front of a
    name ("Ohio Gov."), a place ("of Ohio") and what is in brackets ("(R-Ohio)"), nothing else.
    Persons are listed with persons.
    """
    doc, found = names.doc, list[Token]()
    place, due, whole = start, True, False
    persons = set[bool]()
    while place < stop and not (whole and not due):
        token, entry = doc[place], names.by_token.get(place)
        if entry is not None and due:
            if _in_front(doc[entry[0].head], names):
                return []
            found.append(doc[entry[0].head])
            persons.add(entry[1].kind is AgentKind.PERSON)
            place, due = entry[0].end, False
            whole = len(found) >= _FEWEST and _and_before(doc, found[-2].i, entry[0].start)
        elif token.text in _CLOSING:
            place = _closed(doc, place, stop)
        elif token.text == "," or token.lower_ in _AND:
            place, due = place + 1, True
        elif due and token.dep_ in _IN_FRONT and token.is_ascii:
            place += 1
        elif not due and token.lower_ in _OF and (entry := names.by_token.get(place + 1)):
            place = entry[0].end
        else:
            break
    return found if whole and len(persons) == 1 else []


def _in_front(head: Token, names: Inventory) -> bool:
    """Whether a name only tells which of what comes after it is meant: "European capitals"."""
    return head.dep_ in _IN_FRONT and head.head.i > head.i and head.head.i not in names.by_token


def _and_before(doc: Doc, last: int, start: int) -> bool:
    """Whether "and" stands between two names of a list, which makes the later its last."""
    return any(token.lower_ in _AND for token in doc[last + 1 : start])


def _closed(doc: Doc, place: int, stop: int) -> int:
    """The token behind the bracket that closes what opens at ``place``."""
    closing = _CLOSING[doc[place].text]
    return next((token.i for token in doc[place:stop] if token.text == closing), stop - 1) + 1
