"""kg dump, kg load, kg bundle: a store as one file, and back; as evidence for others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.shell import DEFAULT_STORE, ExitCode, OutputOption, StoreOption, binary, say, settings
from kg.errors import StoreError


def dump(
    store: StoreOption = DEFAULT_STORE,
    output_file: OutputOption = "-",
) -> int:
    """Write everything in a store as N-Quads, with gzip when the file's name ends in .gz.

    Examples:

        kg dump --store out/kg -o out/kg.nq.gz

        kg dump --store out/kg | wc -l

    In no order, but quickly; kg export --as nquads sorts. kg load reads it.
    """
    from kg.graph import KnowledgeGraph

    with (
        KnowledgeGraph.open(store, settings=settings()) as graph,
        binary(output_file) as stream,
    ):
        graph.dump(stream, compress=output_file.endswith(".gz"))
    return ExitCode.OK


def load_files(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILES...", help="N-Quads, with or without gzip.")
    ],
    store: StoreOption = DEFAULT_STORE,
) -> int:
    """Read what kg dump has written, into a new store or one that has documents.

    Examples:

        kg load out/kg.nq.gz --store out/kg-copy

        kg load others.nq.gz --store out/kg

    A file that is broken changes nothing. Documents that the store has are replaced when they were
    read by another program; what people decided and judged is added.
    """
    from kg.graph import load

    if missing := [file for file in files if not file.is_file()]:
        raise StoreError(f"{missing[0]}: there is no such file")
    with load(*files, store=store, settings=settings()) as graph:
        documents = len(graph.documents())
    say(f"{documents} document{'s' * (documents != 1)}; {store}")
    return ExitCode.OK


def bundle(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="New folder for the bundle.")],
    store: StoreOption = DEFAULT_STORE,
    document: Annotated[
        list[str] | None,
        typer.Option("--document", "-d", metavar="DOCUMENT", help="Only this; may be repeated."),
    ] = None,
) -> int:
    """Write an evidence bundle: graph, texts, quotes, hashes, a page, and a script to check it all.

    Examples:

        kg bundle out/evidence --store out/kg

        kg bundle out/evidence -d 000_4765c3c74fc036d8

    Whoever gets the folder needs only Python: python verify.py. Tell them the fingerprint that this
    command prints in another way than with the folder.
    """
    from kg.bundle import write_bundle
    from kg.graph import KnowledgeGraph

    with KnowledgeGraph.open(store, settings=settings()) as graph:
        fingerprint = write_bundle(graph.store, folder, document or ())
    typer.echo(fingerprint)
    say(f"wrote {folder}; its fingerprint is above")
    return ExitCode.OK
