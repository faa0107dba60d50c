"""kg build, kg extract: from articles to a store or to a file."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.shell import (
    DEFAULT_STORE,
    ExitCode,
    OutputOption,
    StoreOption,
    output,
    say,
    settings,
)
from kg.config import Settings
from kg.errors import InputError, StoreError

InputsArgument = Annotated[
    list[Path],
    typer.Argument(metavar="ARTICLES...", help="Text files, JSON Lines files, folders of these."),
]
RecursiveOption = Annotated[bool, typer.Option("--recursive", "-r", help="Subfolders too.")]
ExtractorOption = Annotated[
    str | None,
    typer.Option("--extractor", metavar="NAME", help="How to find them: rules or trained."),
]
ConfidenceOption = Annotated[
    float,
    typer.Option(
        "--min-confidence", min=0.0, max=1.0, help="Leave out what is less probably right."
    ),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Only errors.")]


def build(
    inputs: InputsArgument,
    store: StoreOption = DEFAULT_STORE,
    recursive: RecursiveOption = False,
    extractor: ExtractorOption = None,
    min_confidence: ConfidenceOption = 0.0,
    quiet: QuietOption = False,
) -> int:
    """Read articles, find who said what, store it.

    Examples:

        kg build seeds/ --store out/kg

        kg build articles.jsonl more/ --recursive

    Articles that are stored already, unchanged and analysed by the same program, are left as they
    are. Bad inputs are named; the rest goes on, and the exit code is 3. A folder of which at least
    half is new is validated at the end, so that `kg validate` has little left to do.
    """
    from kg.graph import KnowledgeGraph
    from kg.ingest import read_documents

    chosen = settings(extractor=extractor, min_confidence=min_confidence)
    problems = Problems()
    files = _files(inputs, recursive, problems, quiet)
    counts: Counter[str] = Counter()
    with (
        KnowledgeGraph.open(store, create=True, settings=chosen) as graph,
        _progress(len(files), quiet) as advance,
    ):
        documents = read_documents(
            files, max_text=graph.settings.max_text, on_error=problems.add, on_file=advance
        )
        for outcome in graph.add(documents, on_error=problems.add):
            counts[outcome.status] += 1
            counts["attributions"] += outcome.attributions
        related = graph.relate()
        new = counts["added"] + counts["replaced"]
        mostly_new = new > 0 and 2 * new >= len(graph.documents())
    if mostly_new:
        _validate(store, chosen)
    if not quiet:
        done = ", ".join(
            f"{counts[status]} {status}"
            for status in ("added", "replaced", "unchanged")
            if counts[status]
        )
        say(f"{done or 'nothing stored'}; {counts['attributions']} new attributions; {store}")
        if related:
            kinds = ", ".join(f"{related[kind]} {kind}" for kind in sorted(related))
            say(f"pairs of claims: {kinds}")
    return problems.exit_code()


def extract(
    inputs: InputsArgument,
    output_file: OutputOption = "-",
    recursive: RecursiveOption = False,
    extractor: ExtractorOption = None,
    min_confidence: ConfidenceOption = 0.0,
    quiet: QuietOption = False,
) -> int:
    """Find who said what, without a store: articles in, JSON Lines out.

    Examples:

        kg extract seeds/ -o out/attributions.jsonl

        kg extract article.txt | jq '.attributions[].claim.text'

    One object an article: id, text and attributions, whose source, cue and content are lists of
    \\[start, end) in Unicode code points of the text.
    """
    from kg.ingest import read_documents
    from kg.pipeline import analyse
    from kg.views.jsonl import write_jsonl

    chosen = settings(extractor=extractor, min_confidence=min_confidence)
    problems = Problems()
    files = _files(inputs, recursive, problems, quiet)
    with output(output_file) as stream, _progress(len(files), quiet) as advance:
        documents = read_documents(
            files, max_text=chosen.max_text, on_error=problems.add, on_file=advance
        )
        write_jsonl(analyse(documents, chosen, on_error=problems.add), stream)
    return problems.exit_code()


def _validate(store: str, chosen: Settings) -> None:
    """Seal a store in a folder, or say what is wrong with it."""
    from kg.graph import KnowledgeGraph
    from kg.store.opening import in_folder

    if in_folder(store) is None:
        return
    with contextlib.suppress(StoreError), KnowledgeGraph.open(store, settings=chosen) as graph:
        found = sum(1 for _ in graph.problems())
        if found:
            say(f"{store}: {found} problem{'s' * (found > 1)}, see kg validate", style="red")


class Problems:
    """Says each bad input as it comes and remembers how many there were."""

    def __init__(self) -> None:
        self.count = 0

    def add(self, error: InputError) -> None:
        """One more."""
        self.count += 1
        say(f"error: {error}", style="red")

    def exit_code(self) -> int:
        """What the shell is told; a last line when there was anything."""
        if not self.count:
            return ExitCode.OK
        say(f"{self.count} input{'s' * (self.count > 1)} could not be used", style="red")
        return ExitCode.SOME_INPUTS_FAILED


def _files(inputs: list[Path], recursive: bool, problems: Problems, quiet: bool) -> list[Path]:
    from kg.ingest import find_inputs

    skipped: list[Path] = []
    files = find_inputs(inputs, recursive=recursive, on_error=problems.add, on_skip=skipped.append)
    if skipped and not quiet:
        names = ", ".join(path.name + "/" * path.is_dir() for path in skipped[:5])
        more = f" and {len(skipped) - 5} more" if len(skipped) > 5 else ""
        hint = "" if recursive else " (subfolders are read with --recursive)"
        say(f"not read: {names}{more}{hint}")
    return files


@contextlib.contextmanager
def _progress(files: int, quiet: bool) -> Iterator[Any]:
    """A bar on a terminal, nothing elsewhere; yields what is to be called with each file."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn

    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda path: None
        return
    columns = ("files", BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("files", total=files)
        yield lambda path: progress.advance(task)
