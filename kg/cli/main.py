"""The ``kg`` program: its commands, and how errors become exit codes."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from kg._version import __version__
from kg.cli import ask, build, claims, comparing, serve, show, sources, store, transfer
from kg.cli.shell import ExitCode, say
from kg.errors import KgError

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("build")(build.build)
app.command("extract")(build.extract)
app.command("query")(ask.query)
app.command("audit")(ask.audit)
app.command("diff")(ask.diff)
app.add_typer(claims.app, name="claims")
app.command("compare")(comparing.compare)
app.command("contradictions")(comparing.contradictions)
app.command("timeline")(comparing.timeline)
app.command("graph")(show.graph)
app.command("read")(show.read)
app.command("dossier")(show.dossier)
app.command("export")(show.export)
app.command("serve")(serve.serve)
app.command("validate")(store.validate)
app.command("rm")(store.remove)
app.command("backup")(store.backup)
app.command("restore")(store.restore)
app.command("migrate")(store.migrate)
app.command("dump")(transfer.dump)
app.command("load")(transfer.load_files)
app.command("bundle")(transfer.bundle)
app.add_typer(sources.app, name="sources")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Who said what: news articles in, a knowledge graph of claims and their sources out.

    Examples:

        kg build articles/ --store out/kg

        kg audit --store out/kg --source "Kazakh Foreign Ministry"

        kg graph --store out/kg -o out/graph.html

    Exit codes: 0 ok, 1 failure, 2 usage, 3 some inputs failed, 4 validation failed,
    130 interrupted.
    """


def run() -> None:
    """Run the program and leave with one of ExitCode."""
    sys.exit(exit_code(sys.argv[1:]))


def exit_code(arguments: list[str]) -> int:
    """Run the program with these arguments; the code that the shell is told."""
    command = typer.main.get_command(app)
    try:
        result = command.main(arguments, prog_name="kg", standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        result = ExitCode.INTERRUPTED
    except KgError as error:
        say(f"error: {error}", style="red")
        return ExitCode.FAILURE
    except BrokenPipeError:
        # The reader has gone (kg query ... | head): nothing to say, and nothing to flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.OK
    except OSError as error:
        say(f"error: {error.filename or 'system'}: {error.strerror}", style="red")
        return ExitCode.FAILURE
    except Exception as error:
        if hasattr(error, "show") and hasattr(error, "exit_code"):  # a usage error of click's
            error.show()
            return int(error.exit_code)
        raise
    if result == ExitCode.INTERRUPTED:  # Typer makes the code of a Ctrl-C, without a word
        say("interrupted; what was stored stays")
    return int(result) if isinstance(result, int) else ExitCode.OK
