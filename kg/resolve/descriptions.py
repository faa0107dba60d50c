"""Definite descriptions: "the ministry" after "Kazakh Foreign Ministry" has been mentioned."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from kg.model import AgentKind
from kg.resolve.discourse import Discourse
from kg.resolve.entities import ISSUING, Entity, noun_kind
from kg.resolve.inventory import Name
from kg.resolve.lexicon import Lexicon
from kg.resolve.names import Key, Mention
from kg.resolve.origins import tied
from kg.resolve.words import DEFINITE

_VAGUE = frozenset({"man", "woman", "person", "official", "source", "candidate", "user", "people"})
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
_MODIFIERS = frozenset({"NOUN", "PROPN", "ADJ"})
_CLEARLY_NEARER = 4
"""Sentences by which one of two names that fit has to be nearer, to be the one that is meant."""
_CLASS_WINDOW = 6
_AGE = re.compile(r"\b(\d{1,3})-year-old\b").search
_PLACES = frozenset({"state", "city", "country", "county", "town", "nation"})
_NO_PERSONS = ISSUING | {AgentKind.DOCUMENT}
_PARTY = frozenset({"republican", "democrat", "independent"})


@dataclass(slots=True)
class Descriptions:
    """Which names a description fits, and who has been described before.

    A name with that age ("Ann Lee, 34," for "the 34-year-old"), with that role ("President ..." for
    "the president", "Sen. ..." for "the lawmaker") or with that head word fits; failing
    these, "the agency" fits a name of that kind that was mentioned lately. What else the
    description says ("the health ministry") has to be in the name or said of it. Of two names
    that fit the one mentioned later is meant when it is clearly nearer; otherwise nobody is.
    """

    discourse: Discourse
    lexicon: Lexicon
    _called: dict[str, list[tuple[int, Name]]] = field(default_factory=lambda: defaultdict(list))
    _kinds: dict[AgentKind, list[tuple[int, Name]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _described: dict[tuple[str, bool], list[Entity]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _aged: dict[str, list[tuple[int, Name]]] = field(default_factory=lambda: defaultdict(list))
    _said: dict[Key, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        doc, more = self.discourse.doc, self.lexicon.also_called
        text = self.discourse.names.text
        for name in self.discourse.names.names:
            person = name.kind is AgentKind.PERSON and name.sure
            said = frozenset[str]().union(*(tied(doc, text, m) for m in name.mentions if person))
            self._said[name.key] = said.union(
                name.key, *(m.roles | m.traits for m in name.mentions)
            )
            roles = set(said & _PARTY)
            for mention in name.mentions:
                if (age := _age_behind(doc, mention)) is not None:
                    self._aged[age].append((mention.start, name))
                called = mention.roles | self._style(name)
                called = called.union(*(more.get(role, ()) for role in called))
                roles |= {role for role in called if self._bears(name, role)}
                heads = {name.head} if name.kind is not AgentKind.PERSON else set()
                for word in roles | heads:
                    self._called[word].append((mention.start, name))
                self._kinds[name.kind].append((mention.start, name))
        for table in (*self._called.values(), *self._kinds.values(), *self._aged.values()):
            table.sort(key=lambda entry: entry[0])

    def name_of(self, noun: Token) -> Name | None:
        """Whose name a common noun goes back to, or which it stands beside; None when unclear."""
        for near in _beside(noun):
            entry = self.discourse.names.by_token.get(near.i)
            if entry and self._same_kind(noun, entry[1]):
                return entry[1]
        if not definite(noun) or noun.tag_ in _PLURAL_TAGS:
            return None
        if age := _AGE(noun.doc[noun.left_edge.i : noun.i + 1].text):
            return self._nearest(self._aged.get(age[1], []), noun.i, set())
        if complemented(noun):
            return None
        word, modifiers = noun.lemma_.casefold(), modifiers_of(noun)
        if word in _VAGUE and not modifiers:
            return None
        called = self._nearest(self._called.get(word, []), noun.i, modifiers)
        vague = word in _VAGUE | _PARTY
        return None if vague and called is not self._latest_person(noun.i) else called

    def _latest_person(self, before: int) -> Name | None:
        """The person who was named last before a token."""
        table = self._kinds[AgentKind.PERSON]
        place = bisect_left(table, before, key=lambda entry: entry[0])
        return table[place - 1][1] if place else None

    def of_class(self, noun: Token) -> Name | None:
        """The name that "the agency" means among those of its kind."""
        kind = self.class_of(noun)
        return None if kind is None else self._nearest(self._kinds[kind], noun.i, set())

    def class_of(self, noun: Token) -> AgentKind | None:
        """The kind of agents that a noun such as "the agency" can mean any of."""
        known = noun.lemma_.casefold() in self.lexicon.classes and definite(noun)
        several = noun.tag_ in _PLURAL_TAGS or complemented(noun) or modifiers_of(noun)
        return noun_kind(noun, self.lexicon) if known and not several else None

    def described_before(self, noun: Token) -> Entity | None:
        """Who a definite noun phrase has described before, by the same noun."""
        if not definite(noun) or _of_a_name(noun):
            return None
        modifiers = modifiers_of(noun)
        for entity in reversed(self._described[_key(noun)][-_CLASS_WINDOW:]):
            if entity.noun is not None and modifiers <= modifiers_of(entity.noun):
                return entity
        return None

    def add(self, noun: Token, entity: Entity) -> None:
        """Remember who a noun describes."""
        known = self._described[_key(noun)]
        if not known or known[-1] is not entity:
            known.append(entity)

    def _style(self, name: Name) -> frozenset[str]:
        """The noun that a person's name begins with: "queen" in "Queen Elizabeth"."""
        noun = self.lexicon.nouns.get(name.key[0]) is AgentKind.PERSON and len(name.key) > 1
        person = name.kind is AgentKind.PERSON
        return frozenset(name.key[:1] if noun and person else ())

    def _bears(self, name: Name, role: str) -> bool:
        """Whether a noun beside a name can be said of its bearer: "campaign" and "poll" of no
        person, "congresswoman" of no man, "newspaper" of no state, "state" of places alone
        ("the state Senate").
        """
        words, kind = self.lexicon, self.lexicon.nouns.get(role)
        if (role in words.women and name.men) or (role in words.men and name.women):
            return False
        if role in _PLACES:
            return any(mention.label == "GPE" for mention in name.mentions)
        outlet = kind is AgentKind.MEDIA_OUTLET and name.kind is AgentKind.GOVERNMENT_BODY
        return not outlet and (name.kind is not AgentKind.PERSON or kind not in _NO_PERSONS)

    def _same_kind(self, noun: Token, name: Name) -> bool:
        return noun_kind(noun, self.lexicon) in {name.kind, AgentKind.UNKNOWN} or (
            name.kind is AgentKind.UNKNOWN
        )

    def _fitting(
        self, table: list[tuple[int, Name]], before: int, modifiers: set[str]
    ) -> list[tuple[int, Name]]:
        """The two latest different names of a table that a description fits, with their places."""
        found: list[tuple[int, Name]] = []
        for place in range(bisect_left(table, before, key=lambda entry: entry[0]) - 1, -1, -1):
            start, name = table[place]
            if any(name is other for _, other in found):
                continue
            if modifiers <= self._said[name.key]:
                found.append((start, name))
            if len(found) == 2 or len(table) - place > 200:
                break
        return found

    def _nearest(
        self, table: list[tuple[int, Name]], before: int, modifiers: set[str]
    ) -> Name | None:
        found = self._fitting(table, before, modifiers)
        if len(found) == 2:
            nearer, further = (self.discourse.sentence(start) for start, _ in found)
            if nearer - further < _CLEARLY_NEARER:
                return None
        return found[0][1] if found else None


