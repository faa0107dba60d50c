"""A second store with the same content, in hard links: quick, and small until the first changes."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

from kg.errors import StoreError
from kg.store.directory import QUADS, is_free, new_directory
from kg.store.index import NAME
from kg.store.interface import StoreReader
from kg.store.oxigraph import OxigraphStore
from kg.store.sqlite import copy_file


def backup(store: StoreReader, target: Path) -> None:
    """Copy an open store into a new folder, which is a store of its own then.

    On the same file system the quads' files, which nothing ever changes, are shared by hard links;
    elsewhere they are copied. StoreError when the store has no folder, or ``target`` is not free:
    it is there complete or not at all.
    """
    if not isinstance(store, OxigraphStore) or store.directory is None:
        raise StoreError(f"{store.name}: only a store in a folder can be backed up; use kg dump")
    if not is_free(target):
        raise StoreError(f"{target}: exists already")
    store.native()
    quads, index = store.directory.quads, store.directory.path / NAME

    def fill(folder: Path) -> None:
        if store.writable:
            try:
                store.native().backup(folder / QUADS)
            except (OSError, RuntimeError) as error:
                raise StoreError(f"{target}: {error}") from error
        else:
            share(quads, folder / QUADS)
        try:
            if index.exists():
                copy_file(index, folder / NAME)
        except sqlite3.Error:
            (folder / NAME).unlink(missing_ok=True)  # it will be made anew

    new_directory(target, store.base, fill)


def share(quads: Path, target: Path) -> None:
    """Copy the engine's folder while nobody writes: the same as its own backup, which leaves out
    what is only in the log yet when the store was opened to read. OSError when it cannot be."""
    target.mkdir()
    for file in quads.iterdir():
        if file.name.startswith("LO"):
            continue  # LOCK; LOG is for people
        if not (file.suffix == ".sst" and _linked(file, target / file.name)):
            shutil.copyfile(file, target / file.name)


def _linked(file: Path, name: Path) -> bool:
    try:
        os.link(file, name)
    except OSError:  # another file system, or one without links
        return False
    return True
