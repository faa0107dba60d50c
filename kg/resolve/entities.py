"""Entities: who or what a document has mentioned so far, as pronouns may stand for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from spacy.tokens import Token

from kg.model import AgentKind
from kg.resolve.inventory import Name
from kg.resolve.kinds import kind_of_noun
from kg.resolve.lexicon import Lexicon
from kg.resolve.names import SUBJECTS

_OBJECTS = frozenset({"dobj", "dative", "obj", "iobj"})
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
ISSUING = frozenset(
    {
        AgentKind.GOVERNMENT_BODY,
        AgentKind.COMPANY,
        AgentKind.PARTY,
        AgentKind.ORGANISATION,
        AgentKind.COURT,
    }
)
"""The kinds of agents that issue statements."""


class How(Enum):
    """The form of a mention."""

    NAME = auto()
    NOUN = auto()
    PRONOUN = auto()


class Role(Enum):
    """The grammatical role of a mention."""

    SUBJECT = auto()
    OBJECT = auto()
    OWNER = auto()
    OTHER = auto()


def role_of(token: Token) -> Role:
    """The role of a mention by the dependency of its head."""
    dependency = token.dep_
    if dependency in SUBJECTS:
        return Role.SUBJECT
    if dependency in _OBJECTS:
        return Role.OBJECT
    return Role.OWNER if dependency == "poss" else Role.OTHER


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A mention at a token; ``source``: of an attribution; ``quotation``: which one it is in, or
    -1; ``told``: how many sentences tell something up to it, and ``tells``: whether its own does.
    """

    token: int
    sentence: int
    paragraph: int
    role: Role
    how: How
    source: bool
    quotation: int
    told: int
    tells: bool


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something mentioned; ``women`` and ``men`` count what speaks for either.

    ``name`` when the document names it; ``noun`` is the head of the phrase that described it first.
    """

    kind: AgentKind
    plural: bool
    head: str
    name: Name | None = None
    noun: Token | None = None
    together: bool = False
    women: int = 0
    men: int = 0
    occurrences: list[Occurrence] = field(default_factory=list)


def named_entity(name: Name) -> Entity:
    """The bearer of a name."""
    plural = name.kind is AgentKind.GROUP or name.plural
    return Entity(name.kind, plural, name.head, name, women=name.women, men=name.men)


def described_entity(noun: Token, lexicon: Lexicon) -> Entity:
    """Who a common noun describes."""
    lemma = noun.lemma_.casefold()
    kind = noun_kind(noun, lexicon)
    women = 2 * (noun.lower_ in lexicon.women or lemma in lexicon.women)
    men = 2 * (noun.lower_ in lexicon.men or lemma in lexicon.men)
    plural = noun.tag_ in _PLURAL_TAGS or kind is AgentKind.GROUP
    return Entity(kind, plural, lemma, None, noun, women=women, men=men)


def noun_kind(noun: Token, lexicon: Lexicon) -> AgentKind:
    """The kind of agent that one of what a common noun means would be."""
    return kind_of_noun(noun.lower_, lexicon, lemma=noun.lemma_.casefold(), plural=False)
