"""The spaCy component ``attributions``: what a Doc's sources are said to have said.

``nlp.add_pipe("attributions")`` works in any English pipeline with a parser;
``config={"extractor": "rules"}`` makes do without the trained tagger. It sets
``doc._.attributions`` (a tuple of Attribution, offsets in characters of ``doc.text``) and
``doc.spans["attributions"]``: a Span for each fragment of a source, cue and content, with the label
SOURCE, CUE or CONTENT and the attribution's id as the Span's id.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.errors import ConfigurationError
from kg.extract import extractor_named
from kg.model import Attribution, Form, Framing, Period, SpeechAct
from kg.model import Span as Fragment

GROUP = "attributions"
KEY = "kg_attributions"
DETAILS = ("addressee", "medium", "place", "time")
EXTRACTORS = ("trained", "rules")
LABELS = {"source": "SOURCE", "cue": "CUE", "content": "CONTENT"}


@Language.factory(
    "attributions",
    requires=["token.dep", "token.head", "token.lemma", "token.tag"],
    assigns=["doc._.attributions", "doc.spans"],
    default_config={"extractor": "trained"},
)
def make_attributions(nlp: Language, name: str, extractor: str) -> AttributionFinder:
    """The spaCy component ``attributions``; ``extractor`` is "trained" or "rules"."""
    return AttributionFinder(extractor)


class AttributionFinder:
    """Sets ``doc._.attributions`` and ``doc.spans["attributions"]``."""

    def __init__(self, extractor: str = "trained") -> None:
        if extractor not in EXTRACTORS:
            raise ConfigurationError(f"no extractor {extractor!r}: {' or '.join(EXTRACTORS)}")
        self.extractor = extractor
        if not Doc.has_extension("attributions"):
            Doc.set_extension("attributions", getter=_kept)

    def __call__(self, doc: Doc) -> Doc:
        """Find the attributions of a parsed Doc."""
        found = extractor_named(self.extractor)(doc)
        doc.user_data[KEY] = [_row(attribution) for attribution in found]
        doc.spans[GROUP] = [span for attribution in found for span in _spans(doc, attribution)]
        return doc


def _row(attribution: Attribution) -> dict[str, Any]:
    """An attribution in plain values, which spaCy can write with a Doc."""
    row: dict[str, Any] = {
        role: [[span.start, span.end] for span in spans]
        for role, spans in attribution.roles().items()
    }
    day, stretch = attribution.uttered_on, attribution.uttered_in
    return row | {
        "form": attribution.form.value,
        "speech_act": attribution.speech_act.value,
        "uttered_on": day.isoformat() if day else None,
        "uttered_in": stretch and [stretch.first.isoformat(), stretch.last.isoformat()],
        "framing": attribution.framing.value,
        "confidence": attribution.confidence,
        "reports": list(attribution.reports),
    }


def _kept(doc: Doc) -> tuple[Attribution, ...]:
    """The attributions that the component left."""
    return tuple(_attribution(row) for row in doc.user_data.get(KEY, ()))


def _attribution(row: Mapping[str, Any]) -> Attribution:
    roles: dict[str, Any] = {
        role: tuple(Fragment(*pair) for pair in row[role])
        for role in ("source", "cue", "content", "cue_head", *DETAILS)
    }
    day, stretch = row["uttered_on"], row["uttered_in"]
    return Attribution(
        **roles,
        form=Form(row["form"]),
        speech_act=SpeechAct(row["speech_act"]),
        uttered_on=date.fromisoformat(day) if day else None,
        uttered_in=Period(*map(date.fromisoformat, stretch)) if stretch else None,
        framing=Framing(row["framing"]),
        confidence=row["confidence"],
        reports=tuple(row["reports"]),
    )


def _spans(doc: Doc, attribution: Attribution) -> list[Span]:
    """The attribution's fragments as spaCy Spans, widened to whole tokens."""
    roles = attribution.roles()
    made = (
        doc.char_span(
            fragment.start,
            fragment.end,
            label=label,
            span_id=attribution.id,
            alignment_mode="expand",
        )
        for role, label in LABELS.items()
        for fragment in roles[role]
    )
    return [span for span in made if span is not None]
