"""The search for a pronoun's antecedent among what was mentioned lately."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.model import AgentKind
from kg.resolve.discourse import NOWHERE, Discourse
from kg.resolve.entities import Entity, Occurrence
from kg.resolve.features import SAYING, Said, agrees, features, nobody
from kg.resolve.places import Place, place_of
from kg.resolve.ranker import Ranker

WINDOW = 10
"""Sentences that are searched backwards."""
MOST = 16
"""Entities that are looked at, the latest first."""
_LOOK_BACK = 12

Candidates = list[tuple[Entity, list[str]]]
Choose = Callable[[Place, Candidates, list[float]], int | None]
"""Which candidate a pronoun is taken for in reading on; None for nobody."""


@dataclass(slots=True)
class Search:
    """What has been mentioned, the latest last, and who has spoken at which token.

    ``speaker`` gives the source of an attribution by its number.
    """

    discourse: Discourse
    ranker: Ranker
    choose: Choose | None
    speaker: Callable[[int], Entity | None]
    recent: dict[Entity, None] = field(default_factory=dict)
    spoke: list[tuple[int, Entity]] = field(default_factory=list)

    def antecedent(self, pronoun: Token) -> tuple[Entity | None, float]:
        """Who a third-person pronoun stands for, and the ranker's probability of that."""
        place = place_of(pronoun, self.discourse)
        if (entity := self._taken_up(pronoun)) is not None:
            return entity, 1.0
        candidates = list(self._candidates(place))
        features = [listed for _, listed in candidates]
        probabilities = self.ranker.probabilities(
            place.group, [*features, nobody(place, len(candidates))]
        )
        if self.choose is not None:
            chosen = self.choose(place, candidates, probabilities)
        else:
            chosen = max(range(len(candidates)), key=lambda i: (probabilities[i], -i), default=None)
            if chosen is not None and probabilities[chosen] < probabilities[-1]:
                chosen = None
        if chosen is None:
            return None, probabilities[-1]
        return candidates[chosen][0], probabilities[chosen]

    def _taken_up(self, pronoun: Token) -> Entity | None:
        """Whom a pronoun only says again: the other subject of its verb, in front of a comma
        ("The head of the bank, she has said that ...").
        """
        at = pronoun.i
        if pronoun.dep_ != "nsubj" or not at or pronoun.nbor(-1).text != ",":
            return None
        subjects = (t for t in pronoun.head.lefts if t.dep_ == "nsubj" and t.i < at)
        subject = next((t.i for t in subjects if t.right_edge.i >= at - 2), None)
        for entity in reversed(self.recent) if subject is not None else ():
            if subject in {o.token for o in entity.occurrences[-2:]}:
                return entity if agrees(pronoun.lower_, entity) else None
        return None

    def _candidates(self, place: Place) -> Iterator[tuple[Entity, list[str]]]:
        """Entities that agree with a pronoun and were mentioned lately, with their features."""
        word = place.token.lower_
        said = Said(self.speaker(place.content), *self._last_sources(place))
        rank = looked = 0
        for entity in reversed(self.recent):
            last = self._latest(entity, place)
            if last is None:
                continue
            looked += 1
            if looked > MOST:
                return
            if not agrees(word, entity):
                continue
            if self._barred(place, entity, last, said.speaker):
                continue
            yield entity, list(features(place, entity, last, rank, said))
            rank += 1

    def _last_sources(self, place: Place) -> tuple[Entity | None, Entity | None]:
        """Who spoke last before a pronoun, outside of its own content and of quotations, and
        who did before that one.
        """
        inside, quotation = self.discourse.inside, self.discourse.quotation
        latest: Entity | None = None
        for token, entity in reversed(self.spoke[-_LOOK_BACK:]):
            if token >= place.token.i or (place.own != NOWHERE and inside[token] == place.own):
                continue
            if (place.quotation != NOWHERE or quotation[token] == NOWHERE) and entity is not latest:
                if latest is not None:
                    return latest, entity
                latest = entity
        return latest, None

    def _latest(self, entity: Entity, place: Place) -> Occurrence | None:
        """The latest mention before a pronoun that is not in what its bearer is said to have said.

        Outside of quotations, what was mentioned outside comes before what others mentioned.
        """
        at, own = place.token.i, place.own
        inside, quoted = self.discourse.inside, None
        for occurrence in reversed(entity.occurrences):
            if place.after(occurrence) > WINDOW:
                break
            if occurrence.token >= at or (own != NOWHERE and inside[occurrence.token] == own):
                continue
            if place.quotation != NOWHERE or occurrence.quotation == NOWHERE:
                return occurrence
            quoted = quoted or occurrence
        return quoted

    def _barred(
        self, place: Place, entity: Entity, last: Occurrence, speaker: Entity | None
    ) -> bool:
        """Whether grammar excludes a candidate.

        The speaker of a quotation says "I"; the subject of the clause that somebody reports is
        somebody else ("He said Lee hopes"); what is not known to be a kind of agent says nothing;
        the subject of a verb is not its object (except "himself").
        """
        if place.quotation != NOWHERE and place.quotation == place.content and speaker is entity:
            return True
        if place.act in SAYING and entity.kind is AgentKind.UNKNOWN and entity.name is None:
            return place.group != "he"
        if entity.name is not None and entity.name.key in place.below:
            return True
        if place.role.name == "OBJECT" and not place.token.lower_.endswith("self"):
            head = self.discourse.doc[last.token].head
            return last.role.name == "SUBJECT" and head.i == place.token.head.i
        return False
