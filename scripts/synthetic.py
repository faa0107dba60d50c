"""Made-up articles as records, with the distributions of news: to measure stores with.

Counted in a corpus of 839 annotated news articles: 24 attributions an article (median 18), form
direct 21 %, mixed 11 %, indirect 68 %, no source 7 %; sources are names 47 %, common nouns 29 %,
pronouns 21 %. Names, subjects and outlets are drawn by Zipf's law from pools that grow with the
number of articles; one article in fifteen reprints an earlier one. Same seed, same records.
"""

from __future__ import annotations

import bisect
import datetime
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import TypeVar

from kg.model import (
    Agent,
    AgentKind,
    Argument,
    Attribution,
    Claim,
    Document,
    Extraction,
    Form,
    Polarity,
    Proposition,
    Record,
    Resolution,
    ResolvedSource,
    Span,
    SpeechAct,
    scope_of,
)

T = TypeVar("T")
MADE_BY = Extraction("synthetic", "1", "generator", "none", "0" * 64)
START = datetime.date(2020, 1, 1)
DAYS = 1500

_ACTS = {
    SpeechAct.ASSERTS: ("said", 80),
    SpeechAct.DENIES: ("denied", 4),
    SpeechAct.DEMANDS: ("demanded", 5),
    SpeechAct.BELIEVES: ("believes", 6),
    SpeechAct.PROMISES: ("promised", 3),
    SpeechAct.QUESTIONS: ("asked", 2),
}
_FORMS = {Form.INDIRECT: 68, Form.DIRECT: 21, Form.MIXED: 11}
_KINDS = (
    (AgentKind.GOVERNMENT_BODY, "Ministry"),
    (AgentKind.PERSON, "Delegate"),
    (AgentKind.MEDIA_OUTLET, "Gazette"),
    (AgentKind.COMPANY, "Works"),
    (AgentKind.ORGANISATION, "Union"),
)
_PLACES = ("Northbay", "Eastford", "Greyhill", "Lowmoor", "Saltmarsh", "Highfield", "Westerly")
_TOPICS = ("bridge", "harbour", "budget", "strike", "school", "railway", "hospital", "election")
_VERBS = ("will close", "has cost", "was delayed by", "needs", "has lost", "may support", "blocked")
_ROLES = ("a senior official", "two witnesses", "an analyst", "residents", "a person familiar")
_NUMBERS = ("at least 12", "about 40", "nearly 300", "more than 5,000")


@dataclass(slots=True)
class _Zipf:
    """Draws from a pool, the n-th as often as 1/n of the first."""

    size: int
    sums: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self.sums = list(accumulate(1 / rank for rank in range(1, self.size + 1)))

    def draw(self, dice: random.Random) -> int:
        return bisect.bisect(self.sums, dice.random() * self.sums[-1])


@dataclass(slots=True)
class _Text:
    """A text that grows, and where its parts stand."""

    parts: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, words: str, gap: str = " ") -> Span:
        self.parts.append(words + gap)
        start = self.length
        self.length += len(words) + len(gap)
        return Span(start, start + len(words))


def records(documents: int, seed: int = 20220110) -> Iterator[Record]:
    """So many articles, about 24 attributions each."""
    dice = random.Random(seed)
    pools = _Pools(documents)
    for number in range(documents):
        again = number if number < 15 or dice.randrange(15) else dice.randrange(number)
        yield _record(number, again, seed, pools)


@dataclass(slots=True)
class _Pools:
    documents: int
    names: _Zipf = field(init=False)
    things: _Zipf = field(init=False)
    outlets: _Zipf = field(init=False)

    def __post_init__(self) -> None:
        self.names = _Zipf(50 + 3 * self.documents)
        self.things = _Zipf(100 + 5 * self.documents)
        self.outlets = _Zipf(60)


def _record(number: int, again: int, seed: int, pools: _Pools) -> Record:
    """Article ``number``, with the words of article ``again``."""
    words = random.Random(f"{seed} {again}")
    facts = random.Random(f"{seed} {number} facts")
    date = START + datetime.timedelta(days=facts.randrange(DAYS))
    title = f"{words.choice(_PLACES)} {words.choice(_TOPICS)} {again}"
    text = _Text()
    text.add(f"{title}, reported on day {facts.randrange(10**6)}.")
    count = max(3, min(90, round(words.lognormvariate(2.9, 0.75))))
    drafts = [_draft(text, words, pools) for _ in range(count)]
    document = Document(
        id=f"article-{number:07}",
        text="".join(text.parts),
        title=title,
        publisher=f"Outlet {pools.outlets.draw(facts)}",
        date=date,
    )
    return _assembled(document, drafts, words, date)


