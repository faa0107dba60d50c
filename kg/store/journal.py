"""Which documents were put and removed since the store was last flushed.

Oxigraph does not wait for the disk after a transaction, and takes a log that is cut off for one
that ended there: what was acknowledged may be gone, and nothing says so. So each change of
documents is written down here before it is made, and that it was made after it; a flush, which
brings everything to the disk, empties the journal. Who opens a store with one that is not empty
compares: what was made and is not there any more was lost. A program that was killed leaves a
change of which nobody knows whether it was made: then either is right.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from pathlib import Path

import pyoxigraph as ox
from rdflib import DCTERMS, RDF

from kg.rdf.vocabulary import CKG
from kg.store.interface import Change

NAME = "journal"
_TELLING = frozenset({RDF.type, DCTERMS.identifier})
_MADE = "made"
"""The line after that of a change which was made."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document, by IRI and (where known) by id, and the extraction that read it as it is after
    a change: "" when it is not there any more."""

    document: str
    id: str
    extraction: str

    def __str__(self) -> str:
        return f"{self.id or self.document} ({'put' if self.extraction else 'removed'})"


class Journal:
    """The journal in a store's folder; only who may write to the store writes to it."""

    def __init__(self, folder: Path, base: str) -> None:
        self.path = folder / NAME
        self._start = f"{base}document/"

    @contextlib.contextmanager
    def noted(self, change: Change) -> Iterator[None]:
        """Write down a change before the block makes it, and after it that it was made.

        OSError when it cannot be written down.
        """
        entries = [astuple(entry) for entry in self._changed(change)]
        if entries:
            self._write(json.dumps(entries))
        yield
        if entries:
            with contextlib.suppress(OSError):  # then nobody knows, as after a kill
                self._write(_MADE)

    def clear(self) -> None:
        """Forget everything, now that it is on the disk."""
        if not self.empty:
            os.truncate(self.path, 0)

    @property
    def empty(self) -> bool:
        """Whether all that was changed is on the disk, or nobody knows of anything else."""
        return not self.path.exists() or not self.path.stat().st_size

    def lost(self, native: ox.Store) -> list[Entry]:
        """The last changes of documents that were made and are not in the engine's store."""
        return [
            replace(entries[0], id=entries[0].id or _identifier(native, document))
            for document, entries in self._possible().items()
            if _extraction(native, document) not in {entry.extraction for entry in entries}
        ]

    def _possible(self) -> dict[str, list[Entry]]:
        """By document the last change that was made, and those after it of which nobody knows."""
        found: dict[str, list[Entry]] = {}
        last: list[Entry] = []
        text = "" if self.empty else self.path.read_text(encoding="utf-8", errors="replace")
        for line in text.splitlines():
            if line == _MADE:
                found |= {entry.document: [entry] for entry in last}
                continue
            last = _entries(line)
            for entry in last:
                if entry.document in found:
                    found[entry.document].append(entry)
        return found

    def _write(self, line: str) -> None:
        # The line's end comes first: it ends one that there was no room for.
        with self.path.open("a", encoding="utf-8") as stream:
            stream.write(f"\n{line}")

    def _changed(self, change: Change) -> Iterator[Entry]:
        """What a change makes of documents."""
        after = {str(graph): "" for graph in change.drop}
        read, identifier = CKG.Extraction, DCTERMS.identifier
        after |= {str(q[3]): "" for q in change.remove if q[1] in _TELLING and q[2] == read}
        ids: dict[str, str] = {}
        for subject, predicate, value, graph in change.add:
            if predicate not in _TELLING:
                continue
            if value == read:
                after[str(graph)] = str(subject)
            elif predicate == identifier:
                ids[str(graph)] = str(value)
        for document, extraction in after.items():
            if document.startswith(self._start):
                yield Entry(document, ids.get(document, ""), extraction)


def _entries(line: str) -> list[Entry]:
    """What a line says of documents; nothing when it was cut off, of a change that never began."""
    try:
        return [Entry(*one) for one in json.loads(line)]
    except (ValueError, TypeError):
        return []


def _extraction(native: ox.Store, document: str) -> str:
    """The extraction that read a document; "" when the document is not there."""
    graph, kind = ox.NamedNode(document), ox.NamedNode(CKG.Extraction)
    found = native.quads_for_pattern(None, ox.NamedNode(RDF.type), kind, graph)
    names = (quad.subject for quad in found)
    return next((one.value for one in names if isinstance(one, ox.NamedNode)), "")


def _identifier(native: ox.Store, document: str) -> str:
    graph, predicate = ox.NamedNode(document), ox.NamedNode(DCTERMS.identifier)
    found = native.quads_for_pattern(graph, predicate, None, graph)
    return next((quad.object.value for quad in found if isinstance(quad.object, ox.Literal)), "")
