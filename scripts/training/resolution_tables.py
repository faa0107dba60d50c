"""The tables of docs/resolution.md, as lines of Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

from evaluation_tables import RESAMPLINGS, Read, gold_of, percent, predictions

from kg.model import Resolution
from kg.resolve.ranker import Ranker
from kg.resolve.sources import resolved_with
from training.antecedents import Item, examples

SHOWN = ("by name", "by noun", "he/they/who", "I/we/you")
SPOKEN = ("interview", "letter", "court", "speech", "essay")
"""Genres whose layout can show whose turn it is."""
LIMITS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def sources_tables(
    scorer: ModuleType, gum: list[Item], news: list[Item], deals: list[dict[str, Ranker]]
) -> Iterator[tuple[str, list[str]]]:
    """Name and lines of each table.

    ``deals``: for each time the documents were dealt to folds the ranker of each; the first time
    makes all tables but the one that compares them.
    """
    rankers = deals[0]
    reads = [read(item, rankers[item.document.id]) for item in gum]
    yield "scorer", list(scorer_table(scorer, reads))
    yield "classes", list(class_table(scorer, reads))
    yield "nouns", list(noun_table(scorer, reads))
    yield "risk", list(risk_table(gum, news, rankers))
    yield "deals", list(deals_table(scorer, gum, news, deals))


def read(item: Item, ranker: Ranker) -> Read:
    """An item with its sources resolved by a ranker that has not seen it."""
    sources = resolved_with(item.doc, item.attributions, item.document.key, ranker)
    return Read(item.gold, item.attributions, sources, ())


def scorer_table(scorer: ModuleType, reads: list[Read]) -> Iterator[str]:
    """The scorer's own table."""
    result: Any
    result, _ = scorer.evaluate(
        gold_of(reads), predictions(reads, inner=True), bootstrap=RESAMPLINGS
    )
    yield "```"
    yield str(scorer.table(result))
    yield "```"


def pairs(scorer: ModuleType, one: Read) -> Iterator[tuple[Any, Any, Any, list[str], Any]]:
    """Found gold attributions: gold, prediction, chain, the scorer's groups and the answer."""
    guess = predictions([one], inner=True)[one.gold["id"]]
    text = scorer.Text(one.gold["text"])
    gold = [scorer.Attribution(raw, text, "gold") for raw in one.gold["attributions"]]
    found = [scorer.Attribution(raw, text, "found") for raw in guess["attributions"]]
    for i, j in scorer.pair_up(gold, found):
        if gold[i].entity is None or (gold[i].raw.get("form") or "clause") != "clause":
            continue
        chain = scorer.Gold(gold[i].entity, text)
        answer = (found[j].entity or {}).get("canonical")
        yield gold[i], found[j], chain, scorer.groups_of(gold[i], chain), answer


def class_table(scorer: ModuleType, reads: list[Read]) -> Iterator[str]:
    """Found, answered and right by class of mention."""
    yield "| named, mentioned | found | name right | in full | answered | right of answered |"
    yield "|---|---|---|---|---|---|"
    turns = "I/we/you in interviews, letters, court, speeches, essays"
    count = {name: [0, 0, 0, 0] for name in (*SHOWN, turns)}
    everything = [0, 0]
    for one in reads:
        for _, _, chain, groups, answer in pairs(scorer, one):
            right = chain.judge(answer) == "right"
            names = [group.removeprefix("named: ") for group in groups]
            if "I/we/you" in names and one.gold["genre"] in SPOKEN:
                names.append(turns)
            for name in set(names) & set(count):
                line = count[name]
                line[0] += 1
                line[1] += right
                line[2] += right and chain.is_full(answer)
                line[3] += answer is not None
            if answer is not None:
                everything[0] += 1
                everything[1] += right
    for name, (found, right, full, answered) in count.items():
        shares = [percent(n / max(found, 1)) for n in (right, full)]
        of_answered = percent(right / max(answered, 1))
        yield f"| {name} | {found} | {shares[0]} | {shares[1]} | {answered} | {of_answered} |"
    yield ""
    yield (
        f"Of all {everything[0]} answers, also where the chain has no name, "
        f"{percent(everything[1] / max(everything[0], 1))} % are right."
    )


def noun_table(scorer: ModuleType, reads: list[Read]) -> Iterator[str]:
    """The cases of "the ministry" kind one by one."""
    yield "| document | mentioned as | chain's name | answer | |"
    yield "|---|---|---|---|---|"
    for one in reads:
        for gold, _, chain, groups, answer in pairs(scorer, one):
            if "named: by noun" in groups:
                words = " ".join(gold.source_text.split()[:6])
                name = gold.entity["canonical"]
                verdict = chain.judge(answer)
                yield f"| {one.gold['id']} | {words} | {name} | {answer or '-'} | {verdict} |"


def risk_table(gum: list[Item], news: list[Item], rankers: dict[str, Ranker]) -> Iterator[str]:
    """Coverage and precision of pronouns that are sources, by the least probability answered."""
    yield "| answered from | GUM: answered | right | labelled news: answered | right |"
    yield "|---|---|---|---|---|"
    scored = [list(answers(items, rankers, news=items is news)) for items in (gum, news)]
    for limit in LIMITS:
        cells = []
        for found in scored:
            above = [right for probability, right in found if probability >= limit]
            share = percent(sum(above) / max(len(above), 1))
            cells += [f"{len(above)} of {len(found)}", share]
        yield f"| {limit:.1f} | {' | '.join(cells)} |"
    yield ""
    yield f"Method `{Resolution.PRONOUN.value}`; he, she, it and they as sources of attributions."


def deals_table(
    scorer: ModuleType, gum: list[Item], news: list[Item], deals: list[dict[str, Ranker]]
) -> Iterator[str]:
    """How much the figures depend on which documents are in which fold."""
    yield (
        "| documents dealt | he/they/who: right of found | all answers: right | GUM: right, nothing"
        " left out | labelled news: right, nothing left out |"
    )
    yield "|---|---|---|---|---|"
    for number, rankers in enumerate(deals, 1):
        known, given = [], []
        for item in gum:
            for _, _, chain, groups, answer in pairs(scorer, read(item, rankers[item.document.id])):
                right = chain.judge(answer) == "right"
                if "named: he/they/who" in groups:
                    known.append(right)
                if answer is not None:
                    given.append(right)
        best = ([right for _, right in answers(i, rankers, news=i is news)] for i in (gum, news))
        cells = [percent(sum(found) / max(len(found), 1)) for found in (known, given, *best)]
        yield f"| {number} | {' | '.join(cells)} |"


def answers(
    items: list[Item], rankers: dict[str, Ranker], *, news: bool
) -> Iterator[tuple[float, bool]]:
    """Probability and rightness of the best candidate of each known pronoun that is a source."""
    for item in items:
        ranker = rankers[item.document.id]
        for example in examples(item, ranker, told=False):
            if not (example.source or news):
                continue
            *shares, none = ranker.probabilities(example.group, example.features)
            best = max(range(len(shares)), key=lambda i: (shares[i], -i), default=None)
            if best is None or shares[best] < none:
                yield 0.0, example.right[-1]
            else:
                yield shares[best], example.right[best]
