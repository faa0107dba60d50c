"""How two statements stand to each other."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Comparator, Period, RelationKind, RelationMethod
from kg.relations.decision import relation
from kg.relations.statement import Stance
from tests.relations.statements import DAY, fact, number, statement

LATER = DAY + datetime.timedelta(days=2)
FRIDAY, SUNDAY = (Period(day, day) for day in (DAY, LATER))
DEAD = {"doer": "", "verb": "kill", "done_to": "people"}


def dead(value, **rest):
    return fact(**DEAD, quantities=(number(Decimal(value)),), **rest)


@pytest.mark.parametrize(
    ("first", "second", "kind", "method"),
    [
        (fact(), fact(), "equivalent", "propositions"),
        (fact(), fact(negative=True), "contradicts", "polarity"),
        (dead(44), dead(164), "contradicts", "quantity"),
        (dead(44, period=FRIDAY), dead(164, period=FRIDAY), "contradicts", "quantity"),
        (dead(44, state=True, period=FRIDAY), dead(164, period=SUNDAY), "update", "quantity"),
    ],
)
def test_related(first, second, kind, method):
    other = "the army shut the old bridge again"
    found = relation(statement("a-1", first), statement("b-1", second, text=other))
    if kind == "equivalent":
        found = relation(statement("a-1", first), statement("b-1", second))
    assert (found.kind, found.method) == (kind, method) or found.method is RelationMethod.COPY
    assert found.reason
    assert (found.first_evidence, found.second_evidence) != ((), ())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (fact(), fact(done_to="tunnel", negative=True)),
        (fact(), fact(doer="police", negative=True)),
        (fact(modality="possible"), fact(negative=True)),
        (fact(beside=frozenset(["adult"])), fact(beside=frozenset(["child"]), negative=True)),
        (fact(period=FRIDAY), fact(period=SUNDAY, negative=True)),
        (dead(44), dead(164, negative=True)),
        (
            fact(**DEAD, quantities=(number(Decimal(44), comparator=Comparator.AT_LEAST),)),
            dead(164),
        ),
        (fact(**DEAD, quantities=(number(Decimal(44), "house"),)), dead(164)),
    ],
)
def test_not_against_each_other(first, second):
    text = "quite other words are here to see"
    assert relation(statement("a-1", first), statement("b-1", second, text=text)) is None


def test_who_denies_contradicts_who_affirms_and_nobody_else():
    denied = statement("b-1", fact(), stance=Stance.DENIED, text="that the army closed the bridge")
    assert relation(statement("a-1", fact()), denied).method is RelationMethod.DENIAL
    for stance in (Stance.BELIEVED, Stance.INTENDED, Stance.DEMANDED, Stance.OTHER):
        assert relation(statement("a-1", fact(), stance=stance), denied) is None


def test_what_some_did_not_do_others_may_have_done():
    said = statement("a-1", fact())
    text = "the old bridge an army did not close"
    for some, kind in ((True, None), (False, RelationKind.CONTRADICTS)):
        found = relation(said, statement("b-1", fact(negative=True, some=some), text=text))
        assert (found and found.kind) == kind
    # Who says it of some, and who denies it of these, are opposed all the same.
    some = statement("a-1", fact(some=True))
    assert relation(some, statement("b-1", fact(negative=True), text=text)) is not None


def test_what_is_denied_is_not_what_its_words_stand_on():
    said = statement("a-1", fact())
    text = "the meaning of a speech in which soldiers asked why the army closed the bridge"
    assert relation(said, statement("b-1", fact(), stance=Stance.DENIED, text=text)) is None


def test_numbers_that_both_have_are_not_against_each_other():
    votes = fact(**DEAD, quantities=tuple(number(Decimal(n), "%") for n in (45, 42)))
    late = statement("b-1", votes, said=LATER)
    assert relation(statement("a-1", votes), late).kind is RelationKind.EQUIVALENT
    other = fact(**DEAD, quantities=tuple(number(Decimal(n), "%") for n in (45, 50)))
    assert relation(statement("a-1", other), late).reason.startswith("of a later day: 50 and 42")


def test_a_later_day_is_an_update_and_has_a_direction():
    early, late = statement("b-1", dead(44)), statement("a-1", dead(164), said=LATER)
    for pair in ((early, late), (late, early)):
        found = relation(*pair)
        assert (found.kind, found.first, found.second) == (RelationKind.UPDATE, "b-1", "a-1")


facts = st.builds(
    lambda negative, value, modality: fact(
        negative=negative, quantities=(number(Decimal(value)),) * (value > 0), modality=modality
    ),
    st.booleans(),
    st.integers(0, 2),
    st.sampled_from(["", "ahead"]),
)
statements = st.builds(
    lambda key, parts, stance, day, text: statement(
        f"{key}-1", *parts, stance=stance, said=day, text=text
    ),
    st.sampled_from("ab"),
    st.lists(facts, max_size=2),
    st.sampled_from(Stance),
    st.sampled_from([None, DAY, LATER]),
    st.sampled_from(["the army closed it", "we will not go there again my friends today", "no"]),
)


@given(statements, statements)
def test_order_does_not_matter(first, second):
    if first.key != second.key:
        assert relation(first, second) == relation(second, first)
