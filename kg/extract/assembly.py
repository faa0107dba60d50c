"""Chosen candidates, the rules' or the trained tagger's, to attributions with all details."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc

from kg.annotate.extensions import published_of
from kg.extract.candidate import PUNCTUATION, Candidate
from kg.extract.citing import OBTAINED
from kg.extract.details import details_of
from kg.extract.form import form_of
from kg.extract.nesting import Nested, inner_first
from kg.extract.periods import period_of
from kg.extract.speech_acts import framing, is_known, speech_act
from kg.extract.tree import Range, Tree
from kg.model import Attribution, Span, SpeechAct, fragments

_NOT_IN_CUE = frozenset(["aux", "auxpass", "neg"])


def assemble(
    doc: Doc, tree: Tree, found: Sequence[Nested], calibrated: Callable[[float], float]
) -> tuple[Attribution, ...]:
    """The attributions of what was chosen, in the order of the text.

    ``calibrated`` turns the probability of a choice into a confidence. ``doc._.published`` (a
    date), when there, resolves "on Monday".
    """
    published = published_of(doc)
    inside: list[list[str]] = [[] for _ in found]
    made: dict[str, Attribution] = {}
    for n in inner_first(found):
        item = found[n]
        bare = _attribution(tree, item.candidate, published)
        confidence = None if item.probability is None else calibrated(item.probability)
        reports = tuple(dict.fromkeys(inside[n]))
        attribution = replace(bare, confidence=confidence, reports=reports)
        made.setdefault(attribution.id, attribution)
        if item.parent >= 0:
            inside[item.parent].append(attribution.id)
    return tuple(sorted(made.values(), key=lambda a: (a.extent.start, a.cue, a.content)))


def _attribution(tree: Tree, candidate: Candidate, published: date | None) -> Attribution:
    """The attribution of a candidate, without confidence and reports."""
    details = details_of(tree, _with_short_cue(candidate))
    content = _characters(tree, candidate.content)
    time = _characters(tree, (details.time,))
    words = " ".join(span.text_in(tree.text) for span in time)
    uttered = period_of(words, published) if words else None
    return Attribution(
        source=_characters(tree, candidate.source),
        cue=_characters(tree, (candidate.cue,)),
        content=content,
        form=form_of(content, tree.text, tree.quotations),
        speech_act=_act(tree, candidate),
        cue_head=_characters(tree, (candidate.cue_head,)),
        addressee=_characters(tree, (details.addressee,)),
        medium=_characters(tree, (details.medium,)),
        place=_characters(tree, (details.place,)),
        time=time,
        uttered_on=uttered.day if uttered else None,
        uttered_in=uttered if uttered and not uttered.day else None,
        framing=framing(_lemma(tree, candidate)),
    )


def _with_short_cue(candidate: Candidate) -> Candidate:
    """The candidate with a cue that ends with its head when more words follow than a particle.

    In "said in a statement on Monday" they are the circumstances that are looked for.
    """
    if candidate.cue_head is None or candidate.cue[1] - candidate.cue_head[1] <= 1:
        return candidate
    return candidate.but(cue=(candidate.cue[0], candidate.cue_head[1]))


def _characters(tree: Tree, ranges: tuple[Range | None, ...]) -> tuple[Span, ...]:
    """Token ranges as spans of the text."""
    pairs = [(tree.starts[r[0]], tree.ends[r[1] - 1]) for r in ranges if r is not None]
    return fragments(pairs, tree.text)


def _act(tree: Tree, candidate: Candidate) -> SpeechAct:
    """What the cue does, told from its lemmas without auxiliaries and negation."""
    if candidate.pattern == OBTAINED:
        return SpeechAct.PERCEIVES  # whoever has seen a letter need not agree with it
    lemma = _lemma(tree, candidate)
    following = _following(tree, candidate)
    if not is_known(lemma):  # "is convinced" has not the meaning of "convince"
        lemma = " ".join(tree.words[i] for i in range(*candidate.cue)).casefold()
    if candidate.pattern.endswith("xcomp-to") and not following.startswith("to"):
        lemma = f"{lemma} to"  # "asked whether" is a question, "asked to" a demand
    negated = any(tree.deps[i] == "neg" for i in range(*candidate.cue))
    head, end = (candidate.cue_head or candidate.cue)[1], candidate.cue[1]
    if head < end and tree.tags[head] == "TO":  # "declined to say" is more than to decline
        whole = " ".join(tree.lemmas[i] for i in range(head - 1, end))
        lemma = whole if is_known(whole) else lemma
    act = speech_act(lemma, negated=negated, following=following)
    return act if negated else _by_mood(tree, candidate, act)


def _following(tree: Tree, candidate: Candidate) -> str:
    """The first words of the content, in dictionary form and without articles and marks."""
    start, end = candidate.content[0]
    clause = next(
        (
            k
            for k in tree.kids[candidate.anchor]
            if start < k < end and tree.deps[k] in ("ccomp", "xcomp")
        ),
        -1,
    )
    if clause >= 0 and tree.tags[start] not in ("TO", "IN") and _infinitive(tree, clause):
        return "to"  # "asked the company to leave"
    words = (i for i in range(start, min(start + 4, end)) if tree.deps[i] not in ("det", "punct"))
    return " ".join([tree.lemmas[i] for i in words][:2])


def _infinitive(tree: Tree, verb: int) -> bool:
    return any(tree.tags[k] == "TO" for k in tree.kids[verb] if k < verb)


def _by_mood(tree: Tree, candidate: Candidate, act: SpeechAct) -> SpeechAct:
    """A question or command that is merely said; and "insisted that she leave"."""
    if act is not SpeechAct.ASSERTS:
        return act
    start, end = candidate.content[0][0], candidate.content[-1][1]
    tokens = [i for i in range(start, end) if tree.words[i] not in PUNCTUATION]
    quoted = bool(tokens) and tree.quote[tokens[0]] >= 0
    if not tokens or tree.sentence[tokens[0]] != tree.sentence[tokens[-1]]:
        return act
    if quoted and "?" in tree.words[tokens[-1] : end + 1]:
        return SpeechAct.QUESTIONS
    first = tokens[0]
    if quoted and tree.tags[first] == "VB" and tree.kid(first, "nsubj") < 0:
        return SpeechAct.DEMANDS
    subjunctive = (
        k
        for k in tree.kids[candidate.anchor]
        if start <= k < end
        and tree.deps[k] == "ccomp"
        and tree.words[start] == "that"
        and _subjunctive(tree, k)
    )
    return SpeechAct.DEMANDS if next(subjunctive, -1) >= 0 else act


def _subjunctive(tree: Tree, verb: int) -> bool:
    """Whether a clause is like "that she leave", "that it be done"."""
    helpers = [tree.tags[k] for k in tree.kids[verb] if tree.deps[k] in ("aux", "auxpass")]
    return (tree.tags[verb] == "VB" and not helpers) or helpers == ["VB"]


def _lemma(tree: Tree, candidate: Candidate) -> str:
    """The cue in dictionary form, without auxiliaries and negation."""
    words = [tree.lemmas[i] for i in range(*candidate.cue) if tree.deps[i] not in _NOT_IN_CUE]
    return " ".join(words) if len(words) > 1 else candidate.key
