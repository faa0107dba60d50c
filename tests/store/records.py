"""Small records made by hand, beside the gold: what the seed article has no example of."""

import dataclasses
import datetime

from kg.model import (
    Agent,
    AgentKind,
    Argument,
    Attribution,
    Claim,
    Document,
    Extraction,
    Form,
    Modality,
    Principal,
    Proposition,
    Record,
    Resolution,
    ResolvedSource,
    Span,
    SpeechAct,
    Tie,
    quote,
)

MADE_BY = Extraction("claim-attribution-kg", "0", "hand", "none", "0" * 64)

TEXT = (
    "The agency reported that the mayor had told the clerk that the harbour would close. "
    "The port authority denied that the harbour would close. "
    "“The harbour,” it was said, “may stay open.”"
)

PORT = Agent("Port Authority", AgentKind.GOVERNMENT_BODY)
SPOKESWOMAN = Agent("The Spokeswoman", AgentKind.PERSON)
AGENCY = Agent("The Agency", AgentKind.MEDIA_OUTLET)


def at(words, text=TEXT, after=0):
    start = text.index(words, after)
    return Span(start, start + len(words))


def small_record(document_id="small", *, title=None, text=TEXT, extraction=MADE_BY, agency=AGENCY):
    """A chain of three, a denial with a confidence, and a content in two parts without a source."""
    document = Document(
        document_id, text, title=title, date=datetime.date(2021, 5, 4), publisher="The Paper"
    )
    mayor = Agent("the mayor", AgentKind.PERSON, named=False, scope=document.key)
    harbour = "the harbour"
    close = (at("the harbour would close"),)
    third = Attribution(
        source=(at("the clerk"),),
        cue=(at("told"),),
        content=(at("harbour would close"),),
        form=Form.INDIRECT,
        speech_act=SpeechAct.BELIEVES,
        confidence=0.25,
    )
    second = Attribution(
        source=(at("the mayor"),),
        cue=(at("had told"),),
        content=close,
        form=Form.INDIRECT,
        speech_act=SpeechAct.ASSERTS,
        reports=(third.id,),
        confidence=0.5,
    )
    first = Attribution(
        source=(at("The agency"),),
        cue=(at("reported"),),
        content=(at("the mayor had told the clerk that the harbour would close"),),
        form=Form.INDIRECT,
        speech_act=SpeechAct.ASSERTS,
        reports=(second.id,),
        uttered_on=datetime.date(2021, 5, 3),
        confidence=0.875,
    )
    denied = at("the harbour would close", after=80)
    denial = Attribution(
        source=(at("The port authority"),),
        cue=(at("denied"),),
        content=(denied,),
        form=Form.INDIRECT,
        speech_act=SpeechAct.DENIES,
        uttered_on=datetime.date(2021, 5, 2),
    )
    nobody = Attribution(
        source=(),
        cue=(at("it was said"),),
        content=(at("“The harbour,”"), at("“may stay open.”")),
        form=Form.DIRECT,
        speech_act=SpeechAct.ASSERTS,
    )
    proposition = Proposition(
        subject=Argument((Span(denied.start, denied.start + 11),), harbour),
        predicate="would close",
        lemma="close",
        predicate_spans=(Span(denied.start + 12, denied.end),),
        object=None,
        modality=Modality.HYPOTHETICAL,
    )
    attributions = (first, second, third, denial, nobody)
    statements = {nobody.content: (at("The harbour", after=140), at("may stay open."))}
    claims = tuple(
        Claim(
            a.content,
            statements.get(a.content, a.content),
            quote(statements.get(a.content, a.content), text),
            (proposition,) if a is denial else (),
        )
        for a in attributions
    )
    sources = {
        first.id: ResolvedSource(agency, Resolution.NAME, first.source, 0.9),
        second.id: ResolvedSource(mayor, Resolution.UNNAMED),
        third.id: ResolvedSource(
            Agent("the clerk", AgentKind.PERSON, named=False, scope=document.key),
            Resolution.UNNAMED,
        ),
        denial.id: ResolvedSource(PORT, Resolution.NAME, denial.source),
    }
    return Record(document, extraction, attributions, sources, claims)


def spoken_for(record, *, reported=False):
    """The same with the first source, or one whose words it reports, speaking for the port."""
    spoken = record.attributions[reported].id
    principal = Principal(PORT, Tie.ON_BEHALF, record.attributions[3].source)
    voice = ResolvedSource(SPOKESWOMAN, Resolution.NAME, principal=principal)
    others = (
        {}
        if not reported
        else {record.attributions[0].id: ResolvedSource(SPOKESWOMAN, Resolution.NAME)}
    )
    return dataclasses.replace(record, sources={**record.sources, **others, spoken: voice})


def said_together(record):
    """The same with two persons as the first source."""
    lee, kim = (Agent(name, AgentKind.PERSON) for name in ("Ann Lee", "Bo Kim"))
    both = ResolvedSource(
        Agent("Ann Lee and Bo Kim", AgentKind.GROUP),
        Resolution.NAME,
        members=frozenset({lee, kim}),
    )
    return dataclasses.replace(record, sources={**record.sources, record.attributions[0].id: both})


def newer(record, version="1"):
    """The same record by a newer version of the software."""
    return dataclasses.replace(
        record, extraction=dataclasses.replace(record.extraction, version=version)
    )


def without_attributions(record):
    """The same document when nothing was found in it."""
    return dataclasses.replace(record, attributions=(), sources={}, claims=())
