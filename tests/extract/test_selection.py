import pytest

from kg.extract.candidate import Candidate
from kg.extract.nesting import inner_first, nested, parents
from kg.extract.selection import LIKELY, LIKELY_INSIDE, Chosen, select
from kg.extract.tree import tree_of


def chosen(head, content, probability, source=(), pattern="ccomp-that"):
    return Chosen(
        Candidate(
            pattern=pattern,
            key="say",
            head=head,
            cue=(head, head + 1),
            source=source,
            content=(content,),
        ),
        probability,
    )


def heads(items):
    return [(item.candidate.head, item.probability) for item in items]


def test_the_likely_stay_in_order():
    items = [chosen(20, (21, 25), 0.9), chosen(2, (3, 9), 0.8), chosen(40, (41, 43), LIKELY / 2)]
    assert heads(select(items)) == [(2, 0.8), (20, 0.9)]


def test_one_reading_a_cue():
    items = [chosen(2, (3, 9), 0.6), chosen(2, (3, 12), 0.8)]
    assert heads(select(items)) == [(2, 0.8)]


def test_one_cue_a_content():
    items = [chosen(2, (4, 9), 0.6), chosen(3, (4, 9), 0.8)]
    assert heads(select(items)) == [(3, 0.8)]


@pytest.mark.parametrize(("probability", "kept"), [(LIKELY_INSIDE, True), (0.5, False)])
def test_inside_a_content_more_is_asked(probability, kept):
    inner = chosen(6, (8, 10), probability, source=((5, 6),))
    found = select([chosen(2, (3, 20), 0.9), inner])
    assert (inner in found) is kept


def test_a_doubtful_content_gives_way_to_a_sure_cue_in_it():
    items = [chosen(2, (3, 20), 0.45), chosen(6, (8, 10), 0.95, source=((5, 6),))]
    assert heads(select(items)) == [(6, 0.95)]


def test_a_phrase_that_names_a_source_counts_whatever_its_probability():
    phrase = chosen(6, (8, 10), 0.05, source=((7, 8),), pattern="as-put-it")
    assert phrase in select([chosen(2, (3, 20), 0.9), phrase])
    assert phrase in select([phrase])
    verb = chosen(6, (8, 10), 0.05, source=((7, 8),))
    assert verb not in select([verb])


def test_parents_are_the_innermost_holders():
    items = [chosen(2, (3, 30), 0.9), chosen(5, (6, 20), 0.9), chosen(9, (10, 15), 0.9)]
    assert parents(items) == [-1, 0, 1]


def test_two_contents_that_hold_each_other_make_no_circle():
    items = [chosen(12, (0, 11), 0.9), chosen(5, (10, 20), 0.9)]
    assert parents(items) == [-1, 0]
    items = [chosen(12, (0, 11), 0.9), chosen(5, (9, 20), 0.9)]
    assert parents(items) == [-1, -1]


def test_the_reported_come_before_their_reporters(nlp):
    tree = tree_of(nlp("word " * 40))
    found = nested(
        tree, [chosen(2, (3, 30), 0.9), chosen(5, (6, 20), 0.9), chosen(35, (36, 38), 1)]
    )
    assert [item.probability for item in found] == [0.9, None, 1]
    order = inner_first(found)
    assert order.index(1) < order.index(0)
    assert sorted(order) == [0, 1, 2]
