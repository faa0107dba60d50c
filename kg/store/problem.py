"""What is wrong in a store."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: in which document (its id, else a graph's IRI), where, and what."""

    document: str
    place: str
    message: str
