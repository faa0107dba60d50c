"""Any store by the name that a user gives it: a folder, :memory:, or the URL of a server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.config import DEFAULT_BASE, Server
from kg.store.interface import Store

if TYPE_CHECKING:
    from kg.store.guard import Limits

MEMORY = ":memory:"


def open_any(
    name: str | Path,
    base: str = DEFAULT_BASE,
    *,
    create: bool = False,
    write: bool = False,
    server: Server | None = None,
    limits: Limits | None = None,
) -> Store:
    """The store of that name, only to read unless ``write`` or ``create``.

    ``create`` makes a folder that is missing; a server is taken as it is. ``server`` may say
    more of one than its URL does. With ``limits``, queries to a folder run in a process of their
    own that is killed when they take more. StoreError names the store and the reason.
    """
    text = str(name)
    if text == MEMORY:
        from kg.store.oxigraph import memory_store

        return memory_store(base)
    if text.startswith(("http://", "https://")) and not isinstance(name, Path):
        from kg.store.endpoints import endpoints
        from kg.store.remote import RemoteStore

        return RemoteStore(endpoints(text, server or Server()), base)
    from kg.store.oxigraph import open_store, read_store

    if create or write:
        return open_store(Path(name), base, create=create)
    if limits is not None:
        from kg.store.guard import GuardedStore

        return GuardedStore(Path(name), base, limits)
    return read_store(Path(name), base)
