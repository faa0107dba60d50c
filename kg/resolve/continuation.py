"""Quotations without a source between two of the same speaker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.model import Attribution, Form, Resolution, ResolvedSource

_FAR = 600
"""Characters that may lie between a quotation and its neighbours: a few paragraphs."""


def continued(
    attributions: Sequence[Attribution], found: Mapping[str, ResolvedSource]
) -> dict[str, ResolvedSource]:
    """Sources of direct quotations whose own source is empty, by attribution id.

    The nearest quotations before and behind have to be of one and the same resolved agent; the
    evidence is where the one before says who that is.
    """
    direct = sorted(
        (one for one in attributions if one.form is Form.DIRECT),
        key=lambda one: (one.content[0].start, one.id),
    )
    sources: dict[str, ResolvedSource] = {}
    for before, one, behind in zip(direct, direct[1:], direct[2:], strict=False):
        first, last = found.get(before.id), found.get(behind.id)
        if one.source or first is None or last is None or first.agent != last.agent:
            continue
        near = (
            one.content[0].start - before.extent.end <= _FAR
            and behind.extent.start - one.content[-1].end <= _FAR
        )
        if near and first.agent.resolved and first.evidence:
            sources[one.id] = replace(first, resolution=Resolution.CONTINUATION, confidence=None)
    return sources
