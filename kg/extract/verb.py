"""What all readings of a verb share: its cue, its source and the circumstances that count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.candidate import Candidate, cleaned, without
from kg.extract.sources import Source, is_passive, source_of
from kg.extract.tree import Range, Tree

_BEFORE = frozenset(["aux", "auxpass", "neg", "advmod"])


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb as a cue: its token, the candidate without content, and the objects after it."""

    tree: Tree
    at: int
    base: Candidate
    passive: bool
    objects: tuple[int, ...]

    @property
    def kids(self) -> list[int]:
        """The tokens that depend on the verb."""
        return self.tree.kids[self.at]

    @property
    def voice(self) -> str:
        """What patterns of a passive begin with."""
        return "passive-" if self.passive else ""

    @property
    def left(self) -> int:
        """The first token of source and cue."""
        return min([self.base.cue[0], *(start for start, _ in self.base.source)])

    @property
    def right(self) -> int:
        """The end of source and cue."""
        return max([self.base.cue[1], *(end for _, end in self.base.source)])

    def made(
        self, pattern: str, content: tuple[Range, ...], **changes: object
    ) -> Iterator[Candidate]:
        """The candidate with a content, unless nothing of it is left outside source and cue."""
        for hole in (*self.base.source, self.base.cue):
            content = without(content, hole)
        content = cleaned(self.tree, content)
        if content:
            yield self.base.but(pattern=pattern, content=content, **changes)


def verb_at(tree: Tree, at: int, source: Source | None = None) -> Verb:
    """A token as a verb that may be a cue, with its own source unless another is given."""
    deps = tree.deps
    return Verb(
        tree=tree,
        at=at,
        base=_base(tree, at, source if source is not None else source_of(tree, at)),
        passive=is_passive(tree, at),
        objects=tuple(k for k in tree.kids[at] if deps[k] in ("dobj", "dative") and k > at),
    )


def _base(tree: Tree, verb: int, source: Source) -> Candidate:
    """The candidate of a verb without its content."""
    particle = tree.kid(verb, "prt")
    key = tree.lemmas[verb]
    end = verb + 1
    if particle == verb + 1:
        key, end = f"{key} {tree.lemmas[particle]}", verb + 2
    elif particle > 0:
        key = f"{key} {tree.lemmas[particle]}"
    start = cue_start(tree, verb)
    return Candidate(
        pattern="",
        key=key,
        head=verb,
        cue=(start, end),
        source=source.ranges,
        content=(),
        kind=source.kind,
        anchor=verb,
        cue_head=(verb, end),
        flags=_flags(tree, verb, source),
    )


def cue_start(tree: Tree, verb: int) -> int:
    """Where a verb group begins: auxiliaries, negation and adverbs, and verbs it completes."""
    start = verb
    while start > 0:
        previous = start - 1
        if tree.heads[previous] == verb and tree.deps[previous] in _BEFORE:
            start = previous
        else:
            break
    governor = tree.heads[verb]
    if (
        tree.deps[verb] == "xcomp"
        and governor < start
        and start - governor <= 2
        and tree.tags[governor].startswith("VB")
        and governor != verb
    ):
        return cue_start(tree, governor)
    return start


def _flags(tree: Tree, verb: int, source: Source) -> tuple[str, ...]:
    """What else makes a reading more or less likely."""
    flags = [f"tag:{tree.tags[verb]}", f"dep:{tree.deps[verb]}"]
    for k in tree.kids[verb]:
        if tree.deps[k] == "neg":
            flags.append("negated")
        elif tree.tags[k] == "MD":
            flags.append(f"modal:{tree.lemmas[k]}")
        elif tree.deps[k] == "mark" or tree.tags[k] == "WRB":
            flags.append(f"mark:{tree.lemmas[k]}")
    if tree.quote[verb] >= 0:
        flags.append("quoted")
    if source.head >= 0:
        entity = tree.entities[source.head]
        flags.append(f"source:{source.kind}-{entity}" if entity else f"source:{source.kind}")
        if source.kind in ("pronoun", "relative"):
            flags.append(f"who:{tree.lemmas[source.head]}")
        flags.append("shared" if source.shared else "own")
    return tuple(flags)
