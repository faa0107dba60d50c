"""kg validate, rm, backup, restore, migrate: looking after a store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

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


def validate(
    store: StoreOption = DEFAULT_STORE,
    row_format: FormatOption = RowFormat.TABLE,
    output_file: OutputOption = "-",
    full: Annotated[bool, typer.Option("--full", help="Examine also what is sealed.")] = False,
) -> int:
    """Check a store: SHACL shapes, every span against its text, every hash.

    Examples:

        kg validate --store out/kg

        kg validate --format json -o problems.json

    Prints a row a problem; the exit code is 4 when there is one. A folder that
    is found valid is sealed with a hash of all that is in it; as long as it has
    that hash, it is not examined again.

    A build that was ended before it set claims against each other leaves a
    valid store; that this is still to be done is said, too.
    """
    from kg.graph import KnowledgeGraph
    from kg.store.marks import pending
    from kg.views.tables import write_table

    with KnowledgeGraph.open(store, settings=settings()) as graph:
        documents = len(graph.documents())
        waiting = len(pending(graph.store))
        rows = [
            {"document": one.document, "place": one.place, "problem": one.message}
            for one in graph.problems(anew=full)
        ]
    if rows or row_format is not RowFormat.TABLE:
        with output(output_file) as stream:
            write_table(("document", "place", "problem"), rows, row_format, stream)
    if waiting:
        many = f"{waiting} document{'s' * (waiting != 1)}"
        say(f"{many} still to be set against the others: the next `kg build` does it")
    found = f"{len(rows)} problem{'s' * (len(rows) != 1)}" if rows else "valid"
    say(f"{documents} document{'s' * (documents != 1)}: {found}", style="red" if rows else "green")
    return ExitCode.VALIDATION_FAILED if rows else ExitCode.OK


def remove(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The document's id or IRI.")],
    store: StoreOption = DEFAULT_STORE,
) -> int:
    """Remove a document and everything that was extracted from it.

    Examples:

        kg rm 000_4765c3c74fc036d8 --store out/kg
    """
    from kg.graph import KnowledgeGraph

    with KnowledgeGraph.open(store, write=True, settings=settings()) as graph:
        iri = graph.remove(document)
    say(f"removed {document} ({iri})")
    return ExitCode.OK


def backup(
    target: Annotated[Path, typer.Argument(metavar="FOLDER", help="New folder for the copy.")],
    store: StoreOption = DEFAULT_STORE,
) -> int:
    """Copy a store into another folder: in hard links, in a moment, where these can be made.

    Examples:

        kg backup out/kg-monday --store out/kg

    The copy is a store itself: ask it, or restore it. What changes in one never shows in the other.
    """
    from kg.graph import KnowledgeGraph

    with KnowledgeGraph.open(store, settings=settings()) as graph:
        graph.backup(target)
    say(f"wrote {target}")
    return ExitCode.OK


def restore(
    source: Annotated[Path, typer.Argument(metavar="BACKUP", help="Folder of kg backup.")],
    store: StoreOption = DEFAULT_STORE,
) -> int:
    """Make a store from a backup, which stays as it is. The store must not be there yet.

    Examples:

        kg restore out/kg-monday --store out/kg

    Copying the folder with any other program does the same.
    """
    from kg.graph import KnowledgeGraph

    with KnowledgeGraph.open(source, settings=settings()) as graph:
        graph.backup(store)
    say(f"{store} is what {source} is")
    return ExitCode.OK


def migrate(store: StoreOption = DEFAULT_STORE) -> int:
    """Bring a store that an older version made up to date. Everything that writes does so, too.

    Examples:

        kg migrate --store out/kg
    """
    from kg.graph import KnowledgeGraph
    from kg.store.migrations import FORMAT

    KnowledgeGraph.open(store, write=True, settings=settings()).close()
    say(f"{store}: format {FORMAT}")
    return ExitCode.OK
