"""Who bears the names of a document: short forms joined to the full ones they stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, field

from spacy.tokens import Doc

from kg.model import AgentKind
from kg.model.identifiers import squeeze
from kg.resolve.capitals import Capitals
from kg.resolve.kinds import head_word, kind_of_name
from kg.resolve.lexicon import Lexicon
from kg.resolve.linking import Linker
from kg.resolve.names import Groups, Key, Mention, mentions, title_of, with_title

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


@dataclass(slots=True)
class Name:
    """One bearer of a name in a document, under the longest form of the name that stands in it.

    ``women`` and ``men`` count what speaks for either; ``sure`` when its kind is told by more than
    the entity recogniser's labels. ``title`` stands in front of a surname whose bearer has no
    longer name here: "Sen.".
    """

    text: str
    key: Key
    kind: AgentKind
    mentions: list[Mention] = field(default_factory=list)
    women: int = 0
    men: int = 0
    sure: bool = False
    title: str = ""

    @property
    def called(self) -> str:
        """What tells it from namesakes of other documents: the name, a surname with its title."""
        return f"{self.title} {self.text}".strip()

    @property
    def plural(self) -> bool:
        """Whether it names many persons: "Ohio Republicans"."""
        return self.kind is AgentKind.PERSON and all(mention.plural for mention in self.mentions)

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


def inventory(doc: Doc, lexicon: Lexicon, cues: Set[int] = frozenset()) -> Inventory:
    """Find the names of a parsed document and join short forms to the full name they can only mean.

    "Lee" is the one person in the document whose last name is Lee; with two of them it stays
    by itself, unless one is named far more often or a title tells them apart. No token of ``cues``
    is part of a name.
    """
    common = Capitals(doc, lexicon)
    groups: Groups = {}
    for mention in mentions(doc, lexicon, cues):
        groups.setdefault(mention.key, []).append(mention)
    for key in common.words(groups):
        del groups[key]
    kinds = {key: _kind(found, lexicon) for key, found in groups.items()}
    linker = Linker(groups, kinds, lexicon, common)
    linker.link()
    full = linker.full
    names = {
        key: Name(squeeze(doc[groups[key][0].start : groups[key][0].end].text), key, kinds[key])
        for key in groups
        if full[key] == key
    }
    titled: set[Key] = set()
    for key, found in groups.items():
        for mention in found:
            bearer = linker.bearer(mention) if len(key) == 1 else None
            if bearer is None and linker.apart(mention):
                titled.add(full[key])
                _by_title(names, with_title(mention, doc))
            else:
                names[bearer or full[key]].mentions.append(mention)
    for key in [key for key, name in names.items() if not name.mentions]:
        del names[key]
    for name in names.values():
        name.mentions.sort(key=lambda mention: mention.start)
        if name.kind is AgentKind.UNKNOWN or len(name.mentions) > len(groups.get(name.key, ())):
            name.kind = _kind(name.mentions, lexicon)
        if name.key in titled:
            name.kind = AgentKind.PERSON
        name.title = _title(name, doc, linker)
        count_genders(name, lexicon)
        name.sure = _sure(name, lexicon)
    by_token = {
        token: (mention, name)
        for name in names.values()
        for mention in name.mentions
        for token in range(mention.start, mention.end)
    }
    by_key = {key: names[full[key]] for key in groups if full[key] in names}
    return Inventory(tuple(names.values()), by_token, by_key, doc, doc.text, lexicon)


def _title(name: Name, doc: Doc, linker: Linker) -> str:
    """The title of a surname that is short for no full name here, be it one of several."""
    alone = name.kind is AgentKind.PERSON and len(name.key) == 1
    known = not alone or linker.candidates(name.key)
    return "" if known else title_of(name.mentions, doc, linker.lexicon)


def _by_title(names: dict[Key, Name], mention: Mention) -> None:
    """Give a mention to whom only the title tells from a namesake."""
    words, key = mention.words, mention.key
    names.setdefault(key, Name(" ".join(words), key, AgentKind.PERSON)).mentions.append(mention)


def _kind(found: list[Mention], lexicon: Lexicon) -> AgentKind:
    """The kind of a name from its words, its labels and the nouns in front of it."""
    labels = Counter(mention.label for mention in found if mention.label)
    labels += Counter({"PERSON": 2 * sum(mention.human for mention in found)})
    longest = max(found, key=lambda m: len(m.words))
    person = any(mention.titled for mention in found) or _first_and_last(longest, lexicon)
    kind = kind_of_name(longest.words, labels, lexicon, person=person)
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
    if len(found) > 1 and labels.keys() == {"GPE"}:  # "a Louisiana newspaper" is not Louisiana
        said = [role for role in said if role is not AgentKind.MEDIA_OUTLET]
    if AgentKind.PERSON in said:  # "press secretary", "station manager": the last noun decides
        return AgentKind.PERSON
    return said[0] if said else kind


def _first_and_last(mention: Mention, lexicon: Lexicon) -> bool:
    """Whether a full name is a person's, whatever its surname is elsewhere: "Vicente Fox"."""
    given = len(mention.words) == 2 and lexicon.is_first_name(mention.key[0])
    return given and mention.label == "PERSON"


def count_genders(name: Name, lexicon: Lexicon) -> None:
    """Titles, nouns and the first name tell women from men.

    A title or a well-known first name counts two, one of the long lists one; a single word is as
    often a family name.
    """
    if name.kind is not AgentKind.PERSON:
        return
    for mention in name.mentions:
        name.women += 2 * len(lexicon.women & mention.roles)
        name.men += 2 * len(lexicon.men & mention.roles)
    first = name.key[0]
    weight = 2 if len(name.key) > 1 else 1
    if first in lexicon.women or first in lexicon.men:
        name.women += weight * (first in lexicon.women)
        name.men += weight * (first in lexicon.men)
    else:
        name.women += first in lexicon.first_women
        name.men += first in lexicon.first_men


def _sure(name: Name, lexicon: Lexicon) -> bool:
    """Whether titles, roles or the name's own words tell its kind."""
    if any(mention.titled for mention in name.mentions) or name.women + name.men > 1:
        return True
    if name.text.isupper() and len(name.key) == 1 and len(name.text) > 1:  # an abbreviation
        return True
    places = sum(mention.label == "GPE" for mention in name.mentions)
    if len(name.key) > 1 and 2 * places > len(name.mentions):
        return True
    told = {lexicon.nouns.get(role) for mention in name.mentions for role in mention.roles}
    ending = lexicon.name_endings.get(name.head) or lexicon.bodies.get(" ".join(name.key))
    return name.kind in told or ending is name.kind
