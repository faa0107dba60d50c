"""The data model: frozen values, standard library only."""

from kg.model.agent import (
    Agent,
    AgentKind,
    Credit,
    Number,
    Principal,
    Resolution,
    ResolvedSource,
    Tie,
    scope_of,
)
from kg.model.attribution import Attribution, Form, SpeechAct
from kg.model.claim import Argument, Claim, Entity, Polarity, Proposition
from kg.model.document import Document
from kg.model.provenance import Extraction
from kg.model.record import Record, RecordError
from kg.model.span import Span, SpanError, Spans, fragments, quote

__all__ = [
    "Agent",
    "AgentKind",
    "Argument",
    "Attribution",
    "Claim",
    "Credit",
    "Document",
    "Entity",
    "Extraction",
    "Form",
    "Number",
    "Polarity",
    "Principal",
    "Proposition",
    "Record",
    "RecordError",
    "Resolution",
    "ResolvedSource",
    "Span",
    "SpanError",
    "Spans",
    "SpeechAct",
    "Tie",
    "fragments",
    "quote",
    "scope_of",
]
