"""Texts of one voice: letters with a signature, essays with a byline, who says his own name."""

from __future__ import annotations

import re
from bisect import bisect_right

from kg.model import AgentKind
from kg.resolve.discourse import NOWHERE
from kg.resolve.inventory import Name
from kg.resolve.page import OPENING, Page, Turns

_BYLINE = re.compile(
    r"(?:By|BY|by) (?P<name>[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|van|von|bin))+)$"
)
_GREETING = re.compile(r"[Dd](?:ear|EAR) (?P<name>[^,:;\n]{1,60}?) ?[,:;!–-]")
_CLOSING = re.compile(
    r"(?:yours|sincerely|love|regards|best|respectfully|cordially|faithfully|affectionately|cheers|"
    r"with |warm|kind|thank|stay |your )",
    re.IGNORECASE,
)
_MY_NAME = re.compile(
    r"\b(?:[Mm]y name(?: is|[’']s)|I(?:[’']m| am) your host(?: as always)?,?|"
    r"[Ii]t[’']s|[Tt]his is|I[’']m|I am) (?=[A-Z])"
)
_GREETINGS_END = 20
_LAST = 8
_LONGEST_CLOSING = 80
_BEGINNING = 500
_LONG = 200


def letter(page: Page) -> Turns | None:
    """A letter: who signs it is "I", who is greeted is "you"."""
    lines = list(enumerate(page.texts[:_GREETINGS_END]))
    greeting = next(((n, m) for n, text in lines if (m := _GREETING.match(text))), None)
    first = greeting[0] if greeting else 0
    signed = _signature(page, first)
    if greeting is None and signed is None:
        return None
    signed = signed or _letterhead(page, first)
    addressee = page.person(greeting[1]["name"]) if greeting else None
    numbers = range(first, len(page.texts))
    return Turns(
        dict.fromkeys(numbers, signed) if signed else {},
        dict.fromkeys(numbers, addressee) if addressee else {},
    )


def _signature(page: Page, first: int) -> Name | None:
    """The name that stands behind a closing formula near the end."""
    last = len(page.texts)
    for number in range(max(first + 1, last - _LAST), last):
        closing = page.texts[number - 1]
        closed = _CLOSING.match(closing) and len(closing) <= _LONGEST_CLOSING
        if closed and (name := page.signed(number)):
            return name
    return None


def _letterhead(page: Page, first: int) -> Name | None:
    """The only name that stands alone above the greeting or near the end."""
    last = len(page.texts)
    numbers = (*range(first), *range(max(first + 1, last - _LAST), last))
    found = {id(name): name for number in numbers if (name := page.alone(number)) is not None}
    return next(iter(found.values())) if len(found) == 1 else None


def byline(page: Page) -> Turns | None:
    """An essay whose author stands in a line below the title; a story's narrator is another."""
    if page.dialogue():
        return None
    for text in page.texts[:OPENING]:
        match = _BYLINE.match(text)
        if match and (author := page.person(match["name"])):
            return Turns(dict.fromkeys(range(len(page.texts)), author))
    return None


def introduction(page: Page, *, clear: bool = False) -> Turns | None:
    """Who says his name: in a text of one voice "I" everywhere, else in that paragraph.

    ``clear``: only with the words "my name is" or the like, in a text of one voice.
    """
    names, doc = page.discourse.names, page.discourse.doc
    found: dict[int, Name] = {}
    starts = [paragraph.start_char for paragraph in page.paragraphs]
    for match in _MY_NAME.finditer(names.text):
        token = doc.char_span(match.end(), match.end() + 1, alignment_mode="expand")
        if token is None or page.discourse.quotation[token.start] != NOWHERE:
            continue
        entry = names.by_token.get(token.start)
        plain = "name" in match.group() or "host" in match.group()
        early = match.start() - starts[0] < _BEGINNING and not clear
        if entry and entry[1].kind is AgentKind.PERSON and (plain or early):
            found[max(bisect_right(starts, match.start()) - 1, 0)] = entry[1]
    long = sum(len(text) > _LONG for text in page.texts)
    one_voice = 2 * long >= sum(len(text) > 2 for text in page.texts)
    if one_voice and len({id(name) for name in found.values()}) == 1:
        return Turns(dict.fromkeys(range(len(page.texts)), next(iter(found.values()))))
    return Turns(found) if found and not clear else None
