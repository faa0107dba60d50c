"""Cues that are no verbs of their own: "according to S", "citing S", "as S put it"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.candidate import Candidate, cleaned, without
from kg.extract.sources import kind_of, mention
from kg.extract.tree import Range, Tree

_ENDS = frozenset([".", "?", "!"])
_CLAUSE_GAP = 8
_LONGEST_NAME = 6
_NOT_SOURCES = frozenset(
    ["plan", "schedule", "custom", "tradition", "size", "age", "type", "rank", "taste", "need"]
)
"""Things done "according to plan"."""


def phrase_candidates(tree: Tree) -> Iterator[Candidate]:
    """The phrases of a Doc that name a source."""
    words = tree.words
    for i in range(len(words) - 1):
        word = words[i]
        if word == ":":
            yield from _colon(tree, i)
        if word not in _FIRST:
            continue
        lower, following = word.lower(), words[i + 1].lower()
        if lower == "according" and following == "to":
            yield from _according(tree, i, i + 2, i + 1, "according to")
        elif lower == "as" and following == "per":
            yield from _according(tree, i, i + 2, i + 1, "as per")
        elif lower == "per" and (i == 0 or words[i - 1].lower() != "as"):
            if tree.quote[i] < 0 and words[i - 1] in (",", ".") and words[i + 1] not in ("cent",):
                yield from _according(tree, i, i + 1, i, "per")
        elif lower == "as":
            yield from _put_it(tree, i)


_FIRST = frozenset(["According", "according", "As", "as", "Per", "per"])


def _according(tree: Tree, start: int, end: int, prep: int, key: str) -> Iterator[Candidate]:
    named = tree.kid(prep, "pobj")
    if named < 0:
        named = next((k for k in range(end, min(end + 8, len(tree))) if tree.heads[k] == prep), -1)
    if named < 0 or named < end:
        return
    source = mention(tree, named, prep)
    if not source.ranges or (named == end and tree.lemmas[named] in _NOT_SOURCES):
        return
    close = source.ranges[0][1]
    content = cleaned(tree, without((_clause_around(tree, start, close),), (start, close)))
    if content:
        flags = ("quoted",) if tree.quote[start] >= 0 else ()
        yield Candidate(
            pattern="according" if content[0][0] > start else "according-after",
            key=key,
            head=start,
            cue=(start, end),
            source=source.ranges,
            content=content,
            kind=source.kind,
            cue_head=(start, end),
            flags=(*flags, f"source:{source.kind}"),
        )


def _colon(tree: Tree, colon: int) -> Iterator[Candidate]:
    """ "Lee: P" at the start of a sentence: headlines and transcripts."""
    start, end = tree.sentence_of(colon)
    while start < colon and tree.tags[start] == "_SP":
        start += 1
    names = tree.tags[start:colon]
    if not 0 < colon - start <= _LONGEST_NAME or not names[-1].startswith("NN"):
        return
    if any(tag.startswith("VB") or tag in ("IN", ":", ",", "PRP", "WRB") for tag in names):
        return
    stop = end
    if tree.quote[colon] < 0 and colon + 1 < len(tree) and tree.quote[colon + 1] >= 0:
        stop = max(end, tree.quotes[tree.quote[colon + 1]][1])
    content = cleaned(tree, ((colon + 1, stop),))
    if content:
        capitals = tree.text[tree.starts[start] : tree.ends[colon - 1]].isupper()
        yield Candidate(
            pattern="colon",
            key=":",
            head=colon,
            cue=(colon, colon + 1),
            source=((start, colon),),
            content=content,
            kind=kind_of(tree, colon - 1),
            cue_head=(colon, colon + 1),
            flags=(f"source:{tree.entities[colon - 1]}", f"case:{capitals}"),
        )


def _clause_around(tree: Tree, start: int, end: int) -> Range:
    """The clause that a phrase belongs to: in its sentence, and in its quotation if in one."""
    first, last = tree.sentence_of(start)
    if tree.quote[start] >= 0:
        opened, closed = tree.quotes[tree.quote[start]]
        # The marks are not in the content of what is said inside of them.
        first, last = max(first, opened + 1), min(last, closed - 1)
    return first, last


def _put_it(tree: Tree, start: int) -> Iterator[Candidate]:
    """ "P, as S put it": whatever the verb, "it" is what stands before."""
    limit = min(start + _CLAUSE_GAP, len(tree) - 1)
    for i in range(start + 2, limit + 1):
        word = tree.words[i].lower()
        if word in _ENDS or word == ",":
            return
        if word != "it":
            continue
        following = tree.words[i + 1] if i + 1 < len(tree) else "."
        if following not in (",", ".", ";", "”", '"', ")", "—", ":"):
            return
        verb = i - 1
        source_end = verb
        while source_end > start + 1 and tree.tags[source_end - 1] in ("RB", "MD", "VBZ", "VBP"):
            source_end -= 1
        if source_end <= start + 1:
            return
        content = _what_stands_before(tree, start)
        if content:
            kind = kind_of(tree, source_end - 1)
            yield Candidate(
                pattern="as-put-it",
                key=tree.lemmas[verb],
                head=verb,
                cue=(source_end, verb + 1),
                source=((start + 1, source_end),),
                content=content,
                kind=kind,
                cue_head=(verb, verb + 1),
                flags=("quoted",) if tree.quote[verb] >= 0 else (),
            )
        return


def _what_stands_before(tree: Tree, start: int) -> tuple[Range, ...]:
    """The quoted words right before "as", else the clause before it."""
    close = tree.starts[start]
    for quotation in reversed(tree.quotations):
        if quotation.end <= close and not tree.text[quotation.end : close].strip(" ,"):
            return (tree.tokens_between(quotation.start, quotation.end),)
    first = _clause_around(tree, start, start)[0]
    return cleaned(tree, ((first, start),))
