"""Names taken apart: what is left of a name when case, accents and word order do not count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from kg.identity.tables import Words, tables
from kg.resolve.lexicon import lexicon

_CACHED = 50_000
_POSSESSIVE = re.compile(r"['’‘]s\b|(?<=s)['’‘](?=\s|$)")
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_WORD = re.compile(r"[a-z0-9]+")
_QUOTED = re.compile(r"[\"“”][^\"“”]*[\"“”]")
_COUNTRIES = frozenset({"us", "un", "uk", "eu", "dc"})
"""Initials that are a name by themselves, wherever they stand."""

GENERATIONS = frozenset({"jr", "ii", "iii", "iv"})
"""Suffixes of those who bear an elder's name."""

_NAME_LENGTH = 4
_FILLERS = frozenset({"of", "for", "on", "and", "the", "to"})
_VOWELS = re.compile(r"[aeiouyhw]")
_SOUNDS = (("kh", "k"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("z", "s"), ("c", "k"))


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name: folded words, "" or () for what it does not have.

    ``given`` may be an initial. ``surname`` has its particles ("van hollen"). ``address`` stands
    in front of a surname alone: "ms", "senator".
    """

    given: str
    middles: Words
    surname: str
    suffix: str
    address: str = ""

    @property
    def full(self) -> bool:
        """Whether it names one person as far as names do: a given name, more than an initial."""
        return len(self.given) > 1

    @property
    def block(self) -> str:
        """Names of one person stand in one block: sound of the surname, class of the given name."""
        return f"person {skeleton(self.surname.split()[-1])} {given_class(self.given)}"


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation's name: its words in the order that counts, without the country.

    ``country`` is "" when the name says none, ``implied`` when it follows from the rest.
    ``tail`` is what an institution is for ("for International Economics"), often left out.
    ``head`` is "ministry" or "department" when that word is in it. ``state`` tells that
    every country has one of them.
    """

    words: Words
    country: str
    implied: bool
    head: str
    state: bool
    acronym: bool
    orderless: bool = False
    tail: Words = ()

    @property
    def block(self) -> str:
        """Names of one body stand in one block: the words, a ministry like a department."""
        words = ["ministry" if word == "department" else word for word in self.words]
        return "body " + "".join(sorted(words) if self.orderless else words)


@lru_cache(_CACHED)
def normal_form(name: str) -> str:
    """A name without case, accents, punctuation, leading article and title.

    "The Times" and "Times", "U.S. Senate" and "US Senate" have the same; other scripts are spelled
    in Latin letters. A surname alone keeps a title that tells its bearer from namesakes: "Mr. Lee"
    is "mr lee", "Sen. Lee" is "senator lee".
    """
    known = tables()
    if state := known.states.get(name.strip().removesuffix(".")):
        return state
    name = _owned_person(name)
    words = plain(name)
    while len(words) > 1 and (words[0] == "the" or words[0] in known.honorifics):
        if form := _addressed(words):
            return form
        words = words[1:]
    return " ".join(_without_title(words)) or " ".join(name.casefold().split())


def plain(name: str) -> list[str]:
    """The words of a name without case, accents, punctuation and nicknames in quotation marks."""
    text = _POSSESSIVE.sub("", _QUOTED.sub(" ", name) if " " in name.strip() else name)
    text = anyascii(text).lower().replace("'", "").replace("`", "")
    text = text.removesuffix(".com").removesuffix(".org")
    return _WORD.findall(_INITIALS.sub(_spelled, text))


def _owned_person(name: str) -> str:
    """The person in "The Green Party's Jill Stein"."""
    for owner in _POSSESSIVE.finditer(name):
        words = name[owner.end() :].lower().split()
        if 1 < len(words) <= _NAME_LENGTH and words[0] in tables().given_names:
            return name if words[-1] in lexicon().name_endings else name[owner.end() :]
    return name


def _without_title(words: list[str]) -> list[str]:
    """ "obama" of "professor obama", but "justice department" as it is."""
    if form := _addressed(words):
        return [form]
    for length in range(min(3, len(words) - 1), 0, -1):
        rest = words[length:]
        if tuple(words[:length]) in tables().titles and len(rest) <= _NAME_LENGTH:
            return words if _is_common(rest) else rest
    named = len(words) > 2 and words[1] in tables().given_names
    return words[1:] if named and words[0] in lexicon().titles else words


def _addressed(words: list[str]) -> str:
    """A surname alone with the title in front of it; "" for anything else."""
    address, rest = address_at(words, 0)
    whole = rest and all(word in tables().particles for word in rest[:-1])
    return " ".join((address, *rest)) if address and whole and not _is_common(rest) else ""


def address_at(words: Sequence[str], start: int) -> tuple[str, Sequence[str]]:
    """The title of some words from ``start`` on, and the words behind it; "" if there is none."""
    addresses = lexicon().addresses
    for end in range(min(len(words), start + 3), start, -1):
        if address := addresses.get(tuple(words[start:end])):
            return address, words[end:]
    return "", words[start:]


def _is_common(rest: Sequence[str]) -> bool:
    """Whether what comes behind a title is no person's name."""
    words = lexicon()
    return rest[-1] in words.name_endings or rest[-1] in words.nouns or rest[0] in _FILLERS


def _spelled(match: re.Match[str]) -> str:
    """ "g.k." as two words in front of a name, "u.s." as one."""
    letters = match.group().replace(".", "")
    alone = match.group() == match.string.strip() or letters in _COUNTRIES
    return letters + " " if alone else " ".join(letters) + " "


@lru_cache(_CACHED)
def person(form: str) -> Person:
    """A person's name from its normal form."""
    known = tables()
    words = form.split()
    if _addressed(words) == form:
        address, rest = address_at(words, 0)
        return Person("", (), " ".join(rest), "", address)
    words = [word for word in words if word not in known.degrees] or words
    suffix = ""
    if len(words) > 1 and words[-1] in known.suffixes:
        suffix = known.suffixes[words.pop()]
    at = len(words) - 1
    while at > 0 and words[at - 1] in known.particles:
        leading = at - 1 == 0
        if leading and words[0] not in known.leading_particles:
            break
        at -= 1
    surname, before = " ".join(words[at:]), words[:at]
    if before and all(len(word) == 1 for word in before[:2]) and len(before) > 1:
        return Person("".join(before), (), surname, suffix)  # "J.D."
    if len(before) > 1 and len(before[0]) == 1:  # "J. Edgar": known by the second
        return Person(before[1], tuple(before[2:]), surname, suffix)
    return Person(before[0] if before else "", tuple(before[1:]), surname, suffix)


@lru_cache(_CACHED)
def body(form: str) -> Body:
    """An organisation's name from its normal form."""
    known = tables()
    acronym = form in known.acronyms
    words = tuple(known.spellings.get(w, w) for w in known.acronyms.get(form, form).split())
    if words[:2] in known.polities and words[2:3] not in {(), ("the",)}:
        words = words[2:]
    if country := known.places.get(words):
        return Body((country,), country, False, "", False, acronym)
    words = _without_legal_form(words)
    state = _is_state_body(words)
    country = ""
    if state:
        words, country = _without_country(words)
    tail: Words = ()
    orderless = any(word in known.orderless for word in words)
    head = next((w for w in words if w in {"ministry", "department"}), "")
    if orderless:
        words = tuple(w for w in words if w not in _FILLERS) or words
        if head:
            words = _portfolio(words)
        words = tuple(sorted(words))
    else:
        words = tuple(w for w in words if w not in {"the", "and"}) or words
        words, tail = _without_tail(words)
    implied = "" if country else _implied().get(" ".join(sorted(words)), "")
    return Body(words, country or implied, bool(implied), head, state, acronym, orderless, tail)


def sex(name: str) -> str:
    """ "woman" or "man" by a form of address, else by a well-known given name, or nothing."""
    first, *rest = name.lower().replace(".", "").split() or [""]
    words = lexicon()
    woman, man = first in words.women, first in words.men
    return "" if not rest or woman == man else "woman" if woman else "man"


def skeleton(word: str) -> str:
    """The consonants of a word as they sound: "zelensky", "zelenskyy" and "zelenskiy" agree."""
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    bare = word[:1] + _VOWELS.sub("", word[1:])
    return "".join(c for i, c in enumerate(bare) if i == 0 or c != bare[i - 1])


def given_class(name: str) -> str:
    """The name that a given name is a form of: "william" for "bill", else itself."""
    return tables().given.get(name, name)


def _without_legal_form(words: Words) -> Words:
    end = len(words)
    while end > 1 and words[end - 1] in tables().legal_forms:
        end -= 1
    # "News Corp." is more than news.
    return words if end == 1 and words[0] in tables().generic else words[:end]


def _without_tail(words: Words) -> tuple[Words, Words]:
    """ "peterson institute" and what comes after it."""
    for at in range(2, len(words) - 1):
        if words[at] in {"for", "on", "at"} and words[at - 1] in tables().institutions:
            return words[:at], words[at:]
    return words, ()


def _is_state_body(words: Words) -> bool:
    known = tables()
    pairs = {words[i:j] for i in range(len(words)) for j in (i + 2, i + 3)}
    return not known.state_heads.isdisjoint(words) or not known.state_phrases.isdisjoint(pairs)


def _without_country(words: Words) -> tuple[Words, str]:
    """A state body's words and the country that is named at its beginning or its end."""
    known = tables()
    for length in range(min(4, len(words) - 1), 0, -1):
        start, end = words[:length], words[-length:]
        if country := known.places.get(start) or known.adjectives.get(start):
            return words[length:], country
        if country := known.places.get(end):
            rest = words[:-length]
            while len(rest) > 1 and rest[-1] in _FILLERS:
                rest = rest[:-1]
            return rest, country
    return words, ""


def _portfolio(words: Words) -> Words:
    """ "foreign affairs" of a ministry as "foreign"."""
    for old, new in lexicon().affairs.items():
        for at in range(len(words) - 1):
            if words[at : at + 2] == old:
                return (*words[:at], new, *words[at + 2 :])
    return words


@lru_cache(1)
def _implied() -> dict[str, str]:
    return {" ".join(sorted(name.split())): place for name, place in tables().implied.items()}
