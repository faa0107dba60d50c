"""What the training articles' guidelines leave together and this program tells apart.

PolNeAR's annotators mark "Khabar 24 on Sunday" as a source and "the media not to distort it" as the
content of "called on". Here a day is a time and the one who is called on an addressee.
"""

from __future__ import annotations

from kg.extract.candidate import Candidate
from kg.extract.tree import Range, Tree

TO_PATTERN = "tagged-xcomp-to"
"""The construction "asked to", other than "asked whether": what the speech act depends on."""

_NOT = frozenset(["not", "never"])
_PARTICLES = frozenset(["IN", "RP", "TO"])
_ASKING = frozenset(
    [
        *(("call", "on"), ("call", "upon"), ("prevail", "on"), ("prevail", "upon")),
        *(("appeal", "to"), ("plead", "with")),
    ]
)
"""Verbs that ask somebody, with the preposition before who is asked to do something. Elsewhere it
belongs to the content: "called for the council to resign" addresses nobody."""

_FARTHEST = 15
"""Tokens that an addressee may have."""


def refined(tree: Tree, candidate: Candidate) -> Candidate:
    """The candidate with its day, its addressee and the whole head of its cue told apart."""
    return _with_addressee(tree, _with_whole_cue_head(tree, _without_day(tree, candidate)))


def _without_day(tree: Tree, candidate: Candidate) -> Candidate:
    """A source without a day at its end: "Khabar 24 on Sunday", "the agency Monday"."""
    if not candidate.source:
        return candidate
    start, end = candidate.source[-1]
    first = end
    while first > start and tree.entities[first - 1] == "DATE":
        first -= 1
    on = first > start and tree.lemmas[first - 1] == "on"
    if first == end or first - on <= start or not (on or _is_weekday(tree, first, end)):
        return candidate
    return candidate.but(source=(*candidate.source[:-1], (start, first - on)))


def _is_weekday(tree: Tree, start: int, end: int) -> bool:
    return end - start == 1 and tree.lemmas[start].endswith("day")


def _with_whole_cue_head(tree: Tree, candidate: Candidate) -> Candidate:
    """A cue's head with the particles after it that end the cue: "called on", "according to"."""
    head, end = candidate.head, candidate.cue[1]
    if all(tree.tags[i] in _PARTICLES for i in range(head + 1, end)):
        return candidate.but(cue_head=(head, end))
    return candidate


def _with_addressee(tree: Tree, candidate: Candidate) -> Candidate:
    """The addressee of a demand whose cue ends in its preposition: "called on [the media] to ...".

    The content then begins with the infinitive.
    """
    start, end = candidate.content[0]
    called = candidate.cue[1]
    asking = (tree.lemmas[candidate.head], tree.lemmas[called - 1])
    if called != start or called - candidate.head < 2 or asking not in _ASKING:
        return candidate
    infinitive = _infinitive(tree, start, end)
    if infinitive is None:
        return candidate
    return candidate.but(
        pattern=TO_PATTERN,
        addressee=(start, infinitive[0]),
        content=(infinitive, *candidate.content[1:]),
    )


def _infinitive(tree: Tree, start: int, end: int) -> Range | None:
    """The rest of a content from its "to" or "not to" on, when only a noun phrase is before it."""
    for i in range(start + 1, min(end, start + _FARTHEST)):
        if tree.tags[i].startswith("VB"):
            return None
        if tree.tags[i] == "TO":
            first = i - (tree.lemmas[i - 1] in _NOT)
            return (first, end) if first > start else None
    return None
