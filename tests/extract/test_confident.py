"""Leaving out what is not sure enough."""

import pytest

from kg.extract.confident import at_least
from kg.model import Attribution, Form, Span, SpeechAct


def attribution(at, confidence, *reports):
    return Attribution(
        (),
        (),
        (Span(at, at + 1),),
        Form.INDIRECT,
        SpeechAct.ASSERTS,
        confidence=confidence,
        reports=tuple(one.id for one in reports),
    )


INNERMOST = attribution(4, None)
INNER = attribution(3, None, INNERMOST)
OF_BOTH = attribution(5, None)
SURE = attribution(1, 0.9, OF_BOTH)
UNSURE = attribution(2, 0.4, INNER, OF_BOTH)
LONE = attribution(6, None)
ALL = (SURE, UNSURE, INNER, INNERMOST, OF_BOTH, LONE)


def starts(kept):
    return [one.content[0].start for one in kept]


@pytest.mark.parametrize(
    ("minimum", "expected"),
    [(0.0, [1, 2, 3, 4, 5, 6]), (0.4, [1, 2, 3, 4, 5, 6]), (0.5, [1, 5, 6]), (0.95, [6])],
)
def test_what_stays(minimum, expected):
    kept = at_least(minimum, ALL)
    assert starts(kept) == expected
    assert {inner for one in kept for inner in one.reports} <= {one.id for one in kept}


def test_a_sure_one_no_longer_reports_an_unsure_one():
    outer = attribution(7, 0.9, UNSURE)
    (kept, *_) = at_least(0.5, (outer, *ALL))
    assert kept.reports == ()
    assert kept.id == outer.id
