"""Chosen candidates, the rules' or the trained tagger's, to attributions with all details."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc

from kg.annotate.extensions import published_of
from kg.extract.candidate import Candidate
from kg.extract.dates import day_of
from kg.extract.details import details_of
from kg.extract.form import form_of
from kg.extract.nesting import Nested, inner_first
from kg.extract.speech_acts import speech_act
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
        uttered_on=day_of(words, published) if words else None,
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
    cue = range(*candidate.cue)
    words = [tree.lemmas[i] for i in cue if tree.deps[i] not in _NOT_IN_CUE]
    lemma = " ".join(words) if len(words) > 1 else candidate.key
    if candidate.pattern.endswith("xcomp-to"):
        lemma = f"{lemma} to"  # "asked whether" is a question, "asked to" a demand
    negated = any(tree.deps[i] == "neg" for i in cue)
    return speech_act(lemma, negated=negated)
