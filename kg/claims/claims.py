"""Claims: one for each distinct content of a document."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from kg.claims.propositions import propositions
from kg.claims.statement import statement_of
from kg.model import Attribution, Claim, Spans, SpeechAct, quote


def claims_of(doc: Doc, attributions: Sequence[Attribution]) -> tuple[Claim, ...]:
    """The claims that attributions make, in the order of the first attribution of each.

    ``doc``: parsed, its text with the attributions' offsets (code points). Attributions of the same
    content share a claim. The addressee of a demand is the subject of what is demanded.
    """
    text = doc.text
    claims: dict[Spans, Claim] = {}
    for attribution in attributions:
        content = attribution.content
        if content in claims:
            continue
        statement = statement_of(doc, text, content)
        addressee = attribution.addressee if attribution.speech_act is SpeechAct.DEMANDS else ()
        claims[content] = Claim(
            content=content,
            statement=statement,
            text=quote(statement, text),
            propositions=propositions(doc, statement, addressee),
        )
    return tuple(claims.values())
