"""Real SPARQL servers on the loopback interface, started once a process and ended with it."""

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

import httpx2
import pytest

from kg.store.endpoints import endpoints

HOST = "127.0.0.1"
PATIENCE = 60
VIRTUOSO_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = {host}:{sql}
DirsAllowed = .
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CheckpointInterval = 0
[HTTPServer]
ServerPort = {host}:{http}
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = 10000000
"""


@cache
def oxigraph(use):
    """An Oxigraph server in memory, one for each ``use``, empty at first."""
    program = Path(sys.executable).with_name("oxigraph")
    program = program if program.exists() else shutil.which("oxigraph")
    if not program:
        missing("oxigraph")
    port = free_port()
    url = f"http://{HOST}:{port}"
    start([program, "serve", "--bind", f"{HOST}:{port}"], f"{url}/query?query=ASK%7B%7D")
    return endpoints(url)


@cache
def virtuoso(use):
    """A Virtuoso, likewise; "dba" is the password that it has when it is new."""
    if not (program := shutil.which("virtuoso-t")):
        missing("virtuoso-t")
    folder = Path(tempfile.mkdtemp(prefix="virtuoso-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    http = free_port()
    ini = VIRTUOSO_INI.format(host=HOST, http=http, sql=free_port())
    (folder / "virtuoso.ini").write_text(ini, encoding="utf-8")
    address = f"{HOST}:{http}/sparql"
    start([program, "+foreground"], f"http://{address}?query=ASK%7B%7D", folder)
    return endpoints(f"http://dba:dba@{address}")


def missing(program):
    """Skip: in CI, where scripts/servers installs them, fail."""
    reason = f"{program} is not installed (scripts/servers)"
    if os.environ.get("CI") and os.getuid() == 0:
        pytest.fail(reason)
    pytest.skip(reason)


def free_port():
    """A port that nobody listens on just now."""
    with socket.socket() as one:
        one.bind((HOST, 0))
        return one.getsockname()[1]


def start(command, url, folder=None):
    """Start a server and wait until it answers."""
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    atexit.register(end, process)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            httpx2.get(url, timeout=5, trust_env=False)
        except httpx2.HTTPError:
            assert process.poll() is None, f"{command[0]} ended"
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"{command[0]} does not answer")


def end(process):
    """End a server, at once: nobody wants its data."""
    process.kill()
    process.wait()