@dataclass(frozen=True, slots=True)
class _Draft:
    source: Span | None
    agent: Agent | None
    described: str
    cue: Span
    content: Span
    act: SpeechAct
    form: Form
    proposition: Proposition
    resolution: Resolution


def _draft(text: _Text, dice: random.Random, pools: _Pools) -> _Draft:
    """One sentence: who said what."""
    act = _weighted(dice, {one: weight for one, (_, weight) in _ACTS.items()})
    form = _weighted(dice, _FORMS)
    luck = dice.random()
    source, agent, described, resolution = None, None, "", Resolution.NAME
    if luck > 0.07:
        rank = pools.names.draw(dice)
        kind, noun = _KINDS[rank % len(_KINDS)]
        name = f"{_PLACES[rank % len(_PLACES)]} {noun} {rank}"
        if luck < 0.54 or luck > 0.84:
            agent = Agent(name, kind)
            resolution = Resolution.NAME if luck < 0.54 else Resolution.PRONOUN
            source = text.add(name if luck < 0.54 else "she")
        else:
            described, resolution = dice.choice(_ROLES), Resolution.UNNAMED
            source = text.add(described)
    cue = text.add(_ACTS[act][0] if source else "it was said", " that ")
    thing = pools.things.draw(dice)
    start = text.length
    subject_name = f"the {_PLACES[thing % 7]} {_TOPICS[thing % 8]} {thing}"
    subject = text.add(subject_name)
    predicate = dice.choice(_VERBS)
    verb = text.add(predicate)
    if dice.random() < 0.2:
        text.add(dice.choice(_NUMBERS))
    other = pools.things.draw(dice)
    object_name = f"{_TOPICS[other % 8]} {other}"
    target = text.add(object_name)
    filler = text.add(" ".join(dice.choice(_FILLER) for _ in range(dice.randrange(1, 6))), ". ")
    return _Draft(
        source=source,
        agent=agent,
        described=described,
        cue=cue,
        content=Span(start, filler.end),
        act=act,
        form=form,
        resolution=resolution,
        proposition=Proposition(
            subject=Argument((subject,), subject_name),
            predicate=predicate,
            lemma=predicate.split()[-1],
            predicate_spans=(verb,),
            object=Argument((target,), object_name),
            polarity=Polarity.NEGATIVE if dice.random() < 0.08 else Polarity.POSITIVE,
        ),
    )


_FILLER = (
    *("after the long winter", "in every district", "under new rules", "before any vote"),
    *("with great care", "while prices rise", "across several towns", "despite repeated warnings"),
)


def _assembled(
    document: Document, drafts: Sequence[_Draft], dice: random.Random, date: datetime.date
) -> Record:
    attributions: list[Attribution] = []
    sources: dict[str, ResolvedSource] = {}
    claims: list[Claim] = []
    inner: str | None = None
    for draft in reversed(drafts):
        reports = (inner,) if inner is not None and dice.random() < 0.08 else ()
        one = Attribution(
            source=(draft.source,) if draft.source else (),
            cue=(draft.cue,),
            content=(draft.content,),
            form=draft.form,
            speech_act=draft.act,
            cue_head=(draft.cue,),
            uttered_on=date - datetime.timedelta(days=1) if dice.random() < 0.15 else None,
            confidence=round(dice.betavariate(6, 2), 3),
            reports=reports,
        )
        attributions.append(one)
        inner = one.id
        agent = draft.agent
        if draft.described:
            agent = Agent(
                draft.described, AgentKind.PERSON, named=False, scope=scope_of(document.key)
            )
        if agent and draft.source:
            evidence = (draft.source,) if draft.resolution is Resolution.NAME else ()
            sources[one.id] = ResolvedSource(agent, draft.resolution, evidence)
        content = document.text[draft.content.start : draft.content.end]
        claims.append(Claim(one.content, one.content, content, (draft.proposition,)))
    return Record(document, MADE_BY, tuple(reversed(attributions)), sources, tuple(claims))


def _weighted(dice: random.Random, weights: dict[T, int]) -> T:
    return dice.choices(list(weights), list(weights.values()))[0]


def newer(record: Record, version: str) -> Record:
    """The record as a later version of the program made it."""
    made_by = replace(record.extraction, version=version)
    return replace(record, extraction=made_by)


def halved(record: Record) -> Record:
    """The record with every other attribution."""
    some = record.attributions[::2]
    ids = {one.id for one in some}
    kept = tuple(replace(one, reports=tuple(i for i in one.reports if i in ids)) for one in some)
    contents = {one.content for one in kept}
    return replace(
        record,
        attributions=kept,
        sources={one.id: record.sources[one.id] for one in kept if one.id in record.sources},
        claims=tuple(claim for claim in record.claims if claim.content in contents),
    )
