"""Which reader reads what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kg.errors import InputError
from kg.ingest.jsonl import read_jsonl
from kg.ingest.text import read_text
from kg.model import Document

Reader = Callable[[Path, int], Iterator[Document | InputError]]

READERS: dict[str, Reader] = {".txt": read_text, ".jsonl": read_jsonl, ".ndjson": read_jsonl}


def reader_of(path: Path) -> Reader | None:
    """The reader for a file, by the ending of its name (before .gz); None for unknown ones."""
    return READERS.get(Path(path.name.lower().removesuffix(".gz")).suffix)


def find_inputs(
    paths: Iterable[Path],
    *,
    recursive: bool = False,
    on_error: Callable[[InputError], None],
    on_skip: Callable[[Path], None] = lambda path: None,
) -> list[Path]:
    """The files to read: those named, and those of known formats in the folders named, sorted.

    ``on_error`` is told of paths that are not there or named files of unknown format, ``on_skip``
    of files in folders that are of no known format and of subfolders left out.
    """
    found: list[Path] = []
    for path in paths:
        try:
            if path.is_dir():
                found.extend(_in_folder(path, recursive, on_skip))
            elif not path.exists():
                on_error(InputError(str(path), "no such file or folder"))
            elif reader_of(path) is None:
                known = ", ".join(READERS)
                on_error(InputError(str(path), f"unknown format; known are {known}, each with .gz"))
            else:
                found.append(path)
        except OSError as error:
            on_error(InputError(str(path), f"cannot be read ({error.strerror})"))
    return list(dict.fromkeys(found))


def _in_folder(folder: Path, recursive: bool, on_skip: Callable[[Path], None]) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if recursive:
                yield from _in_folder(path, recursive, on_skip)
            else:
                on_skip(path)
        elif reader_of(path) is None:
            on_skip(path)
        else:
            yield path


def read_documents(
    files: Iterable[Path],
    *,
    max_text: int,
    on_error: Callable[[InputError], None],
    on_file: Callable[[Path], None] = lambda path: None,
) -> Iterator[Document]:
    """The articles in files of known formats, one after the other.

    ``on_error`` is told of each file or line that holds none; the rest is read all the same.
    ``on_file`` is told of each file that is done.
    """
    for path in files:
        reader = reader_of(path)
        if reader is None:
            on_error(InputError(str(path), "unknown format"))
            continue
        try:
            for item in reader(path, max_text):
                if isinstance(item, InputError):
                    on_error(item)
                else:
                    yield item
        except InputError as error:
            on_error(error)
        on_file(path)
