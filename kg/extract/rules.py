"""Rules: a parsed Doc to its attributions."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.model import Attribution


def extract(doc: Doc) -> tuple[Attribution, ...]:
    """The attributions of a parsed Doc, in the order of the text."""
    return ()
