"""Bytes to text, and what may not be a text."""

from __future__ import annotations

import contextlib
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import InputError

_BYTES_PER_CHARACTER = 4  # the most that UTF-8 takes


def read_bytes(path: Path, limit: int) -> bytes:
    """The bytes of a file, unpacked when its name ends in .gz; InputError when unreadable or more
    than ``limit``.
    """
    with _opened(path) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise InputError(str(path), f"longer than {limit:,} bytes")
    return data


def read_lines(path: Path, limit: int) -> Iterator[bytes]:
    """The lines of a file, unpacked when its name ends in .gz; InputError when it is unreadable
    or a line is longer than ``limit`` bytes.
    """
    with _opened(path) as stream:
        while line := stream.readline(limit + 1):
            if len(line) > limit:
                raise InputError(str(path), f"a line longer than {limit:,} bytes")
            yield line


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as stream:
            yield cast("BinaryIO", stream)
    except (OSError, EOFError, zlib.error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(str(path), f"cannot be read ({reason})") from error


def decode(data: bytes, name: str) -> str:
    """UTF-8 bytes as text, line ends and all; a byte order mark is left out.

    InputError for anything that is not UTF-8 text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(name, "UTF-16 text; UTF-8 is needed")
    if b"\0" in data:
        raise InputError(name, "a binary file, not a text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = f"byte {error.start:,} is 0x{data[error.start]:02x}"
        raise InputError(name, f"not UTF-8 text ({at})") from error


def check_text(text: str, name: str, max_text: int) -> str:
    """The text itself when it can be a document's; InputError when empty, too long or broken."""
    if not text.strip():
        raise InputError(name, "no text in it")
    if len(text) > max_text:
        raise InputError(name, f"a text of {len(text):,} characters; {max_text:,} are read at most")
    if "\0" in text:
        raise InputError(name, "a NUL character in its text")
    if not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise InputError(name, f"half a surrogate pair at character {error.start:,}") from error
    return text


def byte_limit(max_text: int) -> int:
    """The most bytes that a text of ``max_text`` code points can have."""
    return max_text * _BYTES_PER_CHARACTER + 3
