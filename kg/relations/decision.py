"""Decides how two statements stand to each other, and says why."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import ClaimRelation, RelationKind, RelationMethod, Spans
from kg.relations.alignment import Alignment, align, harmless
from kg.relations.numbers import exclude, same
from kg.relations.statement import Fact, Stance, Statement
from kg.relations.words import stems_of

_COPY = 0.75
"""Share of the shorter one's words that a near copy has in the same order."""
_RUN = 3
"""Words in a row that near copies have in common."""
_LONG = 8
"""Words from which on the same words from two sources are the same claim, not chance."""
_ALIKE = 0.6
"""Dice of the meaningful words of claims whose propositions are the same."""
_ABOUT_THE_SAME = 0.5
"""Dice of the meaningful words below which two claims say too much else to be opposed."""
_DENIED = 0.5
"""Share of a denied claim's meaningful words that a fact must have to be what is denied: who denies
that a speech called for a ban does not deny what the ban was about."""
_DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today"}
)
_HELD = frozenset({Stance.AFFIRMED, Stance.DENIED})


def relation(first: Statement, second: Statement) -> ClaimRelation | None:
    """The relation between two statements, or None when neither is known to bear on the other.

    The same two statements give the same answer in any order. Contradictions are only seen between
    what is affirmed and what is affirmed or denied, of the same subject, predicate and object, and
    with the same circumstances. Nothing is concluded from pronouns without antecedent.
    """
    if second.key < first.key:
        first, second = second, first
    return _opposed(first, second) or _equivalent(first, second)


def _opposed(first: Statement, second: Statement) -> ClaimRelation | None:
    if not {first.stance, second.stance} <= _HELD or _about(first, second) < _ABOUT_THE_SAME:
        return None
    for one in first.facts:
        for other in second.facts:
            if one.core != other.core or one.modality != other.modality:
                continue
            if one.beside != other.beside:
                continue
            if one.turned != other.turned:
                found = _contrary(first, one, second, other)
            else:
                found = _conflict(first, one, second, other)
            if found is not None:
                return found
    return None


def _conflict(first: Statement, one: Fact, second: Statement, other: Fact) -> ClaimRelation | None:
    """The contradiction or update between two facts about the same thing."""
    numbers = _excluded(one, other)
    denials = (first.stance is Stance.DENIED) + (second.stance is Stance.DENIED)
    turned = one.negative != other.negative
    if numbers is None:
        if turned == (denials == 1) or denials == 2 or not _same_numbers(one, other):
            return None
        if turned and (one if one.negative else other).some:
            return None  # that two houses did not burn down is not said of those that did
    elif turned or denials:
        return None
    if not (_is_denied(first, one) and _is_denied(second, other)):
        return None
    kind = _kind_by_time(first, one, second, other, counted=numbers is not None)
    if kind is None:
        return None
    method = RelationMethod.DENIAL if denials else RelationMethod.POLARITY
    reason = f"{'denied' if denials else 'negated'} by one, said by the other: {_shown(one)}"
    if numbers is not None:
        method, reason = RelationMethod.QUANTITY, f"{numbers}: {_shown(one)}"
    if kind is RelationKind.UPDATE:
        reason = f"of a later day: {reason}"
        if _before(second, other, first, one):
            first, one, second, other = second, other, first, one
    score = round(_dice(first, second), 4)
    return ClaimRelation(first.key, second.key, kind, method, score, reason, one.at, other.at)


def _contrary(first: Statement, one: Fact, second: Statement, other: Fact) -> ClaimRelation | None:
    """The contradiction between two facts whose verbs exclude each other: at one time, and both
    affirmed, for what did not rise need not have fallen."""
    if one.negative or other.negative or {first.stance, second.stance} != {Stance.AFFIRMED}:
        return None
    if one.period != other.period or (one.period is None and first.said != second.said):
        return None
    if one.period is None and first.said is None:
        return None
    if one.done_to and (one.quantities or other.quantities):
        return None  # who won 31 seats may have lost 12 others
    return ClaimRelation(
        first.key,
        second.key,
        RelationKind.CONTRADICTS,
        RelationMethod.POLARITY,
        round(_dice(first, second), 4),
        f"said by one, the contrary by the other: {_shown(one)}",
        one.at,
        other.at,
    )


def _excluded(one: Fact, other: Fact) -> str | None:
    """The numbers that cannot both be right, in words.

    Numbers that both facts have say the same: "45 to 42" is not against "45 to 42".
    """
    lefts = [q for q in one.quantities if not any(same(q, o) for o in other.quantities)]
    rights = [q for q in other.quantities if not any(same(q, o) for o in one.quantities)]
    for left in lefts:
        for right in rights:
            if exclude(left, right):
                unit = f" {left.unit}" if left.unit else ""
                return f"{left.value:f} and {right.value:f}{unit}"
    return None


def _is_denied(statement: Statement, fact: Fact) -> bool:
    """Whether a denial, if the statement is one, is of this fact and not of what it stands in."""
    if statement.stance is not Stance.DENIED:
        return True
    words = {*fact.doer, *fact.done_to, *fact.beside, *stems_of(fact.verb)}
    return len(words & statement.stems) >= _DENIED * len(statement.stems)


