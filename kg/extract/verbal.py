"""Verbal cues: what a verb's clauses say when somebody says, thinks or wants them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.extract.candidate import Candidate
from kg.extract.complements import adjective, object_predicate, objects, passive, prepositional
from kg.extract.tree import Range, Tree
from kg.extract.verb import Verb, verb_at

_LONGEST_INSERTION = 25
"""Tokens of source and cue between two parts of a sentence: "P, said S, who is P, Q"."""

_NOT_CUES = frozenset(["aux", "auxpass", "amod", "compound"])
_ALONE = frozenset(["parataxis", "ccomp", "advcl", "ROOT", "conj"])
_DASHES = frozenset([",", "”", '"', "''", "—", "-", "–"])
_CLAUSE_OPENERS = frozenset(
    ["DT", "PRP", "PRP$", "NNP", "NNPS", "NN", "NNS", "EX", "CD", "JJ", "WDT", "WP", "WRB"]
)


def verb_candidates(tree: Tree) -> Iterator[Candidate]:
    """Every reading of every verb as a cue, several contents a verb: the tables decide."""
    for at, tag in enumerate(tree.tags):
        if not tag.startswith("VB") or tree.deps[at] in _NOT_CUES:
            continue
        if tree.kids[at] or tree.deps[at] in ("parataxis", "acl"):
            yield from _readings(verb_at(tree, at))


def _readings(verb: Verb) -> Iterator[Candidate]:
    deps = verb.tree.deps
    for k in verb.kids:
        reading = _READINGS.get(deps[k])
        if reading is not None:
            yield from reading(verb, k)
    yield from objects(verb)
    if verb.passive:
        yield from passive(verb)
    if not any(deps[k] == "ccomp" or (deps[k] == "xcomp" and k > verb.at) for k in verb.kids):
        yield from _parenthetical(verb)
        yield from _rest(verb)
    elif not any(deps[k] == "ccomp" and k > verb.at for k in verb.kids):
        yield from _rest(verb)


def _clause(verb: Verb, clause: int) -> Iterator[Candidate]:
    """ "said (that) P"; a clause that the parser broke in two is one."""
    tree, at = verb.tree, verb.at
    if clause < at:
        yield from _clause_before(verb, clause)
        return
    clauses = [k for k in verb.kids if tree.deps[k] == "ccomp" and k > at]
    if clause != clauses[0]:
        return
    start = tree.first[clause]
    end = max(tree.last[k] + 1 for k in clauses)
    that = "that" if tree.kid(clause, "mark") >= 0 else "bare"
    if tree.tags[start] in ("WRB", "WP", "WDT"):
        that = "wh"
    voice = _impersonal(verb)
    yield from verb.made(f"{voice}ccomp-{that}", ((start, end),))
    rest = _clause_end(verb, end)
    if rest > end:
        yield from verb.made(f"{voice}ccomp-{that}-rest", ((start, rest),))
    last = tree.sentence_of(at)[1]
    # "and added that Q" is the next statement, not the end of this one.
    goes_on = any(
        tree.deps[k] == "conj" and k >= end and tree.kid(k, "nsubj", "nsubjpass") < 0
        for k in verb.kids
    )
    if last - rest > 1 and tree.quote[at] < 0 and not goes_on:
        yield from verb.made(f"ccomp-{that}-end", ((start, last),))


def _clause_before(verb: Verb, clause: int) -> Iterator[Candidate]:
    """ "P, he said": the parser's clause runs up to the source or cue."""
    start, end = verb.tree.span(clause)
    edge = min([verb.base.cue[0], *(s for s, _ in verb.base.source if s > start)])
    before = (start, min(end, edge))
    voice = _impersonal(verb)
    yield from verb.made(f"{voice}ccomp-before", (before,))
    tail = _tail(verb)
    if tail:
        yield from verb.made(f"{voice}ccomp-around", (before, tail))


def _impersonal(verb: Verb) -> str:
    """The voice of a pattern: "it was said that P" is one of its own."""
    subject = verb.tree.kid(verb.at, "nsubjpass") if verb.passive else -1
    if subject >= 0 and verb.tree.lemmas[subject] == "it":
        return "it-passive-"
    return verb.voice


