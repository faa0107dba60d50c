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
    current, shared = verb, False
    for _ in range(FARTHEST):
        if is_passive(tree, current):
            return NOBODY if current != verb else _agent(tree, verb)
        subject = tree.kid(current, "nsubj", "csubj")
        if subject >= 0 and tree.deps[subject] == "nsubj":
            return mention(tree, subject, verb, shared)
        if subject >= 0 or tree.kid(current, "expl") >= 0:
            return NOBODY
        relation, head = tree.deps[current], tree.heads[current]
        if relation in ("acl", "relcl") and tree.tags[head].startswith(("NN", "PRP")):
            return mention(tree, head, verb, shared) if tree.tags[current] == "VBG" else NOBODY
        if relation not in _UP or head == current:
            return NOBODY
        if relation == "ccomp" and tree.tags[current] not in ("VBG", "VB"):
            return NOBODY
        current, shared = head, True
        while tree.deps[current] == "prep" and tree.heads[current] != current:
            current = tree.heads[current]
        if tree.tags[current].startswith("NN"):
            return _owner(tree, current, verb)
    return NOBODY


def _agent(tree: Tree, verb: int) -> Source:
    """Who is named by "by"."""
    by = tree.kid(verb, "agent")
    named = tree.kid(by, "pobj") if by >= 0 else -1
    return mention(tree, named, verb) if named >= 0 else NOBODY


def _owner(tree: Tree, noun: int, verb: int) -> Source:
    """Whose a noun is, for participles that hang on it."""
    owner = tree.kid(noun, "poss")
    return mention(tree, owner, verb, True) if owner >= 0 else NOBODY


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
    while start < head and (words[start] in PUNCTUATION or tags[start] in ("_SP", "CC", "RB", "IN")):
        start += 1
    end = _without_time(tree, end, head)
    comma = end < len(tree) and words[end - 1] == ","
    while end > head + 1 and (words[end - 1] in PUNCTUATION or tags[end - 1] in ("_SP", "CC")):
        end -= 1
    inner = any(words[i] == "," for i in range(head, end))
    if words[end - 1] in (")", "]"):
        return start, end
    # An apposition between two commas keeps the second: "Ann Lee, a senator, said".
    if inner and head < verb and (comma or words[end] == ",") and words[end] == ",":
        end += 1
    if end < len(tree) and words[end] in (")", "]") and any(words[i] == "(" for i in range(start, end)):
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
