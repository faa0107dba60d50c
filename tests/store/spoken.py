"""Records in which agents say something, by whatever form of their name."""

from kg.model import (
    Agent,
    AgentKind,
    Attribution,
    Claim,
    Document,
    Form,
    Record,
    Resolution,
    ResolvedSource,
    Span,
    SpeechAct,
    quote,
)
from tests.store.records import MADE_BY


def spoken(document_id, *sayings):
    """A document in which each (words, name, kind) says something; words defaults to name.

    As in what the program reads, the evidence is where the whole name stands.
    """
    text, attributions, sources, claims = "", [], {}, []
    for number, saying in enumerate(sayings):
        words, name, kind = saying if len(saying) == 3 else (saying[0], *saying)
        named = len(text)
        text += f"{name} was there. " if words != name else ""
        start = len(text)
        text += f"{words} said that it rained on day {number}. "
        source = Span(start, start + len(words))
        evidence = Span(named, named + len(name))
        cue = Span(source.end + 1, source.end + 5)
        content = Span(cue.end + 6, len(text) - 2)
        one = Attribution(
            source=(source,),
            cue=(cue,),
            content=(content,),
            form=Form.INDIRECT,
            speech_act=SpeechAct.ASSERTS,
        )
        attributions.append(one)
        sources[one.id] = ResolvedSource(
            Agent(name, AgentKind(kind)), Resolution.NAME, (evidence,), None
        )
        claims.append(Claim(one.content, one.content, quote(one.content, text)))
    return Record(
        Document(document_id, text or "Nobody spoke."),
        MADE_BY,
        tuple(attributions),
        sources,
        tuple(claims),
    )
