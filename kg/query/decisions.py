"""Decisions about sources, as users make them: by names as they remember them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from rdflib import URIRef

from kg.errors import DecisionError, NotFoundError
from kg.identity.agents import SURE, Bearer, Known
from kg.identity.compare import compare
from kg.identity.decisions import Decision, DecisionKind, Side, conflict, joined, splits
from kg.identity.evidence import judge
from kg.identity.identities import Identities
from kg.identity.titles import told_apart
from kg.model.identifiers import squeeze
from kg.query.sources import WAYS, hint, name_and_kind, source
from kg.rdf.iris import Iris
from kg.store.identities import decide, decisions, up_to_date
from kg.store.interface import Store, StoreReader
from kg.store.names import StoreDirectory

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Explanation:
    """Whether two names are one source, and why."""

    one: str
    other: str
    same: bool
    score: float | None
    reasons: tuple[str, ...]


def merge(store: Store, one: str, other: str, now: datetime.datetime) -> Decision:
    """Decide that two names are one source. DecisionError when they are already, or were split."""
    first, second = meant(store, one), meant(store, other)
    if _canonical(store, first) == _canonical(store, second):
        raise DecisionError(f"{first.name!r} and {second.name!r} are one already")
    decision = _decision(store, DecisionKind.MERGE, first, now)
    return _make(store, replace(decision, other=second.name, other_kind=second.kind))


def split(store: Store, one: str, other: str | None, now: datetime.datetime) -> Decision:
    """Decide that two names are two sources, or that one name is merged with no other."""
    first = meant(store, one)
    if other is None:
        return _make(store, _decision(store, DecisionKind.ALONE, first, now))
    second = meant(store, other)
    decision = _decision(store, DecisionKind.SPLIT, first, now)
    return _make(store, replace(decision, other=second.name, other_kind=second.kind))


def rename(store: Store, one: str, name: str, now: datetime.datetime) -> Decision:
    """Decide how a source is called; a later name replaces an earlier one."""
    if not (new := squeeze(name)):
        raise DecisionError("an empty name")
    decision = _decision(store, DecisionKind.RENAME, meant(store, one), now)
    return _make(store, replace(decision, other=new))


def undo(store: Store) -> list[Decision]:
    """Take back the latest decision (all those of an import); DecisionError when there is none."""
    made = decisions(store)
    if not made:
        raise DecisionError(f"{store.name}: no decision to undo")
    last = [decision for decision in made if decision.number == made[-1].number]
    up_to_date(store)
    store.apply(decide(store, (), last))
    return last


def record(store: Store, made: Iterable[Decision]) -> None:
    """Store decisions that were found to fit."""
    up_to_date(store)
    store.apply(decide(store, made))


def next_number(store: StoreReader) -> int:
    """The number of the next decision."""
    made = decisions(store)
    return made[-1].number + 1 if made else 1


def explain(store: StoreReader, one: str, other: str) -> Explanation:
    """Whether two names are one source: what was compared, counted and decided."""
    first, second = meant(store, one), meant(store, other)
    names = Identities(StoreDirectory(store))
    here, there = names.bearer(first), names.bearer(second)
    mine, theirs = names.identity(first), names.identity(second)
    same = mine.canonical.key == theirs.canonical.key
    score, reasons = _compared(here, there)
    found = list(dict.fromkeys((mine, theirs))) if same else []
    for identity in found:
        if identity.merge is not None:
            why = "; ".join(identity.merge.reasons)
            reasons.append(
                f"{identity.agent.name!r} goes with {identity.canonical.name!r}"
                f" by {identity.merge.method}, score {identity.merge.score:g}: {why}"
            )
            score = identity.merge.score if score is None else score
    if not same:
        reasons += _unsure(names, here, there)
    reasons += [f"decided: {decision}" for decision in _decided(names, here, there)]
    if not same and not reasons:
        reasons.append("nothing speaks for it: their names differ, and no document tells")
    return Explanation(_label(first), _label(second), same, score, tuple(reasons))


def meant(store: StoreReader, name: str) -> Known:
    """The agent that a user means by a name; NotFoundError with the candidates if not clear.

    Of several agents of one source the one of most documents.
    """
    wanted, kind = name_and_kind(name)
    directory = StoreDirectory(store)
    for way in WAYS:
        known = {one for iri in way(store, wanted) if (one := directory.known(iri)) is not None}
        known = {one for one in known if kind is None or one.kind is kind}
        if not known:
            continue
        of = {_canonical(store, one) for one in known}
        if len(of) > 1:
            shown = [f"{one.name} ({one.kind})" for one in sorted(known, key=_order)]
            more = ", ..." * (len(shown) > _SHOWN)
            raise NotFoundError(
                f"{name!r} could be {', '.join(shown[:_SHOWN])}{more}: give one of these"
            )
        return min(known, key=_order)
    raise NotFoundError(f"{store.name}: no source {name!r}{hint(store, name)}")


def _make(store: Store, decision: Decision) -> Decision:
    if reason := conflict(decision, StoreDirectory(store).about):
        raise DecisionError(reason)
    record(store, [decision])
    return decision


def _decision(
    store: StoreReader, decided: DecisionKind, first: Known, now: datetime.datetime
) -> Decision:
    number = next_number(store)
    return Decision(number, decided, first.name, first.kind, time=now)


def _compared(here: Bearer, there: Bearer) -> tuple[float | None, list[str]]:
    if here == there:
        return None, ["the same name but for case, accents, punctuation, titles and kind"]
    if here.sort is not there.sort:
        return None, [f"a {here.sort} and a {there.sort}"]
    found = compare(here, there)
    if found.score:
        return found.score, [f"compared, {found.score:g}: {'; '.join(found.reasons)}"]
    return None, [f"they differ: {reason}" for reason in found.reasons]


def _unsure(names: Identities, here: Bearer, there: Bearer) -> list[str]:
    """Evidence that was not enough, and other names that stand in the way."""
    reasons = []
    if any(told_apart(*pair, names.directory) for pair in ((here, there), (there, here))):
        reasons.append("a title tells the one from the other: another office, or the other sex")
    for short, full in ((here, there), (there, here)):
        evidence = judge(names, names.cluster(short)) if short.short else None
        if evidence is None:
            continue
        if not evidence.sure and full in evidence.target:
            why = "; ".join(evidence.reasons)
            reasons.append(
                f"a short form, {evidence.score:g} where {SURE} is needed: {why};"
                " others may be called so"
            )
        elif evidence.sure and full not in evidence.target:
            reasons.append(f"{short.best.name!r} is short for {names.name(evidence.target)!r}")
    if not reasons and compare(here, there).score >= SURE:
        reasons.append("one of them is as much like a third name that the other cannot be")
    return reasons


def _decided(names: Identities, here: Bearer, there: Bearer) -> list[Decision]:
    about = names.directory.about
    found: set[Decision] = set()
    for mine, theirs in ((here, there), (there, here)):
        side = Side(theirs.form, theirs.sort)
        ways = joined(Side(mine.form, mine.sort), about)
        found |= {d for end, way in ways.items() if end.meets(side) for d in way}
        found |= {d for d, far in splits(ways, about) if far.meets(side)}
        found |= {d for d in about(mine.form) if d.decided is DecisionKind.ALONE}
    return sorted(found, key=lambda decision: (decision.number, decision.key))


def _canonical(store: StoreReader, agent: Known) -> URIRef | None:
    found = source(store, Iris(store.base).agent_with(agent.key))
    return found.iri if found else None


def _label(agent: Known) -> str:
    return f"{agent.name} ({agent.kind})"


def _order(agent: Known) -> tuple[int, str, str]:
    return -agent.documents, agent.name, agent.key
