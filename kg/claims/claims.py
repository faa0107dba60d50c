"""Claims: one for each distinct content of a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc

from kg.annotate.extensions import published_of
from kg.claims.arguments import Reader
from kg.claims.propositions import propositions
from kg.claims.reference import References
from kg.claims.statement import statement_of
from kg.model import Attribution, Claim, ResolvedSource, Spans, SpeechAct, quote

_BY_SOURCE = frozenset({SpeechAct.PROMISES, SpeechAct.INTENDS, SpeechAct.WISHES})
_BY_ADDRESSEE = frozenset({SpeechAct.DEMANDS, SpeechAct.DECREES})


def claims_of(
    doc: Doc,
    attributions: Sequence[Attribution],
    sources: Mapping[str, ResolvedSource] | None = None,
) -> tuple[Claim, ...]:
    """The claims that attributions make, in the order of the first attribution of each.

    ``doc``: parsed, its text with the attributions' offsets (code points); ``sources`` who they are
    resolved to, by attribution id. Attributions of the same content share a claim. The addressee of
    a demand is the subject of what is demanded, the source of a promise that of what is promised.
    """
    text = doc.text
    published = published_of(doc)
    reader = Reader(References(doc, attributions, sources or {}).name_of)
    claims: dict[Spans, Claim] = {}
    for attribution in attributions:
        content = attribution.content
        if content in claims:
            continue
        statement = statement_of(doc, text, content)
        act = attribution.speech_act
        actor = attribution.addressee if act in _BY_ADDRESSEE else ()
        actor = attribution.source if act in _BY_SOURCE else actor
        claims[content] = Claim(
            content=content,
            statement=statement,
            text=quote(statement, text),
            propositions=propositions(
                doc,
                statement,
                actor,
                asked=act is SpeechAct.QUESTIONS,
                published=published,
                reader=reader,
            ),
        )
    return tuple(claims.values())