def _clause_end(verb: Verb, end: int) -> int:
    """The end of what hangs on a verb after its clause, up to a coordinated verb or participle."""
    tree = verb.tree
    for k in verb.kids:
        if k < end or tree.deps[k] == "punct":
            continue
        if tree.deps[k] in ("conj", "cc") or (tree.deps[k] == "advcl" and tree.tags[k] == "VBG"):
            return end
        end = max(end, tree.last[k] + 1)
    return end


def _tail(verb: Verb) -> Range | None:
    """What goes on after "A, he said," in the same sentence."""
    end = verb.tree.sentence_of(verb.at)[1]
    if verb.right + 1 < end and verb.tree.words[verb.right] == ",":
        return (verb.right + 1, end)
    return None


def _complement(verb: Verb, clause: int) -> Iterator[Candidate]:
    """ "wants to P", "is said to P", "called on S to P", "urged S to P"."""
    tree, base = verb.tree, verb.base
    if clause < verb.at:
        return
    start, end = tree.span(clause)
    infinitive = any(tree.tags[k] == "TO" for k in tree.kids[clause])
    form = "to" if infinitive or tree.tags[clause] == "VB" else tree.tags[clause]
    subject = tree.kid(verb.at, "nsubjpass")
    if verb.passive and subject >= 0:
        yield from verb.made(f"passive-xcomp-{form}", (tree.span(subject), (start, end)))
        return
    prep = tree.kid(verb.at, "prep")
    if verb.at < prep < clause and (named := tree.kid(prep, "pobj")) >= 0:
        joined = prep == base.cue[1]
        yield from verb.made(
            f"prep-xcomp-{form}",
            ((start, end),),
            key=f"{base.key} {tree.lemmas[prep]}",
            cue=(base.cue[0], prep + 1) if joined else base.cue,
            cue_head=(verb.at, prep + 1) if joined else base.cue_head,
            addressee=tree.span(named),
        )
    yield from verb.made(f"xcomp-{form}", ((start, end),))
    if verb.objects:
        yield from verb.made(f"dobj-xcomp-{form}", ((tree.first[verb.objects[0]], end),))


def _parenthetical(verb: Verb) -> Iterator[Candidate]:
    """ "P, he said, Q": a verb without complement between the parts of a sentence."""
    tree = verb.tree
    start, end = tree.sentence_of(verb.at)
    left, right = verb.left, verb.right
    if tree.deps[verb.at] not in _ALONE or not verb.base.source:
        return
    if any(tree.tags[i].startswith("VB") for i in range(left, verb.base.cue[0])):
        return
    if left <= start or tree.words[left - 1] not in _DASHES or right - left > _LONGEST_INSERTION:
        return
    if right < end and tree.words[right] == ",":
        yield from verb.made("parenthesis", ((start, left), (right + 1, end)))
    elif right >= end - 2:
        yield from verb.made("parenthesis-end", ((start, left),))
    else:
        yield from verb.made("parenthesis-open", ((start, left),))


def _rest(verb: Verb) -> Iterator[Candidate]:
    """ "S said P" where the parser missed that P is a clause: all the rest of the sentence."""
    tree, start = verb.tree, verb.base.cue[1]
    end = tree.sentence_of(verb.at)[1]
    if not verb.base.source or verb.right > start or start >= end or verb.objects:
        return
    opener = tree.tags[start] in _CLAUSE_OPENERS or tree.words[start].lower() in ("that", "if")
    if opener and any(tree.tags[i] in ("VBD", "VBZ", "VBP", "MD") for i in range(start, end)):
        yield from verb.made("rest", ((start, end),))


_READINGS: dict[str, Callable[[Verb, int], Iterator[Candidate]]] = {
    "ccomp": _clause,
    "xcomp": _complement,
    "prep": prepositional,
    "agent": prepositional,
    "acomp": adjective,
    "oprd": object_predicate,
}
