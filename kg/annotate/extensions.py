"""What is kept on Docs, in a form that spaCy can write: Docs travel between processes as bytes."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc

PUBLISHED = "kg_published"


def add_extensions() -> None:
    """Make ``doc._.published`` (a date or None, settable) known to spaCy."""
    if not Doc.has_extension("published"):
        Doc.set_extension("published", getter=_published, setter=_set_published)


def published_of(doc: Doc) -> date | None:
    """The day on which a Doc's document was published, where ``annotate`` left it."""
    found: date | None = doc._.published if Doc.has_extension("published") else None
    return found


def _published(doc: Doc) -> date | None:
    day = doc.user_data.get(PUBLISHED)
    return date.fromisoformat(day) if day else None


def _set_published(doc: Doc, day: date | None) -> None:
    doc.user_data[PUBLISHED] = day.isoformat() if day else None
