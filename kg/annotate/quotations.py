"""Quotation marks: which stretches of a text stand between them, however badly they are set.

Works line by line, so that one mark too many never costs more than its own paragraph. Offsets are
code points. The rule which straight mark opens is the common one of newsrooms: it opens after a
blank, bracket or dash and before anything else, and closes otherwise.
"""

from __future__ import annotations

import re
from dataclasses import astuple, dataclass

from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate.paragraphs import paragraph_starts

NAME = "kg_quotations"

LONGEST_OPEN = 3_000
"""A quotation without a closing mark reaches to the end of its paragraph, but not so far."""

DEEPEST = 8
"""Marks nested deeper are a broken text, not quotations."""

Mark = tuple[int, int, str]
"""Start, end and characters of a mark."""

_MARK = re.compile("[“”\"«»„\n]|''|``")
_OPENS_AFTER = frozenset("([{-–—/‘'“„«")
_CLOSES_BEFORE = frozenset(".,;:!?)")
_PAIRS = {"“": "”", '"': '"', "''": "''", "``": "''", "«": "»", "„": "“"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """The characters ``[start, end)`` between two marks, marks included.

    ``depth`` is 0 for the outermost; ``closed`` is False when the paragraph ends before the
    quotation does; ``continued`` is True when it goes on with what the paragraph before left open.
    """

    start: int
    end: int
    depth: int = 0
    closed: bool = True
    continued: bool = False


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of a text, sorted by start, the outer before the inner.

    Every quotation lies in one line; a quotation of several paragraphs is one of each, all but the
    last not ``closed`` and all but the first ``continued``. Linear time, never raises.
    """
    found: list[Quotation] = []
    line: list[Mark] = []
    running = False
    start = 0
    for match in _MARK.finditer(text):
        if match.group() != "\n":
            line.append((match.start(), match.end(), match.group()))
            continue
        if line or text[start : match.start()].strip():
            running = _read_line(text, (start, match.start()), line, running, found)
        line = []
        start = match.end()
    if line:
        _read_line(text, (start, len(text)), line, running, found)
    return tuple(sorted(found, key=lambda q: (q.start, -q.end)))


def _read_line(
    text: str, line: tuple[int, int], marks: list[Mark], running: bool, found: list[Quotation]
) -> bool:
    """Add the quotations of one line; whether its last one runs on in the next line."""
    start, end = line
    open_marks: list[tuple[int, str]] = []
    continued = running and bool(marks) and not text[start : marks[0][0]].strip()
    first = marks[0][0] if marks else -1
    for at, after, mark in marks:
        if _opens(text, at, after, mark, open_marks):
            if len(open_marks) < DEEPEST:
                open_marks.append((at, mark))
        elif open_marks:
            level = _closed_by(mark, open_marks)
            opened = open_marks[level][0]
            del open_marks[level:]
            found.append(Quotation(opened, after, level, True, continued and opened == first))
    if not open_marks:
        return False
    opened = open_marks[0][0]
    stop = opened + len(text[opened:end].rstrip())
    if stop - opened > LONGEST_OPEN or stop - opened < 2:
        return False
    found.append(Quotation(opened, stop, 0, False, continued and opened == first))
    return True


def _opens(text: str, at: int, after: int, mark: str, open_marks: list[tuple[int, str]]) -> bool:
    """Whether a mark opens a quotation here."""
    if mark in ("``", "«", "„"):
        return True
    if mark == "“":
        # German „quotations“ close with the mark that opens English ones.
        return not (open_marks and open_marks[-1][1] == "„")
    if mark in ("”", "»"):
        return False
    before = text[at - 1] if at else "\n"
    following = text[after] if after < len(text) else "\n"
    free = before.isspace() or before in _OPENS_AFTER
    return (
        free
        and not following.isspace()
        and not (open_marks and (following in _CLOSES_BEFORE or open_marks[-1][1] == mark))
    )


def _closed_by(mark: str, open_marks: list[tuple[int, str]]) -> int:
    """The innermost open quotation that this mark closes; the innermost of all when none fits."""
    for level in range(len(open_marks) - 1, -1, -1):
        if _PAIRS[open_marks[level][1]] == mark:
            return level
    return len(open_marks) - 1


def quotations_of(doc: Doc) -> tuple[Quotation, ...]:
    """The quotations of a Doc: what the component ``kg_quotations`` left, else found now."""
    kept = _kept(doc)
    return find_quotations(doc.text) if kept is None else kept


def _kept(doc: Doc) -> tuple[Quotation, ...] | None:
    """What the component left, from the plain values that spaCy can write with a Doc."""
    rows = doc.user_data.get(NAME)
    return None if rows is None else tuple(Quotation(*row) for row in rows)


@Language.factory(NAME, assigns=["doc._.quotations", "token.is_sent_start"])
def make_quotations(nlp: Language, name: str) -> QuotationFinder:
    """The spaCy component ``kg_quotations``: it sets ``doc._.quotations``.

    Placed before the parser it also lets a sentence begin with every paragraph.
    """
    return QuotationFinder()


class QuotationFinder:
    """Sets ``doc._.quotations``: the Doc's quotations (a tuple of Quotation)."""

    def __init__(self) -> None:
        if not Doc.has_extension("quotations"):
            Doc.set_extension("quotations", getter=_kept)

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotations of a Doc."""
        if not doc.has_annotation("DEP"):
            for start in paragraph_starts([token.text for token in doc]):
                doc[start].is_sent_start = True
        doc.user_data[NAME] = [astuple(quotation) for quotation in find_quotations(doc.text)]
        return doc
