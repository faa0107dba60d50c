"""Who bears the names of a document: short forms joined to the full ones they stand for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from spacy.tokens import Doc

from kg.model import AgentKind
from kg.model.identifiers import squeeze
from kg.resolve.kinds import head_word, kind_of_name
from kg.resolve.lexicon import Lexicon
from kg.resolve.names import Mention, mentions

_SMALL_WORDS = frozenset({"of", "for", "the", "and", "&", "-"})
_SPEAKING_KINDS = frozenset(
    {
        AgentKind.GOVERNMENT_BODY,
        AgentKind.MEDIA_OUTLET,
        AgentKind.COURT,
        AgentKind.COMPANY,
        AgentKind.PARTY,
        AgentKind.ORGANISATION,
    }
)

Key = tuple[str, ...]


@dataclass(slots=True)
class Name:
    """One bearer of a name in a document, under the longest form of the name that stands in it.

    ``women`` and ``men`` count what speaks for either.
    """

    text: str
    key: Key
    kind: AgentKind
    mentions: list[Mention] = field(default_factory=list)
    women: int = 0
    men: int = 0

    @property
    def head(self) -> str:
        """The word that carries the name, lower case."""
        return head_word(self.key)

    def latest(self, before: int) -> Mention:
        """The last mention of the full name before a token, else its first anywhere."""
        full = [mention for mention in self.mentions if mention.key == self.key]
        return next((m for m in reversed(full) if m.start < before), full[0])


@dataclass(frozen=True, slots=True)
class Inventory:
    """The names of a document, whose a mention at a token and a form of a name is, and the text."""

    names: tuple[Name, ...]
    by_token: dict[int, tuple[Mention, Name]]
    by_key: dict[Key, Name]
    doc: Doc
    text: str
    lexicon: Lexicon


def inventory(doc: Doc, lexicon: Lexicon) -> Inventory:
    """Find the names of a parsed document and join short forms to the full name they can only mean.

    "Lee" is the one person in the document whose last name is Lee; with two of them it stays
    by itself.
    """
    groups: dict[Key, list[Mention]] = {}
    for mention in mentions(doc, lexicon):
        groups.setdefault(mention.key, []).append(mention)
    kinds = {key: _kind(found, lexicon) for key, found in groups.items()}
    full: dict[Key, Key] = {}
    for key in sorted(groups, key=lambda key: (-len(key), key)):
        if (plain := _plain(key, groups, lexicon)) is not None:
            groups[plain].extend(groups.pop(key))
            continue
        longer = {full[k] for k in full if len(k) > len(key) and _short(key, k, kinds, groups)}
        full[key] = longer.pop() if len(longer) == 1 else key
    names = {
        key: Name(squeeze(doc[groups[key][0].start : groups[key][0].end].text), key, kinds[key])
        for key in groups
        if full[key] == key
    }
    for key, found in groups.items():
        names[full[key]].mentions.extend(found)
    for name in names.values():
        name.mentions.sort(key=lambda mention: mention.start)
        if name.kind is AgentKind.UNKNOWN:
            name.kind = _kind(name.mentions, lexicon)
        _count_genders(name, lexicon)
    by_token = {
        token: (mention, name)
        for name in names.values()
        for mention in name.mentions
        for token in range(mention.start, mention.end)
    }
    by_key = {key: names[full[key]] for key in groups}
    return Inventory(tuple(names.values()), by_token, by_key, doc, doc.text, lexicon)


def _kind(found: list[Mention], lexicon: Lexicon) -> AgentKind:
    """The kind of a name from its words, its labels and the nouns in front of it."""
    labels = Counter(mention.label for mention in found if mention.label)
    labels += Counter({"PERSON": 2 * sum(mention.human for mention in found)})
    person = any(mention.titled for mention in found)
    kind = kind_of_name(
        max(found, key=lambda m: len(m.words)).words, labels, lexicon, person=person
    )
    known = person or found[0].key[0] in lexicon.person_words
    if known or kind in {AgentKind.MEDIA_OUTLET, AgentKind.COURT, AgentKind.PARTY}:
        return kind
    roles = Counter(
        lexicon.nouns[role]
        for mention in found
        for role in sorted(mention.roles)
        if role in lexicon.nouns
    )
    said = [role for role, _ in roles.most_common() if role in {AgentKind.PERSON, *_SPEAKING_KINDS}]
    if AgentKind.PERSON in said:  # "press secretary", "station manager": the last noun decides
        return AgentKind.PERSON
    return said[0] if said else kind


def _plain(key: Key, groups: dict[Key, list[Mention]], lexicon: Lexicon) -> Key | None:
    """A person's name without other words in front, when the document has it by itself too."""
    if key[0] in lexicon.person_words:
        return None
    shorter = (key[i:] for i in range(1, len(key) - 1))
    return next((k for k in shorter if k in groups and k[0] in lexicon.person_words), None)


def _short(
    short: Key, full: Key, kinds: dict[Key, AgentKind], groups: dict[Key, list[Mention]]
) -> bool:
    """Whether a name can be a shorter form of another."""
    person = kinds[full] is AgentKind.PERSON
    if len(short) == 1:
        if person:
            place = all(m.label == "GPE" and not m.titled for m in groups[short])
            return short[0] in {full[-1], full[0]} and not place
        initials = "".join(word[0] for word in full if word not in _SMALL_WORDS)
        acronym = short[0].replace(".", "") == initials and groups[short][0].words[0].isupper()
        return acronym and len(initials) > 1
    if person:
        return short[-1] == full[-1] and (short[0] == full[0] or short == full[-len(short) :])
    return short == full[-len(short) :] and kinds[short] is not AgentKind.PERSON


def _count_genders(name: Name, lexicon: Lexicon) -> None:
    """Titles, nouns and the first name tell women from men."""
    if name.kind is not AgentKind.PERSON:
        return
    for words in (*(mention.roles for mention in name.mentions), name.key[:1]):
        name.women += len(lexicon.women.intersection(words))
        name.men += len(lexicon.men.intersection(words))
