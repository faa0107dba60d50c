"""What has to be done so that the relations between claims are those of the stored documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from rdflib import URIRef

from kg.rdf.iris import Iris
from kg.rdf.quads import Quad
from kg.rdf.relations import relation_quads
from kg.rdf.vocabulary import CKG
from kg.relations.blocking import keys_of, overlap
from kg.relations.decision import relation
from kg.relations.increment import Keyed, Pair, step
from kg.relations.matching import match
from kg.relations.statement import Statement, statements_of
from kg.store.blocks import Entry, StoredBlocks
from kg.store.dangling import dangling
from kg.store.documents import record
from kg.store.interface import Change, StoreReader
from kg.store.marks import Marks, behind, mark_quads, rules

_KEPT = 256
"""Documents whose statements are kept in memory while they are compared with others."""


@dataclass(frozen=True, slots=True)
class Work:
    """A change of the store and what follows for its blocks: the keys of documents that came, and
    documents that went. ``whole``: these are all that there are."""

    change: Change
    entries: tuple[Entry, ...]
    gone: frozenset[str] = frozenset()
    whole: bool = False

    def keep(self, blocks: StoredBlocks) -> None:
        """Bring the blocks in step, after the change was made."""
        if self.whole:
            blocks.replace(self.entries, rules())
        else:
            blocks.put(self.entries, self.gone)


def anew(store: StoreReader, stored: Mapping[str, str]) -> Work:
    """Setting all claims of all documents (extractions by IRI) against each other."""
    iris = Iris(store.base)
    found = {document: tuple(_statements(store, document)) for document in sorted(stored)}
    new = set(mark_quads(stored, iris))
    for one in match(chain.from_iterable(found.values())):
        new.update(relation_quads(one, iris))
    entries = tuple((one, stored[one], _keyed(statements)) for one, statements in found.items())
    return Work(_difference(set(store.quads(iris.relations)), new), entries, whole=True)


def stepwise(
    store: StoreReader, stored: Mapping[str, str], known: Marks, blocks: StoredBlocks
) -> Work | None:
    """Setting what changed against what it shares a key with.

    None when that is no way: other rules made the relations, it is not known any more what they
    were made from, or half of the documents changed, when setting all against all is faster.
    """
    if known.rules != rules():
        return None
    changed = behind(stored, known)
    if 2 * len(changed) > len(stored) or not _caught_up(store, known, changed, blocks):
        return None
    iris = Iris(store.base)
    came = {one: tuple(_statements(store, one)) for one in sorted(changed) if one in stored}
    entries = tuple((one, stored[one], _keyed(found)) for one, found in came.items())
    come = {statement: keys for *_, keyed in entries for statement, keys in keyed.items()}
    gone = {s: keys for one in sorted(changed) for s, keys in blocks.keyed(one).items()}
    pairs = step(blocks, gone, come)
    claims = {URIRef(iris.claim(one)) for one in gone.keys() | come.keys()}
    old = {*dangling(store, claims), *_between(store, pairs.lost), *_marks(store, changed)}
    new = set(mark_quads({one: stored[one] for one in came}, iris))
    reader = _reader(store, {s.key: s for found in came.values() for s in found})
    for first, second in _by_document(pairs.gained, come):
        one, other = reader(first), reader(second)
        if not overlap(one, other) and (found := relation(one, other)) is not None:
            new.update(relation_quads(found, iris))
    return Work(_difference(old, new), entries, frozenset(changed - came.keys()))


def _caught_up(
    store: StoreReader, known: Marks, changed: frozenset[str], blocks: StoredBlocks
) -> bool:
    """Make the blocks those of the documents that the relations were made from, if possible."""
    before, there = known.before, blocks.documents(rules())
    late = {one for one in before.keys() | there.keys() if before.get(one) != there.get(one)}
    if not late.isdisjoint(changed & before.keys()):
        return False  # what that document shared with others is not known any more
    unread = sorted(late & before.keys())
    if 2 * len(unread) > len(before):
        return False  # everything has to be read anyway
    if late:
        entries = ((one, before[one], _keyed(_statements(store, one))) for one in unread)
        blocks.put(entries, sorted(late))
    return True


def _statements(store: StoreReader, document: str) -> Iterator[Statement]:
    return statements_of(record(store, document))


def _keyed(statements: Iterable[Statement]) -> Keyed:
    return {one.key: keys_of(one) for one in statements}


def _reader(store: StoreReader, here: Mapping[str, Statement]) -> Callable[[str], Statement]:
    """Statements by key: those that came are at hand, others are read a document at a time."""

    @lru_cache(_KEPT)
    def of_document(key: str) -> dict[str, Statement]:
        return {one.key: one for one in _statements(store, f"{store.base}document/{key}")}

    return lambda key: here.get(key) or of_document(key.partition("-")[0])[key]


def _by_document(pairs: Iterable[Pair], come: Keyed) -> list[Pair]:
    """Pairs in the order of those of the two statements that have to be read."""
    return sorted(pairs, key=lambda pair: (pair[0] if pair[1] in come else pair[1], pair))


def _between(store: StoreReader, pairs: Iterable[Pair]) -> Iterator[Quad]:
    """What the graph of relations says of pairs that are not compared any more."""
    iris = Iris(store.base)
    for pair in sorted(pairs):
        ends = [
            {
                node
                for end in (CKG.firstClaim, CKG.secondClaim)
                for node, *_ in store.quads(iris.relations, predicate=end, object=iris.claim(one))
            }
            for one in pair
        ]
        for node in sorted(ends[0] & ends[1]):
            yield from store.quads(iris.relations, subject=node)


def _marks(store: StoreReader, documents: Iterable[str]) -> Iterator[Quad]:
    graph = Iris(store.base).relations
    for document in sorted(documents):
        yield from store.quads(graph, subject=URIRef(document))


def _difference(old: set[Quad], new: set[Quad]) -> Change:
    return Change(remove=tuple(sorted(old - new)), add=tuple(sorted(new - old)))
