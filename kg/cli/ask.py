"""kg query, kg audit: questions to a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from kg.cli.shell import (
    DEFAULT_STORE,
    ExitCode,
    FormatOption,
    OutputOption,
    RowFormat,
    StoreOption,
    output,
    printable,
    say,
    settings,
)
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.query.run import Table
    from kg.store.guard import Limits


def query(
    sparql: Annotated[
        str | None,
        typer.Argument(metavar="QUERY", help="SPARQL text, or a file named *.rq or *.ru."),
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    example: Annotated[
        str | None, typer.Option("--example", "-e", metavar="NAME", help="A shipped question.")
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", metavar="NAME=VALUE", help="A value for the question."),
    ] = None,
    list_examples: Annotated[
        bool, typer.Option("--list", help="Print the shipped questions and stop.")
    ] = False,
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", min=0.1, help="Stop it after that.")
    ] = 60.0,
    max_rows: Annotated[
        int, typer.Option("--max-rows", min=1, help="Stop it when it has more rows.")
    ] = 1_000_000,
    max_memory: Annotated[
        int, typer.Option("--max-memory", metavar="MB", min=16, help="Memory that it may take.")
    ] = 4096,
    write: Annotated[
        bool, typer.Option("--write", help="An update of graphs of your own (docs/serving.md).")
    ] = False,
    row_format: FormatOption = RowFormat.TABLE,
    output_file: OutputOption = "-",
) -> int:
    """Ask a store in SPARQL, or by the name of a shipped question.

    Examples:

        kg query --list

        kg query --example claims-about --param subject=Kazakhstan

        kg query 'SELECT ?name WHERE { ?agent a ckg:Agent ; schema:name ?name }'

        kg query question.rq --format csv -o rows.csv

        kg query --write 'INSERT DATA { GRAPH <https://example.org/notes> { ... } }'

    Values of parameters are bound, never pasted into the query. The prefixes ckg, dct, foaf, grasp,
    oa, org, owl, prov, rdf, rdfs, schema, skos and xsd need no declaration. Answers to CONSTRUCT
    are N-Triples. A query that takes too much time, rows or memory is stopped, and no other server
    is asked. Updates are run with --write only, and change no graph of the program's own.
    """
    from kg.graph import KnowledgeGraph
    from kg.store.guard import Limits

    if list_examples:
        with output(output_file) as stream:
            _print_examples(row_format, stream)
        return ExitCode.OK
    if (sparql is None) == (example is None):
        raise typer.BadParameter("give either a query or --example NAME (see --list)")
    values = _parameters(param or [])
    limits = Limits(timeout, max_rows, max_memory)
    if write:
        if example or values:
            raise typer.BadParameter("--write takes the text of an update, or a file of it")
        return _update(store, _text(sparql), limits)
    with KnowledgeGraph.open(store, settings=settings(), limits=limits) as graph:
        answer = graph.ask(example, **values) if example else graph.query(_text(sparql), **values)
    with output(output_file) as stream:
        _print_answer(answer, row_format, stream)
    return ExitCode.OK


def audit(
    store: StoreOption = DEFAULT_STORE,
    source: Annotated[
        str | None, typer.Option("--source", "-s", metavar="NAME", help="Only this source.")
    ] = None,
    row_format: FormatOption = RowFormat.TABLE,
    output_file: Annotated[
        str,
        typer.Option(
            "--output", "-o", metavar="FILE|DIR", help="File, or folder for the whole report."
        ),
    ] = "-",
    bom: Annotated[
        bool, typer.Option("--bom", help="Byte order mark in the report's CSV, for old Excel.")
    ] = False,
) -> int:
    """Who said what, verbatim, and where it stands: as a table, or as a report in a folder.

    Examples:

        kg audit --store out/kg

        kg audit --store out/kg --source "Kazakh Foreign Ministry"

        kg audit --format csv -o out/audit.csv

        kg audit -o out/report/

    table and md show the main columns; the other formats have all of them. spans are offsets in
    Unicode code points of the article's text. A name that ends in / or is a folder's gets the
    report: pages, CSV, JSON with its schema, a summary in Markdown; coverage of every article,
    claims that rest only on unnamed sources, what to check first.
    """
    from kg.graph import KnowledgeGraph
    from kg.views.audit import COLUMNS, TABLE_COLUMNS, audit_rows
    from kg.views.tables import write_table

    if output_file.endswith("/") or Path(output_file).is_dir():
        if source is not None or row_format is not RowFormat.TABLE:
            raise typer.BadParameter("a report in a folder has every source and its own formats")
        with KnowledgeGraph.open(store, settings=settings()) as graph:
            written = graph.pages.report(Path(output_file), bom=bom)
        say(f"wrote {len(written)} files, first open {Path(output_file) / 'index.html'}")
        return ExitCode.OK
    if bom:
        raise typer.BadParameter("--bom is for a report in a folder")
    with KnowledgeGraph.open(store, settings=settings()) as graph:
        rows = audit_rows(graph.audit(source))
    short = row_format in (RowFormat.TABLE, RowFormat.MD)
    with output(output_file) as stream:
        write_table(TABLE_COLUMNS if short else COLUMNS, rows, row_format, stream)
    return ExitCode.OK


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A store: folder or URL.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Another store of the same articles.")],
    row_format: FormatOption = RowFormat.TABLE,
    output_file: OutputOption = "-",
) -> int:
    """What two stores of the same articles have found otherwise: new, gone, changed.

    Examples:

        kg diff out/before out/kg

        kg diff out/rules out/trained --format csv -o out/changes.csv

    For comparing versions of the extractor, or its settings, attribution by attribution.
    """
    from kg.graph import KnowledgeGraph
    from kg.query.difference import Difference, difference
    from kg.views.tables import write_table

    chosen = settings()
    with (
        KnowledgeGraph.open(old, settings=chosen) as before,
        KnowledgeGraph.open(new, settings=chosen) as after,
    ):
        rows = [row._asdict() for row in difference(before.store, after.store)]
    with output(output_file) as stream:
        write_table(Difference._fields, rows, row_format, stream)
    return ExitCode.OK


def _update(store: str, sparql: str, limits: Limits) -> int:
    from kg.store.opening import MEMORY
    from kg.store.user_updates import run_update

    if store == MEMORY or store.startswith(("http://", "https://")):
        raise typer.BadParameter("--write: the store has to be a folder; ask a server itself")
    run_update(Path(store), settings().base, sparql, limits)
    say("updated")
    return ExitCode.OK


def _print_examples(row_format: RowFormat, stream: TextIO) -> None:
    from kg.query.catalogue import list_examples
    from kg.views.tables import write_table

    rows = (
        {
            "name": one.name,
            "question": one.title,
            "parameters": ", ".join(parameter.name for parameter in one.parameters),
        }
        for one in list_examples()
    )
    write_table(("name", "question", "parameters"), rows, row_format, stream)


def _print_answer(answer: Table | bool | str, row_format: RowFormat, stream: TextIO) -> None:
    from kg.views.tables import write_table

    if isinstance(answer, bool):
        stream.write(f"{str(answer).lower()}\n")
    elif isinstance(answer, str):
        stream.write(answer)
    else:
        rows = (dict(zip(answer.columns, row, strict=True)) for row in answer.rows)
        write_table(answer.columns, rows, row_format, stream)


def _parameters(given: list[str]) -> dict[str, str]:
    """NAME=VALUE arguments as a dictionary."""
    pairs = [text.partition("=") for text in given]
    for name, equals, _ in pairs:
        if not equals or not name.isidentifier():
            raise typer.BadParameter(f"--param {printable(name)!r}: NAME=VALUE is needed")
    return {name: value for name, _, value in pairs}


def _text(query: str | None) -> str:
    """The query (or update) itself, or what is in the file of that name."""
    text = query or ""
    if not text.endswith((".rq", ".ru")):
        return text
    try:
        return Path(text).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise InputError(text, f"cannot be read as a query ({error})") from error
