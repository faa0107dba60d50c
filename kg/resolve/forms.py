"""Forms of a name's words: by what a full form is found again from a short one."""

from __future__ import annotations

from collections.abc import Iterator

from kg.resolve.lexicon import Lexicon, lexicon
from kg.resolve.names import Key
from kg.resolve.roles import role_words

_SMALL_WORDS = frozenset({"of", "for", "the", "and", "&", "-", "'s", "’s"})
_POLITIES = frozenset({"republic", "kingdom", "state", "commonwealth"})
_MINISTRIES = frozenset({"ministry", "department"})
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})


def without_generation(key: Key) -> Key:
    """A person's name without "Jr." or "III"."""
    return key[:-1] if len(key) > 2 and key[-1].rstrip(".") in _GENERATIONS else key


def clues(key: Key, *, full: bool = False) -> Iterator[tuple[str, object]]:
    """By what a full form is found again from a short one."""
    if full:
        yield "word", key[-1]
        if (elder := without_generation(key)) != key:
            yield "word", elder[-1]
        if len(key) > 1:
            yield "word", key[0]
        yield "letters", initials(key)
        yield from (("words", words) for words in {content(key), without_country(key)})
        yield "start", key[:-1]
        return
    yield "word", key[-1]
    if len(key) == 1:
        yield "letters", key[0].replace(".", "")
    else:
        yield "words", content(key)
    yield "start", key


def initials(key: Key) -> str:
    """The first letters of a name, when there are two or more: "imf"."""
    letters = "".join(word[0] for word in key if word not in _SMALL_WORDS)
    return letters if len(letters) > 1 else ""


def content(key: Key) -> frozenset[str]:
    """The words by which "Department of Justice" and "Justice Department" are the same, and
    "Government of the Republic of Israel" and "Israeli Government", "Ministry of Foreign Affairs"
    and "Foreign Ministry".
    """
    places, affairs = role_words().places, lexicon().affairs
    words: list[str] = []
    for word, following in zip(key, (*key[1:], ""), strict=True):
        if word in _POLITIES and following == "of":
            continue
        if short := affairs.get((*words[-1:], word)):
            words[-1:] = [short]
        else:
            words.append(places.get(word, word).casefold())
    return frozenset(words) - _SMALL_WORDS


def without_country(key: Key) -> frozenset[str]:
    """The content of a ministry's name without its country: what it is called at home."""
    found = content(key)
    ministry = not found.isdisjoint(_MINISTRIES)
    nations = {nation.casefold() for nation in role_words().places.values()}
    return found - nations if ministry else found


def without_suffix(key: Key, words: Lexicon) -> Key:
    """A company's name without "Corp." and the like."""
    suffix = key[-1].rstrip(".")
    company = suffix in words.company_forms and len(key) > 1
    return key[:-1] if company else ()
