"""Candidates: pairs of statements that are worth comparing, without comparing all with all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import combinations, pairwise
from typing import TypeVar

from kg.relations.statement import Fact, Statement
from kg.relations.words import content

Key = int
Member = TypeVar("Member")

_SHINGLE = 3
"""Words in a row that near copies have in common."""
_SKETCH = 4
"""Shingles that stand for all of a text: those with the smallest hashes (bottom-k MinHash; Broder,
On the resemblance and containment of documents, 1997)."""
CROWD = 64
"""Statements with one key, above which only neighbours in the order of their keys are compared:
a chain of as many pairs as there are statements, and equivalence is passed on along it."""


def keys_of(statement: Statement) -> frozenset[Key]:
    """What a statement has to share with another to be compared with it.

    Told from the statement alone, so that what is found does not depend on what else is there:
    what each of its facts is about, and the smallest hashes of its runs of three words.
    """
    keys = {_hash("fact", *_about(fact)) for fact in statement.facts}
    stems = content(statement.words)
    shingles = {_hash("words", *stems[i : i + _SHINGLE]) for i in range(len(stems) - _SHINGLE + 1)}
    return frozenset(keys | set(sorted(shingles)[:_SKETCH]))


def pairs(statements: Iterable[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """The pairs that share a key, each once, in the order of their keys.

    Statements of one document whose words overlap are no pair: one is a part of the other.
    """
    blocks: defaultdict[Key, list[Statement]] = defaultdict(list)
    for statement in statements:
        for key in keys_of(statement):
            blocks[key].append(statement)
    seen: set[tuple[str, str]] = set()
    for key in sorted(blocks):
        for first, second in chosen(sorted(blocks[key], key=_key)):
            pair = first.key, second.key
            if pair not in seen and not overlap(first, second):
                seen.add(pair)
                yield first, second


def chosen(members: Sequence[Member]) -> Iterator[tuple[Member, Member]]:
    """The pairs of one block, whose members are in order, that are compared."""
    return combinations(members, 2) if len(members) <= CROWD else pairwise(members)


def overlap(first: Statement, second: Statement) -> bool:
    """Whether words of one statement are words of the other: then neither is set against it."""
    if first.document != second.document:
        return False
    return any(
        a.start < b.end and b.start < a.end for a in first.statement for b in second.statement
    )


def _key(statement: Statement) -> str:
    return statement.key


def _about(fact: Fact) -> tuple[str, ...]:
    return (" ".join(sorted(fact.doer)), fact.verb, " ".join(sorted(fact.done_to)))


def _hash(*parts: str) -> Key:
    hashed = blake2b("\x1f".join(parts).encode(), digest_size=8)
    return int.from_bytes(hashed.digest(), "big") >> 1  # 63 bits: an integer of SQLite
