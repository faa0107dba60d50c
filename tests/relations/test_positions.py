"""Positions over time."""

import datetime

from kg.relations.positions import positions
from kg.relations.statement import Stance
from tests.relations.statements import DAY, fact, statement


def test_each_of_several_holds_what_they_say_together():
    alone = statement("a-1", fact())
    both = statement(
        "b-1", fact(), sources=frozenset(["mayor and aide"]), members=frozenset(["mayor", "aide"])
    )
    found = [(one.source, one.claim, one.together) for one in positions([both, alone])]
    assert found == [
        ("aide", "b-1", True),
        ("mayor", "a-1", False),
        ("mayor", "b-1", True),
        ("mayor and aide", "b-1", False),
    ]


def test_changes_are_marked_in_the_order_of_days():
    later = DAY + datetime.timedelta(days=1)
    said = [
        statement("c-1", fact(), stance=Stance.DENIED, said=later),
        statement("a-1", fact()),
        statement("b-1", fact(), said=None, sources=frozenset(["mayor", "aide"])),
    ]
    found = positions(said)
    assert positions(said[::-1]) == found
    mayor = [one for one in found if one.source == "mayor"]
    assert [(one.claim, one.position, one.changed) for one in mayor] == [
        ("b-1", "says", False),
        ("a-1", "says", False),
        ("c-1", "denies", True),
    ]
