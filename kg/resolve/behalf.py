"""For whom a source speaks ("a spokeswoman for X") and to whom it belongs ("a U.S. official")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.model import AgentKind, Spans, Tie
from kg.resolve.inventory import Inventory
from kg.resolve.roles import Roles
from kg.resolve.words import OWNING, POSSESSIVE

_FOR = frozenset({"for", "of", "at", "from", "with", "in", "inside", "within", "to"})
_BELONGING = frozenset({"at", "from", "of", "inside", "within", "with"})
_PAST = frozenset({"former", "ex", "onetime", "erstwhile", "late", "then", "retired"})
_BETWEEN = frozenset({"NOUN", "ADJ", "DET", "NUM"})
_NAMING = frozenset({"NOUN", "PROPN", "ADJ"})
_MODIFYING = frozenset({"NOUN", "ADJ", "PROPN", "NUM"})
_REACH = 5
"""Tokens in front of a role in which "former" says that it is no more."""
_NOUNS = frozenset({"NOUN", "PROPN"})
_VOICE = frozenset({"speak", "talk", "act", "answer"})
ORGANISED = frozenset(
    {
        AgentKind.GOVERNMENT_BODY,
        AgentKind.MEDIA_OUTLET,
        AgentKind.COURT,
        AgentKind.COMPANY,
        AgentKind.PARTY,
        AgentKind.ORGANISATION,
    }
)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom a role's words name: tokens ``[start, end)``, and how its bearer is tied to them.

    ``role`` is the noun that says so, as the table of roles has it.
    """

    tie: Tie
    start: int
    end: int
    role: str


def owner_in(start: int, stop: int, head: Token, names: Inventory, roles: Roles) -> Owner | None:
    """Who stands behind the source at tokens ``[start, stop)`` by its own words, or None.

    ``head`` carries its name or description. Looks at what the source is called there: its
    head, a title in front of the name, an apposition behind it. Speaking for somebody goes
    before belonging to somebody.
    """
    found = [
        owner
        for role in _roles_of(start, stop, head, names, roles)
        if (owner := _owner(role, start, stop, names, roles)) is not None
    ]
    return min(found, key=lambda owner: (owner.tie is not Tie.ON_BEHALF, owner.start), default=None)


def spoken_for(start: int, stop: int, cue: Spans, names: Inventory) -> Owner | None:
    """Whom "on behalf of X", "on X's behalf" or "speaking for X" names between two tokens.

    It has to hang on the ``cue`` (code points) or on a verb of speaking: who sends letters on
    behalf of X need not speak for X.
    """
    doc = names.doc
    for token in doc[start:stop]:
        word, before = token.lower_, doc[max(0, token.i - 1)]
        if word == "behalf" and not _of_speech(token, cue):
            continue
        if word == "behalf" and token.i + 1 < stop and doc[token.i + 1].lower_ == "of":
            owner = _governed(doc[token.i + 1], stop)
        elif word == "behalf" and before.text in POSSESSIVE and token.i - 2 >= start:
            owner = (_first(token.i - 2, start, names), token.i - 1)
        elif word == "behalf" and before.lower_ in OWNING:
            owner = (before.i, token.i)
        elif word == "for" and before.tag_ == "VBG" and before.lemma_ in _VOICE:
            owner = _governed(token, stop)
        else:
            continue
        if owner is not None:
            return Owner(Tie.ON_BEHALF, *owner, "")
    return None


def _of_speech(behalf: Token, cue: Spans) -> bool:
    """Whether it is somebody's speaking that is on behalf of somebody."""
    verb = behalf.head.head
    return verb.lemma_ in _VOICE or any(s.start <= verb.idx < s.end for s in cue)


def _roles_of(
    start: int, stop: int, head: Token, names: Inventory, roles: Roles
) -> Iterator[Token]:
    """The role nouns that are said of the source itself, not of somebody in its description."""
    doc = names.doc
    entry = names.by_token.get(head.i)
    first, last = (entry[0].start, entry[0].end) if entry else (head.i, head.i + 1)
    for token in doc[start:stop]:
        known = token.lemma_.casefold() in roles.nouns or token.lower_ in roles.nouns
        if not known or token.pos_ not in _NOUNS:
            continue
        if token.i in names.by_token and token.i != head.i and token.i > first:
            continue
        if first <= token.i < last:
            yield token
        elif token.i < first:
            # A title: nothing but nouns between it and the name; or what the name is apposed to.
            title = all(t.pos_ in _NAMING for t in doc[token.i + 1 : first])
            if title or (head.dep_ == "appos" and head.head == token):
                yield token
        elif _apposed(doc, last, token.i, names):
            yield token


def _apposed(doc: Doc, last: int, role: int, names: Inventory) -> bool:
    """Whether a role noun begins an apposition right behind the name: "Y, a spokesman"."""
    between = doc[last:role]
    if len(between) == 0 or between[0].text not in {",", "(", "–", "—"}:
        return False
    return all(
        t.pos_ in _BETWEEN or t.i in names.by_token or t.text in POSSESSIVE or t.text == "-"
        for t in between[1:]
    )


