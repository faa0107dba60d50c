"""The SPARQL 1.1 Protocol over a pool of processes: one request in, one answer out."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response

from kg.errors import QueryError, StoreError
from kg.serve.answers import answer, etag, failure, has_already, not_acceptable, repeatable
from kg.serve.description import service_description
from kg.serve.negotiation import TABLES, TRIPLES, chosen, content_type
from kg.serve.pool import BusyError, Pool
from kg.serve.protocol import Operation, ProtocolError, operation
from kg.store import worker
from kg.store.process import (
    DeadlineError,
    Limits,
    MalformedError,
    RefusedError,
    Reply,
    UnacceptableError,
)
from kg.store.snapshot import Snapshots
from kg.store.sparql import chooses_graphs, refuse_service, used_prefixes
from kg.store.user_updates import apply_update, checked

LONGEST_BODY = 4 << 20
"""Bytes of a query or update."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Answers requests to the store in a folder; updates too when ``write``."""

    path: Path
    base: str
    pool: Pool
    snapshots: Snapshots
    limits: Limits
    write: bool = False
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def answered(self, request: Request) -> Response:
        """The answer to a request; what fails is plain text with the status that fits."""
        try:
            asked = operation(
                request.method,
                request.url.query,
                request.headers.get("content-type"),
                await _body(request),
            )
            if asked is None:
                return self._description(request)
            if asked.update:
                return await self._update(asked, request)
            return await self._query(asked, request)
        except (ProtocolError, QueryError, StoreError, BusyError) as error:
            return _failed(error)

    async def _query(self, asked: Operation, request: Request) -> Response:
        accept = request.headers.get("accept")
        table, triples = chosen(accept, TABLES), chosen(accept, TRIPLES)
        if table is None and triples is None:
            return not_acceptable()
        _refuse_service(asked.text)
        headers = {"Vary": "Accept", "Cache-Control": "no-store"}
        if repeatable(asked.text):
            with self.snapshots.reading() as snapshot:
                headers["ETag"] = etag(snapshot.state, asked, table, triples)
            headers["Cache-Control"] = "no-cache"  # kept, but asked for again
            if has_already(request, headers["ETag"]):
                return Response(status_code=304, headers=headers)
        question = worker.Request(
            "",
            asked.text,
            used_prefixes(asked.text),
            _own_url(request),
            union=asked.graphs is None and not chooses_graphs(asked.text),
            graphs=asked.graphs,
            formats=(table, table, triples),
        )
        reply = await _while_connected(request, self.pool, question)
        kind = triples if reply.kind == worker.Kind.TRIPLES else table
        headers["Content-Type"] = content_type(kind or "")
        return answer(reply.content, headers)

    async def _update(self, asked: Operation, request: Request) -> Response:
        if not self.write:
            raise RefusedError("updates are not allowed here (kg serve --write)")
        _refuse_service(asked.text)
        url = _own_url(request)
        update = checked(asked.text, self.base, relative_to=url, using=asked.graphs or ((), ()))
        async with self._turn:
            await asyncio.to_thread(apply_update, self.path, self.base, update, self.limits, url)
            await asyncio.to_thread(self.snapshots.renew)
        return Response(status_code=204)

    def _description(self, request: Request) -> Response:
        kind = chosen(request.headers.get("accept"), (*TRIPLES, "text/html"))
        if kind is None:
            return not_acceptable()
        if kind == "text/html":
            return RedirectResponse("/", 303)
        body = service_description(_own_url(request), kind, write=self.write)
        return Response(body, headers={"Vary": "Accept", "Content-Type": content_type(kind)})


_STATUSES: tuple[tuple[type[Exception], int], ...] = (
    (BusyError, 503),
    (DeadlineError, 504),
    (MalformedError, 400),
    (RefusedError, 403),
    (StoreError, 503),  # it is being written to
)


def _failed(error: Exception) -> Response:
    if isinstance(error, ProtocolError):
        return failure(error.status, error, error.headers)
    if isinstance(error, UnacceptableError):
        return not_acceptable()
    status = next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)
    return failure(status, error, {"Retry-After": "2"} if status == 503 else None)


def _refuse_service(sparql: str) -> None:
    try:
        refuse_service(sparql)
    except QueryError as error:
        raise RefusedError(str(error)) from error


def _own_url(request: Request) -> str:
    """The endpoint's URL: what relative IRIs are relative to."""
    return str(request.url.replace(query="", fragment=""))


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            raise ProtocolError(413, f"more than {LONGEST_BODY} bytes", {"Connection": "close"})
    return body


async def _while_connected(request: Request, pool: Pool, question: worker.Request) -> Reply:
    """The answer; the query is stopped when nobody waits for it any more."""
    asking = asyncio.create_task(pool.ask(question))
    leaving = asyncio.create_task(_gone(request))
    try:
        await asyncio.wait({asking, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not asking.done():
            asking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await asking
            raise ClientDisconnect
        return asking.result()
    finally:
        leaving.cancel()


async def _gone(request: Request) -> None:
    """Returns when the client has closed the connection (the body has been read before)."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
