"""Records and graphs that the tests of this folder share."""

import datetime
from decimal import Decimal

import pytest

from kg.config import DEFAULT_BASE
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
)
from kg.rdf.iris import Iris

TEXT = (
    "In a letter from Oslo, an aide told reporters on Monday the mayor said “Bridges may not open.”"
    " More was not said."
)


def at(words):
    """The span of words of the text."""
    start = TEXT.index(words)
    return (Span(start, start + len(words)),)


@pytest.fixture(scope="session")
def iris():
    return Iris(DEFAULT_BASE)


@pytest.fixture(scope="session")
def full_record():
    """A small record in which every field has a value."""
    document = Document(
        "full", TEXT, "Title", "Publisher", "Author", datetime.date(2024, 5, 6), "https://a.b/c",
        body_start=3,
    )  # fmt: skip
    inner = Attribution(
        source=at("the mayor"),
        cue=at("said"),
        content=at("“Bridges may not open.”"),
        form=Form.DIRECT,
        speech_act=SpeechAct.ASSERTS,
        framing=Framing.FACTIVE,
        uttered_in=Period(datetime.date(2024, 5, 1), datetime.date(2024, 5, 6)),
    )
    outer = Attribution(
        source=at("an aide"),
        cue=at("told"),
        content=at("the mayor said “Bridges may not open.”"),
        form=Form.MIXED,
        speech_act=SpeechAct.ASSERTS,
        cue_head=at("told"),
        addressee=at("reporters"),
        medium=at("In a letter"),
        place=at("from Oslo"),
        time=at("on Monday"),
        uttered_on=datetime.date(2024, 5, 6),
        confidence=0.75,
        reports=(inner.id,),
    )
    proposition = Proposition(
        subject=Argument(at("Bridges"), "Bridges"),
        predicate="may not open",
        lemma="open",
        predicate_spans=at("may not open"),
        object=Argument(at("Bridges"), "BRIDGES"),
        polarity=Polarity.NEGATIVE,
        modality=Modality.POSSIBLE,
        mood=Mood.REPORTED,
        passive=True,
        adjuncts=(Adjunct(at("on Monday"), "on Monday"),),
        quantities=(
            Quantity(at("an aide")[0], Comparator.BETWEEN, Decimal(1), "aide", Decimal(2)),
        ),
        time=EventTime(
            at("on Monday"), Period(datetime.date(2024, 5, 6), datetime.date(2024, 5, 6))
        ),
    )
    press = Principal(Agent("reporters", AgentKind.GROUP), Tie.ON_BEHALF, at("reporters"))
    city = Principal(
        Agent("city", AgentKind.GOVERNMENT_BODY, named=False, scope=document.key), Tie.AFFILIATED
    )
    sources = {
        outer.id: ResolvedSource(
            Agent("an aide", AgentKind.PERSON, named=False, scope=document.key),
            Resolution.UNNAMED,
            at("an aide"),
            0.5,
            press,
            Number.ONE,
            at("More was not said"),
        ),
        inner.id: ResolvedSource(
            Agent("Mayor of Oslo and Ann Lee", AgentKind.GROUP),
            Resolution.DESCRIPTION,
            principal=city,
            members=frozenset(
                Agent(name, AgentKind.PERSON) for name in ("Mayor of Oslo", "Ann Lee")
            ),
        ),
    }
    claims = (
        Claim(outer.content, outer.content, TEXT[slice(*_edges(outer))], (proposition,)),
        Claim(inner.content, at("Bridges may not open"), "Bridges may not open", (proposition,)),
    )
    return Record(
        document,
        Extraction("kg", "1", "rules", "m", "0" * 64),
        (outer, inner),
        sources,
        claims,
        (Credit(Agent("Oslo", AgentKind.MEDIA_OUTLET), *at("Oslo")),),
    )


def _edges(attribution):
    return attribution.content[0].start, attribution.content[0].end
