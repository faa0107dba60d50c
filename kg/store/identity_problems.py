"""Whether the graphs of identities and of decisions are what they have to be."""

from __future__ import annotations

from collections.abc import Iterator

from kg.identity.decisions import Decision, conflict
from kg.identity.uses import Uses
from kg.model import RecordError
from kg.rdf.identities import decision_quads, matching_quads
from kg.rdf.iris import Iris
from kg.rdf.serialise import term
from kg.rdf.shapes import violations
from kg.store.identities import decisions, derived_identities, matcher
from kg.store.interface import StoreReader
from kg.store.problem import Problem


def identity_problems(store: StoreReader, uses: Uses) -> Iterator[Problem]:
    """Where the graph of identities departs from what documents and decisions give.

    ``uses`` counts the names of all documents in the store.
    """
    iris = Iris(store.base)
    try:
        made = decisions(store)
    except (RecordError, ValueError) as error:
        yield Problem(str(iris.decisions), "", f"a decision that cannot be read: {error}")
        return
    yield from _decision_problems(store, made, iris)
    found = set(store.quads(iris.identities))
    if uses.names and not found.issuperset(matching_quads(matcher(), iris)):
        rebuild = "made by other rules; `kg sources rebuild` makes it anew"
        yield Problem(str(iris.identities), str(iris.identities), rebuild)
        return
    due = set(derived_identities(uses, made, iris))
    for subject, predicate, value, _ in sorted(found - due):
        message = f"{term(value)}: neither documents nor decisions say so"
        yield Problem(str(iris.identities), f"{subject} {predicate}", message)
    for subject, predicate, value, _ in sorted(due - found):
        yield Problem(str(iris.identities), f"{subject} {predicate}", f"{term(value)}: missing")


def _decision_problems(store: StoreReader, made: list[Decision], iris: Iris) -> Iterator[Problem]:
    graph = str(iris.decisions)
    found = set(store.quads(iris.decisions))
    due = {quad for one in made for quad in decision_quads(one, iris)}
    for subject, predicate, value, _ in sorted(found - due):
        yield Problem(graph, f"{subject} {predicate}", f"{term(value)}: in no decision")
    for one in violations(quad[:3] for quad in found):
        yield Problem(graph, f"{one.focus} {one.path}".strip(), one.message)
    earlier: list[Decision] = []
    for decision in made:
        reason = conflict(decision, lambda form: [d for d in earlier if _names(d, form)])
        if reason:
            yield Problem(graph, str(iris.decision(decision.key)), f"{decision}; but {reason}")
        earlier.append(decision)


def _names(decision: Decision, form: str) -> bool:
    return any(side.form == form for side in decision.sides)
