"""kg query, kg audit: questions to a store."""

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


def query(
    sparql: Annotated[
        str | None, typer.Argument(metavar="QUERY", help="SPARQL text, or a file named *.rq.")
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
    row_format: FormatOption = RowFormat.TABLE,
    output_file: OutputOption = "-",
) -> int:
    """Ask a store in SPARQL, or by the name of a shipped question.

    Examples:

        kg query --list

        kg query --example claims-about --param subject=Kazakhstan

        kg query 'SELECT ?name WHERE { ?agent a ckg:Agent ; schema:name ?name }'

        kg query question.rq --format csv -o rows.csv

    Values of parameters are bound, never pasted into the query. Common prefixes (ckg, prov, oa,
    schema, dct, skos, rdf, rdfs, xsd) need no declaration. CONSTRUCT queries print N-Triples.
    """
    from kg.graph import KnowledgeGraph
    from kg.query.catalogue import list_examples as shipped
    from kg.views.tables import write_table

    if list_examples:
        rows = [
            {
                "name": one.name,
                "question": one.title,
                "parameters": ", ".join(parameter.name for parameter in one.parameters),
            }
            for one in shipped()
        ]
        with output(output_file) as stream:
            write_table(("name", "question", "parameters"), rows, row_format, stream)
        return ExitCode.OK
    if (sparql is None) == (example is None):
        raise typer.BadParameter("give either a query or --example NAME (see --list)")
    with KnowledgeGraph.open(store, settings=settings()) as graph:
        values = _parameters(param or [])
        answer = (
            graph.ask(example, **values) if example else graph.query(_text(sparql or ""), **values)
        )
        with output(output_file) as stream:
            _print(answer, row_format, stream)
    return ExitCode.OK
