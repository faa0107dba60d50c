"""The invariants that a record checks: each broken in turn."""

import dataclasses

import pytest

from kg.model import (
    Agent,
    AgentKind,
    Attribution,
    Credit,
    Document,
    Entity,
    Form,
    Number,
    Principal,
    RecordError,
    Resolution,
    ResolvedSource,
    Span,
    SpanError,
    SpeechAct,
    Tie,
)

FAR = (Span(1_000_000, 1_000_001),)


def changed(record, **fields):
    return dataclasses.replace(record, **fields)


def first_attribution(record, **fields):
    first, *rest = record.attributions
    sources = dict(record.sources)
    new = dataclasses.replace(first, **fields)
    sources[new.id] = sources.pop(first.id)
    return changed(record, attributions=(new, *rest), sources=sources)


def first_claim(record, **fields):
    first, *rest = record.claims
    return changed(record, claims=(dataclasses.replace(first, **fields), *rest))


def first_source(record, **fields):
    first = record.attributions[0].id
    new = dataclasses.replace(record.sources[first], **fields)
    return changed(record, sources={**record.sources, first: new})


def behind(record, evidence=(), **fields):
    return first_source(record, principal=Principal(Agent(**fields), Tie.ON_BEHALF, evidence))


def credit(name, start):
    return Credit(Agent(name, AgentKind.MEDIA_OUTLET), Span(start, start + len(name)))


AGENT, OTHER = Agent("A", AgentKind.PERSON), Agent("B", AgentKind.PERSON)
GROUP = Agent("A and B", AgentKind.GROUP)
NO_NAME = Agent("aide", AgentKind.PERSON, named=False, scope="elsewhere")
BREAKS = {
    "stands behind its source, belongs elsewhere": lambda r: behind(
        r, name="ministry", kind=AgentKind.GOVERNMENT_BODY, named=False, scope="x"
    ),
    "stands behind itself": lambda r: behind(
        r, name="Kazakh Foreign Ministry", kind=AgentKind.GOVERNMENT_BODY
    ),
    "who stands behind its source runs past": lambda r: behind(
        r, FAR, name="X", kind=AgentKind.GOVERNMENT_BODY
    ),
    "no name runs past": lambda r: first_source(
        r, agent=dataclasses.replace(NO_NAME, scope=r.document.key), anonymity=FAR
    ),
    "credit runs past": lambda r: changed(r, credits=(credit("Reuters", FAR[0].start),)),
    "credit to 'Reuters' that the text": lambda r: changed(r, credits=(credit("Reuters", 0),)),
    "same credit twice": lambda r: changed(
        r, credits=(credit("date", r.document.text.index("date")),) * 2
    ),
    "same attribution twice": lambda r: changed(
        r, attributions=(*r.attributions, r.attributions[0])
    ),
    "same claim twice": lambda r: changed(r, claims=(*r.claims, r.claims[0])),
    "no claim for its content": lambda r: changed(r, claims=r.claims[1:]),
    "no attribution has its content": lambda r: changed(
        r,
        attributions=r.attributions[:1],
        sources={r.attributions[0].id: r.sources[r.attributions[0].id]},
    ),
    "source span without a resolved source": lambda r: changed(r, sources={}),
    "neither stands there nor is told": lambda r: first_source(
        first_attribution(r, source=()), evidence=()
    ),
    "sources of unknown attributions": lambda r: changed(
        r, sources={**r.sources, "x": next(iter(r.sources.values()))}
    ),
    "reports unknown": lambda r: first_attribution(r, reports=("nobody",)),
    "cue runs past the end": lambda r: first_attribution(r, cue=FAR),
    "medium runs past the end": lambda r: first_attribution(r, medium=FAR),
    "not the document's text": lambda r: first_claim(r, text="something else"),
    "no statement": lambda r: first_claim(r, statement=(), text=""),
    "runs past the end": lambda r: first_claim(r, statement=FAR),
    "evidence of its source": lambda r: changed(
        r,
        sources={key: dataclasses.replace(value, evidence=FAR) for key, value in r.sources.items()},
    ),
    "belongs elsewhere": lambda r: changed(
        r,
        sources={
            key: dataclasses.replace(
                value, agent=Agent("an aide", AgentKind.PERSON, named=False, scope="elsewhere")
            )
            for key, value in r.sources.items()
        },
    ),
    "'it' belongs elsewhere": lambda r: changed(
        r,
        sources={
            key: dataclasses.replace(
                value,
                agent=Agent(
                    "it", AgentKind.UNKNOWN, named=False, resolved=False, scope=r.document.key
                ),
            )
            for key, value in r.sources.items()
        },
    ),
    "proposition": lambda r: changed(
        r,
        claims=tuple(
            dataclasses.replace(
                claim,
                propositions=tuple(
                    dataclasses.replace(p, predicate_spans=FAR) for p in claim.propositions
                ),
            )
            for claim in r.claims
        ),
    ),
}


