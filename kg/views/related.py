"""What others said: claims that agree with a claim, contradict or replace it, ready to be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Attribution, ClaimRelation, Record, RelationKind
from kg.views.labels import short_date
from kg.views.marks import glyph
from kg.views.network import NO_SOURCE

AGREES, CONTRADICTS, BEFORE, AFTER = "agrees", "contradicts", "before", "after"

LABELS = {
    AGREES: "agrees with",
    CONTRADICTS: "contradicts",
    BEFORE: "said otherwise before",
    AFTER: "said otherwise later",
}
"""How a claim stands to another one, in words."""

SIGNS = {AGREES: "=", CONTRADICTS: "≠", BEFORE: "→", AFTER: "→"}
"""The same in a picture."""


@dataclass(frozen=True, slots=True)
class Other:
    """Another claim: how the first one stands to it, its verbatim words, whose, where, when.

    ``glyph`` is that of the first who made it, ``lang`` the language of the words.
    """

    how: str
    claim: str
    text: str
    lang: str
    who: str
    glyph: str
    document: str
    day: str
    why: str

    @property
    def label(self) -> str:
        """How the first claim stands to this one, in words."""
        return LABELS[self.how]


Related = Mapping[str, Sequence[Other]]
"""By the key of a claim ("<document key>-<claim id>"), its others: contradictions first."""


def related(records: Iterable[Record], relations: Iterable[ClaimRelation]) -> Related:
    """Both directions of every relation between claims that are in ``records``."""
    relations = tuple(relations)
    if not relations:
        return {}
    wanted = {key for one in relations for key in (one.first, one.second)}
    said = {key: words for record in records for key, words in _claims(record) if key in wanted}
    found: dict[str, list[Other]] = {}
    for one in relations:
        hows = {
            RelationKind.EQUIVALENT: (AGREES, AGREES),
            RelationKind.CONTRADICTS: (CONTRADICTS, CONTRADICTS),
            RelationKind.UPDATE: (AFTER, BEFORE),
        }[one.kind]
        for key, other, how in ((one.first, one.second, hows[0]), (one.second, one.first, hows[1])):
            if key in said and other in said:
                found.setdefault(key, []).append(
                    Other(how, other, *said[other], why=_why(one.reason))
                )
    order = (CONTRADICTS, AFTER, BEFORE, AGREES)
    return {
        key: sorted(others, key=lambda o: (order.index(o.how), o.day, o.text))
        for key, others in found.items()
    }


def claim_key(record: Record, claim: str) -> str:
    """The key of a claim anywhere: that of its document and its id."""
    return f"{record.document.key}-{claim}"


def _claims(record: Record) -> Iterable[tuple[str, tuple[str, str, str, str, str, str]]]:
    """The key of each claim with its text, language, who said it, their glyph, where and when."""
    document = record.document
    day = short_date(document.date) if document.date else ""
    where = document.publisher or document.title or document.id
    by: dict[str, list[Attribution]] = {}
    for attribution in record.attributions:
        by.setdefault(record.claim_of(attribution).id, []).append(attribution)
    for claim in record.claims:
        agents = [record.agent_of(attribution) for attribution in by.get(claim.id, ())]
        who = ", ".join(dict.fromkeys(agent.name if agent else NO_SOURCE for agent in agents))
        look = glyph(agents[0] if agents else None)
        yield claim_key(record, claim.id), (claim.text, document.language, who, look, where, day)


def _why(reason: str) -> str:
    """The reason without the lemmas that were compared, which stand at its end."""
    return reason.rpartition(": ")[0] or reason
