"""Which format an answer is sent in (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence

TABLES = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
    "application/json",
    "application/xml",
    "text/xml",
)
"""Media types of tables and booleans, the preferred one first."""

TRIPLES = (
    "text/turtle",
    "application/trig",
    "application/n-quads",
    "application/n-triples",
    "application/ld+json",
    "application/rdf+xml",
)
"""Media types of graphs, the preferred one first."""


def chosen(accept: str | None, offered: Sequence[str]) -> str | None:
    """The offered media type that an Accept header likes best, the first of equals; None: none.

    The most specific range that fits a type decides for it: ``text/csv;q=0`` beside ``*/*`` is
    everything but CSV. A range that cannot be read counts for nothing.
    """
    ranges = _ranges(accept) if accept and accept.strip() else {"*/*": 1.0}
    weights = {kind: _weight(kind, ranges) for kind in offered}
    best = max(offered, key=lambda kind: weights[kind])
    return best if weights[best] > 0 else None


def content_type(media_type: str) -> str:
    """The Content-Type of a body in UTF-8 (only types of text take a charset)."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _ranges(accept: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                weight = _number(value)
        found[name] = max(weight, found.get(name, 0.0))
    return found


def _number(text: str) -> float:
    try:
        weight = float(text)
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0


def _weight(kind: str, ranges: dict[str, float]) -> float:
    for name in (kind, f"{kind.partition('/')[0]}/*", "*/*"):
        if name in ranges:
            return ranges[name]
    return 0.0
