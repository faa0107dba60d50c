"""JSON Lines: one article a line, as corpora and crawlers write them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.ingest.decode import check_text, decode, read_lines
from kg.ingest.text import split_header
from kg.model import Document

_STRINGS = ("title", "publisher", "author", "url", "language")
_ESCAPED = 6  # bytes that JSON may take for one character: \\u00e9
_BESIDES = 1_000_000  # bytes that a line may have besides its text


def read_jsonl(path: Path, max_text: int) -> Iterator[Document | InputError]:
    """The articles of a JSON Lines file: objects with "id" and "text", optionally "title",
    "publisher", "author", "date", "url", "language". Ids and texts are taken as they are.

    Read a line at a time. Yields an InputError in place of a line that is no article; the other
    lines are read all the same. Raises InputError when the file cannot be read (on).
    """
    empty = True
    for number, line in enumerate(read_lines(path, max_text * _ESCAPED + _BESIDES), 1):
        name = f"{path}, line {number}"
        try:
            if json_text := decode(line, name).strip():
                empty = False
                yield parse_record(json_text, name, max_text)
        except InputError as error:
            empty = False
            yield error
    if empty:
        raise InputError(str(path), "no text in it")


def parse_record(line: str, name: str, max_text: int) -> Document:
    """The document in one line of JSON; InputError names what is wrong with it."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(name, f"not JSON ({error})") from error
    if not isinstance(record, dict):
        raise InputError(name, "not a JSON object")
    text = check_text(_string(record, "text", name, needed=True), name, max_text)
    header_date, body_start = split_header(text)
    fields = {key: _string(record, key, name) for key in _STRINGS if record.get(key)}
    return Document(
        id=_string(record, "id", name, needed=True),
        text=text,
        date=_date(record, name) or header_date,
        body_start=body_start,
        **fields,
    )


def _string(record: dict[str, Any], key: str, name: str, *, needed: bool = False) -> str:
    value = record.get(key)
    if key == "id" and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None and needed:
        raise InputError(name, f'"{key}" is missing')
    if not isinstance(value, str):
        raise InputError(name, f'"{key}" is not a string')
    if needed and not value.strip():
        raise InputError(name, f'"{key}" is empty')
    if key != "text":
        check_text(value, f'{name}, "{key}"', len(value))
    return value


def _date(record: dict[str, Any], name: str) -> datetime.date | None:
    value = record.get("date")
    if value in (None, ""):
        return None
    try:
        return datetime.datetime.fromisoformat(value).date()
    except (TypeError, ValueError):
        raise InputError(name, f'"date" is {value!r}, not a date like 2022-01-10') from None
