"""Tagged Docs to attributions: the outermost by trained weights, those inside them by rules.

The tagger was trained on articles in which only the outermost attributions are marked. What
somebody inside a content is said to have said is found by the rules, as it is for them; so is what
a phrase attributes that does nothing else ("as per S") when the tagger saw nothing there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from kg.annotate.tagger import Tagged, tagged_of
from kg.extract.assembly import assemble
from kg.extract.candidate import Candidate
from kg.extract.citing import cited, quoted_as
from kg.extract.confidence import interpolated, load_tables, probability, score
from kg.extract.frames import unframed
from kg.extract.goes_on import going_on
from kg.extract.nesting import nested
from kg.extract.parted import parted
from kg.extract.phrases import phrase_candidates
from kg.extract.quoted_by import quoted_by
from kg.extract.refine import TO_PATTERN, refined
from kg.extract.rules import scored
from kg.extract.selection import (
    LIKELY,
    PHRASES,
    Chosen,
    Contents,
    contents_of,
    select,
)
from kg.extract.sources import kind_of
from kg.extract.subject import with_subject
from kg.extract.tree import Range, Tree, tree_of
from kg.extract.verbal import verb_candidates
from kg.model import Attribution

PATTERN = "tagged"
"""The construction, for all but what ``refine.TO_PATTERN`` names."""


def extract(doc: Doc) -> tuple[Attribution, ...]:
    """The attributions of a parsed Doc, in the order of the text.

    ``doc._.tagged`` is what ``kg_attribution_tagger`` left; without it the Doc is tagged now. The
    confidence of an outermost attribution is the tagger's calibrated probability; those inside
    others have none. Offsets are code points of ``doc.text``.
    """
    if not len(doc):
        return ()
    tagged = tagged_of(doc)
    tree = tree_of(doc)
    outer = [_reported(tree, Chosen(_candidate(tree, one), one.confidence)) for one in tagged]
    outer = [replace(one, candidate=refined(tree, one.candidate)) for one in parted(tree, outer)]
    outer = quoted_by(tree, [*outer, *_overlooked(tree, outer)])
    outer = unframed(tree, going_on(tree, outer))
    inner = unframed(tree, _inside(tree, outer))
    both = (replace(one, candidate=with_subject(tree, one.candidate)) for one in (*outer, *inner))
    chosen = sorted(both, key=lambda c: c.candidate.head)
    found = nested(tree, chosen)
    return assemble(doc, tree, found, lambda probability: probability)


def _reported(tree: Tree, one: Chosen) -> Chosen:
    """What T says in "T reported, citing S, that ...", where the tagger took "citing" for T's cue.

    Whom it cites, and that T passes it on, is found from the same words later.
    """
    citing = one.candidate.head
    if tree.tags[citing] != "VBG" or cited(tree, citing) is None:
        return one
    tables, source = load_tables(), set(one.candidate.source)
    found = [
        (probability(tables, score(tables, tree, other)), other)
        for other in verb_candidates(tree)
        if tree.first[other.head] <= citing <= tree.last[other.head]
        and other.head != citing
        and not source.isdisjoint(other.source)
    ]
    likely, best = max(found, key=lambda pair: pair[0], default=(0.0, one.candidate))
    return replace(one, candidate=best) if likely >= LIKELY else one


def _overlooked(tree: Tree, tagged: Sequence[Chosen]) -> list[Chosen]:
    """What phrases like "as per S" attribute, apart from all that was tagged, by the rules."""
    tables = load_tables()
    used = {i for one in tagged for part in one.candidate.parts for i in range(*part)}
    found = [
        Chosen(one, interpolated(tables.confidence, probability(tables, score(tables, tree, one))))
        for one in phrase_candidates(tree)
        if one.pattern in PHRASES and used.isdisjoint(i for part in one.parts for i in range(*part))
    ]
    return select(found)


def _inside(tree: Tree, outer: Sequence[Chosen]) -> list[Chosen]:
    """What the rules find wholly inside the contents of others."""
    holders = contents_of(outer)
    heads = {one.candidate.head for one in outer}
    rules = scored(tree, load_tables())
    named = (replace(one, candidate=quoted_as(tree, one.candidate, heads)) for one in rules)
    found = (_clipped(one, holders) for one in named)
    inner = [one for one in found if _held(one, holders)]
    return [one for one in select(inner) if one.likely_inside or one.candidate.pattern in PHRASES]


def _clipped(one: Chosen, holders: Contents) -> Chosen:
    """What a phrase attributes, without what is outside of the content that the phrase is in."""
    candidate = one.candidate
    if candidate.pattern not in PHRASES:
        return one
    for holder in holders.holding(candidate.head, one):
        for first, last in holder.candidate.content:
            if first <= candidate.head < last:
                pieces = ((max(a, first), min(b, last)) for a, b in candidate.content)
                content = tuple((a, b) for a, b in pieces if a < b)
                return replace(one, candidate=candidate.but(content=content)) if content else one
    return one


def _held(one: Chosen, holders: Contents) -> bool:
    """Whether a candidate is inside a fragment of a content, and its own content is less."""
    candidate = one.candidate
    parts = candidate.parts
    first, last = min(start for start, _ in parts), max(end for _, end in parts)
    return any(
        start <= first and last <= end and _size(candidate) < end - start
        for holder in holders.holding(candidate.head, one)
        for start, end in holder.candidate.content
    )


def _size(candidate: Candidate) -> int:
    return sum(end - start for start, end in candidate.content)


def _candidate(tree: Tree, tagged: Tagged) -> Candidate:
    """A tagged attribution as the rules' later steps take them: in tokens, with head and kind."""
    source, cue, content = (
        tuple(tree.tokens_between(start, end) for start, end in pairs)
        for pairs in (tagged.source, tagged.cue, tagged.content)
    )
    span = (cue[0][0], cue[-1][1])
    head = tree.tokens_between(tagged.anchor, tagged.anchor + 1)[0]
    source_head = _head(tree, source)
    return Candidate(
        pattern=TO_PATTERN if tree.tags[content[0][0]] == "TO" else PATTERN,
        key=tree.lemmas[head],
        head=head,
        cue=span,
        source=source,
        content=content,
        kind="none" if source_head < 0 else kind_of(tree, source_head),
        anchor=_verb(tree, head),
        cue_head=(head, head + 1),
    )


def _head(tree: Tree, ranges: Sequence[Range]) -> int:
    """The first token of ranges whose syntactic head lies outside of them, or -1."""
    inside = {i for start, end in ranges for i in range(start, end)}
    outside = (i for i in sorted(inside) if tree.heads[i] == i or tree.heads[i] not in inside)
    return next(outside, -1)


def _verb(tree: Tree, head: int) -> int:
    """The verb whose circumstances are the cue's: the cue itself, or what governs its noun."""
    above = tree.heads[head]
    if not tree.tags[head].startswith("VB") and tree.tags[above].startswith("VB"):
        return above
    return head
