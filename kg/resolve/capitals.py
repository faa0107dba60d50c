"""Capitals that make no name: any word has one at a sentence's beginning and in headlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from kg.model import AgentKind
from kg.resolve.lexicon import Lexicon
from kg.resolve.names import Groups, Key, Mention

_ORDINARY = frozenset({"VERB", "ADJ", "ADV"})
_LOWER = frozenset({"VERB", "AUX", "ADV", "PRON", "SCONJ"})
_OPENING = frozenset({":", "-", "–", "—", "(", "[", "/", "•", "*", "...", "…"})
_SHORTEST_HEADLINE = 4
_LONG_WORD = 4
"""Letters from which on a headline's words have capitals whatever they are."""


@dataclass(slots=True)
class Capitals:
    """Which words of a document have a capital for their place and are ordinary ones."""

    doc: Doc
    lexicon: Lexicon
    _words: set[str] = field(init=False)
    _headlines: set[int] = field(init=False)

    def __post_init__(self) -> None:
        self._words = {token.lower_ for token in self.doc if token.is_lower and token.is_alpha}
        self._headlines = {
            token.i for sentence in self.doc.sents if is_headline(sentence) for token in sentence
        }

    def headline(self, mention: Mention) -> bool:
        """Whether a name stands in a headline in which every long word has a capital."""
        return mention.start in self._headlines

    def begins(self, mention: Mention) -> bool:
        """Whether the capital of a mention's first word may be there for its place."""
        first = self.doc[mention.start]
        before = first.nbor(-1) if first.i else first
        after = before.is_space or before.is_quote or before.text in _OPENING
        return first.is_sent_start or after or self.headline(mention)

    def __call__(self, mention: Mention) -> bool:
        """Whether a name's first word is an ordinary word whose capital its place explains."""
        first = self.doc[mention.start]
        return (self.begins(mention) and self._ordinary(first)) or self._ends_title(mention)

    def _ends_title(self, mention: Mention) -> bool:
        """Whether a longer name's first word may be the last one of a title that the text runs
        on from: "A Time to Be Calm Lee said ...".

        Everything long before it in the sentence has a capital, words that have none but in
        titles among them; and it is no first name.
        """
        first = self.doc[mention.start]
        before = [token for token in self.doc[first.sent.start : first.i] if token.is_alpha]
        title = all(token.is_title for token in before if len(token) >= _LONG_WORD)
        told = any(token.is_title and token.pos_ in _LOWER for token in before[1:])
        known = len(mention.words) == 1 or self.lexicon.is_first_name(first.lower_)
        return title and told and not known

    def words(self, groups: Groups) -> list[Key]:
        """The forms of one word that are no names: "Aides" where it only begins sentences."""
        longer = {word for key in groups if len(key) > 1 for word in key}
        return [
            key
            for key, found in groups.items()
            if len(key) == 1 and key[0] not in longer and self._is_word(key[0], found)
        ]

    def _is_word(self, word: str, found: Sequence[Mention]) -> bool:
        known = self.lexicon
        if any(mention.titled or not self.begins(mention) for mention in found):
            return False
        labels = {mention.label for mention in found}
        if "NORP" in labels:  # "Democrats"
            return False
        if (kind := known.nouns.get(word)) is AgentKind.PERSON:  # "Mom" may be what she is called
            return all(map(self.headline, found))
        if kind or word.removesuffix("s") in known.nouns:
            return True
        name = found[0].words[0].isupper() or any(labels)
        if name or word in known.bodies or known.is_first_name(word):
            return False
        return all(map(self, found))

    def _ordinary(self, first: Token) -> bool:
        participle = len(first) > len("King") + 1 and first.lower_.endswith("ing")
        stop = first.is_stop and not first.is_upper
        return first.pos_ in _ORDINARY or participle or stop or first.lower_ in self._words


def is_headline(sentence: Span) -> bool:
    """Whether all long words of a sentence have capitals, and it has a few."""
    words = [token.text for token in sentence if token.is_alpha and len(token) >= _LONG_WORD]
    return len(words) >= _SHORTEST_HEADLINE and all(word[0].isupper() for word in words)
