"""The spaCy component ``attributions``: what a Doc's sources are said to have said.

``nlp.add_pipe("attributions")`` works in any English pipeline with a parser. It sets
``doc._.attributions`` (a tuple of Attribution, offsets in characters of ``doc.text``) and
``doc.spans["attributions"]``: a Span for each fragment of a source, cue and content, with the label
SOURCE, CUE or CONTENT and the attribution's id as the Span's id.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extract.rules import extract
from kg.model import Attribution

GROUP = "attributions"
LABELS = {"source": "SOURCE", "cue": "CUE", "content": "CONTENT"}


@Language.factory(
    "attributions",
    requires=["token.dep", "token.head", "token.lemma", "token.tag"],
    assigns=["doc._.attributions", "doc.spans"],
)
def make_attributions(nlp: Language, name: str) -> AttributionFinder:
    """The spaCy component ``attributions``."""
    return AttributionFinder()


class AttributionFinder:
    """Sets ``doc._.attributions`` and ``doc.spans["attributions"]``."""

    def __init__(self) -> None:
        if not Doc.has_extension("attributions"):
            Doc.set_extension("attributions", default=())

    def __call__(self, doc: Doc) -> Doc:
        """Find the attributions of a parsed Doc."""
        found = extract(doc)
        doc._.attributions = found
        doc.spans[GROUP] = [span for attribution in found for span in _spans(doc, attribution)]
        return doc


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
