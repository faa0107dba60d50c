"""Nominal cues: "the claim that P", "Lee's plan to P", "support for P"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.candidate import Candidate, cleaned, without
from kg.extract.sources import NOBODY, Source, mention, source_of
from kg.extract.tree import Range, Tree
from kg.extract.verb import cue_start

_LIGHT_GAP = 6
"""At most so many tokens between a verb and the noun that carries the meaning."""


def noun_candidates(tree: Tree) -> Iterator[Candidate]:
    """Every noun with a clause or a prepositional phrase, read as a cue."""
    for noun, tag in enumerate(tree.tags):
        if tag in ("NN", "NNS") and tree.kids[noun]:
            yield from _readings(tree, noun)


def _readings(tree: Tree, noun: int) -> Iterator[Candidate]:
    complements = [
        k
        for k in tree.kids[noun]
        if k > noun and tree.deps[k] in ("acl", "ccomp", "relcl", "prep", "xcomp")
    ]
    if not complements:
        return
    source, cue, light = _holder(tree, noun)
    anchor = tree.heads[noun] if light else noun
    for k in complements:
        found = _content(tree, noun, k)
        if found is None:
            continue
        pattern, key, content, end = found
        named = source
        reach = cue
        if not source.ranges and tree.deps[k] != "prep":
            named = _from(tree, noun, k)
        elif tree.deps[k] == "prep" and end == k + 1 and cue[1] == k:
            reach = (cue[0], end)
        ranges: tuple[Range, ...] = (content,)
        for hole in (*named.ranges, reach):
            ranges = without(ranges, hole)
        ranges = cleaned(tree, ranges)
        if ranges:
            how = "light-" if light else "owned-" if named.ranges else ""
            yield Candidate(
                pattern=f"noun-{how}{pattern}",
                key=key,
                head=noun,
                cue=reach,
                source=named.ranges,
                content=ranges,
                kind=named.kind,
                anchor=anchor,
                cue_head=(noun, noun + 1),
                flags=_flags(tree, noun, named, light),
            )


def _holder(tree: Tree, noun: int) -> tuple[Source, Range, bool]:
    """Whose claim it is: an owner, or the subject of the verb that the noun completes."""
    owner = tree.kid(noun, "poss")
    if owner >= 0:
        start = tree.last[owner] + 1
        return mention(tree, owner, noun), (min(start, noun), noun + 1), False
    verb = tree.heads[noun]
    if (
        tree.deps[noun] in ("dobj", "attr")
        and tree.tags[verb].startswith("VB")
        and 0 < noun - verb <= _LIGHT_GAP
    ):
        source = source_of(tree, verb)
        if source.ranges:
            return source, (cue_start(tree, verb), noun + 1), True
    start = tree.first[noun]
    return NOBODY, (noun if noun - start > 3 else start, noun + 1), False


def _from(tree: Tree, noun: int, clause: int) -> Source:
    """ "the claim by S that P", "warnings from S that P"."""
    for k in tree.kids[noun]:
        if noun < k < clause and tree.deps[k] == "prep" and tree.lemmas[k] in ("by", "from", "of"):
            named = tree.kid(k, "pobj")
            if named >= 0:
                return mention(tree, named, noun)
    return NOBODY


def _content(tree: Tree, noun: int, k: int) -> tuple[str, str, Range, int] | None:
    """Pattern, key, content and cue end of one complement of a noun."""
    relation, lemma = tree.deps[k], tree.lemmas[noun]
    start, end = tree.span(k)
    if relation == "prep":
        inner = tree.kid(k, "pobj", "pcomp")
        if inner < 0:
            return None
        span = (max(tree.first[inner], k + 1), end)
        return "prep", f"{lemma} {tree.lemmas[k]}", span, k + 1
    if relation == "relcl" and tree.words[start].lower() != "that":
        return None
    if relation == "relcl" and tree.deps[start] != "mark":
        return None
    to = tree.tags[k] == "VB" and any(tree.tags[i] == "TO" for i in tree.kids[k])
    if relation in ("acl", "xcomp") and not to and tree.kid(k, "mark") < 0:
        return None
    return ("to" if to else "that"), lemma, (start, end), noun + 1


def _flags(tree: Tree, noun: int, source: Source, light: bool) -> tuple[str, ...]:
    flags = [f"tag:{tree.tags[noun]}", f"dep:{tree.deps[noun]}"]
    if light:
        flags.append(f"light:{tree.lemmas[tree.heads[noun]]}")
        if tree.kid(tree.heads[noun], "neg") >= 0:
            flags.append("negated")
    if tree.quote[noun] >= 0:
        flags.append("quoted")
    if source.head >= 0:
        entity = tree.entities[source.head]
        flags.append(f"source:{source.kind}-{entity}" if entity else f"source:{source.kind}")
    return tuple(flags)
