"""Turns in transcripts, hearings and interviews: by labels, headings, or question and answer."""

from __future__ import annotations

import re
from collections import Counter

from kg.resolve.inventory import Name
from kg.resolve.page import MARKS, OPENING, Page, Turns
from kg.resolve.words import SECOND, SINGULAR_FIRST

_LABEL = re.compile(
    r"(?P<name>[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|van|von|of|bin)){0,5})"
    r"(?:,[^:.?!]{1,40})?(?: ?\([^)]{1,40}\))? ?:(?:\s|$)"
)
_TITLED_LABEL = re.compile(
    r"(?P<name>(?:The )?(?:Mr|Mrs|Ms|Dr|Speaker|Senator|President|Chairman|Chairwoman|Secretary)"
    r"\.? [A-Z][\w’'-]+)\. [A-Z]"
)
_FLOOR = re.compile(
    r"\b(?:argument|statement|testimony|remarks|speech|address)\b(?P<by> (?:of|by))?",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"['’]s? (?:\w+ ){0,3}(?:statement|testimony|remarks|speech|address)\b", re.IGNORECASE
)
_INTERVIEW = re.compile(
    r"\b(?:[Ii]nterview(?:s|ed|ing)?|(?:spoke|speaks|sat down|talked|talks|caught up) with|tells)\b"
)
_PASSIVE = re.compile(
    r"\b(?:interviewed by|was interviewed|tells)\b|[:,–-] [Aa]n? [Ii]nterview|[Ii]nterview:"
)
_TOPIC = re.compile(r"\b(?:about|on|regarding|concerning|over|after)\b|['’]s\b")
_FEWEST_LABELS = 3
_FEWEST_QUESTIONS = 4
_FEWEST_SAID = 2
_LONGEST_QUESTION = 500
_LONGEST_HEADING = 160
_ANSWER = 2
_NEAR = 60


def labels(page: Page) -> Turns | None:
    """Transcripts: each turn begins with its speaker's name ("SMITH: ..."), some of them again."""
    labelled: dict[int, str] = {}
    for number, text in enumerate(page.texts):
        if match := _LABEL.match(text) or _TITLED_LABEL.match(text):
            labelled[number] = match["name"]
    times = Counter(labelled.values())
    if sum(n for n in times.values() if n > 1) < _FEWEST_LABELS:
        return None
    turns = Turns()
    current: Name | None = None
    previous: Name | None = None
    for number in range(len(page.texts)):
        if number in labelled:
            found = page.person(labelled[number])
            if found is not current:
                previous, current = current, found
        if current is not None:
            turns.speakers[number] = current
        if previous is not None:
            turns.addressees[number] = previous
    return turns


def hearing(page: Page) -> Turns | None:
    """Hearings and speeches: a heading says who has the floor; others put in short questions."""
    floor: dict[int, Name] = {}
    for number, text in enumerate(page.texts):
        match = _FLOOR.search(text) if len(text) <= _LONGEST_HEADING else None
        if match is None or not (match["by"] or (number == 0 and _OWNED.search(text))):
            continue
        offset = page.paragraphs[number].start_char
        near = [
            name
            for name, token in page.people(number)
            if abs(page.discourse.doc[token].idx - offset - match.start()) <= _NEAR
        ]
        if len({id(name) for name in near}) == 1:
            floor[number] = near[0]
    if not floor:
        return None
    turns = Turns()
    current: Name | None = None
    for number, text in enumerate(page.texts):
        if number in floor:
            current = floor[number]
        elif current is not None:
            asked = text.endswith("?") and len(text) <= _LONGEST_QUESTION
            (turns.addressees if asked else turns.speakers)[number] = current
    return turns


def interview(page: Page) -> Turns | None:
    """Questions and answers without labels: the answers are the interviewed person's."""
    said = bool(_INTERVIEW.search(page.opening()))
    questions = {number for number in range(len(page.texts)) if _question(page, number, said)}
    answered = sum(number + 1 not in questions for number in questions)
    if len(questions) < (_FEWEST_SAID if said else _FEWEST_QUESTIONS):
        return None
    if 3 * answered < 2 * len(questions) or (not said and page.dialogue()):
        return None
    person = _interviewed(page, said)
    if person is None:
        return Turns() if said else None
    turns = Turns()
    for number in range(min(questions), len(page.texts)):
        (turns.addressees if number in questions else turns.speakers)[number] = person
    return turns


def _question(page: Page, number: int, said: bool) -> bool:
    """Whether a paragraph is an interviewer's: it asks, or speaks of "you" more than of "I"."""
    text = page.texts[number]
    if not text or len(text) > _LONGEST_QUESTION or text[0] in MARKS:
        return False
    words = [token.lower_ for token in page.paragraphs[number]]
    second = sum(word in SECOND for word in words)
    if text.endswith("?"):
        return said or second > 0
    following = page.texts[number + 1] if number + 1 < len(page.texts) else ""
    first = sum(word in SINGULAR_FIRST for word in words)
    return said and second > 0 and (second > first + 1 or _ANSWER * len(text) < len(following))


def _interviewed(page: Page, said: bool) -> Name | None:
    """Whom the opening says to be interviewed; without a word of that, whom it is about."""
    found: Counter[int] = Counter()
    people: dict[int, Name] = {}
    for number in range(min(OPENING, len(page.texts))):
        for name, token in page.people(number):
            people[id(name)] = name
            sentence = page.discourse.doc[token].sent.text
            found[id(name)] += _asked(sentence, name.text.split()[-1], number == 0)
    counted = Counter({key: times for key, times in found.items() if times})
    if not counted and not _INTERVIEW.search(page.texts[0]):
        counted = Counter(id(name) for name, token in page.people(0) if _in_full(page, token))
    if not counted and not said:
        times = {key: len(name.mentions) for key, name in people.items() if name.sure}
        counted = Counter({key: number for key, number in times.items() if number > 1})
    ranked = counted.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return people[ranked[0][0]]


def _in_full(page: Page, token: int) -> bool:
    """Whether a name is there with more than one word."""
    mention = page.discourse.names.by_token[token][0]
    return len(mention.words) > 1


def _asked(sentence: str, name: str, title: bool) -> int:
    """How clearly a sentence says that the person with this last name is interviewed."""
    match, at = _INTERVIEW.search(sentence), sentence.find(name)
    if match is None or at < 0:
        return 0
    if at < match.start():
        return 2 * bool(_PASSIVE.search(sentence, at))
    between = sentence[match.end() : at]
    return 0 if _TOPIC.search(between) else 3 if title else 2
