"""A document as paragraphs with the persons that they name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Span

from kg.model import AgentKind
from kg.resolve.discourse import Discourse
from kg.resolve.inventory import Name
from kg.resolve.names import Mention

MARKS = frozenset("“\"‘'«")
OPENING = 8
"""Paragraphs at the beginning where titles, bylines and introductions stand."""
_SHARE_OF_DIALOGUE = 5
_SHORT_LINE = 60
_LONGEST_NAME = 3


@dataclass(slots=True)
class Turns:
    """Who "I" and who "you" is in a paragraph, by its number, outside of quotations."""

    speakers: dict[int, Name] = field(default_factory=dict)
    addressees: dict[int, Name] = field(default_factory=dict)


@dataclass(slots=True)
class Page:
    """The paragraphs of a document and their texts."""

    discourse: Discourse
    paragraphs: list[Span] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        discourse, text = self.discourse, self.discourse.names.text
        for number in range(discourse.paragraphs):
            start, end = discourse.paragraph_bounds(number)
            paragraph = discourse.doc[start:end]
            self.paragraphs.append(paragraph)
            stretch = text[paragraph.start_char : paragraph.end_char] if end > start else ""
            self.texts.append(stretch.strip())

    def opening(self) -> str:
        """The text of the first paragraphs."""
        return " ".join(self.texts[:OPENING])

    def dialogue(self) -> bool:
        """Whether persons talk in quotation marks, as in a story."""
        quoted = sum(text[:1] in MARKS for text in self.texts if text)
        return _SHARE_OF_DIALOGUE * quoted > len(self.texts)

    def people(self, number: int) -> Iterator[tuple[Name, int]]:
        """Persons that a paragraph names, with the token where."""
        for token in self.paragraphs[number]:
            entry = self.discourse.names.by_token.get(token.i)
            if entry and entry[0].start == token.i and _clear(entry[1]):
                yield entry[1], token.i

    def person(self, words: str) -> Name | None:
        """The bearer of a name as it stands in a label or signature."""
        key = tuple(part.casefold() for part in words.split())
        titles = self.discourse.names.lexicon.titles
        while len(key) > 1 and (key[0] in titles or key[0] == "the"):
            key = key[1:]
        found = self.discourse.names.by_key.get(key)
        return found if found and found.kind in {AgentKind.PERSON, AgentKind.UNKNOWN} else None

    def alone(self, number: int) -> Name | None:
        """The person whose name is all there is in a paragraph."""
        words = self.texts[number].strip(" ,.—–-")
        if not words or len(words) > _SHORT_LINE or any(char.isdigit() for char in words):
            return None
        return self.person(words)

    def signed(self, number: int) -> Name | None:
        """The same where a name is sure to stand: one that the parser did not see is made."""
        words = self.texts[number].strip(" ,.—–-").split()
        if found := self.alone(number):
            return found
        if not words or len(words) > _LONGEST_NAME or not all(w[0].isupper() for w in words):
            return None
        tokens = [t.i for t in self.paragraphs[number] if t.is_alpha]
        if len(tokens) != len(words):
            return None
        mention = Mention(
            tokens[0], tokens[-1] + 1, tokens[-1], tuple(words), frozenset(), frozenset(),
            subject=False, label="", titled=False, human=False, plural=False,
            placed=False,
        )  # fmt: skip
        return Name(" ".join(words), mention.key, AgentKind.PERSON, [mention])


def _clear(name: Name) -> bool:
    """Whether a name is a person's beyond doubt."""
    if name.kind is not AgentKind.PERSON or name.plural:
        return False
    if not all(word[:1].isalpha() for word in name.key):
        return False
    labels = [mention.label for mention in name.mentions if mention.label]
    called = len(name.key) > 1 and (name.sure or 2 * labels.count("PERSON") > len(labels))
    return name.women + name.men > 0 or called
