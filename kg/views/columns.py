"""What filters look at of all statements: columns of numbers, and the tables that they point to."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kg.model import Attribution, Form, Record, SpeechAct
from kg.views.labels import short_date
from kg.views.marks import GLYPH_LABELS, glyph
from kg.views.network import NO_SOURCE, source_id

UNKNOWN_DAY = -(2**31)
UNKNOWN_CONFIDENCE = 255
NOWHERE = -1
ACTS, FORMS, GLYPHS = tuple(SpeechAct), tuple(Form), tuple(GLYPH_LABELS)

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Look:
    """What a picture shows of a source beside its name: ``where`` tells those without one apart."""

    glyph: str
    named: bool
    where: str


@dataclass(frozen=True, slots=True)
class _Source:
    """A row of the table of sources: ``within`` is the article of one without a name."""

    name: str
    kind: str
    glyph: str
    named: bool
    within: int


class Columns:
    """Numbers of all statements, and the tables that they point to."""

    def __init__(self) -> None:
        """No statements yet."""
        self.sources: dict[str, int] = {}
        self.agents: list[_Source] = []
        self.source, self.document = array("I"), array("I")
        self.day, self.claim = array("i"), array("I")
        self.act, self.form, self.confidence = array("B"), array("B"), array("B")

    def add(self, attribution: Attribution, record: Record, document: int, claim: int) -> int:
        """Append one statement; the number of its source."""
        id = source_id(attribution, record)
        agent = record.agent_of(attribution)
        number = self.sources.setdefault(id, len(self.sources))
        if number == len(self.agents):
            name, kind = (agent.name, agent.kind.value) if agent else (NO_SOURCE, "")
            within = document if agent and not agent.named else NOWHERE
            self.agents.append(
                _Source(name, kind, glyph(agent), bool(agent and agent.named), within)
            )
        said = attribution.uttered_on or record.document.date
        sure = attribution.confidence
        self.source.append(number)
        self.document.append(document)
        self.claim.append(claim)
        self.day.append((said - date(1970, 1, 1)).days if said else UNKNOWN_DAY)
        self.act.append(ACTS.index(attribution.speech_act))
        self.form.append(FORMS.index(attribution.form))
        self.confidence.append(UNKNOWN_CONFIDENCE if sure is None else round(sure * 100))
        return number

    def bytes(self) -> bytes:
        """All columns, one after the other, little-endian."""
        wide = (self.source, self.document, self.claim, self.day)
        if sys.byteorder == "big":
            for column in wide:
                column.byteswap()
        return b"".join(c.tobytes() for c in (*wide, self.act, self.form, self.confidence))

    def table(self, records: Sequence[Record]) -> Json:
        """What the numbers stand for."""
        publishers: dict[str, int] = {}
        documents = []
        for record in records:
            document = record.document
            publisher = publishers.setdefault(document.publisher or "", len(publishers))
            day = document.date.isoformat() if document.date else ""
            facts = (document.id, document.title or "", publisher, document.author or "", day)
            documents.append([*facts, document.url or "", document.language])
        kinds = dict.fromkeys(one.kind for one in self.agents)
        numbers = {kind: number for number, kind in enumerate(kinds)}
        return {
            "sources": [one.name for one in self.agents],
            "kinds": list(kinds),
            "kind": [numbers[one.kind] for one in self.agents],
            "glyph": [GLYPHS.index(one.glyph) for one in self.agents],
            "named": [int(one.named) for one in self.agents],
            "within": [one.within for one in self.agents],
            "publishers": list(publishers),
            "documents": documents,
        }


def where(records: Sequence[Record], number: int) -> str:
    """An article by its publisher (else its id) and day; "" for none."""
    if number == NOWHERE:
        return ""
    document = records[number].document
    day = short_date(document.date) if document.date else ""
    return ", ".join(filter(None, (document.publisher or document.id, day)))
