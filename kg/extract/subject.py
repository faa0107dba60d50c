"""Who speaks, where the words that were tagged as a source are not the subject of its cue.

The tagger goes by words, and takes a conjunction, an expletive or what stands before the subject
for (part of) a source when the sentence is an unusual one. The parse tells better.
"""

from __future__ import annotations

from kg.extract.candidate import Candidate
from kg.extract.sources import is_passive, mention, source_of
from kg.extract.tree import Range, Tree

_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_JOINING = frozenset(["CC", "IN", "RB", ",", ":"])
_FINITE = frozenset(["VBD", "VBZ", "VBP"])
_WHERE = frozenset(["in", "at", "on", "during", "after"])
_EMPTY = frozenset(["CC", "_SP", ":", ",", ".", "``", "''"])


def with_subject(tree: Tree, candidate: Candidate) -> Candidate:
    """The candidate with who speaks as its source; as it is where that is not clear."""
    if not candidate.source:
        return candidate
    if _joins(tree, candidate.source):
        found = _shared(tree, candidate.head)
        return candidate.but(source=() if _overlaps(found, candidate.content) else found)
    found = _of_main_clause(tree, candidate) or _of_verb_above(tree, candidate)
    if found:
        return candidate.but(source=found)
    start, end = candidate.source[-1]
    start, end = _behind_circumstance(tree, candidate, start), _before_expletive(tree, start, end)
    return candidate.but(source=(*candidate.source[:-1], (start, end)))


def _joins(tree: Tree, source: tuple[Range, ...]) -> bool:
    """Whether a source is but a conjunction: "And", "as well as"."""
    tokens = [i for part in source for i in range(*part)]
    joining = any(tree.deps[i] == "cc" for i in tokens)
    return joining and all(tree.tags[i] in _JOINING for i in tokens)


def _overlaps(some: tuple[Range, ...], others: tuple[Range, ...]) -> bool:
    return any(a < end and start < b for a, b in some for start, end in others)


def _shared(tree: Tree, verb: int) -> tuple[Range, ...]:
    """The subject that a verb without its own shares with another, also with that of the sentence
    before when it is but "And" with a predicate: "The mayor sat down. And told us that P."
    """
    found = source_of(tree, verb).ranges
    number = tree.sentence[verb]
    if found or any(tree.tags[i] not in _EMPTY for i in range(tree.sentences[number][0], verb)):
        return found
    while (number := number - 1) >= 0:
        start, end = tree.sentences[number]
        if any(tree.tags[i] not in _EMPTY for i in range(start, end)):
            root = next((i for i in range(start, end) if tree.heads[i] == i), start)
            subject = tree.kid(root, "nsubj")
            same = tree.tags[root] == tree.tags[verb] and subject >= 0
            return mention(tree, subject, root).ranges if same else ()
    return ()


def _of_main_clause(tree: Tree, candidate: Candidate) -> tuple[Range, ...]:
    """The subject behind an infinitive in front of its clause: "It closed, and to tell why it did,
    the council met." An infinitive is no second part of "closed", where the parser hangs it.
    """
    verb, last = candidate.head, candidate.content[-1][1]
    if tree.deps[verb] != "conj" or tree.kid(verb, "aux") < 0 or tree.tags[verb] != "VB":
        return ()
    infinitive = tree.tags[tree.kid(verb, "aux")] == "TO"
    if not infinitive or tree.tags[tree.heads[verb]] not in _FINITE:
        return ()
    start, end = tree.sentence_of(verb)
    root = next((i for i in range(start, end) if tree.heads[i] == i), start)
    subject = tree.kid(root, "nsubj")
    return mention(tree, subject, root).ranges if last <= subject < root else ()


def _of_verb_above(tree: Tree, candidate: Candidate) -> tuple[Range, ...]:
    """The subject of the verb that "even knowing that P" goes with: "They passed the bill even
    knowing that P", where the parser takes the object of the one for the subject of the other.
    """
    verb = candidate.head
    above = tree.heads[verb]
    even = tree.tags[verb] == "VBG" and tree.lemmas[verb - 1] == "even"
    owns = any(start <= tree.kid(verb, "nsubj") < end for start, end in candidate.source)
    return source_of(tree, above).ranges if even and owns and above < candidate.source[0][0] else ()


def _behind_circumstance(tree: Tree, candidate: Candidate, start: int) -> int:
    """Where a source begins that the parser takes for part of what is in front of it: "In a 2007
    study Duckworth and colleagues found", of which it makes a study's name.
    """
    end, before = candidate.source[-1][1], start - 1
    if before < 0 or tree.lemmas[before] not in _WHERE or tree.deps[before] != "prep":
        return start
    heads = (tree.kid(before, "pobj"), tree.kid(candidate.head, *_SUBJECTS))
    found = [i for i in heads if i >= 0]
    if len(found) != 1 or tree.tags[start] != "DT" or not tree.tags[found[0]].startswith("NNP"):
        return start
    things = (i for i in range(min(found[0], end) - 1, start, -1) if tree.tags[i] == "NN")
    return next(things, start - 1) + 1


def _before_expletive(tree: Tree, start: int, end: int) -> int:
    """The end of a source without "it": "in the study by Hein it was found that P"."""
    last = end - 1
    passive = tree.deps[last] in _SUBJECTS and is_passive(tree, tree.heads[last])
    return last if last > start and passive and tree.lemmas[last] == "it" else end
