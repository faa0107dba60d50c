"""Leaving out what is not sure enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Attribution


def at_least(minimum: float, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions whose confidence (a probability) is at least ``minimum``, in order.

    One without a confidence stays unless it is only there as part of one that goes: what somebody
    is said to have said inside a content.
    """
    if not minimum:
        return tuple(attributions)
    unsure = {
        one.id for one in attributions if one.confidence is not None and one.confidence < minimum
    }
    sure = [one for one in attributions if one.confidence is not None and one.id not in unsure]
    kept = {one.id for one in sure} | _reached(sure, attributions)
    nested = _reached([one for one in attributions if one.id in unsure], attributions)
    return tuple(
        replace(one, reports=tuple(inner for inner in one.reports if inner not in unsure))
        for one in attributions
        if one.id in kept or (one.confidence is None and one.id not in nested)
    )


def _reached(outer: Sequence[Attribution], attributions: Sequence[Attribution]) -> set[str]:
    """The ids of those without a confidence that chains of reports lead to."""
    by_id = {one.id: one for one in attributions}
    reached: set[str] = set()
    queue = [inner for one in outer for inner in one.reports]
    while queue:
        one = by_id[queue.pop()]
        if one.confidence is None and one.id not in reached:
            reached.add(one.id)
            queue += one.reports
    return reached
