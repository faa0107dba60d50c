"""Where a SPARQL 1.1 server takes queries, updates and whole graphs."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit, urlunsplit

from kg.config import Server
from kg.errors import StoreError

_PLAIN = Server()


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Three URLs of one server; ``graphs`` (Graph Store Protocol) is "" when it has none."""

    query: str
    update: str
    graphs: str = ""
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        """The server in messages: without the password."""
        return self.query


def endpoints(url: str, server: Server = _PLAIN) -> Endpoints:
    """The endpoints behind the URL that a user gave; StoreError when it is not one.

    A URL that ends in /sparql is a server like Virtuoso (and Blazegraph): queries and updates go
    there, with a user to /sparql-auth. Any other is the address of a server like Oxigraph, with
    /query, /update and /store below it; For other servers
    ``server`` names the endpoints for updates and graphs, and the URL is the one for queries. User
    and password stand in the URL or in ``server``.
    """
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError as error:
        raise StoreError(f"{url!r} is not a URL: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise StoreError(f"{url!r} is not the URL of a server: http(s)://host[:port]/..., please")
    user = unquote(parts.username or "") or server.user
    password = unquote(parts.password or "") or server.password
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    path = parts.path.rstrip("/")
    path = path if server.update else path.removesuffix("/query")
    root = urlunsplit((parts.scheme, f"{host}{port}", path, "", ""))
    if server.update:
        found = (root, server.update, server.graphs)
    elif path.endswith("/sparql"):
        secured = "-auth" if user else ""
        found = (root, root + secured, f"{root}-graph-crud{secured}")
    else:
        found = (f"{root}/query", f"{root}/update", f"{root}/store")
    return Endpoints(*found, user=user, password=password)
