"""kg graph, kg read, kg dossier, kg export: what a store holds, as a page or in other formats."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from kg.cli.shell import (
    DEFAULT_STORE,
    ExitCode,
    OutputOption,
    StoreOption,
    output,
    settings,
    write_page,
)


class ExportFormat(StrEnum):
    """What ``kg export`` writes."""

    TRIG = "trig"
    NQUADS = "nquads"
    JSONLD = "jsonld"
    GRAPHML = "graphml"
    GEXF = "gexf"
    CSV = "csv"
    JSONL = "jsonl"
    NANOPUB = "nanopub"


def graph(
    store: StoreOption = DEFAULT_STORE,
    output_file: OutputOption = "out/graph.html",
    no_contexts: Annotated[
        bool,
        typer.Option("--no-contexts", help="Without the words around statements: half as large."),
    ] = False,
) -> int:
    """Write the graph page: one HTML file that works offline.

    Examples:

        kg graph --store out/kg -o out/graph.html

        kg graph --no-contexts -o out/words.html
    """
    return write_page(store, output_file, lambda pages: pages.graph(contexts=not no_contexts))


def read(
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help="The article's id, title or IRI.")
    ],
    store: StoreOption = DEFAULT_STORE,
    output_file: OutputOption = "out/read.html",
) -> int:
    """Write the reading page: an article with who says what marked in it.

    Examples:

        kg read 000_4765c3c74fc036d8 --store out/kg -o out/read.html
    """
    return write_page(store, output_file, lambda pages: pages.reading(document))


def dossier(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A source's name, or a part.")],
    store: StoreOption = DEFAULT_STORE,
    output_file: OutputOption = "out/dossier.html",
) -> int:
    """Write a source's dossier: who it is, all it is said to have said, who says otherwise.

    Examples:

        kg dossier "Kazakh Foreign Ministry" --store out/kg -o out/dossier.html
    """
    return write_page(store, output_file, lambda pages: pages.dossier(source))


def export(
    as_format: Annotated[ExportFormat, typer.Option("--as", help="The format.")],
    store: StoreOption = DEFAULT_STORE,
    output_file: OutputOption = "-",
) -> int:
    """Write everything in a store in another format.

    Examples:

        kg export --store out/kg --as trig -o out/kg.trig

        kg export --as csv | head

        kg export --as gexf -o out/kg.gexf

    nquads are canonical: sorted, the same bytes for the same articles. csv has a row for each
    attribution, jsonl an object for each article, nanopub a nanopublication for each attribution
    under a trusty URI; graphml and gexf are for Gephi and its like.
    """
    from kg.graph import KnowledgeGraph

    with KnowledgeGraph.open(store, settings=settings()) as opened, output(output_file) as stream:
        opened.export(as_format.value, stream)
    return ExitCode.OK
