"""Positions over time."""

import datetime

from kg.relations.positions import positions
from kg.relations.statement import Stance
from tests.relations.statements import DAY, fact, statement


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
