"""Pronouns where they stand: what the ranker's features and the search look at."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kg.model import Form, SpeechAct
from kg.resolve.discourse import NOWHERE, Discourse
from kg.resolve.entities import Occurrence, Role, role_of
from kg.resolve.inventory import Name
from kg.resolve.names import Key
from kg.resolve.words import IT, THEY


@dataclass(frozen=True, slots=True)
class Place:
    """A pronoun where it stands. ``group`` is "he" (also she), "they" or "it".

    ``content`` is the attribution whose content it is in, ``own`` the one whose source it is and
    ``act`` what it does there; ``named`` are the names in what it is said to have said, ``below``
    those that are subjects of the clause that it reports.
    """

    token: Token
    group: str
    sentence: int
    told: int
    paragraph: int
    role: Role
    source: bool
    quotation: int
    content: int
    own: int
    act: str
    named: frozenset[Key]
    below: frozenset[Key]

    def after(self, mention: Occurrence) -> int:
        """How many sentences later than a mention it stands; outside of quotations only sentences
        count that tell something there.
        """
        if self.quotation == NOWHERE and mention.quotation == NOWHERE:
            return self.told - mention.told
        return self.sentence - mention.sentence


def place_of(token: Token, discourse: Discourse) -> Place:
    """A pronoun's place in the document."""
    i, word = token.i, token.lower_
    inside = _named_inside(token, discourse)
    return Place(
        token,
        group_of(word),
        discourse.sentence(i),
        discourse.told(i),
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
