"""What kind of agent a name or a noun phrase stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.model import AgentKind
from kg.resolve.lexicon import Lexicon

LABEL_KINDS = {
    "PERSON": AgentKind.PERSON,
    "ORG": AgentKind.ORGANISATION,
    "GPE": AgentKind.GOVERNMENT_BODY,
    "NORP": AgentKind.GROUP,
    "LAW": AgentKind.DOCUMENT,
    "WORK_OF_ART": AgentKind.DOCUMENT,
}
"""OntoNotes entity labels; a country that speaks is its government."""

_BEFORE_COMPLEMENT = frozenset({"of", "for", "on"})
_NEWS_AGENCY = frozenset({"news", "press", "telegraph", "media", "information"})
_PERSON_ENDINGS = ("man", "woman", "person", "ist", "crat", "eer", "ician")
_FULL_NAME = range(2, 4)
_ACRONYM = range(2, 6)
_NO_PERSONS = re.compile(
    r"(?:[A-Z]\.){2,}|\W*\d|[&/]"
    r"|(?!(?:Mc|Mac|De|Di|Da|Du|La|Le|Lo|Van|Von|Fitz)[A-Z])[A-Z][a-z]+[A-Z]"
).match


def is_no_persons(word: str) -> bool:
    """Whether a word of a name looks like no person's: "U.N.", "PolitiFact"."""
    return _NO_PERSONS(word) is not None


def head_word(words: Sequence[str]) -> str:
    """The word that carries a name: "ministry" in "kazakh ministry of health"."""
    for place, word in enumerate(words):
        if word in _BEFORE_COMPLEMENT and place:
            return words[place - 1]
    return words[-1]


def kind_of_name(
    name: Sequence[str], labels: Mapping[str, int], lexicon: Lexicon, *, person: bool = False
) -> AgentKind:
    """The kind of a proper name.

    ``name``: its words as they stand; ``labels``: how often the entity recogniser gave it which
    label in the document; ``person``: whether a title or form of address stands in front of it
    somewhere. The small model's labels come last: it takes ministries for persons.
    """
    words = [word.casefold() for word in name]
    if body := lexicon.bodies.get(" ".join(words)):
        return body
    if person:
        return AgentKind.PERSON
    if " ".join(words) in lexicon.countries:
        return LABEL_KINDS["GPE"]
    if len(words) == 1 and is_no_persons(name[0]):
        labels = {label: count for label, count in labels.items() if label != "PERSON"}
    kind = _by_words(words, lexicon) or _by_labels(labels)
    if kind is not None:
        return kind
    if len(words) == 1:
        acronym = name[0].isupper() and len(name[0]) in _ACRONYM
        return AgentKind.ORGANISATION if acronym or is_no_persons(name[0]) else AgentKind.UNKNOWN
    full_name = len(words) in _FULL_NAME and all(word.isalpha() for word in words)
    return AgentKind.PERSON if full_name else AgentKind.UNKNOWN


def _by_words(words: Sequence[str], lexicon: Lexicon) -> AgentKind | None:
    """The kind that a name's head word or a first name tells."""
    head = head_word(words)
    if head == "agency" and _NEWS_AGENCY.intersection(words):
        return AgentKind.MEDIA_OUTLET
    if ending := lexicon.name_endings.get(head.rstrip(".")):
        return ending
    if head != words[-1] and lexicon.nouns.get(head) is AgentKind.DOCUMENT:  # "Handbook of Tea"
        return AgentKind.DOCUMENT
    first_name = words[0] in lexicon.person_words and len(words) > 1
    return AgentKind.PERSON if first_name else None


def _by_labels(labels: Mapping[str, int]) -> AgentKind | None:
    """The kind of the most frequent label; a person wins against up to twice as many others."""
    if not labels:
        return None
    if 2 * labels.get("PERSON", 0) >= max(labels.values()):
        return AgentKind.PERSON
    return LABEL_KINDS.get(min(labels, key=lambda label: (-labels[label], label)))


def kind_of_noun(
    noun: str, lexicon: Lexicon, *, lemma: str, plural: bool, quantified: bool = False
) -> AgentKind:
    """The kind of a common noun phrase, from its head ``noun`` (as it stands, lower case).

    Many people are a group, and so is "some" or "many" of anything that speaks; reports and data
    stay documents in the plural.
    """
    kind = lexicon.nouns.get(noun) or lexicon.nouns.get(lemma)
    if kind is None and lemma.endswith(_PERSON_ENDINGS):
        kind = AgentKind.PERSON
    if kind is AgentKind.DOCUMENT:
        return kind
    if quantified or (plural and kind in {None, AgentKind.PERSON}):
        return AgentKind.GROUP
    return kind or AgentKind.UNKNOWN
