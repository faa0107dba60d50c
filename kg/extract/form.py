"""Form: how much of a content stands between double quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from kg.annotate.quotations import Quotation
from kg.model import Form, Spans

DIRECT_SHARE = 0.8
"""More than this share of the words between marks is direct speech."""

WINDOW = 20_000
"""Code points before a content in which a quotation that holds it may have begun."""

_WORD = re.compile(r"\w+(?:(?!['’][sS]\b)['’\-]\w+)*")


def form_of(content: Spans, text: str, quotations: Sequence[Quotation]) -> Form:
    """Direct (more than 80 % of the words quoted), indirect (none) or mixed.

    ``quotations`` are sorted by start. Of a content that itself lies inside a quotation only marks
    nested deeper count: they are what its own source is said to have said word for word.
    """
    near = _near(content, quotations)
    if not near:
        return Form.INDIRECT
    start, end = content[0].start, content[-1].end
    around = [q.depth for q in near if q.start < start and end < q.end]
    deeper = max(around, default=-1) + 1
    inner = [q for q in near if q.depth >= deeper]
    words = quoted = 0
    for span in content:
        for word in _WORD.finditer(text, span.start, span.end):
            words += 1
            quoted += any(q.start <= word.start() < q.end for q in inner)
    if not quoted:
        return Form.INDIRECT
    return Form.DIRECT if quoted > DIRECT_SHARE * words else Form.MIXED


def _near(content: Spans, quotations: Sequence[Quotation]) -> list[Quotation]:
    """The quotations that share a character with the content."""
    if not quotations:
        return []
    end = content[-1].end
    near = []
    at = bisect_left(quotations, end, key=lambda q: q.start) - 1
    while at >= 0 and quotations[at].start > content[0].start - WINDOW:
        if any(q.start < quotations[at].end and quotations[at].start < q.end for q in content):
            near.append(quotations[at])
        at -= 1
    return near
