"""What speaks for and against a pronoun standing for somebody: the features of the ranker.

All are binary and have readable names, which are the keys of kg/data/resolution-v1/weights.json.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.model import AgentKind, Form, SpeechAct
from kg.resolve.discourse import NOWHERE, Discourse
from kg.resolve.entities import Entity, How, Occurrence, Role, role_of
from kg.resolve.inventory import Name
from kg.resolve.names import Key
from kg.resolve.words import HE, IT, SHE, THEY

_PERSONS = frozenset({AgentKind.PERSON, AgentKind.UNKNOWN})
SAYING = frozenset({"quotes", "says"})
_THINGS = frozenset({AgentKind.UNKNOWN, AgentKind.GROUP})
_FAR = 5
_NEAR = 3
_LATELY = 5
_MANY = 4
_SURE = 2
_NO_PERSON = re.compile(
    r"(?:[A-Z]\.){2,}|\W*\d|[&/]|(?!Mc|Mac|De|La|Le|Van|O)[A-Z][a-z]+[A-Z]"
).match


@dataclass(frozen=True, slots=True)
class Place:
    """A pronoun where it stands. ``group`` is "he" (also she), "they" or "it".

    ``content`` is the attribution whose content it is in, ``own`` the one whose source it is and
    ``act`` what it does there; ``named`` are the names in what it is said to have said, ``below`` those that
    are subjects of the clause that it reports.
    """

    token: Token
    group: str
    sentence: int
    paragraph: int
    role: Role
    source: bool
    quotation: int
    content: int
    own: int
    act: str
    named: frozenset[Key]
    below: frozenset[Key]


@dataclass(frozen=True, slots=True)
class Said:
    """Who speaks around a pronoun: whose words it is in, who was the latest source before, and
    who the one before that was.
    """

    speaker: Entity | None
    latest: Entity | None
    earlier: Entity | None


def place_of(token: Token, discourse: Discourse) -> Place:
    """A pronoun's place in the document."""
    i, word = token.i, token.lower_
    inside = _named_inside(token, discourse)
    return Place(
        token,
        group_of(word),
        discourse.sentence(i),
        discourse.paragraph(i),
        role_of(token),
        discourse.speaks(token),
        discourse.quotation[i],
        discourse.inside[i],
        discourse.source[i],
        _act(token, discourse),
        frozenset(name.key for _, name in inside),
        frozenset(name.key for i, name in inside if _reported(token, token.doc[i])),
    )


def _named_inside(token: Token, discourse: Discourse) -> list[tuple[int, Name]]:
    """Tokens and bearers of the names in what a source is said to have said."""
    own = discourse.source[token.i]
    if own == NOWHERE or not discourse.speaks(token):
        return []
    by_token = discourse.names.by_token
    inside = (i for span in discourse.attributions[own].content for i in discourse.tokens(span))
    return [(i, by_token[i][1]) for i in inside if i in by_token]


def _reported(pronoun: Token, name: Token) -> bool:
    """Whether a name is the subject of the clause that a pronoun's verb reports, not quotes."""
    subjects = role_of(pronoun) is Role.SUBJECT and role_of(name) is Role.SUBJECT
    between = pronoun.doc[pronoun.i + 1 : name.i]
    quoted = any(token.is_quote for token in between)
    return subjects and len(between) > 0 and not quoted and name.head.head.i == pronoun.head.i


def group_of(word: str) -> str:
    """The group of pronouns that share their weights."""
    return "they" if word in THEY else "it" if word in IT else "he"


def _act(token: Token, discourse: Discourse) -> str:
    """What a pronoun that is a source does: "quotes", "says" or "thinks"; "" when it is none."""
    own = discourse.source[token.i]
    if own == NOWHERE or not discourse.speaks(token):
        return ""
    attribution = discourse.attributions[own]
    if attribution.form is Form.DIRECT:
        return "quotes"
    return "says" if attribution.speech_act is SpeechAct.ASSERTS else "thinks"


def nobody(place: Place, candidates: int) -> tuple[str, ...]:
    """The features of the answer that none of the candidates is meant."""
    return (
        "nobody",
        f"nobody {place.act or place.role.name}",
        f"nobody of {min(candidates, 3)}",
        f"nobody {'out' if place.quotation == NOWHERE else 'in'}",
    )


def agrees(word: str, entity: Entity) -> bool:
    """Whether a third-person pronoun can stand for an entity, by number, sex and kind.

    A sex that is only guessed from a first name excludes nothing when it was guessed weakly.
    """
    kind = entity.kind
    if word in HE or word in SHE:
        person = kind in _PERSONS or not (_sure(entity) or _no_person(entity))
        if entity.plural or entity.together or not person:
            return False
        against, for_it = entity.women, entity.men
        if word in SHE:
            against, for_it = for_it, against
        return against - for_it < _SURE
    if word in IT:
        person = kind is AgentKind.PERSON and _sure(entity)
        return not person and not entity.plural and not entity.together
    return entity.plural or entity.together or kind is not AgentKind.DOCUMENT


