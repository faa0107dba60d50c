"""An evidence bundle of a store, or of some of its articles."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from kg.errors import StoreError
from kg.rdf.iris import Iris
from kg.rdf.serialise import trig_documents
from kg.rdf.vocabulary import PREFIXES
from kg.rdf.writer import document_quads, referent_quads
from kg.store.documents import find_document, record, records
from kg.store.interface import StoreReader
from kg.views.bundle import MANIFEST, bundle_files


def write_bundle(store: StoreReader, folder: Path, documents: Sequence[str] = ()) -> str:
    """Write a bundle into a new folder; its fingerprint, the SHA-256 of its manifest.

    ``documents`` are ids, titles or IRIs; none means all. The folder is there complete or not at
    all. NotFoundError for an unknown document, StoreError when the folder is there already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StoreError(f"{folder}: exists already")
    chosen = [record(store, find_document(store, name).iri) for name in dict.fromkeys(documents)]
    kept = chosen or list(records(store))
    iris = Iris(store.base)
    parts = [
        *(document_quads(one, iris) for one in kept),
        (quad for one in kept for quad in referent_quads(one.agents, one.entities, iris)),
    ]
    graph = trig_documents(parts, {**PREFIXES, **iris.prefixes})
    folder = folder.resolve()
    partial = folder.with_name(f".{folder.name}.{os.getpid()}.partial")
    manifest = b""
    try:
        for name, content in bundle_files(kept, graph):
            file = partial / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            if name == MANIFEST:
                manifest = content
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return hashlib.sha256(manifest).hexdigest()
