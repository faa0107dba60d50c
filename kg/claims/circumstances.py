"""What stands around a predicate beside subject and object: to whom, where, when, how much."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from spacy.tokens import Token

from kg.claims.arguments import phrase_of
from kg.claims.clauses import Inside
from kg.claims.words import spans_and_words
from kg.extract.periods import period_of
from kg.model import Adjunct, EventTime

_PLACES = frozenset(
    ["abroad", "here", "there", "home", "everywhere", "overseas", "outside", "inside"]
)
_TIMES = frozenset(["DATE", "TIME"])
_TIME_WORDS = frozenset(["today", "yesterday", "tomorrow", "tonight", "now", "currently", "soon"])

Found = tuple[Adjunct, bool]
"""An adjunct, and whether it says when."""


def circumstances(verbs: list[Token], used: set[int], inside: Inside) -> list[Found]:
    """The adjuncts of the verbs of a predicate, in the order of the text.

    ``used``: tokens that are in the predicate, the subject or the object already.
    """
    found = {}
    for verb in verbs:
        for child in verb.children:
            if child.i not in used and child.i in inside:
                for adjunct, timed in _adjuncts(child, used, inside):
                    found[adjunct.spans] = adjunct, timed
            for clause in (c for c in child.rights if c.dep_ == "acl" and c.i in inside):
                if any(c.tag_ == "TO" for c in clause.lefts):  # "plans to leave the union"
                    tokens = [token for token in clause.subtree if token.i in inside]
                    for adjunct, _ in _adjunct(tokens, used, clause):
                        found[adjunct.spans] = adjunct, False
    return [found[spans] for spans in sorted(found)]


def time_of(adjuncts: list[Found], published: date | None, *, future: bool) -> EventTime | None:
    """When it happens: the first adjunct that says so and means certain days, else the first."""
    times = [
        EventTime(adjunct.spans, period_of(adjunct.words, published, future=future))
        for adjunct, timed in adjuncts
        if timed
    ]
    return next((time for time in times if time.period), times[0] if times else None)


def _adjuncts(child: Token, used: set[int], inside: Inside) -> Iterator[Found]:
    if child.dep_ in {"prep", "agent"}:
        noun = next((c for c in child.rights if c.dep_ == "pobj" and c.i in inside), None)
        if noun is None:
            return
        tokens = [child, *(t for t in phrase_of(noun, inside) if t.i > child.i)]
        if child.lower_ not in {"if", "because"}:
            yield from _adjunct(tokens, used, noun)
    elif child.dep_ == "dative" or (child.dep_ == "npadvmod" and child.ent_type_ in _TIMES):
        yield from _adjunct(phrase_of(child, inside), used, child)
    elif child.dep_ in {"advmod", "npadvmod"} and child.lower_ in _PLACES | _TIME_WORDS:
        yield from _adjunct([child], used, child)


def _adjunct(tokens: list[Token], used: set[int], noun: Token) -> Iterator[Found]:
    spans, words = spans_and_words(noun.doc, [t for t in tokens if t.i not in used])
    if words:
        timed = noun.ent_type_ in _TIMES or noun.lower_ in _TIME_WORDS
        yield Adjunct(spans, words), timed or any(t.ent_type_ == "DATE" for t in tokens)
