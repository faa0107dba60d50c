"""kg serve: a store as a SPARQL endpoint."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.shell import DEFAULT_STORE, ExitCode, StoreOption, say, settings


def serve(
    store: StoreOption = DEFAULT_STORE,
    port: Annotated[
        int, typer.Option("--port", "-p", min=0, max=65535, help="0: any that is free.")
    ] = 8017,
    bind: Annotated[
        str, typer.Option("--bind", metavar="ADDRESS", help="Address to listen at.")
    ] = "127.0.0.1",
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-host", metavar="NAME", help="A name by which others call this machine."
        ),
    ] = None,
    cors: Annotated[
        list[str] | None,
        typer.Option(
            "--cors", metavar="ORIGIN", help="Web pages of this origin may ask (*: all of them)."
        ),
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Take updates, too.")] = False,
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", min=0.1, help="Stop a query after.")
    ] = 60.0,
    max_memory: Annotated[
        int, typer.Option("--max-memory", metavar="MB", min=16, help="Memory of a query.")
    ] = 4096,
    max_answer: Annotated[
        int, typer.Option("--max-answer", metavar="MB", min=1, help="Size of an answer.")
    ] = 256,
    processes: Annotated[
        int, typer.Option("--processes", min=1, max=64, help="Queries at the same time.")
    ] = 4,
) -> int:
    """A SPARQL 1.1 endpoint and a page to ask it from, on this machine only.

    Examples:

        kg serve --store out/kg

        kg serve --store out/kg --port 0 --timeout 10

        kg serve --store out/kg --write

    Ends with Ctrl-C. Other programs may write to the store meanwhile (kg build): queries see
    it as it was before, and as it is when they are done. Updates change only graphs of your
    own, never those of the program.
    """
    from kg.serve.app import Serving
    from kg.serve.run import listening, run
    from kg.store.process import Limits

    if store == ":memory:" or store.startswith(("http://", "https://")):
        raise typer.BadParameter("--store: a folder is needed, a server is served already")
    if write and cors and "*" in cors:
        raise typer.BadParameter("--cors '*' with --write would let any web page change the store")
    limits = Limits(timeout, 100_000_000, max_memory, max_answer)
    host = f"[{bind}]" if ":" in bind else bind
    serving = Serving(
        limits,
        processes=processes,
        write=write,
        hosts=(host, *(allow_host or ())),
        origins=tuple(cors or ()),
    )
    with listening(bind, port) as socket:
        address = f"http://{host}:{socket.getsockname()[1]}"
        told = f"{address}/ to ask in a browser, {address}/sparql for programs; Ctrl-C ends it"
        run(Path(store), settings().base, serving, socket, lambda: say(told))
    return ExitCode.OK
