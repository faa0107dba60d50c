"""The web application: endpoint, page and static files of ``kg serve``."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.resources import resource
from kg.serve.access import LOOPBACK, AccessCheck
from kg.serve.endpoint import Endpoint
from kg.serve.page import POLICY, page
from kg.serve.pool import Pool
from kg.store.process import Limits
from kg.store.snapshot import Snapshots

METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"]
"""Those that the endpoint answers itself, if only with 405."""


_CAREFUL = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


@dataclass(frozen=True, slots=True)
class Serving:
    """How a store is served: limits of a query, processes, names of this host, other origins."""

    limits: Limits = field(default_factory=lambda: Limits(answer_megabytes=256))
    processes: int = 4
    patience: float = 2.0
    write: bool = False
    hosts: Sequence[str] = ()
    origins: Sequence[str] = ()


def application(path: Path, base: str, serving: Serving) -> Starlette:
    """The application over the store in a folder. StoreError when it cannot be read now.

    To be run until its lifespan ends: processes and snapshots go then.
    """
    snapshots = Snapshots(path, base)
    pool = Pool(snapshots, serving.limits, size=serving.processes, patience=serving.patience)
    endpoint = Endpoint(path, base, pool, snapshots, serving.limits, serving.write)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        try:
            await pool.start()
            yield
        finally:
            pool.close()
            snapshots.close()

    async def sparql(request: Request) -> Response:
        return await endpoint.answered(request)

    async def gone(_: Request, __: Exception) -> Response:
        return PlainTextResponse("", 499)  # nobody reads it

    async def start(_: Request) -> Response:
        with snapshots.reading() as snapshot:
            text = page(path.resolve().name, await asyncio.to_thread(_size, snapshot.quads))
        return HTMLResponse(text, headers={"Content-Security-Policy": POLICY, **_CAREFUL})

    return Starlette(
        routes=[
            Route("/", start),
            *(Route(place, sparql, methods=METHODS) for place in ("/sparql", "/sparql/")),
            Mount("/static", StaticFiles(directory=resource("serve", "static"))),
        ],
        middleware=[
            *_cors(serving),
            Middleware(AccessCheck, (*LOOPBACK, *serving.hosts), serving.origins),
        ],
        exception_handlers={ClientDisconnect: gone},
        lifespan=lifespan,
    )


def _size(quads: Path) -> int:
    return len(ox.Store.read_only(str(quads)))


def _cors(serving: Serving) -> list[Middleware]:
    if not serving.origins:
        return []
    return [
        Middleware(
            CORSMiddleware,
            allow_origins=serving.origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Content-Type"],
            expose_headers=["ETag", "Retry-After"],
        )
    ]
