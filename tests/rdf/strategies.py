"""Hypothesis strategies for records: any that the model allows, hostile text in every field."""

import datetime
from dataclasses import replace

from hypothesis import strategies as st

from kg.model import (
    Adjunct,
    Agent,
    AgentKind,
    Argument,
    Attribution,
    Claim,
    Comparator,
    Credit,
    Document,
    EventTime,
    Extraction,
    Form,
    Framing,
    Modality,
    Mood,
    Number,
    Period,
    Polarity,
    Principal,
    Proposition,
    Quantity,
    Record,
    Resolution,
    ResolvedSource,
    Span,
    SpeechAct,
    Tie,
    quote,
    scope_of,
)
from kg.model.identifiers import squeeze

HOSTILE = (
    '"', "\\", "\n", "\r", "\r\n", "\t", "\x01", "\x0b", "\x1f", "\x7f", "\x85", "\u2028",
    "\ufeff", "\ufffd", "\u200b", "\u202e", "שלום", "مرحبا", "é", "e\u0301", "🙂", "👩‍👩‍👧", "𝔘",
    "<script>", "'''", '"""', "</", "^^xsd:integer", "@en", "{", "}", "\\u0041", "%s", "_:b0", "<http://x/>",
)  # fmt: skip

texts = st.lists(
    st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
    max_size=8,
).map("".join)
some_texts = texts.filter(bool)
names = texts.map(squeeze).filter(lambda name: bool(name) and squeeze(name) == name)
dates = st.none() | st.dates(datetime.date(1, 1, 1))
probabilities = st.none() | st.floats(0, 1)
decimals = st.decimals(-(10**12), 10**12, places=3)
stretches = st.tuples(st.dates(datetime.date(1, 1, 1)), st.dates(datetime.date(1, 1, 1))).map(
    lambda pair: Period(min(pair), max(pair))
)
periods = st.none() | stretches
extractions = st.builds(Extraction, texts, texts, texts, texts, texts)


@st.composite
def spans(draw, text, min_size=0):
    pairs = draw(st.integers(min_size, 3))
    cuts = st.integers(0, len(text))
    edges = sorted(draw(st.lists(cuts, min_size=2 * pairs, max_size=2 * pairs, unique=True)))
    return tuple(Span(*pair) for pair in zip(edges[::2], edges[1::2], strict=True))


@st.composite
def documents(draw):
    text = "start " + draw(texts)
    return Document(
        id=draw(some_texts),
        text=text,
        title=draw(st.none() | texts),
        publisher=draw(st.none() | texts),
        author=draw(st.none() | texts),
        date=draw(dates),
        url=draw(st.none() | texts),
        language=draw(st.sampled_from(["en", "en-GB", "de"])),
        body_start=draw(st.integers(0, len(text))),
    )


@st.composite
def agents(draw, document, mention):
    named = draw(st.booleans())
    resolved = named or draw(st.booleans())
    return Agent(
        name=draw(names),
        kind=draw(st.sampled_from(AgentKind)),
        named=named,
        resolved=resolved,
        scope="" if named else scope_of(document.key, () if resolved else mention),
    )


@st.composite
def sources(draw, document, mention):
    text = document.text
    agent = draw(agents(document, mention))
    behind = draw(agents(document, ()).filter(lambda other: other.key != agent.key))
    principal = st.builds(Principal, st.just(behind), st.sampled_from(Tie), spans(text))
    return ResolvedSource(
        agent,
        draw(st.sampled_from(Resolution)),
        draw(spans(text)),
        draw(probabilities),
        draw(principal) if behind.resolved and draw(st.booleans()) else None,
        None if agent.named else draw(st.none() | st.sampled_from(Number)),
        () if agent.named else draw(spans(text)),
        draw(members(agent)) if agent.kind is AgentKind.GROUP else frozenset(),
    )


def members(group):
    one = st.builds(Agent, names, st.sampled_from(AgentKind)).filter(lambda one: one != group)
    return st.frozensets(one, max_size=3)


