"""Reading a document from its beginning: who each pronoun and each description stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.model import AgentKind
from kg.resolve.antecedents import Choose, Search
from kg.resolve.descriptions import Descriptions, definite, owner_of
from kg.resolve.discourse import NOWHERE, Discourse
from kg.resolve.entities import (
    ISSUING,
    Entity,
    How,
    Occurrence,
    described_entity,
    named_entity,
    noun_kind,
    role_of,
)
from kg.resolve.inventory import Name
from kg.resolve.lexicon import Lexicon
from kg.resolve.lists import listed
from kg.resolve.names import SUBJECTS, Key
from kg.resolve.places import group_of
from kg.resolve.ranker import Ranker
from kg.resolve.words import HE, SHE, SINGULAR_FIRST, THIRD

_SURE = 0.8
_LOOK_BACK = 12
_CLASS_WINDOW = 6
_NOMINAL = frozenset({"NOUN", "PROPN"})
_OFFICIAL = frozenset({"statement", "announcement", "communique", "release", "testimony"})
"""Documents that organisations issue; anybody writes letters and posts."""
_NOT_HEADS = frozenset({"compound", "nmod", "amod", "npadvmod", "nummod"})


@dataclass(slots=True)
class Answer:
    """Who a mention stands for, and how probable that is by the ranker (1 for names and nouns).

    ``clear``: probable enough to say so.
    """

    entity: Entity | None
    probability: float
    clear: bool = True


@dataclass(slots=True)
class Reading:
    """The entities of a document and the mentions of each, read once in order.

    What is quoted is read after the words that say whose quotation it is, so that "I" and "he"
    in it can be told from its speaker.
    """

    discourse: Discourse
    lexicon: Lexicon
    ranker: Ranker
    choose: Choose | None = None
    answers: dict[int, Answer] = field(default_factory=dict)
    descriptions: Descriptions = field(init=False)
    _named: dict[Key, Entity] = field(default_factory=dict)
    _search: Search = field(init=False)
    _organised: Entity | None = None
    _issuers: dict[str, Entity] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.descriptions = Descriptions(self.discourse, self.lexicon)
        self._search = Search(self.discourse, self.ranker, self.choose, self.speaker)
        for token in sorted(self._mentions(), key=self._turn):
            self._read(token)
        self._settle_persons()

    def entity(self, token: int) -> Entity | None:
        """Who a mention with this head stands for, when it is clear enough."""
        answer = self.answers.get(token)
        return answer.entity if answer else None

    def _settle_persons(self) -> None:
        """Whoever "he" or "she" stands for is a person, whatever the name was taken for."""
        for place, answer in self.answers.items():
            if self.discourse.doc[place].lower_ not in HE | SHE or answer.probability < _SURE:
                continue
            name = answer.entity.name if answer.entity else None
            if name and not name.sure and name.head not in self.lexicon.nouns:
                name.kind = AgentKind.PERSON

    def speaker(self, attribution: int) -> Entity | None:
        """The source of an attribution, when it has been read."""
        if attribution == NOWHERE:
            return None
        for span in self.discourse.attributions[attribution].source:
            for token in self.discourse.tokens(span):
                if self.discourse.doc[token].head.i not in self.discourse.tokens(span):
                    return self.entity(token)
        return None

    def _mentions(self) -> Iterator[Token]:
        """Heads of names, nouns that may be agents, and pronouns."""
        names = self.discourse.names.by_token
        for token in self.discourse.doc:
            if entry := names.get(token.i):
                if entry[0].head == token.i:
                    yield token
            elif token.pos_ == "PRON":
                word = token.lower_
                if word in THIRD or (word in SINGULAR_FIRST and self._quoted(token.i)):
                    yield token
            elif token.pos_ in _NOMINAL and token.dep_ not in _NOT_HEADS:
                known = noun_kind(token, self.lexicon) is not AgentKind.UNKNOWN
                if known or (token.pos_ == "NOUN" and token.dep_ in SUBJECTS):
                    yield token
            elif token.lower_ in HE | SHE or (token.lower_ == "old" and token.dep_ in SUBJECTS):
                yield token  # "the 34-year-old"

    def _quoted(self, token: int) -> bool:
        """Whether the innermost content around a token is quoted there word for word."""
        place = self.discourse.quotation[token]
        return place != NOWHERE and place == self.discourse.inside[token]

    def _turn(self, token: Token) -> tuple[int, int]:
        """When a mention is read: what is quoted, after its source."""
        place = self.discourse.quotation[token.i]
        turn = token.i
        if place != NOWHERE:
            source = self.discourse.attributions[place].source
            if source:
                last = self.discourse.tokens(source[-1])
                turn = max(turn, last[-1] if len(last) else turn)
        return turn, token.i

    def _read(self, token: Token) -> None:
        """Take one mention for an entity, and remember it."""
        probability = 1.0
        how = How.NOUN
        if entry := self.discourse.names.by_token.get(token.i):
            how, entity = How.NAME, self._bearer(entry[1])
        elif token.lower_ in SINGULAR_FIRST:
            how = How.PRONOUN
            speaker = self.speaker(self.discourse.quotation[token.i])
            if speaker is None:
                return
            entity = speaker
        elif token.lower_ in THIRD:
            how = How.PRONOUN
            found, probability = self._search.antecedent(token)
            if found is None:
                self.answers[token.i] = Answer(None, probability)
                return
            entity = found
            if probability >= _SURE:
                entity.women += token.lower_ in SHE
                entity.men += token.lower_ in HE
        else:
            entity = self._described(token)
        clear = how is not How.PRONOUN or self.ranker.clear(group_of(token.lower_), probability)
        self.answers[token.i] = Answer(entity, probability, clear)
        self._occurs(entity, token, how)
        if how is not How.PRONOUN and (group := self._together(token)):
            self._occurs(group, token, how, group.noun)

    def _occurs(self, entity: Entity, token: Token, how: How, first: Token | None = None) -> None:
        """Remember a mention; of a group, whose ``first`` member speaks if all of it does."""
        i, discourse = token.i, self.discourse
        source = self._speaks(first or token)
        entity.occurrences.append(
            Occurrence(
                i,
                discourse.sentence(i),
                discourse.paragraph(i),
                role_of(token),
                how,
                source,
                discourse.quotation[i],
                discourse.told(i),
                discourse.tells(i),
            )
        )
        self._search.recent.pop(entity, None)
        self._search.recent[entity] = None
        if source and first is not None:  # not the first of them alone
            self._search.spoke[:] = [one for one in self._search.spoke if one[0] != first.i]
        if source:
            self._spoken(entity, token)

    def _speaks(self, token: Token) -> bool:
        if entry := self.discourse.names.by_token.get(token.i):
            return any(
                self.discourse.speaks(self.discourse.doc[i])
                for i in range(entry[0].start, entry[0].end)
            )
        return self.discourse.speaks(token)

    def _described(self, noun: Token) -> Entity:
        """The entity of a common noun: one with a name, one described before, or a new one."""
        issued = noun.lemma_.casefold() in self.lexicon.issued and self.discourse.speaks(noun)
        if issued and (issuer := self._issuer(noun)) is not None:
            return issuer
        name = self.descriptions.name_of(noun)
        if name is not None:
            return self._bearer(name)
        if (found := self._of_class(noun)) is not None:
            return found
        entity = self.descriptions.described_before(noun) or described_entity(noun, self.lexicon)
        self.descriptions.add(noun, entity)
        return entity

    def _of_class(self, noun: Token) -> Entity | None:
        """Who "the agency" means: the latest source of that kind, else the one name of it."""
        kind, here = self.descriptions.class_of(noun), self.discourse.sentence(noun.i)
        for token, entity in reversed(self._search.spoke[-_LOOK_BACK:] if kind else ()):
            near = here - self.discourse.sentence(token) <= _CLASS_WINDOW
            if near and entity.kind is kind and entity.name is not None:
                return entity
        name = self.descriptions.of_class(noun)
        return None if name is None else self._bearer(name)

    def _bearer(self, name: Name) -> Entity:
        """The entity of a name."""
        return self._named.setdefault(name.key, named_entity(name))

    def _issuer(self, noun: Token) -> Entity | None:
        """Who speaks through a document: its owner, or whoever said something in it before.

        "The statement" without either is that of the latest organisation that spoke.
        """
        owner = owner_of(noun)
        if owner is None:
            word = noun.lemma_.casefold()
            latest = self._organised if word in _OFFICIAL else None
            return self._issuers.get(word, latest) if definite(noun) else None
        if entry := self.discourse.names.by_token.get(owner.i):
            return self._bearer(entry[1])
        entity = self.entity(owner.i)
        return entity if entity and entity.name else None

    def _spoken(self, entity: Entity, token: Token) -> None:
        """Remember who spoke last, in what document, and which organisation."""
        self._search.spoke.append((token.i, entity))
        if entity.name is not None and entity.kind in ISSUING:
            self._organised = entity
        place = self.discourse.source[token.i]
        for span in self.discourse.attributions[place].medium if place != NOWHERE else ():
            for word in span.text_in(self.discourse.names.text).casefold().split():
                self._issuers[word] = entity

    def _together(self, token: Token) -> Entity | None:
        """The group that the last member of "A and B" makes with those before it."""
        if token.dep_ != "conj" or not any(child.dep_ == "cc" for child in token.head.rights):
            return None
        first = token
        while first.dep_ == "conj" and first.head.i < first.i:
            first = first.head
        if first.dep_ == "appos" and (entry := self.discourse.names.by_token.get(first.head.i)):
            heads = listed(entry[0].start, token.i + 1, self.discourse.names)
            first = heads[0] if token in heads else first
        if any(child.dep_ == "conj" for child in token.rights) or first.i not in self.answers:
            return None
        kinds = {AgentKind.PERSON, AgentKind.GROUP}
        members = [self.entity(first.i), self.entity(token.i)]
        if not all(member and member.kind in kinds for member in members):
            return None
        return Entity(AgentKind.GROUP, True, token.lower_, noun=first, together=True)
