"""Quantities: numbers of a sentence with what they count or measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from spacy.tokens import Doc, Token

from kg.claims.numbers import MULTIPLES, NUMBER_WORDS, number_at
from kg.claims.units import CURRENCIES, SIGNS, unit_at
from kg.model import Comparator, Quantity, Span

_COMPARATORS = {
    Comparator.AT_LEAST: (
        "at least", "no fewer than", "no less than", "not less than", "not fewer than",
        "a minimum of", "minimum of",
    ),
    Comparator.AT_MOST: (
        "up to", "at most", "no more than", "not more than", "a maximum of", "maximum of",
        "as many as", "as much as",
    ),
    Comparator.MORE_THAN: ("more than", "over", "above", "in excess of", "upwards of", "exceeding"),
    Comparator.LESS_THAN: ("less than", "fewer than", "under", "below"),
    Comparator.NEARLY: ("nearly", "almost", "close to"),
    Comparator.ABOUT: (
        "about", "around", "roughly", "approximately", "some", "circa", "an estimated", "estimated",
    ),
    Comparator.EQUAL: ("exactly", "only", "just", "precisely"),
}  # fmt: skip
_BEFORE = {
    tuple(words.split()): comparator
    for comparator, phrases in _COMPARATORS.items()
    for words in phrases
}
_AFTER = {
    "or more": Comparator.AT_LEAST,
    "or so": Comparator.ABOUT,
    "or less": Comparator.AT_MOST,
    "or fewer": Comparator.AT_MOST,
}
_FACTORS = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4}
_FOLD = re.compile(r"(two|three|four|five|six|seven|eight|nine|ten)fold")
_FRACTIONS = {"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5}
_HINTS = frozenset([*_FRACTIONS, *MULTIPLES, *NUMBER_WORDS])
_CHANGES = frozenset(["rise", "fall", "grow", "increase", "drop", "climb", "shrink", "decline"])
_YEAR = re.compile(r"1[5-9][0-9]{2}|20[0-9]{2}")
_MONTH = re.compile(
    r"jan(uary|\.)?|feb(ruary|\.)?|mar(ch|\.)|apr(il|\.)|may|june?|july?|aug(ust|\.)?"
    r"|sept?(ember|\.)?|oct(ober|\.)?|nov(ember|\.)?|dec(ember|\.)?"
)
_LISTS = frozenset(["-", "–", "to"])
_FLAT = frozenset(["=", "/", ":"])


@dataclass(frozen=True, slots=True)
class _Number:
    """A number in the tokens [start, end), with its own unit if it has one."""

    start: int
    end: int
    value: Decimal
    unit: str | None = None
    vague: bool = False


def quantities(doc: Doc, start: int, end: int) -> tuple[Quantity, ...]:
    """The quantities in the tokens [start, end) of a parsed Doc, in their order.

    Dates, years, times of day, ordinals and numbers that are part of a name are none.
    """
    tokens = [doc[i] for i in range(start, end)]
    words = [_bare(token.lower_) for token in tokens]
    if not any(_hints(word) for word in words):
        return ()
    return tuple(_found(tokens, words))


def _bare(word: str) -> str:
    """A word without the full stop of the sentence that the tokeniser leaves with "2.5 m."."""
    return word[:-1] if word in {"m.", "bn.", "k.", "tn.", "km.", "kg.", "%."} else word


def _hints(word: str) -> bool:
    """Whether a word may be a part of a number: to be done with most sentences at once."""
    return (
        word[0].isdigit()
        or word in _HINTS
        or word.endswith("fold")
        or word.startswith(("doubl", "tripl", "trebl", "quadrupl"))
    )


def _found(tokens: Sequence[Token], words: Sequence[str]) -> Iterator[Quantity]:
    i = 0
    while i < len(words):
        if (factor := _factor(tokens, words, i)) is not None:
            yield Quantity(_span(tokens, i, i + 1), Comparator.EQUAL, Decimal(factor), "times")
        number = _number(tokens, words, i)
        if number is None:
            i += 1
            continue
        quantity, i = _quantity(tokens, words, number)
        if quantity is not None:
            yield quantity


def _factor(tokens: Sequence[Token], words: Sequence[str], i: int) -> int | None:
    """Two for "doubled", five for "fivefold"."""
    if match := _FOLD.fullmatch(words[i]):
        return int((number_at((match[1],), 0) or (Decimal(0), 0))[0])
    return _FACTORS.get(tokens[i].lemma_.lower()) if tokens[i].pos_ == "VERB" else None


def _quantity(
    tokens: Sequence[Token], words: Sequence[str], number: _Number
) -> tuple[Quantity | None, int]:
    """The quantity of a number, and the index behind its words."""
    begin, comparator = _comparator(words, _sign(words, number.start))
    begin = min(begin, number.start)
    end, value, upper = number.end, number.value, None
    ranged = _range(tokens, words, number)
    if ranged is not None:
        upper, end = ranged.value, ranged.end
        number = ranged
    if upper is not None and words[begin - 1 : begin] in (["between"], ["from"]):
        begin -= 1
    after = _AFTER.get(" ".join(words[end : end + 2]))
    if after is not None:
        comparator, end = after, end + 2
    unit, stop = number.unit, end
    if unit is None:
        unit, stop = unit_at(tokens, words, end, number.start)
        if after is None and (after := _AFTER.get(" ".join(words[stop : stop + 2]))):
            comparator, stop = after, stop + 2
    unit = SIGNS.get(words[number.start - 1], unit) if number.start else unit
    if _is_date(tokens, words, number, unit):
        return None, end
    if comparator is None:
        comparator = Comparator.MULTIPLES if number.vague else Comparator.EQUAL
        comparator = comparator if upper is None else Comparator.BETWEEN
    shown = stop if unit in CURRENCIES.values() or unit == "%" else end
    if negative := words[begin - 1 : begin] == ["minus"]:
        value = -value
    return Quantity(_span(tokens, begin - negative, shown), comparator, value, unit, upper), stop


def _number(tokens: Sequence[Token], words: Sequence[str], i: int) -> _Number | None:
    """The number that begins at a token, unless it is none of its own."""
    word = words[i]
    if word in MULTIPLES:
        return _multiple(words, i)
    if word in {"several", "few"} and words[i + 1 : i + 2] in (
        ["hundred"],
        ["thousand"],
        ["million"],
    ):
        found = number_at(("one", *words[i + 1 : i + 3]), 0)
        return _Number(i, i + found[1], found[0], vague=True) if found else None
    if (fraction := _fraction(words, i)) is not None:
        return fraction
    found = number_at(words, i)
    if found is None or _is_name(tokens, i):
        return None
    value, end = found
    if word == "one" and end == i + 1 and _pronoun(tokens, words, i):
        return _one_in(words, i)
    return _one_in(words, i) or _Number(i, end, value)


def _multiple(words: Sequence[str], i: int) -> _Number:
    """ "dozens", "hundreds of thousands"."""
    value, end = MULTIPLES[words[i]], i + 1
    while (
        words[end : end + 1] == ["of"] and words[end + 1 : end + 2] and words[end + 1] in MULTIPLES
    ):
        value, end = value * MULTIPLES[words[end + 1]], end + 2
    return _Number(i, end, Decimal(value), vague=True)


def _fraction(words: Sequence[str], i: int) -> _Number | None:
    """ "half of", "a third of", "two-thirds of"."""
    if words[i] == "half" and words[i + 1 : i + 2] in (["of"], ["the"], ["a"], ["all"]):
        return _Number(i, i + 1, Decimal("0.5"), "share")
    first = number_at(words, i)
    top, place = (Decimal(1), i + 1) if words[i] in {"a", "one"} else first or (Decimal(0), 0)
    if not top:
        return None
    place += words[place : place + 1] == ["-"]
    if words[place : place + 1] and words[place] in _FRACTIONS:
        if words[place + 1 : place + 2] not in (["of"], ["the"]):
            return None
        share = (top / _FRACTIONS[words[place]]).quantize(Decimal("0.0001")).normalize()
        return _Number(i, place + 1, share, "share")
    return None


def _one_in(words: Sequence[str], i: int) -> _Number | None:
    """ "one in five", "eight of 10", "eight out of 10"."""
    top = number_at(words, i)
    if top is None:
        return None
    place = top[1] + (words[top[1] : top[1] + 2] == ["out", "of"])
    if words[place : place + 1] not in (["in"], ["of"]) or place + 1 >= len(words):
        return None
    bottom = number_at(words, place + 1)
    if bottom is None or not top[0] < bottom[0] <= 1000 or top[0] > 99:
        return None
    share = (top[0] / bottom[0]).quantize(Decimal("0.0001")).normalize()
    return _Number(i, bottom[1], share, "share")


def _range(tokens: Sequence[Token], words: Sequence[str], first: _Number) -> _Number | None:
    """The second number of "10 to 20", "15-20", "between 10 and 20"."""
    if first.unit is not None or first.vague or first.end + 1 >= len(words):
        return None
    before = words[_sign(words, first.start) - 1] if first.start else ""
    joint = words[first.end]
    if not (joint in _LISTS or (joint == "and" and before == "between")):
        return None
    if before == "from" and _changes(tokens, first.start):
        return None
    place = first.end + 1 + (words[first.end + 1] in SIGNS)
    found = number_at(words, place) if place < len(words) else None
    if found is None or found[0] <= first.value:
        return None
    return _Number(first.start, found[1], found[0])


def _changes(tokens: Sequence[Token], i: int) -> bool:
    return any(token.lemma_.lower() in _CHANGES for token in tokens[max(0, i - 4) : i])


def _comparator(words: Sequence[str], start: int) -> tuple[int, Comparator | None]:
    """The words before a number that say how it is meant, and where they begin."""
    for length in (3, 2, 1):
        if start >= length and (found := _BEFORE.get(tuple(words[start - length : start]))):
            return start - length, found
    return start, None


def _sign(words: Sequence[str], start: int) -> int:
    """Where the currency sign before a number stands, else the number."""
    return start - 1 if start and words[start - 1] in SIGNS else start


def _is_name(tokens: Sequence[Token], i: int) -> bool:
    """Whether a number belongs to a name: "Khabar 24", "Group of Seven"."""
    token = tokens[i]
    before = tokens[i - 1] if i else None
    if (
        token.text[0].isupper()
        and token.text.lower() != token.text
        and i
        and not token.is_sent_start
    ):
        return token.text not in {"I"} and not token.text[0].isdigit()
    if before is not None and before.pos_ == "PROPN" and token.text[0].isdigit():
        return not _MONTH.fullmatch(before.lower_) and before.lower_ not in SIGNS
    return False


def _pronoun(tokens: Sequence[Token], words: Sequence[str], i: int) -> bool:
    """Whether "one" is no number: "one of the ministers", "no one", "the one hand"."""
    before = words[i - 1] if i else ""
    noun = tokens[i].dep_ == "nummod"
    return not noun or before in {"the", "no", "this", "that", "any", "every"}


def _is_date(tokens: Sequence[Token], words: Sequence[str], number: _Number, unit: str) -> bool:
    """Whether a number is a day of the month, a year or a time of day."""
    before = words[number.start - 1] if number.start else ""
    behind = words[number.end] if number.end < len(words) else ""
    if _MONTH.fullmatch(before) or (_MONTH.fullmatch(behind) and number.value <= 31):
        return True
    if behind in {"a.m.", "p.m.", "am", "pm", "o'clock"} or before in _FLAT or behind in _FLAT:
        return True
    word = words[number.start]
    if number.end == number.start + 1 and _YEAR.fullmatch(word):
        dated = tokens[number.start].ent_type_ == "DATE" or before in {"in", "since", "of", "by"}
        return dated or (before == "," and number.start > 1)
    return before in {"last", "past", "next"} and unit in {
        "second", "minute", "hour", "day", "week", "month", "year", "decade"
    }  # fmt: skip


def _span(tokens: Sequence[Token], start: int, end: int) -> Span:
    last = tokens[end - 1]
    return Span(tokens[start].idx, last.idx + len(last))
