"""The reading page: an article with its attributions marked, and what they are in the margin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from kg.model import Attribution, Record, Span
from kg.views.html import render
from kg.views.labels import short_date
from kg.views.marks import FORM_LABELS, GLYPH_LABELS, TONE_LABELS
from kg.views.network import source_id
from kg.views.related import Related
from kg.views.sentences import attributed
from kg.views.statements import Json, documents, statements

COLORS = 7
"""Sources with a colour of their own; further ones share a grey, and differ by their letter."""

DOUBTFUL = 0.6
"""Below this confidence a statement is marked as doubtful."""

_PARAGRAPH = re.compile(r"\n\s*\n|\n")


@dataclass(slots=True)
class Piece:
    """Words of the article that look the same.

    ``numbers`` are the attributions whose content they are, the innermost first; ``roles`` what
    else they are ("source", "cue"), and ``of`` of which attributions; ``own`` whether nobody is
    said to have said their sentence; ``ends`` the attributions whose content ends here.
    """

    text: str
    numbers: list[int] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    of: list[int] = field(default_factory=list)
    own: bool = False
    ends: list[int] = field(default_factory=list)


def reading_page(record: Record, others: Related | None = None) -> str:
    """The page of one article as HTML.

    RuntimeError when what it marks as somebody's words is not the text at their offsets.
    """
    listed = statements([record], others)
    sources = _sources(record, listed)
    color = {one["id"]: one["color"] for one in sources}
    letter = {one["id"]: one["letter"] for one in sources}
    for number, one in enumerate(listed):
        probability = record.attributions[number].confidence
        one["color"] = color[one["source"]]
        one["letter"] = letter[one["source"]]
        one["doubtful"] = probability is not None and probability < DOUBTFUL
    (document,) = documents([record])
    date = record.document.date
    return render(
        "reading.html",
        styles=("reading.css",),
        scripts=("reading.js",),
        title=record.document.title or record.document.id,
        document=document,
        published=short_date(date) if date else "",
        paragraphs=_rows(record),
        notes=listed,
        sources=sources,
        forms=[(form.value, label) for form, label in FORM_LABELS.items()],
        tones=TONE_LABELS,
        kinds=GLYPH_LABELS,
        trust=_trust(record),
    )


def paragraphs(record: Record) -> list[list[Piece]]:
    """The article's body as paragraphs of pieces; together they are its text, to the character
    but for the line breaks between paragraphs.
    """
    text = record.document.text
    found = []
    start = record.document.body_start
    breaks = [*_PARAGRAPH.finditer(text, start), None]
    cuts = _cuts(record)
    for gap in breaks:
        end = gap.start() if gap else len(text)
        if text[start:end].strip():
            found.append(_pieces(Span(start, end), cuts, record))
        start = gap.end() if gap else end
    _check(record, found)
    return found


def _cuts(record: Record) -> list[int]:
    spans = [
        span for a in record.attributions for role in (a.source, a.cue, a.content) for span in role
    ]
    spans += [sentence for sentence, _ in attributed(record)]
    return sorted({end for span in spans for end in (span.start, span.end)})


def _pieces(paragraph: Span, cuts: Sequence[int], record: Record) -> list[Piece]:
    text = record.document.text
    inside = [cut for cut in cuts if paragraph.start < cut < paragraph.end]
    near = [
        (number, a)
        for number, a in enumerate(record.attributions)
        if a.extent.start < paragraph.end and a.extent.end > paragraph.start
    ]
    own = [s for s, said in attributed(record) if not said and paragraph.contains(s)]
    bounds = [paragraph.start, *inside, paragraph.end]
    return [_piece(Span(start, end), text[start:end], near, own) for start, end in pairwise(bounds)]


def _piece(
    span: Span, text: str, near: Sequence[tuple[int, Attribution]], own: Sequence[Span]
) -> Piece:
    piece = Piece(text, own=any(sentence.contains(span) for sentence in own))
    around = [(n, a) for n, a in near if any(s.contains(span) for s in a.content)]
    # The shortest content is the innermost one; of two attributions of the same words the inner
    # one is passed on by the other.
    around.sort(key=lambda item: (_length(item[1]), len(item[1].reports), item[0]))
    piece.numbers = [number for number, _ in around]
    piece.ends = [number for number, a in around if a.content[-1].end == span.end]
    for role in ("source", "cue"):
        of = [n for n, a in near if any(s.contains(span) for s in a.roles()[role])]
        if of:
            piece.roles.append(role)
            piece.of += of
    return piece


def _length(attribution: Attribution) -> int:
    return sum(span.end - span.start for span in attribution.content)


def _check(record: Record, found: Sequence[Sequence[Piece]]) -> None:
    """What is marked as somebody's words is the text at their offsets, but for blanks."""
    marked: dict[int, list[str]] = {}
    for paragraph in found:
        for piece in paragraph:
            for number in piece.numbers:
                marked.setdefault(number, []).append(piece.text)
    for number, attribution in enumerate(record.attributions):
        words = "".join(span.text_in(record.document.text) for span in attribution.content)
        if "".join("".join(marked.get(number, ())).split()) != "".join(words.split()):
            raise RuntimeError(f"attribution {attribution.id}: the page would not show its words")


def _rows(record: Record) -> list[Json]:
    """Paragraphs with the numbers of the notes that stand beside them: each once, in order."""
    rows: list[Json] = []
    noted: set[int] = set()
    for pieces in paragraphs(record):
        here = dict.fromkeys(n for piece in pieces for n in reversed(piece.numbers))
        new = [number for number in here if number not in noted]
        noted.update(new)
        rows.append({"pieces": pieces, "notes": sorted(new, key=lambda n: _start(record, n))})
    return rows


def _start(record: Record, number: int) -> tuple[int, int]:
    return record.attributions[number].content[0].start, number


def _sources(record: Record, listed: Sequence[Json]) -> list[Json]:
    """The article's sources, those with the most statements first, each with letter and colour."""
    count = Counter(source_id(a, record) for a in record.attributions)
    first: dict[str, Json] = {}
    for one in listed:
        first.setdefault(one["source"], one)
    ranked = sorted(first, key=lambda id: -count[id])
    return [
        {
            "id": id,
            "name": first[id]["name"],
            "kind": first[id]["kind"],
            "glyph": first[id]["glyph"],
            "count": count[id],
            "color": min(rank, COLORS),
            "letter": _letters(rank),
        }
        for rank, id in enumerate(ranked)
    ]


def _letters(rank: int) -> str:
    """A, B, ... Z, AA, AB, ..."""
    more, last = divmod(rank, 26)
    return (_letters(more - 1) if more else "") + chr(ord("A") + last)


def _trust(record: Record) -> dict[str, Any]:
    """How many statements there are, how many are to be right, how many are doubtful."""
    known = [a.confidence for a in record.attributions if a.confidence is not None]
    return {
        "statements": len(record.attributions),
        "known": len(known),
        "right": round(sum(known)),
        "doubtful": sum(c < DOUBTFUL for c in known),
        "below": f"{DOUBTFUL:.0%}",
    }
