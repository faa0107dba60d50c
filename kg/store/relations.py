"""The graphs of relations between claims and of verdicts on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.model import ClaimRelation, RelationKind, Verdict
from kg.rdf.iris import Iris
from kg.rdf.quads import Quad
from kg.rdf.relations import read_relations, read_verdicts, relation_quads, verdict_quads
from kg.relations.matching import match
from kg.relations.statement import Statement, statements_of
from kg.store.documents import records
from kg.store.interface import Change, Store, StoreReader


def relate(store: Store) -> Counter[RelationKind]:
    """Make the graph of relations what the documents make it; how many there are of each kind.

    The same documents give the same graph, in whatever order they came. Only the difference to
    what is there is written, in one transaction. Verdicts are left alone.
    """
    iris = Iris(store.base)
    counts: Counter[RelationKind] = Counter()
    new: set[Quad] = set()
    for relation in match(statements(store)):
        counts[relation.kind] += 1
        new.update(relation_quads(relation, iris))
    old = set(store.quads(iris.relations))
    change = Change(remove=tuple(old - new), add=tuple(new - old))
    if change:
        store.apply(change)
    return counts


def statements(store: StoreReader) -> Iterator[Statement]:
    """The statements of all documents."""
    for record in records(store):
        yield from statements_of(record)


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
