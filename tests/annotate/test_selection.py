"""Which candidates stay."""

from __future__ import annotations

import pytest

from kg.annotate.decoding import Found
from kg.annotate.selection import Choice, chosen, confidence, select


def found(anchor, content, exists=0.9, *, cue=None, path=0.5, source=((0, 1),)) -> Found:
    cue = ((anchor, anchor + 1),) if cue is None else cue
    return Found(anchor, source, cue, content, 2.0, exists, path)


def test_the_more_probable_of_two_with_the_same_content_stays():
    weak, strong = found(5, ((10, 20),), 0.6), found(7, ((11, 20),), 0.9)
    assert select([weak, strong]) == [strong]


def test_contents_that_hardly_overlap_both_stay_in_order():
    late, early = found(30, ((19, 29),), 0.9), found(5, ((10, 20),), 0.8)
    assert select([late, early]) == [early, late]


def test_no_word_is_in_two_cues():
    one, other = found(5, ((10, 20),), cue=((4, 6),)), found(4, ((30, 40),), 0.7, cue=((4, 5),))
    assert select([one, other]) == [one]


def test_without_content_or_probability_there_is_no_attribution():
    assert select([found(5, ()), found(6, ((10, 12),), 0.4)]) == []


def test_least_confidence():
    choice = Choice(-2.0, 0.1, 0.5, (0.0, 1.0, 0, 0, 0, 0, 0))
    likely, unlikely = found(5, ((10, 20),), 0.9), found(40, ((50, 60),), 0.2)
    assert [(f.anchor, p) for f, p in chosen([likely, unlikely], choice)] == [(5, 0.9)]


@pytest.mark.parametrize("extreme", [0.0, 1.0])
def test_confidence_is_a_probability_for_any_evidence(extreme):
    choice = Choice(-2.0, 0.0, 0.0, (50.0, 9.0, 9.0, 9.0, 9.0, 9.0, 9.0))
    assert 0 <= confidence(found(5, ((1, 2),), extreme, path=extreme), choice) <= 1
