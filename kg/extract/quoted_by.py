"""Whom somebody quotes, in the passive: "S was quoted by T as saying that P"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.candidate import Candidate, cleaned, without
from kg.extract.citing import CITED_LEMMAS, speaks
from kg.extract.confidence import interpolated, load_tables, probability, score
from kg.extract.selection import Chosen
from kg.extract.sources import is_passive, mention
from kg.extract.tree import Range, Tree
from kg.extract.verb import cue_start, verb_at

PATTERN = "quoted-by"


@dataclass(frozen=True, slots=True)
class _Quoting:
    """Tokens of "S was quoted by T as saying P"; ``reporter`` is T's head, -1 without T."""

    quoted: int
    preposition: int
    saying: int
    subject: int
    reporter: int


def quoted_by(tree: Tree, chosen: Sequence[Chosen]) -> list[Chosen]:
    """The same, where S says P and T passes it on, whichever of it was tagged.

    Without "by T" S is the only source. What is said may stand behind "saying" or, when it was
    tagged, elsewhere.
    """
    found = list(chosen)
    for quoting in _quotings(tree):
        cue = (cue_start(tree, quoting.quoted), quoting.saying + 1)
        tagged = [
            one for one in found if one.candidate.cue[0] < cue[1] and cue[0] < one.candidate.cue[1]
        ]
        made = _made(tree, quoting, cue, tagged)
        if made:
            found = [one for one in found if one not in tagged] + made
    return found


def _quotings(tree: Tree) -> Iterator[_Quoting]:
    for quoted, lemma in enumerate(tree.lemmas):
        if lemma not in CITED_LEMMAS or not is_passive(tree, quoted):
            continue
        subject = tree.kid(quoted, "nsubjpass")
        for preposition in tree.kids[quoted]:
            saying = tree.kid(preposition, "pcomp")
            if tree.lemmas[preposition] == "as" and preposition < saying and subject >= 0:
                yield _Quoting(
                    quoted, preposition, saying, subject, _reporter(tree, quoted, saying)
                )


def _reporter(tree: Tree, quoted: int, saying: int) -> int:
    """Who quotes: "by T" behind either verb, where T can speak; -1 without such."""
    by = [k for k in (*tree.kids[quoted], *tree.kids[saying]) if tree.lemmas[k] == "by"]
    found = (tree.kid(k, "pobj") for k in by)
    return next((named for named in found if named >= 0 and speaks(tree, named)), -1)


def _made(tree: Tree, one: _Quoting, cue: Range, tagged: Sequence[Chosen]) -> list[Chosen]:
    """S with P, and T with both when there is one; [] when nothing is said."""
    speaker = mention(tree, one.subject, one.quoted)
    content = tuple(_clauses(tree, one))
    if not content:
        parts = (part for item in tagged for part in item.candidate.content)
        content = tuple(part for part in parts if part[1] <= cue[0] or part[0] >= cue[1])
    for hole in speaker.ranges:
        content = without(content, hole)
    content = cleaned(tree, content)
    if not content or not speaker.ranges:
        return []
    alone = one.reporter < 0
    said = verb_at(tree, one.saying, speaker).base.but(
        pattern=PATTERN, content=content, cue=cue if alone else (one.saying, cue[1])
    )
    sure = max((item.probability for item in tagged), default=_likely(tree, said))
    inner = Chosen(said, sure)
    if alone:
        return [inner]
    reporter = mention(tree, one.reporter, one.quoted)
    told = (*speaker.ranges, (one.preposition, cue[1]), *content)
    passed = verb_at(tree, one.quoted, reporter).base.but(
        pattern=PATTERN, content=cleaned(tree, tuple(sorted(told)))
    )
    return [Chosen(passed, sure), inner]


def _clauses(tree: Tree, one: _Quoting) -> Iterator[Range]:
    """What stands behind "saying", or before S: "P, S was quoted as saying"."""
    for verb in (one.saying, one.quoted):
        for start, end in (tree.span(k) for k in tree.kids[verb] if tree.deps[k] == "ccomp"):
            if start > one.saying or end <= tree.first[one.subject]:
                yield start, end


def _likely(tree: Tree, said: Candidate) -> float:
    tables = load_tables()
    return interpolated(tables.confidence, probability(tables, score(tables, tree, said)))