def credited(text):
    """Credits to what stands at the start of a text: "start"."""
    pieces = st.lists(st.integers(2, 5), max_size=2, unique=True)
    return pieces.map(
        lambda ends: tuple(
            Credit(Agent(text[:end], AgentKind.MEDIA_OUTLET), Span(0, end)) for end in ends
        )
    )


def words(at, text):
    return squeeze(quote(at, text, " "))


@st.composite
def quantities(draw, text):
    comparator = draw(st.sampled_from(Comparator))
    between = comparator is Comparator.BETWEEN
    return Quantity(
        span=draw(spans(text, min_size=1))[0],
        comparator=comparator,
        value=draw(decimals),
        unit=draw(texts),
        upper=draw(decimals if between else st.none() | decimals),
    )


@st.composite
def propositions(draw, text, numbers):
    argument = st.none() | st.builds(Argument, spans(text), names, st.booleans())
    predicate = draw(spans(text))
    adjuncts = draw(st.lists(spans(text, min_size=1), max_size=2, unique=True))
    quantities = draw(
        st.lists(st.sampled_from(numbers), max_size=2, unique_by=lambda one: one.span)
    )
    return Proposition(
        subject=draw(argument),
        predicate=words(predicate, text),
        lemma=draw(texts),
        predicate_spans=predicate,
        object=draw(argument),
        polarity=draw(st.sampled_from(Polarity)),
        modality=draw(st.none() | st.sampled_from(Modality)),
        mood=draw(st.sampled_from(Mood)),
        passive=draw(st.booleans()),
        adjuncts=tuple(Adjunct(at, words(at, text)) for at in sorted(adjuncts)),
        quantities=tuple(sorted(quantities, key=lambda one: one.span)),
        time=draw(st.none() | st.builds(EventTime, spans(text, min_size=1), periods)),
    )


@st.composite
def attributions(draw, text, known):
    uttered = draw(dates)
    return Attribution(
        source=draw(spans(text)),
        cue=draw(spans(text)),
        content=draw(spans(text, min_size=1)),
        form=draw(st.sampled_from(Form)),
        speech_act=draw(st.sampled_from(SpeechAct)),
        cue_head=draw(spans(text)),
        addressee=draw(spans(text)),
        medium=draw(spans(text)),
        place=draw(spans(text)),
        time=draw(spans(text)),
        uttered_on=uttered,
        uttered_in=None if uttered else draw(periods.filter(lambda p: p is None or not p.day)),
        framing=draw(st.sampled_from(Framing)),
        confidence=draw(probabilities),
        reports=tuple(draw(st.lists(st.sampled_from(known), unique=True))) if known else (),
    )


@st.composite
def records(draw):
    document = draw(documents())
    text = document.text
    found, resolved, claims, parts = {}, {}, {}, {}
    numbers = draw(st.lists(quantities(text), min_size=1, max_size=3, unique_by=lambda q: q.span))
    for _ in range(draw(st.integers(0, 3))):
        one = draw(attributions(text, sorted(found)))
        if one.id in found:
            continue
        found[one.id] = one
        if one.source:
            resolved[one.id] = draw(sources(document, one.source))
        else:  # whose words they are may be told by words elsewhere
            told = draw(sources(document, ()))
            if told.agent.resolved and told.evidence:
                resolved[one.id] = replace(told, resolution=Resolution.CONTINUATION)
        if one.content not in claims:
            drawn = draw(st.lists(propositions(text, numbers), max_size=2))
            own = {part.id: parts.setdefault(part.id, part) for part in drawn}
            statement = draw(spans(text, min_size=1))
            claims[one.content] = Claim(
                one.content, statement, quote(statement, text), tuple(own.values())
            )
    return Record(
        document,
        draw(extractions),
        tuple(found.values()),
        resolved,
        tuple(claims.values()),
        draw(credited(text)),
    )