def _kind_by_time(
    first: Statement, one: Fact, second: Statement, other: Fact, *, counted: bool
) -> RelationKind | None:
    """A contradiction of the same time, an update of a later one, or neither.

    Without words about the time of what happened, the day on which it was said counts. What
    happened on two certain days is an update only of a state, or when it was said on two days.
    """
    known = first.said is not None and second.said is not None
    apart = known and first.said != second.said
    if one.period is not None and other.period is not None:
        meet = one.period.meets(other.period)
        same_days = RelationKind.CONTRADICTS if one.period == other.period else None
        later = RelationKind.UPDATE if counted and (apart or one.state) else None
        return same_days if meet else later
    if one.period is not None or other.period is not None or not known:
        return RelationKind.UPDATE if apart and counted else None
    changed = apart and (counted or one.state)
    return RelationKind.UPDATE if changed else RelationKind.CONTRADICTS


def _before(first: Statement, one: Fact, second: Statement, other: Fact) -> bool:
    """Whether the first is the earlier one."""
    if one.period is not None and other.period is not None and one.period != other.period:
        return one.period < other.period
    return (
        (first.said, first.key) < (second.said, second.key)
        if (first.said and second.said)
        else first.key < second.key
    )


def _equivalent(first: Statement, second: Statement) -> ClaimRelation | None:
    if first.stance != second.stance:
        return None
    copied = _copied(first, second)
    if copied is not None:
        return ClaimRelation(
            first.key,
            second.key,
            RelationKind.EQUIVALENT,
            RelationMethod.COPY,
            round(min(1.0, copied.ratio), 4),
            _how(copied),
            first.statement,
            second.statement,
            copied.drift,
        )
    matched = _matched(first, second)
    score = _dice(first, second)
    if not matched or score < _ALIKE:
        return None
    return ClaimRelation(
        first.key,
        second.key,
        RelationKind.EQUIVALENT,
        RelationMethod.PROPOSITIONS,
        round(score, 4),
        "the same propositions: " + "; ".join(_shown(one) for one, _ in matched),
        _spans(one for one, _ in matched),
        _spans(other for _, other in matched),
    )


def _copied(first: Statement, second: Statement) -> Alignment | None:
    """How the words run along each other if they are the same, but for what happens to quotations
    on their way. Most pairs are told apart before their words are aligned, which takes long."""
    known = bool(first.sources & second.sources)
    same_words = first.words == second.words
    if not same_words and not (known and first.quoted and second.quoted):
        return None
    copied, shorter = align(first.words, second.words), min(len(first.words), len(second.words))
    if same_words:
        return copied if shorter >= (_RUN if known else _LONG) else None
    close = copied.longest >= min(_RUN, shorter) and copied.ratio >= _COPY
    return copied if close and harmless(copied) and not _turned(first, second) else None


def _turned(first: Statement, second: Statement) -> bool:
    """Whether facts about the same thing differ in polarity, number or time."""
    return any(
        one.core == other.core
        and (
            one.negative != other.negative
            or one.turned != other.turned
            or (one.quantities and other.quantities and not _same_numbers(one, other))
        )
        for one in first.facts
        for other in second.facts
    )


def _matched(first: Statement, second: Statement) -> list[tuple[Fact, Fact]]:
    """Each fact with its like in the other statement, or [] when one has none."""
    if not (first.whole and second.whole) or len(first.facts) != len(second.facts):
        return []
    found = []
    for one in first.facts:
        like = next((other for other in second.facts if _alike(first, one, second, other)), None)
        if like is None:
            return []
        found.append((one, like))
    return found


def _alike(first: Statement, one: Fact, second: Statement, other: Fact) -> bool:
    return (
        one.core == other.core
        and one.turned == other.turned
        and one.beside == other.beside
        and one.negative == other.negative
        and one.modality == other.modality
        and _same_numbers(one, other)
        and one.full
        and other.full
        and _same_time(first, one, second, other)
    )


def _same_numbers(one: Fact, other: Fact) -> bool:
    return len(one.quantities) == len(other.quantities) and all(
        any(same(left, right) for right in other.quantities) for left in one.quantities
    )


def _same_time(first: Statement, one: Fact, second: Statement, other: Fact) -> bool:
    """The same days; what changes from day to day has to be said on one."""
    if one.period is not None or other.period is not None:
        return one.period == other.period
    return True


def _about(first: Statement, second: Statement) -> float:
    """Dice of the meaningful words but for numbers and days, which may well differ."""
    one, other = (
        {word for word in s.stems if word not in _DAYS and not word[0].isdigit()}
        for s in (first, second)
    )
    return 2 * len(one & other) / max(1, len(one) + len(other))


def _dice(first: Statement, second: Statement) -> float:
    both = len(first.stems) + len(second.stems)
    return 2 * len(first.stems & second.stems) / both if both else 0.0


def _how(copied: Alignment) -> str:
    if not copied.drift:
        return "the same words"
    changes = ", ".join(f"“{' '.join(a)}” for “{' '.join(b)}”" for a, b in copied.changed)
    return f"nearly the same words ({', '.join(copied.drift)})" + (f": {changes}" * bool(changes))


def _shown(fact: Fact) -> str:
    doer, done_to = (" ".join(sorted(stems)) for stems in (fact.doer, fact.done_to))
    return " | ".join((doer or "–", fact.verb, done_to or "–"))


def _spans(facts: Iterator[Fact]) -> Spans:
    return tuple(sorted({span for fact in facts for span in fact.at}))
