"""The ranker and its search for antecedents."""

import time

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


@pytest.mark.slow
def test_time_is_nearly_linear_in_the_text():
    piece = (
        "Margaret Thatcher met John Adams in Ohio. She said that the ministry was late. "
        "The official told him that they had left. “I think so,” he said.\n\n"
    )
    nlp = language()
    short, long = (nlp(piece * times) for times in (50, 400))

    def seconds(doc):
        triples = [("She", "said", "that the ministry was late")] * (len(doc.text) // len(piece))
        attributions = marked(doc.text, *triples)
        begin = time.process_time()
        resolve_sources(doc, attributions, "doc")
        return time.process_time() - begin

    assert seconds(long) < 8 * 4 * max(seconds(short), 0.02)
