"""The graphs of relations between claims and of verdicts on them."""

from __future__ import annotations

import contextlib
import sqlite3
from collections import Counter
from collections.abc import Mapping

from kg.model import ClaimRelation, RelationKind, Verdict
from kg.rdf.iris import Iris
from kg.rdf.relations import read_relations, read_verdicts, verdict_quads
from kg.rdf.vocabulary import CKG, member
from kg.store.blocks import StoredBlocks
from kg.store.index import extractions
from kg.store.interface import Change, Store, StoreReader
from kg.store.marks import Marks, due, marks
from kg.store.oxigraph import OxigraphStore
from kg.store.relating import Work, anew, stepwise


def relate(store: Store) -> Counter[RelationKind]:
    """Bring the graph of relations in step with the documents; how many there are of each kind.

    The same documents give the same graph, in whatever order they came and went. When nothing
    changed since, nothing is done. Of what changed, only claims that share something with others
    are compared, where the store has an index of that beside it (``kg.store.blocks``); else all
    are. Only the difference is written, in one transaction with the marks that say what was done
    (``kg.store.marks``). Verdicts are left alone.
    """
    stored, known = extractions(store), marks(store)
    if known != due(stored):
        blocks = store.blocks() if isinstance(store, OxigraphStore) else None
        work = _stepwise(store, stored, known, blocks) or anew(store, stored)
        if work.change:
            store.apply(work.change)
        if blocks is not None:
            _keep(work, blocks)
    return counts(store)


def counts(store: StoreReader) -> Counter[RelationKind]:
    """How many relations of each kind there are."""
    found = store.quads(Iris(store.base).relations, predicate=CKG.relationKind)
    return Counter(member(RelationKind, quad[2]) for quad in found)


def relations(store: StoreReader) -> list[ClaimRelation]:
    """All relations between claims that the program sees, sorted by key."""
    iris = Iris(store.base)
    return list(read_relations((q[:3] for q in store.quads(iris.relations)), iris))


def verdicts(store: StoreReader) -> dict[str, Verdict]:
    """What people think of relations, by the relation's key."""
    iris = Iris(store.base)
    found = read_verdicts((q[:3] for q in store.quads(iris.verdicts)), iris)
    return {verdict.key: verdict for verdict in found}


def judge(store: Store, verdict: Verdict) -> None:
    """Store a verdict, in the place of an earlier one on the same relation."""
    iris = Iris(store.base)
    old = tuple(store.quads(iris.verdicts, subject=iris.verdict(verdict.key)))
    store.apply(Change(remove=old, add=tuple(verdict_quads(verdict, iris))))
    store.flush()


def _stepwise(
    store: Store, stored: Mapping[str, str], known: Marks, blocks: StoredBlocks | None
) -> Work | None:
    """The work where an index of blocks can be read, else None."""
    if blocks is None:
        return None
    try:
        return stepwise(store, stored, known, blocks)
    except sqlite3.Error:
        return None


def _keep(work: Work, blocks: StoredBlocks) -> None:
    """Bring the blocks in step; if that fails, the next one sees that they are behind."""
    with contextlib.suppress(sqlite3.Error):
        work.keep(blocks)
