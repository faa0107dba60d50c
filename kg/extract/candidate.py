"""Candidates: what might be an attribution, in tokens, before anything is decided."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.extract.tree import Range, Tree

LONGEST = 2_000
"""Tokens; a longer content is an accident of a text without full stops."""

PUNCTUATION = frozenset(",.;:!?-–—()[]…/*") | {
    "--",
    "...",
    "“",
    "”",
    '"',
    "''",
    "``",
    "'",
    "‘",
    "’",
}
_LOOSE = frozenset(",;:.-–—…") | {"--", "..."}
_MARKS = frozenset(["“", "”", '"', "''", "``", "«", "»", "„"])


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible attribution: token ranges by role and what its probability depends on.

    ``pattern`` names the construction, ``key`` the cue's lemma in it ("call on"), ``kind`` what the
    source is (name, noun, pronoun, relative, none); ``head`` is the token that carries the cue's
    meaning, ``anchor`` the verb whose complements and adjuncts say to whom, where and when.
    """

    pattern: str
    key: str
    head: int
    cue: Range
    source: tuple[Range, ...]
    content: tuple[Range, ...]
    kind: str = "none"
    anchor: int = -1
    cue_head: Range | None = None
    addressee: Range | None = None
    flags: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[Range, ...]:
        """The ranges of cue, source and content."""
        return (self.cue, *self.source, *self.content)

    def but(self, **changes: object) -> Candidate:
        """The same with other fields."""
        return replace(self, **changes)  # type: ignore[arg-type]


def trimmed(tree: Tree, start: int, end: int, stops: frozenset[str] = _LOOSE) -> Range | None:
    """The range without blanks and loose punctuation at its ends, or None when nothing is left.

    A final mark inside closing quotation marks belongs to the quotation and stays.
    """
    words, tags = tree.words, tree.tags
    while start < end and (words[start] in stops or tags[start] == "_SP"):
        start += 1
    while end > start and (words[end - 1] in stops or tags[end - 1] == "_SP"):
        end -= 1
    return (start, end) if start < end else None


def whole_quotes(tree: Tree, start: int, end: int) -> Range:
    """Widen a range that starts or ends inside a quotation so that the marks are in or out.

    The parser knows nothing of quotation marks: a clause that begins with a quotation's first word
    gets the opening mark, one that ends in a quotation goes to its closing mark. One that lies
    inside a quotation altogether stays as it is.
    """
    if start >= end:
        return start, end
    first, last = tree.quote[start], tree.quote[end - 1]
    if first == last and first >= 0:
        begin, stop = tree.quotes[first]
        # All of it but the marks: take the marks too.
        if start - begin <= 1 and stop - end <= 2:
            return begin, stop
        return start, end
    if last >= 0:
        end = tree.quotes[last][1]
    elif end < len(tree) and tree.quote[end] >= 0 and tree.quote[end] == tree.quote[end - 1]:
        end = tree.quotes[tree.quote[end]][1]
    if first >= 0:
        start = tree.quotes[first][0]
    return start, end


def without(ranges: tuple[Range, ...], hole: Range) -> tuple[Range, ...]:
    """The ranges less the tokens of another."""
    left: list[Range] = []
    for start, end in ranges:
        if hole[1] <= start or hole[0] >= end:
            left.append((start, end))
            continue
        if start < hole[0]:
            left.append((start, hole[0]))
        if hole[1] < end:
            left.append((hole[1], end))
    return tuple(left)


def cleaned(tree: Tree, ranges: tuple[Range, ...]) -> tuple[Range, ...]:
    """Content ranges as the guidelines want them: quotations whole, loose punctuation off."""
    made: list[Range] = []
    if sum(end - start for start, end in ranges) > LONGEST:
        return ()
    for start, end in ranges:
        bare = trimmed(tree, start, end)
        if bare is None:
            continue
        bare = whole_quotes(tree, *bare)
        if all(tree.words[i] in PUNCTUATION for i in range(*bare)):
            continue
        if made and bare[0] <= made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], bare[1]))
        else:
            made.append(bare)
    return tuple(made)
