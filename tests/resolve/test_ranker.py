"""The ranker and its search for antecedents."""

import pytest

from kg.resolve.ranker import Ranker, ranker
from kg.resolve.sources import resolve_sources
from tests.parsing import language, marked


def test_probabilities_are_a_softmax():
    model = Ranker({"he": {"near": 1.0, "far": -1.0}}, {"he": 0.5})
    near, far = model.probabilities("he", [["near", "unknown"], ["far"]])
    assert near == pytest.approx(0.8808, abs=1e-4)
    assert near + far == pytest.approx(1.0)
    assert model.probabilities("he", []) == []
    assert model.clear("he", near)
    assert not model.clear("he", far)


def test_the_shipped_weights_are_numbers_of_every_group():
    shipped = ranker()
    assert set(shipped.weights) == set(shipped.thresholds) == {"he", "it", "they"}
    for weights in shipped.weights.values():
        assert all(isinstance(weight, float) for weight in weights.values())
        assert "nobody" in weights


def _source(text, source, cue, content):
    attributions = marked(text, (source, cue, content))
    (found,) = resolve_sources(language()(text), attributions, "doc").values()
    return found


def test_a_name_inside_the_own_words_is_not_the_speaker():
    text = (
        "Margaret Thatcher spoke in London on Monday. She met voters. "
        "“I like Angela Merkel and I trust Angela Merkel,” she said."
    )
    quote = "“I like Angela Merkel and I trust Angela Merkel,”"
    found = _source(text, "she", "said", quote)
    assert found.agent.name == "Margaret Thatcher"
    assert found.confidence is not None
    assert 0.5 <= found.confidence <= 1.0


def test_a_thing_says_nothing():
    text = "The weather was fine. It said that prices rose."
    assert not _source(text, "It", "said", "that prices rose").agent.resolved
