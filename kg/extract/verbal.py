"""Verbal cues: what a verb's complements say when somebody says, thinks or wants them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.candidate import Candidate, cleaned, without
from kg.extract.sources import Source, is_passive, source_of
from kg.extract.tree import Range, Tree

_BEFORE = frozenset(["aux", "auxpass", "neg", "advmod"])


def verb_candidates(tree: Tree) -> Iterator[Candidate]:
    """Every reading of every verb as a cue, several contents a verb: the tables decide."""
    for verb, tag in enumerate(tree.tags):
        if tag.startswith("VB") and tree.deps[verb] not in ("aux", "auxpass", "amod", "compound"):
            yield from _readings(tree, verb)


def _readings(tree: Tree, verb: int) -> Iterator[Candidate]:
    kids = tree.kids[verb]
    deps = tree.deps
    if not kids and deps[verb] not in ("parataxis", "acl"):
        return
    source = source_of(tree, verb)
    passive = is_passive(tree, verb)
    base = _base(tree, verb, source, passive)
    voice = "passive-" if passive else ""
    objects = [k for k in kids if deps[k] in ("dobj", "dative") and k > verb]
    found = False
    for k in kids:
        relation = deps[k]
        if relation == "ccomp":
            if found and k > verb:
                continue  # a piece of the clause before, which the parser broke in two
            found = True
            yield from _clause(tree, base, verb, k, voice)
        elif relation == "xcomp" and k > verb:
            found = True
            yield from _complement(tree, base, verb, k, voice, objects)
        elif relation in ("prep", "agent") and k > verb and not (relation == "agent" and passive):
            yield from _prepositional(tree, base, verb, k, voice)
        elif relation == "acomp" and k > verb:
            yield from _adjective(tree, base, verb, k)
        elif relation in ("oprd",) and k > verb and not objects:
            yield from _passive_content(tree, base, verb, k, f"{voice}oprd")
    if objects:
        yield from _object(tree, base, verb, objects)
    if passive:
        yield from _passive(tree, base, verb)
    if not found and (deps[verb] in ("parataxis", "ccomp", "advcl", "ROOT", "conj")):
        yield from _parenthetical(tree, base, verb)


def _base(tree: Tree, verb: int, source: Source, passive: bool) -> Candidate:
    """The candidate of a verb without its content."""
    particle = tree.kid(verb, "prt")
    key = tree.lemmas[verb]
    end = verb + 1
    if particle == verb + 1:
        key, end = f"{key} {tree.lemmas[particle]}", verb + 2
    elif particle > 0:
        key = f"{key} {tree.lemmas[particle]}"
    start = cue_start(tree, verb)
    return Candidate(
        pattern="",
        key=key,
        head=verb,
        cue=(start, end),
        source=source.ranges,
        content=(),
        kind=source.kind,
        anchor=verb,
        cue_head=(verb, end),
        flags=_flags(tree, verb, source),
    )


def cue_start(tree: Tree, verb: int) -> int:
    """Where a verb group begins: auxiliaries, negation and adverbs, and verbs it completes."""
    start = verb
    while start > 0:
        previous = start - 1
        if tree.heads[previous] == verb and tree.deps[previous] in _BEFORE:
            start = previous
        else:
            break
    governor = tree.heads[verb]
    if (
        tree.deps[verb] == "xcomp"
        and governor < start
        and start - governor <= 2
        and tree.tags[governor].startswith("VB")
        and governor != verb
    ):
        return cue_start(tree, governor)
    return start


def _flags(tree: Tree, verb: int, source: Source) -> tuple[str, ...]:
    """What else makes a reading more or less likely."""
    flags = [f"tag:{tree.tags[verb]}", f"dep:{tree.deps[verb]}"]
    for k in tree.kids[verb]:
        if tree.deps[k] == "neg":
            flags.append("negated")
        elif tree.tags[k] == "MD":
            flags.append(f"modal:{tree.lemmas[k]}")
        elif tree.deps[k] == "mark" or tree.tags[k] == "WRB":
            flags.append(f"mark:{tree.lemmas[k]}")
    if tree.quote[verb] >= 0:
        flags.append("quoted")
    if source.head >= 0:
        entity = tree.entities[source.head]
        flags.append(f"source:{source.kind}-{entity}" if entity else f"source:{source.kind}")
        if source.kind in ("pronoun", "relative"):
            flags.append(f"who:{tree.lemmas[source.head]}")
        flags.append("shared" if source.shared else "own")
    return tuple(flags)


def _made(
    tree: Tree, base: Candidate, pattern: str, content: tuple[Range, ...], **changes: object
) -> Iterator[Candidate]:
    """The candidate with a content, unless nothing of it is left outside source and cue."""
    for hole in (*base.source, base.cue):
        content = without(content, hole)
    content = cleaned(tree, content)
    if content:
        yield base.but(pattern=pattern, content=content, **changes)


def _clause(
    tree: Tree, base: Candidate, verb: int, clause: int, voice: str
) -> Iterator[Candidate]:
    start, end = tree.span(clause)
    expletive = voice and tree.kid(verb, "nsubjpass") >= 0
    if expletive and tree.lemmas[tree.kid(verb, "nsubjpass")] == "it":
        voice = "it-passive-"
    if clause < verb:
        # "P, he said": the parser's clause runs up to the source or cue.
        edge = min([base.cue[0], *(s for s, _ in base.source if s > start)])
        yield from _made(tree, base, f"{voice}ccomp-before", ((start, min(end, edge)),))
        tail = _tail(tree, verb, base)
        if tail:
            yield from _made(
                tree, base, f"{voice}ccomp-around", ((start, min(end, edge)), tail)
            )
        return
    end = max(tree.last[k] + 1 for k in tree.kids[verb] if tree.deps[k] == "ccomp")
    that = "that" if tree.kid(clause, "mark") >= 0 else "bare"
    if tree.tags[start] in ("WRB", "WP", "WDT"):
        that = "wh"
    yield from _made(tree, base, f"{voice}ccomp-{that}", ((start, end),))
    rest = _clause_end(tree, verb, end)
    if rest > end:
        yield from _made(tree, base, f"{voice}ccomp-{that}-rest", ((start, rest),))


def _clause_end(tree: Tree, verb: int, end: int) -> int:
    """The end of what hangs on a verb after its clause, up to a coordinated verb or participle."""
    for k in tree.kids[verb]:
        if k < end:
            continue
        if tree.deps[k] in ("conj", "cc", "punct", "advcl") and tree.deps[k] != "advcl":
            if tree.deps[k] in ("conj", "cc"):
                return end
            continue
        if tree.deps[k] == "advcl" and tree.tags[k] == "VBG":
            return end
        end = max(end, tree.last[k] + 1)
    return end


def _tail(tree: Tree, verb: int, base: Candidate) -> Range | None:
    """What goes on after "A, he said," in the same sentence."""
    edge = max([verb + 1, base.cue[1], *(e for s, e in base.source)])
    end = tree.sentence_of(verb)[1]
    if edge + 1 < end and tree.words[edge] == ",":
        return (edge + 1, end)
    return None


def _complement(
    tree: Tree, base: Candidate, verb: int, clause: int, voice: str, objects: list[int]
) -> Iterator[Candidate]:
    start, end = tree.span(clause)
    form = "to" if tree.tags[clause] == "VB" else tree.tags[clause]
    subject = tree.kid(verb, "nsubjpass")
    if voice and subject >= 0:
        content = (tree.span(subject), (start, end))
        yield from _made(tree, base, f"passive-xcomp-{form}", content)
        return
    prep = tree.kid(verb, "prep")
    if verb < prep < clause and (named := tree.kid(prep, "pobj")) >= 0:
        yield from _made(
            tree,
            base,
            f"prep-xcomp-{form}",
            ((start, end),),
            key=f"{base.key} {tree.lemmas[prep]}",
            cue=(base.cue[0], prep + 1) if prep == base.cue[1] else base.cue,
            cue_head=(verb, prep + 1) if prep == base.cue[1] else base.cue_head,
            addressee=tree.span(named),
        )
    yield from _made(tree, base, f"xcomp-{form}", ((start, end),))
    if objects:
        named = objects[0]
        yield from _made(
            tree, base, f"dobj-xcomp-{form}", ((tree.first[named], end),)
        )


def _prepositional(
    tree: Tree, base: Candidate, verb: int, prep: int, voice: str
) -> Iterator[Candidate]:
    thing = tree.kid(prep, "pobj", "pcomp")
    if thing < 0:
        return
    key = f"{base.key} {tree.lemmas[prep]}"
    cue = (base.cue[0], prep + 1) if prep == base.cue[1] else base.cue
    span = (max(tree.first[thing], prep + 1), tree.last[thing] + 1)
    if voice:
        subject = tree.kid(verb, "nsubjpass")
        if subject >= 0:
            content = (tree.span(subject), tree.span(prep))
            yield from _made(tree, base, "passive-prep", content, key=key)
        return
    yield from _made(tree, base, "prep", (span,), key=key, cue=cue)


def _object(
    tree: Tree, base: Candidate, verb: int, objects: list[int]
) -> Iterator[Candidate]:
    thing = objects[-1]
    span = tree.span(thing)
    yield from _made(tree, base, "dobj", (span,))
    if len(objects) > 1:
        start = tree.first[objects[0]]
        yield from _made(tree, base, "dobj-both", ((start, span[1]),))
    for k in tree.kids[verb]:
        if k > thing and tree.deps[k] in ("prep", "oprd", "xcomp", "advmod"):
            key = f"{base.key} {tree.lemmas[k]}" if tree.deps[k] == "prep" else base.key
            content = ((span[0], tree.last[k] + 1),)
            yield from _made(tree, base, f"dobj-{tree.deps[k]}", content, key=key)
            inner = tree.kid(k, "pobj", "pcomp") if tree.deps[k] == "prep" else -1
            if inner >= 0:
                # "took issue with P", "expressed doubts about P": the noun is in the cue.
                yield from _made(
                    tree,
                    base,
                    "light-prep",
                    ((max(tree.first[inner], k + 1), tree.last[inner] + 1),),
                    key=f"{tree.lemmas[thing]} {tree.lemmas[k]}",
                    cue=(base.cue[0], k + 1),
                )


def _adjective(tree: Tree, base: Candidate, verb: int, adjective: int) -> Iterator[Candidate]:
    """ "is confident that P", "made clear that P", "is aware of P"."""
    cue = (base.cue[0], adjective + 1)
    for owner in (adjective, verb):
        for k in tree.kids[owner]:
            if k < adjective:
                continue
            if tree.deps[k] in ("ccomp", "xcomp"):
                yield from _made(
                    tree,
                    base,
                    f"adjective-{tree.deps[k]}",
                    (tree.span(k),),
                    key=tree.lemmas[adjective],
                    cue=cue,
                    head=adjective,
                )
            elif tree.deps[k] == "prep" and owner == adjective:
                inner = tree.kid(k, "pobj", "pcomp")
                if inner >= 0:
                    yield from _made(
                        tree,
                        base,
                        "adjective-prep",
                        ((max(tree.first[inner], k + 1), tree.last[inner] + 1),),
                        key=f"{tree.lemmas[adjective]} {tree.lemmas[k]}",
                        cue=(base.cue[0], k + 1) if k == adjective + 1 else cue,
                        head=adjective,
                    )


def _passive(tree: Tree, base: Candidate, verb: int) -> Iterator[Candidate]:
    """ "P was criticised (by S)", "plans backed by S"."""
    agent = tree.kid(verb, "agent")
    cue = (base.cue[0], agent + 1) if agent == base.cue[1] else base.cue
    subject = tree.kid(verb, "nsubjpass")
    if subject >= 0:
        span = tree.span(subject)
    elif tree.deps[verb] == "acl":
        span = (tree.first[tree.heads[verb]], tree.first[verb])
    else:
        return
    by = "by" if base.source else "alone"
    where = "acl" if subject < 0 else "subject"
    yield from _made(tree, base, f"passive-{where}-{by}", (span,), cue=cue)


def _passive_content(
    tree: Tree, base: Candidate, verb: int, thing: int, pattern: str
) -> Iterator[Candidate]:
    subject = tree.kid(verb, "nsubjpass")
    if subject >= 0:
        yield from _made(tree, base, pattern, (tree.span(subject), tree.span(thing)))


def _parenthetical(tree: Tree, base: Candidate, verb: int) -> Iterator[Candidate]:
    """ "P, he said, Q": a verb without complement between the parts of a sentence."""
    start, end = tree.sentence_of(verb)
    left = min([base.cue[0], *(s for s, _ in base.source)])
    right = max([base.cue[1], *(e for _, e in base.source)])
    if not base.source or any(tree.tags[i].startswith("VB") for i in range(left, base.cue[0])):
        return
    comma_left = left > start and tree.words[left - 1] in (",", "”", '"', "''", "—", "-", "–")
    if not comma_left or right - left > 25:
        return
    if right < end and tree.words[right] == ",":
        yield from _made(tree, base, "parenthesis", ((start, left), (right + 1, end)))
    elif right >= end - 2:
        yield from _made(tree, base, "parenthesis-end", ((start, left),))
    else:
        yield from _made(tree, base, "parenthesis-open", ((start, left),))
