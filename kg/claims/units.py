"""Units: what a number counts or measures."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

SIGNS = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₸": "KZT", "₽": "RUB"}
"""Currency signs before a number, as ISO 4217 codes; "$" is the US dollar unless it says more."""

CURRENCIES = {
    "dollar": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "yen": "JPY",
    "tenge": "KZT",
    "rouble": "RUB",
    "ruble": "RUB",
    "yuan": "CNY",
    "rupee": "INR",
    "franc": "CHF",
    "lira": "TRY",
    "hryvnia": "UAH",
    "zloty": "PLN",
    "usd": "USD",
    "eur": "EUR",
    "gbp": "GBP",
}
_MEASURES = {
    "kilometre": ("km", "kms", "kilometer", "kilometers", "kilometre", "kilometres"),
    "metre": ("metre", "metres", "meter", "meters"),
    "centimetre": ("cm", "centimetre", "centimetres", "centimeter", "centimeters"),
    "mile": ("mile", "miles"),
    "foot": ("foot", "feet", "ft"),
    "tonne": ("tonne", "tonnes"),
    "ton": ("ton", "tons"),
    "kilogram": ("kg", "kilogram", "kilograms", "kilo", "kilos"),
    "litre": ("litre", "litres", "liter", "liters"),
    "hectare": ("hectare", "hectares"),
    "acre": ("acre", "acres"),
    "degree": ("degree", "degrees", "°"),
    "hour": ("hour", "hours"),
    "minute": ("minute", "minutes"),
    "second": ("second", "seconds"),
    "day": ("day", "days"),
    "week": ("week", "weeks"),
    "month": ("month", "months"),
    "year": ("year", "years"),
    "decade": ("decade", "decades"),
    "times": ("times", "fold"),
    "%": ("%", "percent", "pct", "percents"),
}
_UNITS = {word: unit for unit, words in _MEASURES.items() for word in words}
_QUALIFIERS = frozenset(["square", "cubic"])
_NOUNS = frozenset(["NOUN", "PROPN"])
_REACH = 5
"""Tokens behind a number in which the noun that it counts stands."""


def unit_at(tokens: Sequence[Token], words: Sequence[str], i: int, number: int) -> tuple[str, int]:
    """The unit of a number that ends before token ``i``, and the index behind its words.

    "" and ``i`` when the text does not say what is counted. ``number`` is the number's first token.
    """
    place = i + (words[i : i + 1] == ["-"])
    two = words[place : place + 2]
    if two == ["per", "cent"]:
        return "%", place + 2
    if two in (["percentage", "points"], ["percentage", "point"]):
        return "percentage point", place + 2
    if two and two[0] in _QUALIFIERS and two[1:] and two[1] in _UNITS:
        return f"{two[0]} {_UNITS[two[1]]}", place + 2
    if two and two[0] in _UNITS:
        return _UNITS[two[0]], place + 1
    if two and tokens[place].lemma_.lower() in CURRENCIES:
        return CURRENCIES[tokens[place].lemma_.lower()], place + 1
    return _counted(tokens, words, i, number), i


def _counted(tokens: Sequence[Token], words: Sequence[str], i: int, number: int) -> str:
    """The head of the noun phrase behind a number, in dictionary form."""
    place = i
    if words[place : place + 2] in (["or", "so"], ["or", "more"]):
        place += 2
    if words[place : place + 1] == ["of"]:
        place += 1
        while place < len(words) and tokens[place].pos_ in {"DET", "PRON"}:
            place += 1
    noun = None
    for token in tokens[place : place + _REACH]:
        if token.pos_ in _NOUNS:
            noun = token
        elif (
            noun is not None
            or not (token.pos_ in {"ADJ", "NUM", "ADV"} or token.tag_ == "VBN")
            or (token.tag_ == "VBN" and token.dep_ not in {"amod", "compound"})
            or (token.pos_ == "ADV" and token.lower_ not in {"more", "other"})
        ):
            break
    return "" if noun is None else noun.lemma_.lower()
