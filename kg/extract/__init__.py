"""SpaCy Docs to attributions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.model import Attribution


def extractor_named(name: str) -> Callable[[Doc], tuple[Attribution, ...]]:
    """The extractor of a setting: "rules" or "trained"; KeyError for any other."""
    if name == "trained":
        # Its libraries take a moment to import.
        from kg.extract import trained

        return trained.extract
    from kg.extract import rules

    return {"rules": rules.extract}[name]