def _no_person(entity: Entity) -> bool:
    """Whether a name looks like nobody's: "U.N. Women", "PolitiFact"."""
    words = entity.name.text.split() if entity.name else []
    return any(_NO_PERSON(word) for word in words)


def _sure(entity: Entity) -> bool:
    """Whether an entity's kind is known from words, not guessed from how the name looks."""
    return entity.name is None or entity.name.sure


def features(
    place: Place,
    entity: Entity,
    last: Occurrence,
    rank: int,
    said: Said,
) -> Iterator[str]:
    """The features that hold of a pronoun and a candidate.

    ``last``: the candidate's latest mention before; ``rank``: how many that agree were mentioned
    later; ``said``: who speaks around the pronoun.
    """
    distance = place.sentence - last.sentence
    yield f"sentences {min(distance, _FAR)}"
    yield f"rank {min(rank, 3)}"
    yield f"last {last.how.name}"
    yield f"last {last.role.name} {min(distance, 2)}"
    if place.token.i - last.token <= _NEAR:
        yield "just before"
    if last.role is place.role:
        yield "same role"
    if last.how is How.PRONOUN:
        yield f"goes on {min(distance, 2)}"
    if last.paragraph == place.paragraph:
        yield "same paragraph"
    yield from _there(entity, place, last)
    yield from _prominence(entity, place, last)
    yield from _agreement(place, entity)
    yield from _speech(place, entity, last, said)
    if distance == 0 and last.token > 0:
        yield from _clause(place, last)


def _there(entity: Entity, place: Place, last: Occurrence) -> Iterator[str]:
    """What a candidate is in the sentence of its last mention, wherever in it: "Lee said that
    his ..." is about Lee, though "his" comes last.
    """
    near = min(place.sentence - last.sentence, 2)
    here = [o for o in _back(entity, place) if o.sentence == last.sentence]
    if any(o.role is Role.SUBJECT for o in here):
        yield f"subject there {near}"
    doc = place.token.doc
    if any(o.role is Role.SUBJECT and doc[o.token].head.dep_ == "ROOT" for o in here):
        yield f"main subject there {near}"
    if any(o.how is How.NAME for o in here):
        yield "named there"


def _back(entity: Entity, place: Place) -> Iterator[Occurrence]:
    """A candidate's mentions before a pronoun on its own level, the latest first."""
    for occurrence in reversed(entity.occurrences):
        if place.sentence - occurrence.sentence > _LATELY:
            return
        if occurrence.token < place.token.i and occurrence.quotation == place.quotation:
            yield occurrence


def _prominence(entity: Entity, place: Place, last: Occurrence) -> Iterator[str]:
    times = len(entity.occurrences)
    yield "once" if times == 1 else "twice" if times == 2 else "often"
    if times > 5:
        yield "very often"
    lately = 0
    for occurrence in reversed(entity.occurrences):
        if place.sentence - occurrence.sentence > _LATELY or lately == _MANY:
            break
        lately += occurrence.token < place.token.i and occurrence.quotation == last.quotation
    yield f"lately {lately}"
    yield "named" if entity.name else "together" if entity.together else "described"
    if any(occurrence.source for occurrence in entity.occurrences[-_FAR:]):
        yield "has spoken"


def _agreement(place: Place, entity: Entity) -> Iterator[str]:
    group = place.group
    if group == "he":
        sexes = entity.women - entity.men
        if place.token.lower_ in HE:
            sexes = -sexes
        yield (
            "sex sure"
            if sexes >= _SURE
            else "sex likely"
            if sexes > 0
            else ("sex against" if sexes < 0 else "sex unknown")
        )
    elif group == "they":
        yield "plural" if entity.plural or entity.together else "one"
    yield entity.kind.value
    if not _sure(entity):
        yield f"perhaps {entity.kind.value}"


def _speech(place: Place, entity: Entity, last: Occurrence, said: Said) -> Iterator[str]:
    spoken = place.quotation != NOWHERE
    level = "in" if spoken else "out"
    if last.quotation == place.quotation:
        yield f"same level {level}"
    elif last.quotation != NOWHERE:
        yield f"from a quotation {level}"
    else:
        yield "into a quotation"
    if said.speaker is entity:
        yield f"speaker {level}"
    if said.latest is entity:
        apart = min(place.paragraph - last.paragraph, 2)
        yield f"last source {apart} {place.act}"
        if place.act:
            yield f"last source, {'other' if entity.kind in _THINGS else entity.kind.value}"
    if said.earlier is entity and said.latest is not entity:
        yield f"source before {place.act}"
    if entity.name is not None and entity.name.key in place.named:
        yield "named in these words"
        yield f"named in these words {place.act}"
    if place.source and last.source:
        yield "source again"
        yield f"source again, {entity.kind.value}"


def _clause(place: Place, last: Occurrence) -> Iterator[str]:
    """Relations inside a sentence."""
    doc = place.token.doc
    other = doc[last.token]
    head = place.token.head
    if head.i in {other.head.i, other.i}:
        yield f"same head {place.role.name}"
    elif other.head.is_ancestor(place.token):
        yield "above"
    if other.is_ancestor(place.token):
        yield "inside its phrase"
