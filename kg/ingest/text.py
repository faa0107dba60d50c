"""Plain text files: one article a file, optionally with a header that dates it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

from kg.ingest.decode import byte_limit, check_text, decode, read_bytes
from kg.model import Document

# "date 2022-01-10" in front of the first sentence, or "Date: 2022-01-10" on a line of its own
_HEADER = re.compile(r"\s*date(?::\s*|\s+)(\d{4}-\d{2}-\d{2})(?=\s)\s*", re.IGNORECASE)


def read_text(path: Path, max_text: int) -> Iterator[Document]:
    """The one article of a text file; its id is the file's stem. InputError when it is none."""
    name = str(path)
    text = check_text(decode(read_bytes(path, byte_limit(max_text)), name), name, max_text)
    date, body_start = split_header(text)
    yield Document(id=document_id(path), text=text, date=date, body_start=body_start)


def document_id(path: Path) -> str:
    """A file's name without its last ending (and without .gz): "a.b.txt" is "a.b"."""
    return Path(path.name.removesuffix(".gz")).stem


def split_header(text: str) -> tuple[datetime.date | None, int]:
    """The date in a text's header and the offset at which the article begins.

    (None, 0) when there is no header, or when what stands there is no date of the calendar.
    """
    match = _HEADER.match(text)
    if match is None or match.end() == len(text):
        return None, 0
    try:
        return datetime.date.fromisoformat(match.group(1)), match.end()
    except ValueError:
        return None, 0
