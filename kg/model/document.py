"""Documents: one article, its exact text and what is known about it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from kg.model.identifiers import digest, text_hash


@dataclass(frozen=True, slots=True)
class Document:
    """One article.

    ``id`` is the name under which it came (a file's stem, or the id in a JSONL record); ``text``
    is its exact text, never changed after reading. ``body_start`` is the offset in code points at
    which the article begins: what stands before it (a "date 2022-01-10" header) is metadata.
    """

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    date: datetime.date | None = None
    url: str | None = None
    language: str = "en"
    body_start: int = 0

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError("a document needs an id")
        if not 0 <= self.body_start <= len(self.text):
            raise ValueError(f"body_start {self.body_start} is not inside the text")

    @property
    def key(self) -> str:
        """Content hash of id and text. Metadata may be corrected without a new key."""
        return digest("document", self.id, self.text)

    @property
    def sha256(self) -> str:
        """SHA-256 of the text's UTF-8 bytes."""
        return text_hash(self.text)
