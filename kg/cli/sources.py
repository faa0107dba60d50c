"""kg sources: who is who across documents, and what people decide about it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.shell import (
    DEFAULT_STORE,
    ExitCode,
    FormatOption,
    OutputOption,
    RowFormat,
    StoreOption,
    output,
    say,
    settings,
)
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

app = typer.Typer(
    no_args_is_help=True,
    help="Who is who across documents: list, explain, and decide.",
    epilog="Names are given as remembered; a kind may stand behind: 'Ford (company)'.",
)
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="A source.")]
OtherArgument = Annotated[str, typer.Argument(metavar="OTHER", help="Another source.")]


@app.command("list")
def list_sources(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Only those that this can mean.")
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    merged: Annotated[bool, typer.Option("--merged", help="Only those of several names.")] = False,
    decisions: Annotated[
        bool, typer.Option("--decisions", help="What people decided, instead, and when.")
    ] = False,
    row_format: FormatOption = RowFormat.TABLE,
    output_file: OutputOption = "-",
) -> int:
    """The named sources across documents, those of most documents first.

    Examples:

        kg sources list --store out/kg

        kg sources list Trump

        kg sources list --decisions
    """
    from kg.query.sources import like
    from kg.store.identities import decisions as decided
    from kg.views.tables import write_table

    with _opened(store) as graph:
        if decisions:
            columns: tuple[str, ...] = ("number", "time", "kind", "decision")
            rows = [
                {
                    "number": one.number,
                    "time": one.time.isoformat() if one.time else None,
                    "kind": str(one.decided),
                    "decision": one.words,
                }
                for one in decided(graph.store)
            ]
        else:
            columns = ("name", "kind", "documents", "names", "wikidata")
            found = like(graph.store, name) if name else graph.sources()
            rows = [
                {
                    "name": one.name,
                    "kind": str(one.kind),
                    "documents": one.documents,
                    "names": "; ".join(one.names),
                    "wikidata": one.item,
                }
                for one in found
                if len(one.agents) > 1 or not merged
            ]
    with output(output_file) as stream:
        write_table(columns, rows, row_format, stream)
    return ExitCode.OK


@app.command("merge")
def merge(name: NameArgument, other: OtherArgument, store: StoreOption = DEFAULT_STORE) -> int:
    """Decide that two names are one source.

    Examples:

        kg sources merge "FBI" "Federal Bureau"

    Refused when somebody split them before: undo that first. All commands of decisions say what was
    decided; `kg sources undo` takes the latest back.
    """
    from kg.query import decisions

    with _opened(store, write=True) as graph:
        say(str(decisions.merge(graph.store, name, other, _now())))
    return ExitCode.OK


@app.command("split")
def split(
    name: NameArgument,
    other: Annotated[
        str | None, typer.Argument(metavar="OTHER", help="From this one; without it from all.")
    ] = None,
    store: StoreOption = DEFAULT_STORE,
) -> int:
    """Decide that two names are two sources, or that the program merges a name with no other.

    Examples:

        kg sources split "George Bush" "George W. Bush"

        kg sources split "Ford (company)"
    """
    from kg.query import decisions

    with _opened(store, write=True) as graph:
        say(str(decisions.split(graph.store, name, other, _now())))
    return ExitCode.OK


@app.command("rename")
def rename(
    name: NameArgument,
    new: Annotated[str, typer.Argument(metavar="NEW", help="What it is called from now on.")],
    store: StoreOption = DEFAULT_STORE,
) -> int:
    """Decide how a source is called; the latest name holds.

    Examples:

        kg sources rename "FBI" "Federal Bureau of Investigation"
    """
    from kg.query import decisions

    with _opened(store, write=True) as graph:
        say(str(decisions.rename(graph.store, name, new, _now())))
    return ExitCode.OK


@app.command("undo")
def undo(store: StoreOption = DEFAULT_STORE) -> int:
    """Take back the latest decision; of an import all of it.

    Examples:

        kg sources undo --store out/kg
    """
    from kg.query import decisions

    with _opened(store, write=True) as graph:
        for decision in decisions.undo(graph.store):
            say(f"undone: {decision}")
    return ExitCode.OK


@app.command("explain")
def explain(
    name: NameArgument,
    other: OtherArgument,
    store: StoreOption = DEFAULT_STORE,
    row_format: FormatOption = RowFormat.TABLE,
    output_file: OutputOption = "-",
) -> int:
    """Why two names are one source, or are not.

    Examples:

        kg sources explain "Trump" "Donald J. Trump"
    """
    from kg.query import decisions
    from kg.views.tables import write_table

    with _opened(store) as graph:
        found = decisions.explain(graph.store, name, other)
    answer = "the same" if found.same else "not the same"
    say(f"{found.one} and {found.other}: {answer}")
    rows = [{"answer": answer, "score": found.score, "reason": one} for one in found.reasons]
    with output(output_file) as stream:
        write_table(("answer", "score", "reason"), rows, row_format, stream)
    return ExitCode.OK


@app.command("import")
def import_aliases(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file of aliases.")],
    store: StoreOption = DEFAULT_STORE,
) -> int:
    """Make a table of aliases decisions, all lines or none.

    Examples:

        kg sources import aliases.csv

    The first line is name,kind,canonical,wikidata; kind may be empty (any), and so may wikidata
    (an item such as Q42). Names need not be in the store yet.
    """
    from kg.query.aliases import import_aliases, read_aliases

    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            table = read_aliases(stream, str(file))
    except OSError as error:
        raise InputError(str(file), error.strerror or str(error)) from error
    with _opened(store, write=True) as graph:
        new = import_aliases(graph.store, table, str(file), _now())
    say(f"{len(table)} line{'s' * (len(table) != 1)}, {new} new decision{'s' * (new != 1)}")
    return ExitCode.OK


@app.command("export")
def export_aliases(store: StoreOption = DEFAULT_STORE, output_file: OutputOption = "-") -> int:
    """Write every name that is not the canonical one as a table of aliases.

    Examples:

        kg sources export -o aliases.csv
    """
    from kg.query.aliases import export_aliases

    with _opened(store) as graph, output(output_file) as stream:
        export_aliases(graph.store, stream)
    return ExitCode.OK


@app.command("rebuild")
def rebuild(store: StoreOption = DEFAULT_STORE) -> int:
    """Make the graph of identities anew from documents and decisions.

    Examples:

        kg sources rebuild --store out/kg

    Needed only when `kg validate` says so; whatever writes to a store does it by itself after the
    program was updated.
    """
    from kg.store.identities import rebuild_identities

    with _opened(store, write=True) as graph:
        changed = rebuild_identities(graph.store)
    say("made anew" if changed else "nothing changed")
    return ExitCode.OK


@contextmanager
def _opened(store: str, *, write: bool = False) -> Iterator[KnowledgeGraph]:
    from kg.graph import KnowledgeGraph

    with KnowledgeGraph.open(store, write=write, settings=settings()) as graph:
        yield graph
        if write:
            graph.store.flush()


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC).replace(microsecond=0)
