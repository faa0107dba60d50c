"""What a verb says by its objects: "criticised the plan", "is sure that P", "plans backed by S"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.candidate import Candidate
from kg.extract.tree import Range, Tree
from kg.extract.verb import Verb

_AFTER_OBJECT = frozenset(["prep", "oprd", "advmod"])


def prepositional(verb: Verb, prep: int) -> Iterator[Candidate]:
    """ "called for P", "S was praised for P"."""
    tree, base = verb.tree, verb.base
    if prep < verb.at or (verb.passive and tree.deps[prep] == "agent"):
        return
    inner = _inside(tree, prep)
    if inner is None:
        return
    key = f"{base.key} {tree.lemmas[prep]}"
    if not verb.passive:
        cue = (base.cue[0], prep + 1) if prep == base.cue[1] else base.cue
        yield from verb.made("prep", (inner,), key=key, cue=cue)
        return
    subject = tree.kid(verb.at, "nsubjpass")
    if subject >= 0:
        yield from verb.made("passive-prep", (tree.span(subject), tree.span(prep)), key=key)


def _inside(tree: Tree, prep: int) -> Range | None:
    """What a preposition governs."""
    thing = tree.kid(prep, "pobj", "pcomp")
    return (max(tree.first[thing], prep + 1), tree.last[thing] + 1) if thing >= 0 else None


def objects(verb: Verb) -> Iterator[Candidate]:
    """ "criticised P", "accused P of Q", "took issue with P"."""
    tree, base = verb.tree, verb.base
    if not verb.objects:
        return
    thing = verb.objects[-1]
    start, end = tree.span(thing)
    yield from verb.made("dobj", ((start, end),))
    if len(verb.objects) > 1:
        yield from verb.made("dobj-both", ((tree.first[verb.objects[0]], end),))
    for k in verb.kids:
        if k < thing or tree.deps[k] not in _AFTER_OBJECT:
            continue
        is_prep = tree.deps[k] == "prep"
        key = f"{base.key} {tree.lemmas[k]}" if is_prep else base.key
        yield from verb.made(f"dobj-{tree.deps[k]}", ((start, tree.last[k] + 1),), key=key)
        inner = _inside(tree, k) if is_prep else None
        if inner is not None:
            # "took issue with P", "expressed doubts about P": the noun is in the cue.
            key = f"{tree.lemmas[thing]} {tree.lemmas[k]}"
            yield from verb.made("light-prep", (inner,), key=key, cue=(base.cue[0], k + 1))


def adjective(verb: Verb, adjective: int) -> Iterator[Candidate]:
    """ "is confident that P", "made clear that P", "is aware of P"."""
    tree = verb.tree
    if adjective < verb.at:
        return
    lemma = tree.lemmas[adjective]
    start = verb.base.cue[0]
    for k in (*tree.kids[adjective], *verb.kids):
        if k < adjective:
            continue
        if tree.deps[k] in ("ccomp", "xcomp"):
            yield from verb.made(
                f"adjective-{tree.deps[k]}",
                (tree.span(k),),
                key=lemma,
                cue=(start, adjective + 1),
                head=adjective,
            )
        elif tree.deps[k] == "prep" and tree.heads[k] == adjective:
            inner = _inside(tree, k)
            if inner is not None:
                yield from verb.made(
                    "adjective-prep",
                    (inner,),
                    key=f"{lemma} {tree.lemmas[k]}",
                    cue=(start, k + 1 if k == adjective + 1 else adjective + 1),
                    head=adjective,
                )


def passive(verb: Verb) -> Iterator[Candidate]:
    """ "P was criticised (by S)", "plans backed by S"."""
    tree, base = verb.tree, verb.base
    agent = tree.kid(verb.at, "agent")
    cue = (base.cue[0], agent + 1) if agent == base.cue[1] else base.cue
    subject = tree.kid(verb.at, "nsubjpass")
    if subject >= 0:
        where, span = "subject", tree.span(subject)
    elif tree.deps[verb.at] == "acl":
        where, span = "acl", (tree.first[tree.heads[verb.at]], tree.first[verb.at])
    else:
        return
    by = "by" if base.source else "alone"
    yield from verb.made(f"passive-{where}-{by}", (span,), cue=cue)


def object_predicate(verb: Verb, thing: int) -> Iterator[Candidate]:
    """ "P is considered Q"."""
    subject = verb.tree.kid(verb.at, "nsubjpass")
    if thing > verb.at and subject >= 0 and not verb.objects:
        content = (verb.tree.span(subject), verb.tree.span(thing))
        yield from verb.made(f"{verb.voice}oprd", content)
