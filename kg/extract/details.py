"""To whom, in what, where and when something was said."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.candidate import PUNCTUATION, Candidate
from kg.extract.tree import Range, Tree

REACH = 30
"""Tokens around a cue in which its circumstances stand."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TEXTS = _words(
    "statement letter tweet email e-mail memo memorandum communiqué communique message post "
    "release posting note petition manifesto editorial op-ed"
)
"""What somebody utters in writing: as a subject ("the statement said") it is the medium."""

_MEDIA = _TEXTS | _words(
    "interview speech address testimony conference briefing remarks remark report article column "
    "video broadcast call conversation debate filing brief affidavit book blog podcast ad "
    "advertisement announcement declaration document paper comment comments telegram text "
    "appearance meeting hearing rally twitter facebook instagram telegram youtube television tv "
    "radio broadcast press"
)
_MEDIUM_PREPOSITIONS = frozenset(["in", "on", "via", "during", "through", "at", "by"])
_PLACE_PREPOSITIONS = frozenset(["in", "at", "from", "outside", "near"])
_TIME_PREPOSITIONS = frozenset(
    ["on", "in", "at", "by", "since", "before", "after", "late", "early"]
)
_PLACES = frozenset(["GPE", "LOC", "FAC"])
_TIMES = frozenset(["DATE", "TIME"])
_TOLD = _words(
    "tell ask urge inform remind assure warn promise order instruct advise persuade convince "
    "notify brief beg invite encourage press caution implore assure reassure"
)


@dataclass(frozen=True, slots=True)
class Details:
    """Token ranges of the circumstances, None when not told."""

    addressee: Range | None = None
    medium: Range | None = None
    place: Range | None = None
    time: Range | None = None


def details_of(tree: Tree, candidate: Candidate) -> Details:
    """The circumstances told beside a candidate's cue, outside source, cue and content."""
    verb = candidate.anchor
    if verb < 0 or not tree.tags[verb].startswith("VB"):
        return Details(addressee=candidate.addressee, medium=_speaking_text(tree, candidate))
    free = _free(tree, candidate)
    time = _time(tree, free)
    taken = set(range(*time)) if time else set()
    medium = _medium(tree, [i for i in free if i not in taken], taken)
    taken |= set(range(*medium)) if medium else set()
    place = _place(tree, verb, [i for i in free if i not in taken])
    return Details(
        addressee=candidate.addressee or _addressee(tree, candidate, set(free) - taken),
        medium=medium or _speaking_text(tree, candidate),
        place=place,
        time=time,
    )


def _free(tree: Tree, candidate: Candidate) -> list[int]:
    """The tokens around the cue that are in no other role and in no other clause."""
    verb = candidate.anchor
    first, last = tree.sentence_of(verb)
    left = min([candidate.cue[0], *(s for s, _ in candidate.source if s >= first)])
    limit = min(verb + REACH, last)
    used = {i for s, e in (*candidate.source, candidate.cue) for i in range(s, e)}
    content = {i for s, e in candidate.content for i in range(max(s, left), min(e, limit))}
    free = []
    for i in range(max(left, first), limit):
        if i in content:
            if i > verb:
                break
            continue
        if i in used:
            continue
        if i > verb and (tree.tags[i].startswith("VB") or tree.deps[i] == "cc"):
            break
        free.append(i)
    return free


def _time(tree: Tree, free: list[int]) -> Range | None:
    for n, i in enumerate(free):
        if tree.entities[i] not in _TIMES:
            continue
        end = i + 1
        while end in free[n:] and tree.entities[end] in _TIMES:
            end += 1
        while end > i + 1 and tree.words[end - 1] in PUNCTUATION:
            end -= 1
        start = i
        if i - 1 in free and tree.lemmas[i - 1] in _TIME_PREPOSITIONS:
            start = i - 1
        return start, end
    return None


def _medium(tree: Tree, free: list[int], time: set[int]) -> Range | None:
    allowed = set(free)
    for i in free:
        if tree.deps[i] != "prep" or tree.lemmas[i] not in _MEDIUM_PREPOSITIONS:
            continue
        thing = tree.kid(i, "pobj")
        if thing in allowed and tree.lemmas[thing] in _MEDIA:
            end = thing + 1
            while end <= tree.last[thing] and end in allowed and end not in time:
                end += 1
            while end > thing + 1 and tree.words[end - 1] in PUNCTUATION:
                end -= 1
            return i, end
    return None


def _place(tree: Tree, verb: int, free: list[int]) -> Range | None:
    allowed = set(free)
    for i in free:
        if tree.deps[i] != "prep" or tree.heads[i] != verb:
            continue
        thing = tree.kid(i, "pobj")
        if (
            thing in allowed
            and tree.lemmas[i] in _PLACE_PREPOSITIONS
            and tree.entities[thing] in _PLACES
        ):
            end = thing + 1
            while end <= tree.last[thing] and end in allowed:
                end += 1
            while end > thing + 1 and tree.words[end - 1] in PUNCTUATION:
                end -= 1
            return i, end
    return None


def _addressee(tree: Tree, candidate: Candidate, free: set[int]) -> Range | None:
    verb = candidate.anchor
    for k in tree.kids[verb]:
        if k < verb:
            continue
        named = -1
        if tree.deps[k] in ("dobj", "dative") and tree.tags[k] != "IN":
            if tree.lemmas[verb] in _TOLD and k in free:
                named = k
        elif tree.deps[k] in ("prep", "dative") and tree.lemmas[k] == "to" and k in free:
            named = tree.kid(k, "pobj")
        if named >= 0 and named in free and tree.entities[named] not in _TIMES:
            start, end = tree.first[named], named + 1
            while end <= tree.last[named] and end in free:
                end += 1
            while end > named + 1 and tree.words[end - 1] in PUNCTUATION:
                end -= 1
            return max(start, verb + 1), end
    return None


def _speaking_text(tree: Tree, candidate: Candidate) -> Range | None:
    """The source itself when it is a text that somebody else utters: "the statement said"."""
    if candidate.kind != "noun" or candidate.anchor != candidate.head or not candidate.source:
        return None
    start, end = candidate.source[0]
    return next(
        ((start, end) for i in range(start, end) if _is_head(tree, i, start, end)),
        None,
    )


def _is_head(tree: Tree, i: int, start: int, end: int) -> bool:
    return tree.lemmas[i] in _TEXTS and not start <= tree.heads[i] < end
