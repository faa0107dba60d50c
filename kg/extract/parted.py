"""Parts of a content that belong to another cue: what stands behind a verb is what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.candidate import Candidate
from kg.extract.confidence import load_tables, probability, score
from kg.extract.selection import LIKELY, Chosen
from kg.extract.tree import Range, Tree
from kg.extract.verbal import verb_candidates


def parted(tree: Tree, chosen: Sequence[Chosen]) -> list[Chosen]:
    """The same, with parts that another verb introduces given to it: of "She denied it, adding that
    P; however, the report says: Q" the report says but Q, and she adds P.

    The other verb is a likely cue by the rules, and is none yet.
    """
    heads = {one.candidate.head for one in chosen}
    introduced = [list(_introduced(tree, one.candidate)) for one in chosen]
    verbs = {part[0] - 1 for parts in introduced for part in parts} - heads
    readings = [one for one in verb_candidates(tree) if one.head in verbs] if verbs else []
    found = list[Chosen]()
    for one, parts in zip(chosen, introduced, strict=True):
        said = [other for part in parts for other in _said(tree, part, readings)]
        taken = [other.candidate.content[0] for other in said]
        own = tuple(part for part in one.candidate.content if part not in taken)
        found += [replace(one, candidate=one.candidate.but(content=own)), *said] if own else [one]
    return found


def _introduced(tree: Tree, candidate: Candidate) -> Iterator[Range]:
    """The parts of a content that begin with "that" right behind a verb outside of the cue."""
    start, end = candidate.cue
    for part in candidate.content:
        verb = part[0] - 1
        outside = verb >= 0 and not start <= verb < end
        if outside and tree.lemmas[part[0]] == "that" and tree.tags[verb].startswith("VB"):
            yield part


def _said(tree: Tree, part: Range, readings: Sequence[Candidate]) -> Iterator[Chosen]:
    """The likeliest reading of the verb before a part as the cue of it, if it is likely enough."""
    tables = load_tables()
    rated = [
        (probability(tables, score(tables, tree, one)), one)
        for one in readings
        if one.head == part[0] - 1 and one.source and one.content[0][0] == part[0]
    ]
    likely, best = max(rated, key=lambda pair: pair[0], default=(0.0, None))
    if best is not None and likely >= LIKELY:
        yield Chosen(best.but(content=(part,)), likely)
