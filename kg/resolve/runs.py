"""Runs of words with capitals that may be names: where they begin and where they end."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.model import AgentKind
from kg.resolve.kinds import head_word
from kg.resolve.lexicon import Lexicon
from kg.resolve.words import POSSESSIVE

_NEVER = frozenset(
    {"PRON", "DET", "AUX", "ADP", "SCONJ", "CCONJ", "PART", "INTJ", "PUNCT", "SYM", "ADV", "SPACE"}
)
_NOT_NAMES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "LANGUAGE"})
_PARTICLES = frozenset(
    {"de", "del", "della", "la", "von", "van", "bin", "ibn", "al", "der", "da", "du", "dos", "el"}
)
_OPENING = frozenset({"“", '"', "‘", "'", "``", "(", "[", ":", "—", "–"})
HYPHENS = frozenset({"-", "–", "‑"})
_OF_A_PLACE = frozenset({AgentKind.GOVERNMENT_BODY, AgentKind.COURT})


@dataclass(frozen=True, slots=True)
class _Text:
    """A document's tokens, and which of them look like words of a name."""

    doc: Doc
    words: list[str]
    namey: list[bool]
    lexicon: Lexicon


def runs(doc: Doc, words: list[str], lexicon: Lexicon, cues: Set[int]) -> Iterator[tuple[int, int]]:
    """The runs of a parsed document as tokens ``[start, end)``, in its order; none has a token of
    ``cues``. ``words`` are the doc's.
    """
    namey = [found and place not in cues for place, found in enumerate(_name_words(doc, words))]
    text = _Text(doc, words, namey, lexicon)
    place = 0
    while place < len(words):
        if not namey[place]:
            place += 1
            continue
        end = _run_end(text, place)
        yield place, end
        place = end


def _name_words(doc: Doc, words: list[str]) -> list[bool]:
    """Which tokens look like words of a name; one False more at the end."""
    namey = [False] * (len(words) + 2)
    for place, word in enumerate(words):
        if not word[0].isupper():
            continue
        token = doc[place]
        if token.pos_ in _NEVER or token.ent_type_ in _NOT_NAMES:
            continue
        first = token.is_sent_start or (place > 0 and words[place - 1] in _OPENING)
        following = words[place + 1] if place + 1 < len(words) else " "
        namey[place] = (
            token.pos_ == "PROPN"
            or (not first and (token.pos_ != "VERB" or bool(token.ent_type_)))
            or (token.pos_ != "VERB" and following[0].isupper())
        )
    return namey


def _run_end(text: _Text, start: int) -> int:
    """Where the name that starts at a token ends."""
    end = start + 1
    while end < len(text.words) and not ("and" in text.words[start:end] and _titled(text, end)):
        step = 1 if text.namey[end] else _bridge(text, start, end)
        if not step:
            break
        end += step
    return end


def _bridge(text: _Text, start: int, at: int) -> int:
    """How many tokens from ``at`` on join a name to its next word; 0 when it is over."""
    doc, words, namey, lexicon = text.doc, text.words, text.namey, text.lexicon
    word, previous = words[at], words[at - 1].casefold()
    if word in HYPHENS:
        tight = not doc[at - 1].whitespace_ and not doc[at].whitespace_
        return 2 if tight and namey[at + 1] else 0
    if word == "&" or word.casefold() in _PARTICLES:
        more = at + 1 < len(words) and words[at + 1].casefold() in _PARTICLES  # "von der Leyen"
        return (2 + more) if namey[at + 1 + more] else 0
    if word in POSSESSIVE or word == "and":
        one_name = doc[at].ent_type_ == "ORG" or (word == "and" and _paired(text, start, at))
        if word != "and" and namey[at + 1] and lexicon.is_first_name(words[at + 1].casefold()):
            one_name = one_name and not namey[at + 2]  # "the weekly's Bill Gates"
        one_name = one_name or (word != "and" and _national(text, start, at))
        return 2 if namey[at + 1] and one_name else 0
    if word in {"of", "for"} or (word == "on" and previous in lexicon.name_endings):
        nouns = (lexicon.nouns, lexicon.name_endings, lexicon.titles)
        joins = any(previous in table for table in nouns) or doc[at].ent_type_ == "ORG"
        article = at + 1 < len(words) and words[at + 1] == "the"
        return (2 + article) if joins and namey[at + 1 + article] else 0
    if word.isdigit() and at - start and not words[at - 1].isdigit():
        counted = at + 1 < len(words) and doc[at + 1].pos_ in {"NOUN", "ADJ", "NUM", "SYM"}
        return 0 if counted or doc[at].ent_type_ in _NOT_NAMES else 1
    return 0


def _national(text: _Text, start: int, at: int) -> bool:
    """Whether what belongs to a country or town is told by it alone: "Norway's Interior Ministry",
    of which every country has one; not "Japan's Coast Guard", a name by itself.
    """
    lexicon, end = text.lexicon, at + 1
    while text.namey[end] or text.words[end : end + 1] == ["of"]:
        end += 1
    whole = [word.casefold() for word in text.words[at + 1 : end]]
    place = " ".join(text.words[start:at]).casefold() in lexicon.countries
    place = place or text.doc[at - 1].ent_type_ == "GPE"
    body = place and bool(whole) and " ".join(whole) not in lexicon.bodies
    return body and lexicon.name_endings.get(head_word(whole)) in _OF_A_PLACE


def _paired(text: _Text, start: int, at: int) -> bool:
    """Whether "and" at a token is inside a name: "the Food and Drug Administration"."""
    lexicon, end = text.lexicon, at + 1
    while text.namey[end] and not _titled(text, end):
        end += 1
    before = [word.casefold() for word in text.words[start:at]]
    whole = any(word in lexicon.name_endings or word in lexicon.person_words for word in before)
    ends = end > at + 2 and text.words[end - 1].casefold() in lexicon.name_endings
    return ends and not whole and start > 0 and text.words[start - 1].casefold() == "the"


def _titled(text: _Text, at: int) -> bool:
    """Whether a title behind an institution's name begins another name: "the Food and Drug
    Administration Commissioner Lee"."""
    before, word = text.words[at - 1].casefold(), text.words[at].casefold()
    return before in text.lexicon.name_endings and word in text.lexicon.titles
