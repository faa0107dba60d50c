"""What belongs to an article and not to what anybody in it says: datelines, pleas for anonymity."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.extract.candidate import Candidate
from kg.extract.selection import Chosen
from kg.extract.tree import Range, Tree

_PLACE = r"[A-Z][A-Z.'’-]+(?:[ ](?:OF[ ])?[A-Z][A-Z.'’-]+){0,2}"
_TITLE_PLACE = r"[A-Z][a-z]+(?:[ ][A-Z][a-z]+){0,2}"
_MORE = r"(?:,[ ][A-Z][^()\n–—]{0,40}?)?"
_AGENCY = r"[ ]\([A-Z][^()\n]{1,30}\)"
_DASH = r"[ ]?(?:--|[-–—])[ ]+"
_DATELINE = re.compile(
    rf"^[ \t]*(?:{_PLACE}{_MORE}(?:{_AGENCY})?|{_TITLE_PLACE}{_MORE}{_AGENCY})"
    rf"(?<=[\w.)’']){_DASH}(?=[A-Z0-9“\"‘'])",
    re.MULTILINE,
)
"""A place in capitals, or any before an agency, up to the dash: "RENO, Nev. (Reuters) - "."""

_ASKING = frozenset(
    {"ask", "request", "prefer", "wish", "want", "choose", "insist", "demand", "desire"}
)
_DECLINING = frozenset({"decline", "refuse"})
_WHO = r"(?:that\s+(?:he|she|they|(?:his|her|their)\s+names?)\s+)?"
_NAMED = r"(?:be(?:ing)?\s+)?(?:publicly\s+|further\s+)?(?:named|identified|quoted\s+by\s+name)"
_OTHERWISE = r"(?!\s+(?:as|for|of|in\s+(?:the|a|any)\s+(?:suit|lawsuit|complaint|indictment)))\b"
_NOT_NAMED = re.compile(
    rf"{_WHO}(?:on\s+)?(?:(?:not\s+to|to\s+not|not)\s+{_NAMED}|(?:to\s+)?(?:remain|stay|be)\s+anonymous"
    rf"|anonymity|not\s+be\s+(?:used|published)){_OTHERWISE}",
    re.IGNORECASE,
)
_TO_BE_NAMED = re.compile(rf"to\s+{_NAMED}{_OTHERWISE}", re.IGNORECASE)


def unframed(tree: Tree, found: Iterable[Chosen]) -> list[Chosen]:
    """The attributions without datelines in their parts, and without pleas for anonymity.

    "PARIS (Reuters) -" is neither a source nor said by anybody. "Asked not to be named" is why a
    source has no name (kg.resolve.anonymity), no demand that an article reports; the annotators
    of PolNeAR mark 7 of these in 839 articles.
    """
    datelines = [
        tree.tokens_between(line.start(), line.end()) for line in _DATELINE.finditer(tree.text)
    ]
    kept = (replace(one, candidate=_cut(one.candidate, datelines)) for one in found)
    return [one for one in kept if one.candidate.content and not _plea(tree, one.candidate)]


def _cut(candidate: Candidate, datelines: list[Range]) -> Candidate:
    """A candidate without what stands in a dateline; without content when its cue does."""
    for line in datelines:
        if line[0] <= candidate.cue[0] < line[1]:
            return candidate.but(content=())
        source, content = _outside(candidate.source, line), _outside(candidate.content, line)
        if (source, content) != (candidate.source, candidate.content):
            candidate = candidate.but(source=source, content=content)
    return candidate


def _outside(ranges: tuple[Range, ...], line: Range) -> tuple[Range, ...]:
    """Ranges without what of them is in a dateline, which begins its paragraph."""
    cut = ((line[1] if line[0] <= a < line[1] else a, b) for a, b in ranges)
    return tuple((a, b) for a, b in cut if a < b)


def _plea(tree: Tree, candidate: Candidate) -> bool:
    """Whether somebody asks for no more than not to be named."""
    verb = tree.lemmas[candidate.head].casefold()
    first, last = candidate.content[0][0], candidate.content[-1][1]
    words = tree.text[tree.starts[first] : tree.ends[last - 1]]
    if verb in _ASKING:
        return _NOT_NAMED.match(words) is not None
    return verb in _DECLINING and _TO_BE_NAMED.match(words) is not None
