"""Many statements against each other."""

import dataclasses
import random

from kg.relations.blocking import CROWD, pairs
from kg.relations.matching import match
from scripts.benchmark_relations import made_up
from tests.relations.statements import fact, statement


def test_the_order_of_statements_does_not_matter():
    some = list(made_up(600))
    other = some[:]
    random.Random(1).shuffle(other)
    found = sorted(match(some), key=lambda one: one.key)
    assert found == sorted(match(other), key=lambda one: one.key)
    assert len({one.key for one in found}) == len(found) > 10


def test_nothing_is_missed_of_what_comparing_all_with_all_finds():
    """Blocking may cost near copies without a common fact, never a contradiction."""
    from itertools import combinations

    from kg.model import RelationKind
    from kg.relations.decision import relation

    some = list(made_up(300))
    everything = filter(None, (relation(*pair) for pair in combinations(some, 2)))
    due = {one.key for one in everything if one.kind is not RelationKind.EQUIVALENT}
    assert due <= {one.key for one in match(some)}


def test_a_crowd_is_a_chain():
    crowd = [statement(f"{n:04}-1", fact()) for n in range(CROWD + 1)]
    assert len(list(pairs(crowd))) <= 6 * CROWD
    assert len(list(pairs(crowd[:10]))) == 45


def test_a_statement_is_not_set_against_its_own_parts():
    whole = statement("a-1", fact())
    part = dataclasses.replace(statement("a-2", fact(negative=True)), document="a")
    assert list(pairs([whole, part])) == []
