import hashlib
import json
from itertools import pairwise

import pytest

from kg.errors import ConfigurationError
from kg.extract import confidence
from kg.extract.confidence import Tables, counts, interpolated, load_tables, log_odds
from kg.resources import resource

POINTS = ((0.2, 0.1), (0.4, 0.3), (0.8, 0.9))


@pytest.mark.parametrize(
    ("value", "expected"),
    [(-1.0, 0.1), (0.2, 0.1), (0.3, 0.2), (0.4, 0.3), (0.6, 0.6), (0.8, 0.9), (2.0, 0.9)],
)
def test_interpolates_and_stays_level_outside(value, expected):
    assert interpolated(POINTS, value) == pytest.approx(expected)


def test_no_curve_changes_nothing():
    assert interpolated((), 0.37) == 0.37


def test_more_cases_pull_further_from_the_prior():
    assert log_odds(0, 0, 0.5) == 0
    assert log_odds(1, 1, 0.5) < log_odds(10, 10, 0.5) < log_odds(100, 100, 0.5)


def test_own_cases_are_left_out():
    tables = Tables({"p": (5, 10)}, {"p say": (8, 8)}, {"say": (8, 8)}, {})
    whole = counts(tables, "p", "say")
    rest = counts(tables, "p", "say", own_key=(8, 8), own_lemma=(8, 8))
    nothing = counts(tables, "p", "mumble")
    assert whole[0] > rest[0]
    assert whole[1] > rest[1]
    assert rest == pytest.approx(nothing)


def test_the_tables_are_those_of_their_card():
    folder = resource("data", confidence.MODEL)
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    assert hashlib.sha256((folder / "tables.json").read_bytes()).hexdigest() == meta["sha256"]


def test_curves_rise_and_are_probabilities():
    tables = load_tables()
    for curve in (tables.calibration, tables.confidence):
        assert len(curve) > 5
        assert all(a[0] <= b[0] and a[1] < b[1] for a, b in pairwise(curve))
        assert all(0 <= p <= 1 for _, p in curve)


def test_the_tables_hold_lemmas_not_text():
    tables = load_tables()
    assert max(len(key.split()) for key in tables.lemmas) <= 3


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"patterns": {"a": [1]}}'])
def test_damaged_tables_are_named(tmp_path, monkeypatch, content):
    path = tmp_path / "tables.json"
    path.write_text(content, encoding="utf-8")
    monkeypatch.setattr(confidence, "resource", lambda *parts: path)
    with pytest.raises(ConfigurationError, match=r"tables\.json"):
        load_tables("other")
