"""Source mentions: the noun phrase that is said to speak, and how far it reaches."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.candidate import PUNCTUATION
from kg.extract.tree import Range, Tree

_RELATIVE = frozenset(["who", "which", "that", "whom", "whose"])
_TIME_WORDS = frozenset(["DATE", "TIME"])
_UP = frozenset(["conj", "xcomp", "advcl", "dep", "ccomp", "pcomp", "prep"])
LONGEST = 80
"""Tokens on each side of its head that a mention may have."""

FARTHEST = 6
"""Steps up the tree in search of a subject that several verbs share."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source mention: its tokens, what it is and its head (-1 without source)."""

    ranges: tuple[Range, ...] = ()
    kind: str = "none"
    head: int = -1
    shared: bool = False


NOBODY = Source()


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether a participle stands in the passive."""
    if tree.tags[verb] != "VBN":
        return False
    return tree.kid(verb, "auxpass", "nsubjpass") >= 0 or tree.deps[verb] == "acl"


def source_of(tree: Tree, verb: int) -> Source:
    """Who does what a verb says: its subject, its agent, or the subject it shares."""
    if is_passive(tree, verb):
        return _agent(tree, verb)
    current, shared = verb, False
    for _ in range(FARTHEST):
        subject = _subject(tree, current, verb)
        if subject >= 0:
            return mention(tree, subject, verb, shared)
        above = _governor(tree, current)
        if above < 0 or subject == _NO_PERSON:
            break
        if tree.tags[above].startswith(("NN", "PRP")):
            return _of_noun(tree, above, current, verb)
        if is_passive(tree, above):
            break
        current, shared = above, True
    return NOBODY


_NO_PERSON = -2


def _subject(tree: Tree, verb: int, seen_from: int) -> int:
    """The subject of a verb, -1 without one, _NO_PERSON when it is a clause or "there"."""
    for k in tree.kids[verb]:
        if tree.deps[k] == "nsubj" and tree.quote[k] == tree.quote[seen_from]:
            return k
        if tree.deps[k] in ("csubj", "expl"):
            return _NO_PERSON
    return -1


def _governor(tree: Tree, verb: int) -> int:
    """The verb that shares its subject with this one, or the noun that it describes; else -1."""
    relation, above = tree.deps[verb], tree.heads[verb]
    if above == verb:
        return -1
    if relation in ("acl", "relcl"):
        described = tree.tags[above].startswith(("NN", "PRP")) and tree.tags[verb] == "VBG"
        return above if described else -1
    if relation not in _UP or (relation == "ccomp" and tree.tags[verb] not in ("VBG", "VB")):
        return -1
    while tree.deps[above] == "prep" and tree.heads[above] != above:
        above = tree.heads[above]
    return above


def _of_noun(tree: Tree, noun: int, participle: int, verb: int) -> Source:
    """ "a man claiming that P": the man; "his habit of claiming": his."""
    if tree.deps[participle] in ("acl", "relcl"):
        return mention(tree, noun, verb)
    owner = tree.kid(noun, "poss")
    return mention(tree, owner, verb, True) if owner >= 0 else NOBODY


def _agent(tree: Tree, verb: int) -> Source:
    """Who is named by "by"."""
    by = tree.kid(verb, "agent")
    named = tree.kid(by, "pobj") if by >= 0 else -1
    return mention(tree, named, verb) if named >= 0 else NOBODY


def kind_of(tree: Tree, head: int) -> str:
    """What a mention is: name, noun, pronoun, relative."""
    tag = tree.tags[head]
    if tag in ("WDT", "WP", "WP$") or (tag == "IN" and tree.words[head].lower() in _RELATIVE):
        return "relative"
    if tag in ("PRP", "PRP$"):
        return "thing" if tree.lemmas[head] == "it" else "pronoun"
    if tag.startswith("NNP"):
        return "name"
    return "noun" if tag.startswith("NN") else "other"


def mention(tree: Tree, head: int, verb: int, shared: bool = False) -> Source:
    """The mention with a given head, seen from the verb it is the source of."""
    kind = kind_of(tree, head)
    if kind in ("relative", "pronoun", "thing"):
        return Source(((head, head + 1),), kind, head, shared)
    start, end = tree.span(head)
    if head < verb:
        end = min(end, verb)
    else:
        start = max(start, verb + 1)
    sentence = tree.sentence_of(head)
    start, end = max(start, sentence[0], head - LONGEST), min(end, sentence[1], head + LONGEST)
    # A noun phrase does not run into or out of a quotation.
    here = tree.quote[head]
    for i in range(head, start - 1, -1):
        if tree.quote[i] != here:
            start = i + 1
            break
    for i in range(head, end):
        if tree.quote[i] != here:
            end = i
            break
    start, end = _edges(tree, start, end, head, verb)
    return Source(((start, end),), kind, head, shared) if start < end else NOBODY


def _edges(tree: Tree, start: int, end: int, head: int, verb: int) -> Range:
    """Trim punctuation and a time ("on Sunday") that the parser hung on the noun."""
    words, tags = tree.words, tree.tags
    while start < head and (
        words[start] in PUNCTUATION or tags[start] in ("_SP", "CC", "RB", "IN")
    ):
        start += 1
    end = _without_time(tree, end, head)
    comma = end < len(tree) and words[end - 1] == ","
    while end > head + 1 and (words[end - 1] in PUNCTUATION or tags[end - 1] in ("_SP", "CC")):
        end -= 1
    inner = any(words[i] == "," for i in range(head, end))
    if words[end - 1] in (")", "]"):
        return start, end
    # An apposition between two commas keeps the second: "Ann Richards, a senator, said".
    if inner and head < verb and (comma or words[end] == ",") and words[end] == ",":
        end += 1
    if (
        end < len(tree)
        and words[end] in (")", "]")
        and any(words[i] == "(" for i in range(start, end))
    ):
        end += 1
    return start, end


def _without_time(tree: Tree, end: int, head: int) -> int:
    """The end of a mention without the date at its right edge."""
    last = end - 1
    while last > head and tree.entities[last] in _TIME_WORDS:
        last -= 1
    if last == end - 1 or last <= head:
        return end
    if tree.lemmas[last] in ("on", "in", "at", "late", "early", ","):
        last -= 1
    if tree.deps[last + 1] in ("prep", "npadvmod") or tree.lemmas[last + 1] == "on":
        return last + 1
    return end
