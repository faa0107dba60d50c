"""What every command shares: exit codes, where messages go, where data goes."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, TextIO

import typer

if TYPE_CHECKING:
    from kg.config import Settings
    from kg.pages import Pages

DEFAULT_STORE = "out/kg"


class ExitCode(IntEnum):
    """What the shell is told at the end."""

    OK = 0
    FAILURE = 1
    USAGE = 2
    SOME_INPUTS_FAILED = 3
    VALIDATION_FAILED = 4
    INTERRUPTED = 130


class RowFormat(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MD = "md"


StoreOption = Annotated[
    str,
    typer.Option(
        "--store",
        envvar="KG_STORE",
        metavar="STORE",
        help="Folder of the store, URL of a SPARQL 1.1 server, or :memory: (thrown away).",
    ),
]
FormatOption = Annotated[RowFormat, typer.Option("--format", "-f", help="How rows are printed.")]
OutputOption = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help="File to write; - is standard output.")
]


def say(message: str, *, style: str | None = None) -> None:
    """A message for the person at the terminal: on standard error, never in the data."""
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True, soft_wrap=True, highlight=False)
    console.print(Text(printable(message), style=style or ""))


def printable(text: str) -> str:
    """The text without control characters: file names and articles must not drive a terminal."""
    return "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in text)


def settings(*, extractor: str | None = None, min_confidence: float = 0.0) -> Settings:
    """Settings from the environment, with what the command line says on top."""
    import dataclasses

    from kg.config import settings_from

    chosen = settings_from(os.environ)
    return dataclasses.replace(
        chosen, extractor=extractor or chosen.extractor, min_confidence=min_confidence
    )


@contextlib.contextmanager
def output(name: str) -> Iterator[TextIO]:
    """Standard output for "-", else a UTF-8 file that is only there once it is complete."""
    if name == "-":
        yield sys.stdout
        return
    with _complete(name) as partial, partial.open("w", encoding="utf-8", newline="") as stream:
        yield stream


@contextlib.contextmanager
def binary(name: str) -> Iterator[IO[bytes]]:
    """The same for bytes."""
    if name == "-":
        yield sys.stdout.buffer
        return
    with _complete(name) as partial, partial.open("wb") as stream:
        yield stream


def write_page(store: str, name: str, page: Callable[[Pages], str]) -> int:
    """Write a page of a store to a file or "-", and say so."""
    from kg.graph import KnowledgeGraph

    with KnowledgeGraph.open(store, settings=settings()) as opened:
        text = page(opened.pages)
    with output(name) as stream:
        stream.write(text)
    say(f"wrote {name}")
    return ExitCode.OK


@contextlib.contextmanager
def _complete(name: str) -> Iterator[Path]:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    try:
        yield partial
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
