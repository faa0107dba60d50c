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
    folder = in_folder(name)
    if str(name) == MEMORY:
        from kg.store.oxigraph import memory_store

        return memory_store(base)
    if folder is None:
        from kg.store.endpoints import endpoints
        from kg.store.remote import RemoteStore

        return RemoteStore(endpoints(str(name), server or Server()), base)
    from kg.store.oxigraph import open_store, read_store

    if create or write:
        return open_store(folder, base, create=create)
    if limits is not None:
        from kg.store.guard import GuardedStore

        return GuardedStore(folder, base, limits)
    return read_store(folder, base)


def in_folder(name: str | Path) -> Path | None:
    """The folder of the store of that name; None when it is in memory or on a server."""
    if isinstance(name, Path):
        return None if str(name) == MEMORY else name
    is_other = name == MEMORY or name.startswith(("http://", "https://"))
    return None if is_other else Path(name)
