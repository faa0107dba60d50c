"""Rules: a parsed Doc to its attributions. Candidates, their probability, selection, details."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from kg.extract.assembly import assemble
from kg.extract.candidate import Candidate
from kg.extract.confidence import Tables, hopeless, interpolated, load_tables, probability, score
from kg.extract.frames import unframed
from kg.extract.nesting import nested
from kg.extract.nominal import noun_candidates
from kg.extract.phrases import phrase_candidates
from kg.extract.quoted import quote_candidates
from kg.extract.selection import Chosen, select
from kg.extract.tree import Tree, tree_of
from kg.extract.verbal import verb_candidates
from kg.model import Attribution

QUOTED = "quoted"
"""The flag of candidates whose cue is inside a quotation."""


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
    chosen = nested(tree, unframed(tree, select(scored(tree, tables))))
    return assemble(doc, tree, chosen, lambda p: interpolated(tables.confidence, p))


def candidates(tree: Tree) -> Iterator[Candidate]:
    """Everything that might be an attribution."""
    yield from verb_candidates(tree)
    yield from noun_candidates(tree)
    yield from phrase_candidates(tree)
    yield from quote_candidates(tree)


def scored(tree: Tree, tables: Tables) -> list[Chosen]:
    """The candidates that have a chance, with their probabilities.

    Annotators mark nothing inside a quotation that is a content, so that what is quoted looks
    unlikely by the tables; inside another's content it is judged as if it were not.
    """
    return [
        Chosen(
            candidate,
            probability(tables, score(tables, tree, candidate)),
            probability(tables, score(tables, tree, _unquoted(candidate)))
            if QUOTED in candidate.flags
            else None,
        )
        for candidate in candidates(tree)
        if not hopeless(tables, candidate)
    ]


def _unquoted(candidate: Candidate) -> Candidate:
    return candidate.but(flags=tuple(flag for flag in candidate.flags if flag != QUOTED))
