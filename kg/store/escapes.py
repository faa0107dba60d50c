"""What the engine writes with a backslash in N-Triples and in tables."""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\\(?:u(.{4})|U(.{8})|(.))")
_LETTERS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def unescaped(words: str) -> str:
    """The words between the quotation marks of a literal as they are meant."""
    return _ESCAPE.sub(_letter, words) if "\\" in words else words


def _letter(match: re.Match[str]) -> str:
    code, letter = match[1] or match[2], match[3]
    return chr(int(code, 16)) if code else _LETTERS.get(letter, letter)
