"""Literals in canonical form: as a store that normalises gives them back."""

from __future__ import annotations

import datetime
import math
from decimal import Decimal
from functools import lru_cache

from rdflib import XSD, Literal

from kg.model import Span, Spans
from kg.model.identifiers import spans_key

# Making a typed literal is the dearest thing the writer does; offsets and dates come again.
_CACHED = 20_000


def string(text: str) -> Literal:
    """An xsd:string: what ``Literal`` makes of it, in two thirds of the time."""
    return Literal(text, normalize=False)


@lru_cache(_CACHED)
def integer(number: int) -> Literal:
    """An xsd:integer."""
    return Literal(str(number), datatype=XSD.integer, normalize=False)


@lru_cache(_CACHED)
def day(date: datetime.date) -> Literal:
    """An xsd:date."""
    return Literal(date.isoformat(), datatype=XSD.date, normalize=False)


def probability(number: float) -> Literal:
    """A number in [0, 1] as an xsd:double."""
    return double(abs(number))  # of the two zeros, the one


@lru_cache(_CACHED)
def double(number: float) -> Literal:
    """An xsd:double without an exponent: 0.000001, not 1.0E-6, which Oxigraph would rewrite.

    ``repr`` has the fewest digits that give the very same number again. ValueError for infinity
    and not-a-number, which have no digits.
    """
    if not math.isfinite(number):
        raise ValueError(f"{number} has no digits")
    lexical = format(Decimal(repr(number)), "f").removesuffix(".0")
    return Literal(lexical, datatype=XSD.double, normalize=False)


@lru_cache(_CACHED)
def decimal(number: Decimal) -> Literal:
    """An xsd:decimal without an exponent and without zeros at the end."""
    lexical = format(number.normalize(), "f")
    return Literal("0" if lexical == "-0" else lexical, datatype=XSD.decimal, normalize=False)


#: An xsd:boolean.
TRUE = Literal("true", datatype=XSD.boolean, normalize=False)


def offsets(spans: Spans) -> Literal:
    """Spans as one string: "12-20,25-30" are the code points [12, 20) and [25, 30)."""
    return string(spans_key(spans))


def spans_at(text: str) -> Spans:
    """The spans that ``offsets`` wrote; ValueError when it did not write this."""
    pairs = (fragment.split("-") for fragment in text.split(","))
    return tuple(Span(int(start), int(end)) for start, end in pairs)
