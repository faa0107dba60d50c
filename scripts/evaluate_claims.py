#!/usr/bin/env python3
"""How well claims are taken apart, against the hand-made gold of tests/claims/gold.

    python scripts/evaluate_claims.py [POLNEAR-DEV.jsonl.gz] [--extractor trained|rules] [-v]

Prints a line a gold set: quantities, dates, stances, propositions. The stand-off part of the
propositions needs the articles that it points into; without them it is left out. -v shows errors.
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import spacy

GOLD = Path(__file__).resolve().parents[1] / "tests" / "claims" / "gold"


@dataclass
class Score:
    """Right ones of those that are there and of those that were given; errors in words."""

    right: int = 0
    gold: int = 0
    given: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the given ones that is right."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold ones that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.right / (self.gold + self.given) if self.gold + self.given else 0.0


def rows(name: str) -> Iterator[list[str]]:
    """The lines of a tab-separated gold file, without its comments."""
    for line in (GOLD / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def score_quantities(nlp: spacy.Language) -> Score:
    """Comparator, value, upper value and unit, exactly."""
    from kg.claims.quantities import quantities

    score = Score()
    for text, wanted in rows("quantities.tsv"):
        gold = [] if wanted == "-" else [_quantity(one) for one in wanted.split("; ")]
        doc = nlp(text)
        found = [
            (q.comparator.replace(" ", "-"), _plain(q.value), q.upper and _plain(q.upper), q.unit)
            for q in quantities(doc, 0, len(doc))
        ]
        right = sum(one in found for one in gold)
        score.right, score.gold, score.given = (
            score.right + right, score.gold + len(gold), score.given + len(found)
        )  # fmt: skip
        if right < max(len(gold), len(found)):
            score.errors.append(f"{text}\n    gold  {gold}\n    found {found}")
    return score


def _quantity(words: str) -> tuple[Any, ...]:
    comparator, value, unit = words.split(" ", 2)
    low, _, high = value.partition("..")
    from decimal import Decimal

    return (
        comparator,
        _plain(Decimal(low)),
        _plain(Decimal(high)) if high else None,
        unit.strip("-"),
    )


def _plain(value: Any) -> str:
    return format(value.normalize(), "f")


def score_dates() -> Score:
    """First and last day, exactly; nothing where the words mean no certain time."""
    from kg.extract.periods import period_of

    score = Score()
    for words, published, first, last in rows("dates.tsv"):
        day = None if published == "-" else datetime.date.fromisoformat(published)
        found = period_of(words, day)
        got = [found.first.isoformat(), found.last.isoformat()] if found else ["-", "-"]
        score.gold, score.given = score.gold + 1, score.given + 1
        if got == [first, last]:
            score.right += 1
        else:
            score.errors.append(f"{words} ({published}): gold {first} {last}, found {got}")
    return score


def score_stances(nlp: spacy.Language, extractor: str) -> Score:
    """Both sentences of a minimal pair: the first attribution's act and its claim's polarity."""
    score = Score()
    for first, act1, pol1, second, act2, pol2 in rows("stances.tsv"):
        score.gold, score.given = score.gold + 1, score.given + 1
        wrong = []
        for text, act, polarity in ((first, act1, pol1), (second, act2, pol2)):
            found = _stance(nlp, extractor, text)
            if found != (act, polarity):
                wrong.append(f"{text}: gold {act} {polarity}, found {found}")
        score.right += not wrong
        score.errors += wrong
    return score


def _stance(nlp: spacy.Language, extractor: str, text: str) -> tuple[str, str] | None:
    from kg.claims.claims import claims_of

    doc, attributions = _attributions(nlp, extractor, text)
    if not attributions:
        return None
    (claim, *_) = claims_of(doc, attributions[:1])
    main = next(iter(claim.propositions), None)
    return str(attributions[0].speech_act), str(main.polarity) if main else "no proposition"


def _attributions(nlp: spacy.Language, extractor: str, text: str) -> Any:
    """A parsed text and its attributions; the rules' where the trained extractor finds none."""
    from kg.extract import extractor_named

    doc = nlp(text)
    return doc, extractor_named(extractor)(doc) or extractor_named("rules")(doc)


Gold = dict[str, Any]
_BEFORE = ("the ", "a ", "an ")
_MARKS = "“”\"'‘’.,"


def own_gold() -> Iterator[Gold]:
    """The sentences of claims.txt: text, content spans, act, propositions in words."""
    item: Gold = {}
    for line in (GOLD / "claims.txt").read_text(encoding="utf-8").splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "T":
            if item:
                yield item
            item = {**_bracketed(rest), "propositions": []}
        elif kind == "A":
            item["act"] = rest
        elif kind == "P":
            subject, predicate, thing, others, flags = (part.strip() for part in rest.split("|"))
            item["propositions"].append(
                {
                    "subject": subject.strip("-"),
                    "predicate": predicate.strip("-"),
                    "object": thing.strip("-"),
                    "arguments": [a.strip() for a in others.split(";") if a.strip() != "-"],
                    "flags": flags.replace("-", "").split(),
                }
            )
    yield item


def _bracketed(marked: str) -> Gold:
    text, content, start = "", [], -1
    for character in marked:
        if character == "{":
            start = len(text)
        elif character == "}":
            content.append((start, len(text)))
        else:
            text += character
    return {"text": text, "content": content}


def standoff_gold(corpus: Path) -> Iterator[Gold]:
    """The stand-off claims with the words that stand at their offsets."""
    import gzip

    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        texts = {record["id"]: record["text"] for record in map(json.loads, lines)}
    for line in (GOLD / "standoff.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = texts[row["document"]]

        def words(pairs: list[list[int]], text: str = text) -> str:
            return " ".join(text[s:e] for s, e in pairs)

        yield {
            "text": text,
            "content": [tuple(pair) for pair in row["content"]],
            "cue": row["cue"],
            "source": row["source"],
            "act": row["speech_act"],
            "propositions": [
                {
                    "subject": words(p["subject"]),
                    "predicate": words(p["predicate"]),
                    "object": words(p["object"]),
                    "arguments": [words(a) for a in p["arguments"]],
                    "flags": p["flags"],
                }
                for p in row["propositions"]
            ],
        }


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
        _docs[item["text"]] = _attributions(nlp, extractor, item["text"])
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


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", nargs="?", type=Path)
    parser.add_argument("--extractor", choices=("trained", "rules"), default="trained")
    parser.add_argument("-v", "--verbose", action="store_true")
    arguments = parser.parse_args()
    from kg.annotate.pipeline import load_language

    nlp = load_language(tagger=arguments.extractor == "trained")
    scores = {
        "quantities": score_quantities(nlp),
        "dates": score_dates(),
        "stances (pairs)": score_stances(nlp, arguments.extractor),
    }
    sets = {"own sentences": own_gold()}
    if arguments.corpus:
        sets["stand-off"] = standoff_gold(arguments.corpus)
    for name, gold in sets.items():
        taken = score_claims(nlp, arguments.extractor, gold)
        for part, score in vars(taken).items():
            scores[f"{name}: {part}"] = score
    print(f"{'':34}{'right':>6}{'gold':>6}{'given':>6}{'P':>7}{'R':>7}{'F1':>7}")
    for name, score in scores.items():
        print(
            f"{name:34}{score.right:6}{score.gold:6}{score.given:6}"
            f"{score.precision:7.3f}{score.recall:7.3f}{score.f1:7.3f}"
        )
        if arguments.verbose:
            print("\n".join(f"    {error}" for error in score.errors))
    return 0


if __name__ == "__main__":
    sys.exit(main())
