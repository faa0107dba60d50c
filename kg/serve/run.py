"""A server over the application, until it is interrupted."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from kg.errors import ConfigurationError
from kg.serve.app import Serving, application

_WAITING = 2048
"""Connections that may wait to be accepted: uvicorn's own number."""


def listening(address: str, port: int) -> socket.socket:
    """A socket that listens at an address of this machine; ConfigurationError when it cannot.

    Whoever connects before the server has started waits for it instead of being refused.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    # Named, the protocol lets asyncio switch off Nagle's algorithm (40 ms a request otherwise).
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        listener.listen(_WAITING)
    except OSError as error:
        listener.close()
        raise ConfigurationError(f"{address}:{port}: {error.strerror or error}") from error
    return listener


def configuration(app: ASGIApp) -> uvicorn.Config:
    """How the server runs: HTTP/1.1 only, no log of requests, headers of at most 64 KB."""
    return uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="on",
        timeout_graceful_shutdown=1,
        h11_max_incomplete_event_size=65_536,
        http="h11",
        ws="none",
    )


def run(
    path: Path,
    base: str,
    serving: Serving,
    listener: socket.socket,
    ready: Callable[[], None] = lambda: None,
) -> None:
    """Serve the store in a folder until SIGINT or SIGTERM. StoreError when it cannot be read.

    ``ready`` is called when it can be.
    """
    app = application(path, base, serving)
    ready()
    uvicorn.Server(configuration(app)).run(sockets=[listener])
