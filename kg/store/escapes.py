"""Literals as the engine writes them in N-Triples and, a little shorter, in tables (TSV)."""

from __future__ import annotations

import re
from functools import lru_cache

from rdflib import XSD

from kg.rdf.serialise import term

_ESCAPE = re.compile(r"\\(?:u(.{4})|U(.{8})|(.))")
_LETTERS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def unescaped(words: str) -> str:
    """The words between the quotation marks of a literal as they are meant."""
    return _ESCAPE.sub(_letter, words) if "\\" in words else words


def _letter(match: re.Match[str]) -> str:
    code, letter = match[1] or match[2], match[3]
    return chr(int(code, 16)) if code else _LETTERS.get(letter, letter)


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SHORT = {"\b": r"\b", "\f": r"\f"}


def escaped(table: str) -> str:
    """A table with the letters escaped that N-Triples escapes and tables do not."""
    return _CONTROL.sub(_control, table)


def _control(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or f"\\u{ord(match[0]):04X}"


@lru_cache(20_000)
def quoted(bare: str) -> str:
    """What a table has without quotation marks, a number or truth value, as in N-Triples."""
    if bare in {"true", "false"}:
        datatype = XSD.boolean
    elif "e" in bare or "E" in bare:
        datatype = XSD.double
    else:
        datatype = XSD.decimal if "." in bare else XSD.integer
    return f'"{bare}"^^{term(datatype)}'
