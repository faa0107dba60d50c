"""Quotations and the words beside them that say whose they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.candidate import PUNCTUATION, Candidate, cleaned
from kg.extract.sources import Source, is_passive, mention, source_of
from kg.extract.tree import Range, Tree
from kg.extract.verb import verb_at

FRAME = 60
"""Tokens looked at on each side of a quotation."""

_GOES_ON = frozenset([",", "?", "!", "—", "-", "--", "–", "…", "..."])
_STOPS = frozenset([".", "?", "!", ";"])


_OPENERS = frozenset(["DT", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "JJ", "CD"])


@dataclass(slots=True)
class Said:
    """A cue with the quotations that are beside it."""

    verb: int
    source: Source
    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()


def quote_candidates(tree: Tree) -> Iterator[Candidate]:
    """One candidate a cue that has whole quotations beside it."""
    said: dict[int, Said] = {}
    for n in range(len(tree.quotes)):
        if tree.quotes[n][1] - tree.quotes[n][0] < 3:
            continue
        verb = _cue_after(tree, n)
        if verb >= 0:
            source = said_by(tree, verb, tree.quotes[n][1])
            entry = said.setdefault(verb, Said(verb, source))
            entry.before = (*entry.before, n)
            continue
        verb = _cue_before(tree, n)
        if verb >= 0:
            entry = said.setdefault(verb, Said(verb, source_of(tree, verb)))
            entry.after = (*entry.after, n)
    for verb in sorted(said):
        yield from _candidate(tree, said[verb])


def _candidate(tree: Tree, said: Said) -> Iterator[Candidate]:
    base = verb_at(tree, said.verb, said.source).base
    ranges: list[Range] = []
    for n in said.before:
        ranges.extend(_backwards(tree, n))
    for n in said.after:
        ranges.extend(_forwards(tree, n))
    side = ("R" if said.before else "") + ("L" if said.after else "")
    content = cleaned(tree, tuple(sorted(set(ranges))))
    if content:
        yield base.but(pattern=f"quote-{side}", content=content)


def _backwards(tree: Tree, n: int) -> Iterator[Range]:
    """A quotation with the paragraphs before it that it continues, and its unquoted beginning."""
    m = n
    while tree.continued[m] and m > 0:
        m -= 1
        yield tree.quotes[m]
    start, end = tree.quotes[n]
    first = start
    while first > 0 and start - first < FRAME and tree.quote[first - 1] < 0:
        previous = tree.words[first - 1]
        if previous in _STOPS or tree.paragraph[first - 1] != tree.paragraph[start]:
            break
        first -= 1
    if any(tree.words[i] not in PUNCTUATION and tree.tags[i] != "_SP" for i in range(first, start)):
        start = first
    yield (start, end)


def _forwards(tree: Tree, n: int) -> Iterator[Range]:
    """A quotation with the paragraphs in which it goes on."""
    yield tree.quotes[n]
    while n + 1 < len(tree.quotes) and tree.continued[n + 1]:
        n += 1
        yield tree.quotes[n]


def _cue_after(tree: Tree, n: int) -> int:
    """The verb of "A," said S / "A," S said; -1 when there is none."""
    end = tree.quotes[n][1]
    if end >= len(tree) or not tree.closed[n]:
        return -1
    inside = tree.words[end - 2]
    at = end
    if tree.words[at] in (",", "—", "--", "–"):
        at += 1
    elif inside not in _GOES_ON:
        return -1
    limit = min(end + FRAME, len(tree))
    first = at
    for i in range(at, limit):
        foreign = tree.quote[i] >= 0 or tree.paragraph[i] != tree.paragraph[end - 1]
        if foreign or tree.words[i] in _STOPS:
            return -1
        if not tree.tags[i].startswith("VB") or tree.deps[i] in ("aux", "auxpass", "amod"):
            continue
        source = said_by(tree, i, end)
        if not source.ranges or source.shared:
            continue
        return i if _light(tree, first, min(source.ranges[0][0], i)) else -1
    return -1


def said_by(tree: Tree, verb: int, start: int) -> Source:
    """The source of a verb after a quotation; with "said S" what follows, parsed as it may be."""
    source = source_of(tree, verb)
    if source.ranges and not source.shared:
        return source
    if verb - start > 1 or verb + 1 >= len(tree) or is_passive(tree, verb):
        return source
    if tree.tags[verb] not in ("VBD", "VBZ", "VBP") or tree.tags[verb + 1] not in _OPENERS:
        return source
    for i in range(verb + 1, min(verb + 12, len(tree))):
        if tree.quote[i] >= 0 or tree.words[i] in _STOPS or tree.tags[i] == "IN":
            break
        outside = tree.heads[i] <= verb or tree.heads[i] == i or tree.deps[i] == "nsubj"
        if tree.tags[i].startswith(("NN", "PRP")) and outside and tree.first[i] >= verb:
            return mention(tree, i, verb)
    return source


def _light(tree: Tree, start: int, end: int) -> bool:
    """Whether nothing but an adverb or a conjunction stands between."""
    return end - start <= 2 and all(
        tree.tags[i] in ("RB", "CC", "_SP", ",", "MD") for i in range(start, end)
    )


def _cue_before(tree: Tree, n: int) -> int:
    """The verb of S said: "A" / "B," S said. "A"; -1 when there is none."""
    start = tree.quotes[n][0]
    at = start - 1
    while at >= 0 and tree.tags[at] == "_SP":
        at -= 1
    if at < 0:
        return -1
    mark = tree.words[at]
    if mark == ".":
        return _cue_of_last(tree, n, at)
    if mark in (",", ":") or tree.tags[at].startswith("VB"):
        return _last_verb(tree, at, start, mark)
    return -1


def _last_verb(tree: Tree, at: int, start: int, mark: str) -> int:
    for i in range(at, max(at - FRAME // 2, -1), -1):
        if tree.quote[i] >= 0 or (tree.words[i] in _STOPS and i < at):
            return -1
        if mark != ":" and tree.paragraph[i] != tree.paragraph[start]:
            return -1
        if tree.tags[i].startswith("VB") and tree.deps[i] not in ("aux", "auxpass", "amod"):
            if tree.deps[i] == "relcl" and mark != ":":
                continue
            return i if source_of(tree, i).ranges else -1
    return -1


def _cue_of_last(tree: Tree, n: int, stop: int) -> int:
    """The verb of the quotation before, when only its cue stands between: "B," S said. "A"."""
    if n == 0 or tree.paragraph[tree.quotes[n - 1][0]] != tree.paragraph[tree.quotes[n][0]]:
        return -1
    end = tree.quotes[n - 1][1]
    if stop - end > FRAME // 2 or any(tree.words[i] in _STOPS for i in range(end, stop)):
        return -1
    return _cue_after(tree, n - 1)
