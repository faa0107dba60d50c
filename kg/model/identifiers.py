"""Identifiers are hashes of content: the same input gives the same names on any machine."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from kg.model.span import Spans

KEY_LENGTH = 32
"""Hexadecimal digits of a key: 128 bits, so a clash needs about 2**64 items."""

_SPACE = re.compile(r"\s+")


def digest(*parts: str) -> str:
    """A key of 32 hexadecimal digits for a sequence of strings: ("ab", "c") is not ("a", "bc")."""
    hashed = hashlib.sha256()
    for part in parts:
        encoded = part.encode("utf-8")
        hashed.update(len(encoded).to_bytes(8, "big"))
        hashed.update(encoded)
    return hashed.hexdigest()[:KEY_LENGTH]


def text_hash(text: str) -> str:
    """The full SHA-256 of a text's UTF-8 bytes in hexadecimal, to check a snapshot against."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def squeeze(text: str) -> str:
    """White space runs as one space, Unicode composed (NFC): how names and claims are compared."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def spans_key(spans: Spans) -> str:
    """Spans as a string that enters other keys: "12-15,20-31"."""
    return ",".join(f"{span.start}-{span.end}" for span in spans)
