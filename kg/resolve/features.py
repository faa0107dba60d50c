"""What speaks for and against a pronoun standing for somebody: the features of the ranker.

All are binary and have readable names, which are the keys of kg/data/resolution-v1/weights.json.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import AgentKind
from kg.resolve.discourse import NOWHERE
from kg.resolve.entities import Entity, How, Occurrence, Role
from kg.resolve.kinds import is_no_persons
from kg.resolve.places import Place
from kg.resolve.words import HE, IT, SHE

_PERSONS = frozenset({AgentKind.PERSON, AgentKind.UNKNOWN})
SAYING = frozenset({"quotes", "says"})
_THINGS = frozenset({AgentKind.UNKNOWN, AgentKind.GROUP})
_FAR = 5
_NEAR = 3
_LATELY = 5
_MANY = 4
_SURE = 2


@dataclass(frozen=True, slots=True)
class Said:
    """Who speaks around a pronoun: whose words it is in, who was the latest source before, and
    who the one before that was.
    """

    speaker: Entity | None
    latest: Entity | None
    earlier: Entity | None


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
        person = kind in _PERSONS or not (_sure(entity) or _no_persons(entity))
        if entity.plural or entity.together or not person:
            return False
        against, for_it = entity.women, entity.men
        if word in SHE:
            against, for_it = for_it, against
        return against - for_it < _SURE
    if word in IT:
        person = kind is AgentKind.PERSON and _sure(entity)
        return not person and not entity.plural and not entity.together
    if kind is AgentKind.PERSON and abs(entity.women - entity.men) >= _SURE:
        return entity.plural or entity.together
    return entity.plural or entity.together or kind is not AgentKind.DOCUMENT


def _no_persons(entity: Entity) -> bool:
    return entity.name is not None and any(map(is_no_persons, entity.name.text.split()))


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
    distance = place.after(last)
    yield f"sentences {min(distance, _FAR)}"
    yield f"rank {min(rank, 3)}"
    yield f"last {last.how.name}"
    if last.how is How.NOUN and entity.name is not None:
        yield "last NOUN for a name"
    if last.quotation == NOWHERE and not last.tells:  # a heading, a caption
        yield "not told"
    yield f"last {last.role.name} {min(distance, 2)}"
    apart = place.token.i - last.token
    if apart <= _NEAR:
        yield "just before"
    if apart == 2 and place.token.nbor(-1).text == ",":  # "the head of the bank, Ann Lee, she ..."
        yield f"before a comma {last.role.name}"
    if any(other.pos_ == "PROPN" for other in place.token.doc[last.token].conjuncts):
        yield "beside another"
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
    if place.sentence == last.sentence and last.token > 0:
        yield from _clause(place, last)


def _there(entity: Entity, place: Place, last: Occurrence) -> Iterator[str]:
    """What a candidate is in the sentence of its last mention, wherever in it: "Lee said that
    his ..." is about Lee, though "his" comes last.
    """
    near = min(place.after(last), 2)
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
        if place.after(occurrence) > _LATELY:
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
        if place.after(occurrence) > _LATELY or lately == _MANY:
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
        number = "plural" if entity.plural or entity.together else "one"
        yield number
        yield f"{number} {entity.kind.value}"
    yield f"{group}: {entity.kind.value}"  # what speaks for "it" does not for "he"
    if not _sure(entity):
        yield f"{group}: perhaps {entity.kind.value}"


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
