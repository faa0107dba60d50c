"""How sources, forms and speech acts look: one table for the drawing, the legend and the list."""

from __future__ import annotations

from kg.model import Agent, AgentKind, Form, SpeechAct

GLYPHS = {
    AgentKind.PERSON: "person",
    AgentKind.GOVERNMENT_BODY: "government",
    AgentKind.MEDIA_OUTLET: "media",
    AgentKind.COURT: "organisation",
    AgentKind.COMPANY: "organisation",
    AgentKind.PARTY: "organisation",
    AgentKind.ORGANISATION: "organisation",
    AgentKind.DOCUMENT: "document",
    AgentKind.GROUP: "group",
    AgentKind.UNKNOWN: "unknown",
}
"""Name of the shape and colour of each kind of source (page.css has the colours)."""

GLYPH_LABELS = {
    "person": "person",
    "government": "government body",
    "media": "media outlet",
    "organisation": "court, company, party, organisation",
    "document": "document, data",
    "group": "group of people",
    "unknown": "unknown or not named",
}

TONES = {
    SpeechAct.ASSERTS: "says",
    SpeechAct.KNOWS: "says",
    SpeechAct.PERCEIVES: "says",
    SpeechAct.BELIEVES: "says",
    SpeechAct.DENIES: "against",
    SpeechAct.DOUBTS: "against",
    SpeechAct.OPPOSES: "against",
    SpeechAct.QUESTIONS: "asks",
    SpeechAct.DEMANDS: "asks",
    SpeechAct.DECREES: "asks",
    SpeechAct.PROMISES: "will",
    SpeechAct.INTENDS: "will",
    SpeechAct.WISHES: "will",
    SpeechAct.SUPPORTS: "will",
    SpeechAct.WITHHOLDS: "silent",
}
"""Five tones are told apart at a glance, fifteen colours are not."""

TONE_LABELS = {
    "says": "says, knows or believes it",
    "against": "denies, doubts or opposes it",
    "asks": "asks for it, orders it, questions it",
    "will": "promises, intends, wishes or supports it",
    "silent": "is said not to have said it",
}

FORM_LABELS = {
    Form.DIRECT: "word for word",
    Form.MIXED: "partly word for word",
    Form.INDIRECT: "in the article’s words",
}


def glyph(agent: Agent | None) -> str:
    """The glyph of a source; an attribution may have none."""
    return GLYPHS[agent.kind] if agent else "unknown"