@pytest.mark.parametrize("problem", BREAKS)
def test_broken_records_cannot_be_made(seed_record, problem):
    with pytest.raises(RecordError, match=problem) as caught:
        BREAKS[problem](seed_record)
    assert seed_record.document.id in str(caught.value)


def test_gold_is_a_record(seed_record):
    assert len(seed_record.attributions) == 14
    assert len(seed_record.claims) == 13  # the outlet and the ministry it cites share one
    assert len(seed_record.agents) == 7
    last = seed_record.attributions[-1]
    assert seed_record.agent_of(last).name == "Kazakh official media report"
    assert seed_record.claim_of(last).text.startswith("around 5,135 individuals")


def test_attribution_without_content():
    with pytest.raises(SpanError):
        Attribution((), (), (), Form.DIRECT, SpeechAct.ASSERTS)


@pytest.mark.parametrize("spans", [(Span(3, 5), Span(0, 2)), (Span(0, 3), Span(2, 5))])
def test_fragments_in_order(spans):
    with pytest.raises(SpanError):
        Attribution((), (), spans, Form.DIRECT, SpeechAct.ASSERTS)


@pytest.mark.parametrize("confidence", [-0.1, 1.1, float("nan")])
def test_confidence_is_a_probability(confidence):
    with pytest.raises(ValueError, match="not a probability"):
        Attribution((), (), (Span(0, 1),), Form.DIRECT, SpeechAct.ASSERTS, confidence=confidence)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Agent(" Reuters", AgentKind.MEDIA_OUTLET),
        lambda: Agent("", AgentKind.MEDIA_OUTLET),
        lambda: Agent("Reuters", AgentKind.MEDIA_OUTLET, scope="d"),
        lambda: Agent("officials", AgentKind.GROUP, named=False),
        lambda: Agent("it", AgentKind.UNKNOWN, resolved=False),
        lambda: Entity("two  blanks"),
        lambda: (
            Principal(NO_NAME, Tie.ON_BEHALF, FAR)
            and Principal(dataclasses.replace(NO_NAME, resolved=False), Tie.ON_BEHALF)
        ),
        lambda: ResolvedSource(Agent("A", AgentKind.PERSON), Resolution.NAME, number=Number.ONE),
        lambda: ResolvedSource(Agent("A", AgentKind.PERSON), Resolution.NAME, anonymity=FAR),
        lambda: ResolvedSource(AGENT, Resolution.NAME, members=frozenset({OTHER})),
        lambda: ResolvedSource(GROUP, Resolution.NAME, members=frozenset({OTHER, GROUP})),
        lambda: ResolvedSource(GROUP, Resolution.NAME, members=frozenset({NO_NAME})),
        lambda: Credit(Agent("A", AgentKind.PERSON), Span(0, 1)),
        lambda: Credit(Agent("A", AgentKind.MEDIA_OUTLET, named=False, scope="d"), Span(0, 1)),
        lambda: Document("", "text"),
        lambda: Document("a", "text", body_start=5),
    ],
)
def test_values_that_cannot_be(make):
    with pytest.raises(ValueError, match=r"."):
        make()


def test_resolved_source_of_nobody(seed_record):
    assert seed_record.agent_of(seed_record.attributions[0]).kind is AgentKind.GOVERNMENT_BODY
    source = ResolvedSource(Agent("A", AgentKind.PERSON), Resolution.NAME)
    assert source.evidence == ()


def test_members_of_a_group_are_agents_of_the_document(seed_record):
    record = first_source(seed_record, agent=GROUP, members=frozenset({OTHER, AGENT}))
    assert {GROUP, AGENT, OTHER} <= {*record.agents}
    assert {*record.memberships} == {(GROUP, AGENT), (GROUP, OTHER)}
    assert seed_record.memberships == ()
