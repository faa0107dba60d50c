"""Names of one block put together, so that two different full names never meet through a third."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.identity.agents import SURE, Bearer
from kg.identity.compare import compare

Cluster = frozenset[Bearer]


def clusters(names: Sequence[Bearer], apart: Callable[[Bearer, Bearer], bool]) -> list[Cluster]:
    """The names that are one agent's, each name in one cluster; sorted.

    ``apart`` tells which two must not meet whatever they look like. A name that could be either
    of two that cannot be the same ("John Smith" beside "John A. Smith" and "John B. Smith") stays
    by itself. What is left are cliques: of any two names in a cluster the comparison reaches SURE.
    """
    ordered = sorted(names, key=_place)
    like: dict[Bearer, set[Bearer]] = {name: set() for name in ordered}
    for number, one in enumerate(ordered):
        for other in ordered[:number]:
            if compare(one, other).score >= SURE and not apart(one, other):
                like[one].add(other)
                like[other].add(one)
    torn = {
        name for name in ordered if any(like[name] - like[mate] - {mate} for mate in like[name])
    }
    done: set[Bearer] = set()
    found: list[Cluster] = []
    for name in ordered:
        if name not in done:
            cluster = frozenset({name} if name in torn else {name, *(like[name] - torn)})
            found.append(cluster)
            done |= cluster
    return found


def _place(name: Bearer) -> tuple[str, str]:
    return name.form, name.sort
