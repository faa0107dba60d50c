"""Rules: a parsed Doc to its attributions. Candidates, their probability, selection, details."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from spacy.tokens import Doc

from kg.extract.candidate import Candidate
from kg.extract.confidence import Tables, interpolated, load_tables, probability, score
from kg.extract.dates import day_of
from kg.extract.details import details_of
from kg.extract.form import form_of
from kg.extract.nesting import cited, parents
from kg.extract.nominal import noun_candidates
from kg.extract.phrases import phrase_candidates
from kg.extract.quoted import quote_candidates
from kg.extract.selection import Chosen, select
from kg.extract.speech_acts import speech_act
from kg.extract.tree import Range, Tree, tree_of
from kg.extract.verbal import verb_candidates
from kg.model import Attribution, Span, SpeechAct, fragments


def extract(doc: Doc, tables: Tables | None = None) -> tuple[Attribution, ...]:
    """The attributions of a parsed Doc, in the order of the text.

    ``doc`` needs a dependency parse, tags and lemmas; ``doc._.published`` (a date), when there,
    resolves "on Monday"; ``doc._.quotations`` are used when ``kg_quotations`` left them. Offsets are
    code points of ``doc.text``. An attribution inside another one's content is in the other's
    ``reports`` and has no confidence: annotators mark the outermost only, so it cannot be
    measured. ``tables`` are the package's unless others are given. Deterministic.
    """
    tables = tables or load_tables()
    if not len(doc):
        return ()
    tree = tree_of(doc)
    chosen = select(scored(tree, tables))
    citing = {c.candidate.head: cited(tree, c.candidate) for c in chosen}
    heads = {inner.head for inner in citing.values() if inner is not None}
    chosen = [c for c in chosen if c.candidate.head not in heads]
    above = parents(chosen)
    published = doc._.published if Doc.has_extension("published") else None
    made = _attributions(tree, tables, chosen, above, citing, published)
    unique = {attribution.id: attribution for attribution in made}
    return tuple(sorted(unique.values(), key=lambda a: (a.extent.start, a.cue, a.content)))


def candidates(tree: Tree) -> Iterator[Candidate]:
    """Everything that might be an attribution."""
    yield from verb_candidates(tree)
    yield from noun_candidates(tree)
    yield from phrase_candidates(tree)
    yield from quote_candidates(tree)


def scored(tree: Tree, tables: Tables) -> list[Chosen]:
    """The candidates with their calibrated probabilities."""
    return [
        Chosen(candidate, probability(tables, score(tables, tree, candidate)))
        for candidate in candidates(tree)
    ]


def _attributions(
    tree: Tree,
    tables: Tables,
    chosen: list[Chosen],
    above: list[int],
    citing: dict[int, Candidate | None],
    published: date | None,
) -> list[Attribution]:
    """The attributions of what was chosen: the inner before the outer that report them."""
    children: list[list[int]] = [[] for _ in chosen]
    depth = [0] * len(chosen)
    for n in sorted(range(len(chosen)), key=lambda n: -_size(chosen[n].candidate)):
        if above[n] >= 0:
            children[above[n]].append(n)
            depth[n] = depth[above[n]] + 1
    made: dict[int, Attribution] = {}
    extra: list[Attribution] = []
    for n in sorted(range(len(chosen)), key=lambda n: (-depth[n], n)):
        item = chosen[n]
        reports = [made[child].id for child in sorted(children[n])]
        inner = citing[item.candidate.head]
        if inner is not None:
            extra.append(_attribution(tree, inner, None, tuple(reports), published))
            reports = [extra[-1].id]
        confidence = None if above[n] >= 0 else interpolated(tables.confidence, item.probability)
        made[n] = _attribution(tree, item.candidate, confidence, tuple(reports), published)
    return [*made.values(), *extra]


def _size(candidate: Candidate) -> int:
    return sum(end - start for start, end in candidate.content)


def _attribution(
    tree: Tree,
    candidate: Candidate,
    confidence: float | None,
    reports: tuple[str, ...],
    published: date | None,
) -> Attribution:
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
        confidence=confidence,
        reports=reports,
    )


def _characters(tree: Tree, ranges: tuple[Range | None, ...]) -> tuple[Span, ...]:
    """Token ranges as spans of the text."""
    pairs = [(tree.starts[r[0]], tree.ends[r[1] - 1]) for r in ranges if r is not None]
    return fragments(pairs, tree.text)


def _act(tree: Tree, candidate: Candidate) -> SpeechAct:
    start, end = candidate.cue
    lemma = " ".join([*tree.lemmas[start:end]]) if end - start > 1 else candidate.key
    negated = any(tree.deps[i] == "neg" for i in range(start, end))
    return speech_act(lemma, negated=negated)
