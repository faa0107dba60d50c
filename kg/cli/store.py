"""kg validate, kg rm: looking after a store."""

from __future__ import annotations

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
) -> int:
    """Check a store: SHACL shapes, every span against its text, every hash.

    Examples:

        kg validate --store out/kg

        kg validate --format json -o problems.json

    Prints a row a problem; the exit code is 4 when there is one.
    """
    from kg.graph import KnowledgeGraph
    from kg.views.tables import write_table

    with KnowledgeGraph.open(store, settings=settings()) as graph:
        documents = len(graph.documents())
        rows = [
            {"document": one.document, "place": one.place, "problem": one.message}
            for one in graph.problems()
        ]
    if rows or row_format is not RowFormat.TABLE:
        with output(output_file) as stream:
            write_table(("document", "place", "problem"), rows, row_format, stream)
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