def _owner(role: Token, start: int, stop: int, names: Inventory, roles: Roles) -> Owner | None:
    """Who a role noun belongs to: behind a preposition, before 's, or in front of it."""
    noun = role.lower_ if role.lower_ in roles.nouns else role.lemma_.casefold()
    doc = names.doc
    if any(t.lower_ in _PAST for t in doc[max(start, role.i - _REACH) : role.i]):
        return None  # "a former spokesman for X" speaks for X no more
    tie = roles.nouns[noun]
    modifier = doc[role.i - 1].lower_ if role.i else ""
    if f"{modifier} {noun}" in roles.voices:
        tie = Tie.ON_BEHALF
    elif role.i + 1 < len(doc) and doc[role.i + 1].lower_ == "general":
        tie = Tie.AFFILIATED  # an attorney general or a representative general speaks as an office
    place = (
        _behind(role, stop, names, roles, tie)
        or _before(role, start, names, roles)
        or _possessor(role)
    )
    return None if place is None else Owner(tie, *place, noun)


def _behind(
    role: Token, stop: int, names: Inventory, roles: Roles, tie: Tie
) -> tuple[int, int] | None:
    """ "a spokeswoman for X", "spokeswoman Y of X"."""
    doc, at = names.doc, role.i + 1
    if (entry := names.by_token.get(at)) is not None:
        at = entry[0].end
    allowed = _FOR if tie is Tie.ON_BEHALF else _BELONGING
    if at >= stop:
        return None
    word, noun = doc[at].lower_, role.lower_
    personal = word == "to" and (noun in roles.personal or role.lemma_ in roles.personal)
    inner = word == "in" and noun in roles.members
    return _governed(doc[at], stop) if word in allowed or personal or inner else None


def _governed(preposition: Token, stop: int) -> tuple[int, int] | None:
    """The noun phrase behind a preposition, without what follows a comma."""
    doc = preposition.doc
    thing = next((t for t in preposition.rights if t.dep_ in {"pobj", "pcomp"}), None)
    if thing is None or thing.i >= stop:
        return None
    end = preposition.i + 1
    while end < min(stop, thing.right_edge.i + 1) and (
        end <= thing.i or doc[end].text not in {",", "(", "–", "—", ";"}
    ):
        end += 1
    return preposition.i + 1, end


def _before(role: Token, start: int, names: Inventory, roles: Roles) -> tuple[int, int] | None:
    """ "X spokeswoman", "X's lawyer", "ministry spokesman", "X campaign manager"."""
    doc = names.doc
    for at in range(role.i - 1, start - 1, -1):
        token = doc[at]
        if token.text in POSSESSIVE and at > start:
            first = _first(at - 1, start, names)
            determined = first > start and doc[first - 1].pos_ == "DET"
            return first - determined, at
        if token.lower_ in OWNING or token.lower_ in roles.places:
            return at, at + 1
        if _bodily(token, names) and not _pair(token, role, start, names, roles):
            return _first(at, start, names), at + 1
        if token.pos_ not in _MODIFYING and token.text != "-":
            break
    return None


def _bodily(token: Token, names: Inventory) -> bool:
    """Whether a noun in front of a role is a name or means a body: "ministry"."""
    if token.i in names.by_token:
        return True
    if token.lower_ in names.lexicon.titles or token.lower_ in names.lexicon.portfolios:
        return False  # "Vice President", "Defense Secretary"
    known = names.lexicon.nouns.get(token.lemma_.casefold()) in ORGANISED
    return token.pos_ == "PROPN" or (token.pos_ == "NOUN" and known)


def _pair(token: Token, role: Token, start: int, names: Inventory, roles: Roles) -> bool:
    """Whether a noun is one expression with the role: "press secretary".

    A campaign manager is so only behind a possessor; "X campaign manager" is that of a campaign.
    """
    word = token.lower_
    if token.i != role.i - 1 or f"{word} {role.lemma_.casefold()}" not in roles.voices:
        return False
    before = token.nbor(-1) if token.i > start else token
    owned = before.text in POSSESSIVE or before.lower_ in OWNING
    return owned or word not in names.lexicon.institutions


def _first(at: int, start: int, names: Inventory) -> int:
    """Where the noun phrase begins that a token ends, without its determiner."""
    doc = names.doc
    name = names.by_token.get(at)
    first = name[0].start if name else at
    while not name and first > start and _named_with(doc[first - 1]):
        first -= 1
    return max(first, start)


def _named_with(token: Token) -> bool:
    """Whether a word belongs to the body behind it: "Interior ministry", not "senior ministry"."""
    capital = token.text[0].isupper() and not token.is_sent_start
    return token.pos_ in {"NOUN", "PROPN"} or (token.pos_ == "ADJ" and capital)


def _possessor(role: Token) -> tuple[int, int] | None:
    owner = next((t for t in role.lefts if t.dep_ == "poss"), None)
    return None if owner is None else (owner.left_edge.i, owner.i + 1)
