"""Scores of claims taken apart, against the gold of tests/claims/gold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import spacy
from claims_gold import Gold
from claims_scores import Score, attributions_in

_MARKS = "“”\"'‘’.,"
_FLAGS = {
    "poss": ("modality", "possible"), "nec": ("modality", "necessary"),
    "fut": ("modality", "future"), "hyp": ("modality", "hypothetical"),
    "ask": ("mood", "interrogative"), "imp": ("mood", "imperative"),
    "if": ("mood", "conditional"), "rep": ("mood", "reported"),
}  # fmt: skip


@dataclass
class Taken:
    """Scores of claims taken apart."""

    propositions: Score = field(default_factory=Score)
    exact: Score = field(default_factory=Score)
    polarity: Score = field(default_factory=Score)
    modality: Score = field(default_factory=Score)
    mood: Score = field(default_factory=Score)
    adjuncts: Score = field(default_factory=Score)
    acts: Score = field(default_factory=Score)


def score_claims(nlp: spacy.Language, extractor: str, gold: Iterator[Gold]) -> Taken:
    """Propositions of gold contents; the speech acts of the attributions that are found there.

    A proposition is right when predicate, subject and object each share at least half of their
    words (Dice) with those of the gold; ``exact``: all of their words but for articles and marks.
    """
    from kg.claims.claims import claims_of
    from kg.model import Attribution, Form, Span, SpeechAct

    taken = Taken()
    for item in gold:
        doc, found = _parsed(nlp, extractor, item)
        content = tuple(Span(*pair) for pair in item["content"])
        overlap = max(found, key=lambda a: _shared(a.content, content), default=None)
        if overlap is not None and not _shared(overlap.content, content):
            overlap = None
        got = "nothing" if overlap is None else str(overlap.speech_act)
        if overlap is None and "cue" in item:
            got = _act_of(doc, item["cue"])
        _count(taken.acts, got, item["act"], item["text"][content[0].start : content[-1].end])
        act = SpeechAct(item["act"])
        source, addressee, cue = (), (), ()
        if overlap is not None:
            source, addressee, cue = overlap.source, overlap.addressee, overlap.cue
        bare = Attribution(source, cue, content, Form.DIRECT, act, addressee=addressee)
        (claim,) = claims_of(doc, [bare])
        _compare(taken, item, list(claim.propositions))
    return taken


def _act_of(doc: Any, cue: list[list[int]]) -> str:
    """The act of a gold cue that was not found: of its words in dictionary form."""
    from kg.extract.speech_acts import speech_act

    spans = [doc.char_span(start, end, alignment_mode="expand") for start, end in cue]
    tokens = [t for span in spans for t in span or () if t.dep_ not in {"aux", "auxpass", "neg"}]
    negated = any(t.dep_ == "neg" for span in spans for t in span or ())
    return str(speech_act(" ".join(t.lemma_ for t in tokens), negated=negated))


_docs: dict[str, Any] = {}


def _parsed(nlp: spacy.Language, extractor: str, item: Gold) -> Any:
    """A text is parsed once: several gold claims may be of one article."""
    if item["text"] not in _docs:
        _docs[item["text"]] = attributions_in(nlp, extractor, item["text"])
    return _docs[item["text"]]


def _shared(a: Any, b: Any) -> int:
    return sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)


def _compare(taken: Taken, item: Gold, found: list[Any]) -> None:
    rest = list(found)
    _TEXT[0] = item["text"]
    for gold in item["propositions"]:
        best = max(rest, key=lambda p: _likeness(gold, p), default=None)
        score = (0.0, 0.0) if best is None else _likeness(gold, best)
        taken.propositions.gold += 1
        taken.exact.gold += 1
        if best is None or score[0] < 0.5:
            taken.propositions.errors.append(f"missed {gold}")
            continue
        rest.remove(best)
        taken.propositions.right += 1
        taken.exact.right += score[1] == 1.0
        wanted = {"modality": "None", "mood": "declarative"}
        wanted |= dict(_FLAGS[flag] for flag in gold["flags"] if flag in _FLAGS)
        _count(
            taken.polarity,
            str(best.polarity),
            "negative" if "neg" in gold["flags"] else "positive",
            gold,
        )
        _count(taken.modality, str(best.modality), wanted["modality"], gold)
        _count(taken.mood, str(best.mood), wanted["mood"], gold)
        given = [adjunct.words for adjunct in best.adjuncts]
        taken.adjuncts.gold += len(gold["arguments"])
        taken.adjuncts.given += len(given)
        taken.adjuncts.right += sum(
            any(_dice(one, other) >= 0.5 for other in given) for one in gold["arguments"]
        )
    taken.propositions.given += len(found)
    taken.exact.given += len(found)
    taken.propositions.errors += [
        f"extra  {_shown(p)} in {item['text'][item['content'][0][0] : item['content'][-1][1]]}"
        for p in rest
    ]


def _shown(p: Any) -> str:
    return " | ".join(
        a.name if hasattr(a, "name") else str(a) for a in (p.subject, p.predicate, p.object)
    )


def _likeness(gold: Gold, found: Any) -> tuple[float, float]:
    """The least and the product-like agreement of predicate, subject and object."""
    parts = [
        _dice(gold["predicate"], found.predicate),
        _dice(gold["subject"], _argument(found.subject)),
        _dice(gold["object"], _argument(found.object)),
    ]
    return (min(parts), min(parts)) if min(parts) < 1 else (1.0, 1.0)


def _argument(argument: Any) -> str:
    return "" if argument is None else _TEXT[0][argument.spans[0].start : argument.spans[-1].end]


_TEXT = [""]
"""The text that is scored: arguments are compared by its words, not by what they refer to."""


def _dice(a: str, b: str) -> float:
    first, second = _words(a), _words(b)
    if not first and not second:
        return 1.0
    if not first or not second:
        return 0.0
    common = sum(min(first.count(w), second.count(w)) for w in set(first))
    return 2 * common / (len(first) + len(second))


def _words(text: str) -> list[str]:
    plain = text.casefold().replace("’", "'")
    words = [
        word.strip(_MARKS) for word in plain.replace("'s", " 's").replace("n't", " n't").split()
    ]
    return [word for word in words if word and word not in {"the", "a", "an"}]


def _count(score: Score, got: str, wanted: str, where: Any) -> None:
    score.gold, score.given = score.gold + 1, score.given + 1
    score.right += got == wanted
    if got != wanted:
        score.errors.append(f"gold {wanted}, found {got}: {where}")
