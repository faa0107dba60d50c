"""Forms of names: which full name of a document a shorter one stands for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf

from kg.model import AgentKind
from kg.resolve.capitals import Capitals
from kg.resolve.forms import (
    clues,
    content,
    initials,
    without_country,
    without_generation,
    without_suffix,
)
from kg.resolve.lexicon import Lexicon
from kg.resolve.names import Groups, Key, Mention
from kg.resolve.runs import HYPHENS

_JOINTS = frozenset({"of", "for", "in", "on"})
_DOMINANT = 3
"""How many times as often one of two must be named in full to be meant by the short form."""
_ADDRESS = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss"})
_PLACED = 4
"""One of how many mentions has to be behind "in" or the like where a surname is a place."""
_PERSON_LENGTH = range(2, 5)
_AUXILIARIES = frozenset({"will", "may", "must", "can", "could", "should", "would", "did", "had"})


@dataclass(slots=True)
class Linker:
    """Joins the forms of a document's names.

    ``groups``: mentions by form; ``kinds``: what each form looks like by itself; ``common``:
    which words have their capital for their place.
    """

    groups: Groups
    kinds: Mapping[Key, AgentKind]
    lexicon: Lexicon
    common: Capitals
    full: dict[Key, Key] = field(default_factory=dict)
    _index: dict[tuple[str, object], list[Key]] = field(default_factory=lambda: defaultdict(list))

    def link(self) -> None:
        """Fill ``full``: each form's full one. Forms with junk in them leave ``groups``."""
        for key in sorted(self.groups, key=lambda key: (-len(key), key)):
            plain = self._plain(key)
            if plain is not None:
                self.groups[plain].extend(self.groups.pop(key))
                continue
            self.full[key] = self._meant(self.candidates(key), key) or key
            if self.full[key] == key:
                self._add(key)

    def candidates(self, key: Key) -> list[Key]:
        """The full forms that a form can be short for."""
        found: dict[Key, None] = {}
        for clue in clues(key):
            for full in self._index.get(clue, ()):
                if full != key and self._short(key, full):
                    found[full] = None
        return list(found)

    def bearer(self, mention: Mention) -> Key | None:
        """Whose a form that several bear is by the mention's title: "Mrs. Lee" is the woman."""
        words = self.lexicon
        women = bool(mention.roles & words.women)
        if not mention.titled or women == bool(mention.roles & words.men):
            return None
        sexes = words.women | words.first_women if women else words.men | words.first_men
        sure = words.women if women else words.men
        meant = [
            key
            for key in self.candidates(mention.key)
            if key[0] in sexes and (key[0] in sure or not self._familiar(key, mention.key))
        ]
        return meant[0] if len(meant) == 1 else None

    def apart(self, mention: Mention) -> bool:
        """Whether a title says that a surname is not that of whom it could be short for: "Mr. Lee"
        where only Mary Lee is named in full, and "Mrs. Xi" where "Mr. Xi" is more often named.
        """
        sex = self._sex(mention)
        if not sex or not mention.titled or len(mention.key) > 1:
            return False
        full = self.full[mention.key]
        ends = ((full[0],), without_generation(full)[-1:])
        if mention.key not in ends:
            return False
        named = self.groups[full] if full != mention.key else ()
        given = full[0] if mention.key != ends[0] else ""  # not so in "Xi Jinping"
        first = (given in self.lexicon.women) - (given in self.lexicon.men)
        told = first or sum(map(self._sex, named))
        if not told and not self._familiar(full, mention.key):
            told = sum(map(self._sex, self.groups[mention.key]))
        return sex * told <= 0

    def _familiar(self, full: Key, surname: Key) -> bool:
        """Whether somebody goes by the first name rather than by the surname: titles in front of
        the surname are then another's, "Mrs. Claus" where "Santa" is Santa Claus.
        """
        given = full[:1]
        called = given != surname and self.full.get(given) == full
        return called and len(self.groups[given]) > len(self.groups[surname])

    def _sex(self, mention: Mention) -> int:
        """1 for a woman's titles and nouns, -1 for a man's, 0 for neither and for both."""
        roles, words = mention.roles, self.lexicon
        return (not roles.isdisjoint(words.women)) - (not roles.isdisjoint(words.men))

    def _add(self, key: Key) -> None:
        for clue in clues(key, full=True):
            self._index[clue].append(key)

    def _meant(self, candidates: list[Key], short: Key) -> Key | None:
        """The only candidate, the one that is named in full far more often than the others, or the
        only person named in full before the surname stands alone, outside of headlines.

        Beside a father his son is called "Jr.".
        """
        candidates = [
            key
            for key in candidates
            if (elder := without_generation(key)) == key or elder not in candidates
        ]
        ranked = sorted(candidates, key=lambda key: (-len(self.groups[key]), key))
        if not ranked or len(ranked) == 1:
            return ranked[0] if ranked else None
        first, second = (len(self.groups[key]) for key in ranked[:2])
        return ranked[0] if first >= _DOMINANT * second else self._introduced(ranked, short)

    def _introduced(self, candidates: list[Key], short: Key) -> Key | None:
        """Who of several was the only one named in full before a short form is used in the text, or
        the first of these and not named in full again: the others have to be.
        """
        bare = min(self._places(short), default=inf)
        places = {key: self._places(key) for key in candidates if self._surname(short, key)}
        known = sorted(
            (min(at), max(at), key) for key, at in places.items() if at and min(at) < bare
        )
        again = len(known) > 1 and not known[0][1] < bare < known[1][1]
        return None if not known or again else known[0][2]

    def _surname(self, short: Key, full: Key) -> bool:
        """Whether a short form is a person's surname, mostly without "Mr." or the like: where all
        are called so, the surname alone is nobody's in particular.
        """
        mentions = self.groups[short]
        addressed = sum(not _ADDRESS.isdisjoint(mention.roles) for mention in mentions)
        person = self.kinds[full] is AgentKind.PERSON and 2 * addressed <= len(mentions)
        return person and without_generation(full)[-1] == short[-1]

    def _places(self, key: Key) -> list[int]:
        """Where a person is called by all forms of a full name, or where a short form stands alone.

        Not in headlines, which are written before anybody is introduced.
        """
        forms = {form for form, full in self.full.items() if full == key and len(form) > 1}
        mentions = (m for form in sorted(forms | {key}) for m in self.groups[form])
        return [m.start for m in mentions if not self.common.headline(m)]

    def _plain(self, key: Key) -> Key | None:
        """The form without words in front that do not belong to it, or letters behind it."""
        if len(key) < 2:
            return None
        found, rest = self.groups[key], key[1:]
        known = rest in self.groups and len(self.groups[rest]) >= len(found)
        if known and all(self.common(mention) for mention in found):
            return rest
        if (name := self._in_headline(key)) is not None:
            return name
        words = found[0].words
        letters = words[-1].isupper() and len(words[-1]) > 2 and not words[0].isupper()
        if letters and self.kinds[key] is AgentKind.PERSON and key[:-1] in self.groups:
            return key[:-1]
        if self.lexicon.is_first_name(key[0]):
            return None
        shorter = (key[i:] for i in range(1, len(key) - 1))
        return next(
            (k for k in shorter if k in self.groups and self.lexicon.is_first_name(k[0])), None
        )

    def _in_headline(self, key: Key) -> Key | None:
        """The person before a verb in a headline that has a capital like a name."""
        if not all(map(self.common.headline, self.groups[key])):
            return None
        for end in range(len(key) - 1, 0, -1):
            verb = key[end].endswith("s") or key[end] in _AUXILIARIES
            if verb and self.kinds.get(key[:end]) is AgentKind.PERSON:
                return key[:end] if key[:end] in self.groups else None
        return None

    def _short(self, short: Key, full: Key) -> bool:
        """Whether a name can be a shorter form of another; "Republicans" of none."""
        mentions = self.groups.get(short, ())
        if mentions and all(m.plural and m.label == "NORP" for m in mentions):
            return False
        if short == without_suffix(full, self.lexicon):
            return True
        if self._person(short, full):
            return self._short_person(short, full)
        if len(short) == 1:
            word = self.groups[short][0].words[0] if short in self.groups else short[0]
            return initials(full) == short[0].replace(".", "") and word.isupper()
        if self.kinds.get(short) is AgentKind.PERSON or len(short) > len(full):
            return False
        joint = full[-len(short) - 1 : -len(short)]  # "of" in "Friends of Saudi Arabia"
        tail = short == full[-len(short) :] and _JOINTS.isdisjoint(joint)
        return tail or content(short) in {content(full), without_country(full)}

    def _short_person(self, short: Key, full: Key) -> bool:
        """The same for persons: a first or last name, or both without what is between."""
        full = without_generation(full)
        if len(short) == 1:
            mentions = self.groups.get(short, ())
            placed = _PLACED * sum(m.placed for m in mentions) >= len(mentions) > 0
            place = self._place(short) and (placed or not self._called_person(full, short))
            # "Ann Lee-Kim" is not "Kim", the "Prince of Spain" not "Spain".
            half = len(full) > 1 and full[-2] in HYPHENS | _JOINTS
            return short[0] in {full[0], "" if half else full[-1]} and not place
        tail = short[-1] == full[-1] and (short[0] == full[0] or short == full[-len(short) :])
        return len(short) < len(full) and tail

    def _place(self, key: Key) -> bool:
        """Whether a form is mostly labelled as a place."""
        mentions = self.groups.get(key, ())
        places = sum(m.label == "GPE" and not m.titled for m in mentions)
        return 2 * places > len(mentions)

    def _called_person(self, full: Key, short: Key) -> bool:
        """Whether more than the looks of a full name make it a person's.

        A well-known first name does where the surname is looked for, not where it is itself what
        looks like a place: "Berlin" and the "Berlin Wall".
        """
        mentions = [*self.groups.get(full, ()), *self.groups.get(full[-1:], ())]
        if any(mention.titled for mention in mentions):
            return True
        if short == full[:1]:
            return any(mention.label == "PERSON" for mention in mentions)
        return self._given(full)

    def _given(self, full: Key) -> bool:
        """Whether a full name begins with a first name."""
        return full[0] in self.lexicon.first_women or full[0] in self.lexicon.first_men

    def _person(self, short: Key, full: Key) -> bool:
        """Whether a full form is a person's name: by itself, or by its short form and its looks."""
        kind = self.kinds[full]
        if kind is AgentKind.PERSON or len(full) not in _PERSON_LENGTH:
            return kind is AgentKind.PERSON
        if len(short) > 1 or full[-1].rstrip(".") in self.lexicon.name_endings:
            return False
        first = self._given(full)
        if first and self._place(short):
            first = self._called_person(full, short)
        labelled = (
            self.kinds.get(short) is AgentKind.PERSON and kind is not AgentKind.GOVERNMENT_BODY
        )
        return all(word.isalpha() for word in full) and (labelled or first)
