"""Who may ask: the Host that a request names, and the web page that it comes from."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class AccessCheck:
    """Refuses requests that only a web page of somebody else's can have made.

    A page could rebind its own name to this machine's address, so the Host must be one of
    ``hosts``. A page could also send a form here without reading the answer, so what comes from
    another origin is refused unless it is one of ``origins`` ("*": all).
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str], origins: Iterable[str]) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)
        self._origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with 421 or 403."""
        if scope["type"] == "http":
            refused = self._refused(Headers(scope=scope))
            if refused:
                await refused(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _refused(self, headers: Headers) -> PlainTextResponse | None:
        host = headers.get("host", "")
        if _name(host) not in self._hosts:
            return PlainTextResponse("this server does not go by that name", 421)
        if "*" in self._origins:
            return None
        origin = headers.get("origin")
        foreign = origin is not None and origin.partition("://")[2].lower() != host.lower()
        if origin is None and headers.get("sec-fetch-site") == "cross-site":
            foreign = headers.get("sec-fetch-mode") != "navigate"
        if foreign and origin not in self._origins:
            return PlainTextResponse("requests from other web pages are not allowed here", 403)
        return None


def _name(host: str) -> str:
    """A Host header without its port."""
    if host.startswith("["):
        return host.partition("]")[0].lower() + "]"
    return host.partition(":")[0].lower()
