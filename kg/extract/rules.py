"""Rules: a parsed Doc to its attributions. Candidates, their probability, selection, details."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

<<<<<<< HEAD
from kg.extract.assembly import assemble
=======
from kg.annotate.extensions import published_of
>>>>>>> main
from kg.extract.candidate import Candidate
from kg.extract.confidence import Tables, hopeless, interpolated, load_tables, probability, score
from kg.extract.nesting import nested
from kg.extract.nominal import noun_candidates
from kg.extract.phrases import phrase_candidates
from kg.extract.quoted import quote_candidates
from kg.extract.selection import Chosen, select
from kg.extract.tree import Tree, tree_of
from kg.extract.verbal import verb_candidates
from kg.model import Attribution

_NOT_IN_CUE = frozenset(["aux", "auxpass", "neg"])


def extract(doc: Doc, tables: Tables | None = None) -> tuple[Attribution, ...]:
    """The attributions of a parsed Doc, in the order of the text.

    ``doc`` needs a dependency parse, tags and lemmas; ``doc._.published`` (a date), when there,
    resolves "on Monday"; ``doc._.quotations`` are used when ``kg_quotations`` left them. Offsets
    are code points of ``doc.text``. An attribution inside another one's content is in the other's
    ``reports`` and has no confidence: annotators mark the outermost only, so it cannot be
    measured. ``tables`` are the package's unless others are given. Deterministic.
    """
    tables = tables or load_tables()
    if not len(doc):
        return ()
    tree = tree_of(doc)
<<<<<<< HEAD
    chosen = nested(tree, select(scored(tree, tables)))
    return assemble(doc, tree, chosen, lambda p: interpolated(tables.confidence, p))
=======
    published = published_of(doc)
    found = nested(tree, select(scored(tree, tables)))
    inside: list[list[str]] = [[] for _ in found]
    made: dict[str, Attribution] = {}
    for n in inner_first(found):
        item = found[n]
        bare = _attribution(tree, item.candidate, published)
        confidence = item.probability
        if confidence is not None:
            confidence = interpolated(tables.confidence, confidence)
        reports = tuple(dict.fromkeys(inside[n]))
        attribution = replace(bare, confidence=confidence, reports=reports)
        made.setdefault(attribution.id, attribution)
        if item.parent >= 0:
            inside[item.parent].append(attribution.id)
    return tuple(sorted(made.values(), key=lambda a: (a.extent.start, a.cue, a.content)))
>>>>>>> main


def candidates(tree: Tree) -> Iterator[Candidate]:
    """Everything that might be an attribution."""
    yield from verb_candidates(tree)
    yield from noun_candidates(tree)
    yield from phrase_candidates(tree)
    yield from quote_candidates(tree)


def scored(tree: Tree, tables: Tables) -> list[Chosen]:
    """The candidates that have a chance, with their probabilities."""
    return [
        Chosen(candidate, probability(tables, score(tables, tree, candidate)))
        for candidate in candidates(tree)
        if not hopeless(tables, candidate)
    ]
<<<<<<< HEAD
=======


def _attribution(tree: Tree, candidate: Candidate, published: date | None) -> Attribution:
    """The attribution of a candidate, without confidence and reports."""
    details = details_of(tree, candidate)
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
>>>>>>> main
