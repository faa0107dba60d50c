"""Responses: answers, errors as plain text, and what a client has already."""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
from collections.abc import AsyncIterator, Mapping
from typing import IO

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from kg.serve.negotiation import TABLES, TRIPLES
from kg.serve.protocol import Operation

_CHUNK = 1 << 18
_VOLATILE = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\s*\(", re.IGNORECASE)


def answer(content: IO[bytes], headers: Mapping[str, str]) -> Response:
    """All of a file's bytes, from its beginning; it is closed in the end."""
    length = content.seek(0, os.SEEK_END)
    content.seek(0)
    if length <= _CHUNK:
        with content:
            return Response(content.read(), headers=headers)
    return StreamingResponse(
        _chunks(content),
        headers={**headers, "Content-Length": str(length)},
        background=BackgroundTask(content.close),
    )


def failure(
    status: int, message: object, headers: Mapping[str, str] | None = None
) -> PlainTextResponse:
    """A message for people; no cache keeps it."""
    return PlainTextResponse(
        f"{message}\n", status, headers={"Cache-Control": "no-store", **(headers or {})}
    )


def not_acceptable() -> PlainTextResponse:
    """406, with what there is."""
    return failure(406, "this can be had as " + ", ".join((*TABLES, *TRIPLES)))


def repeatable(sparql: str) -> bool:
    """Whether a query has the same answer as long as the store is the same."""
    return _VOLATILE.search(sparql) is None


def etag(state: str, asked: Operation, *formats: str | None) -> str:
    """A name for an answer. Weak: rows without an order may come in another one."""
    facts = repr((state, asked.text, asked.graphs, formats))
    return f'W/"{hashlib.sha256(facts.encode()).hexdigest()[:32]}"'


def has_already(request: Request, tag: str) -> bool:
    """Whether a request by GET says that the client has the answer of that name."""
    given = request.headers.get("if-none-match", "") if request.method != "POST" else ""
    names = [one.strip().removeprefix("W/") for one in given.split(",")]
    return "*" in names or tag.removeprefix("W/") in names


async def _chunks(content: IO[bytes]) -> AsyncIterator[bytes]:
    while chunk := await asyncio.to_thread(content.read, _CHUNK):
        yield chunk