def _beside(noun: Token) -> Iterator[Token]:
    """What stands in apposition to a noun, also if the parser ties it to the noun's complement:
    Lee in "the head of the bank, Ann Lee,".
    """
    for child in noun.children:
        if child.dep_ == "appos":
            yield child
        elif child.dep_ == "prep":
            of = (near for part in child.children for near in part.children)
            yield from (t for t in of if t.dep_ == "appos" and t.left_edge.nbor(-1).text == ",")


def _age_behind(doc: Doc, mention: Mention) -> str | None:
    """The age behind a name: "34" in "Ann Lee, 34, said"."""
    behind = doc[mention.end : mention.end + 3]
    if len(behind) < 3 or behind[0].text != "," or not behind[2].is_punct:
        return None
    return behind[1].text if behind[1].text.isdecimal() else None


def _key(noun: Token) -> tuple[str, bool]:
    return noun.lemma_.casefold(), noun.tag_ in _PLURAL_TAGS


def definite(noun: Token) -> bool:
    """Whether a noun phrase begins with "the" or the like."""
    return any(child.lower_ in DEFINITE and child.i < noun.i for child in noun.lefts)


def modifiers_of(noun: Token) -> set[str]:
    """The words before a noun that say which one is meant, lower case."""
    return {child.lower_ for child in noun.lefts if child.pos_ in _MODIFIERS}


def complemented(noun: Token) -> bool:
    """Whether "of ..." or the like makes a description one of its own."""
    return any(child.dep_ in {"prep", "relcl", "acl"} for child in noun.rights)


def _of_a_name(noun: Token) -> bool:
    """Whether a name behind "of" says which one is meant: "the campaign of Ann Lee"."""
    of = (child for child in noun.rights if child.dep_ == "prep" and child.lower_ == "of")
    return any(token.pos_ == "PROPN" for child in of for token in child.subtree)


def owner_of(noun: Token) -> Token | None:
    """Who a document belongs to by its own words: "Lee's letter", "a statement by the ministry"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from", "of"}:
            return next((t for t in child.rights if t.dep_ == "pobj"), None)
    return None
