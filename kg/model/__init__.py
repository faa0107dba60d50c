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
from kg.model.attribution import Attribution, Form, Framing, SpeechAct
from kg.model.claim import (
    Adjunct,
    Argument,
    Claim,
    Entity,
    EventTime,
    Modality,
    Mood,
    Polarity,
    Proposition,
)
from kg.model.document import Document
from kg.model.period import Period
from kg.model.provenance import Extraction
from kg.model.quantity import Comparator, Quantity
from kg.model.record import Record, RecordError
from kg.model.relation import (
    ClaimRelation,
    Drift,
    Judgement,
    RelationKind,
    RelationMethod,
    Verdict,
)
from kg.model.span import Span, SpanError, Spans, fragments, quote

__all__ = [
    "Adjunct",
    "Agent",
    "AgentKind",
    "Argument",
    "Attribution",
    "Claim",
    "ClaimRelation",
    "Comparator",
    "Credit",
    "Document",
    "Drift",
    "Entity",
    "EventTime",
    "Extraction",
    "Form",
    "Framing",
    "Judgement",
    "Modality",
    "Mood",
    "Number",
    "Period",
    "Polarity",
    "Principal",
    "Proposition",
    "Quantity",
    "Record",
    "RecordError",
    "RelationKind",
    "RelationMethod",
    "Resolution",
    "ResolvedSource",
    "Span",
    "SpanError",
    "Spans",
    "SpeechAct",
    "Tie",
    "Verdict",
    "fragments",
    "quote",
    "scope_of",
]
