"""Hypothesis strategies for records: any that the model allows, hostile text in every field."""

import datetime

from hypothesis import strategies as st

from kg.model import (
    Agent,
    AgentKind,
    Argument,
    Attribution,
    Claim,
    Credit,
    Document,
    Entity,
    Extraction,
    Form,
    Number,
    Polarity,
    Principal,
    Proposition,
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
    )


def credited(text):
    """Credits to what stands at the start of a text: "start"."""
    pieces = st.lists(st.integers(2, 5), max_size=2, unique=True)
    return pieces.map(
        lambda ends: tuple(
            Credit(Agent(text[:end], AgentKind.MEDIA_OUTLET), Span(0, end)) for end in ends
        )
    )


@st.composite
def propositions(draw, text):
    argument = st.none() | st.builds(Argument, spans(text), st.builds(Entity, names))
    return Proposition(
        subject=draw(argument),
        predicate=draw(texts),
        lemma=draw(texts),
        predicate_spans=draw(spans(text)),
        object=draw(argument),
        polarity=draw(st.sampled_from(Polarity)),
        modality=draw(st.none() | texts),
    )


@st.composite
def attributions(draw, text, known):
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
        uttered_on=draw(dates),
        confidence=draw(probabilities),
        reports=tuple(draw(st.lists(st.sampled_from(known), unique=True))) if known else (),
    )


@st.composite
def records(draw):
    document = draw(documents())
    text = document.text
    found, resolved, claims, parts = {}, {}, {}, {}
    for _ in range(draw(st.integers(0, 3))):
        one = draw(attributions(text, sorted(found)))
        if one.id in found:
            continue
        found[one.id] = one
        if one.source:
            resolved[one.id] = draw(sources(document, one.source))
        if one.content not in claims:
            drawn = draw(st.lists(propositions(text), max_size=2))
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
