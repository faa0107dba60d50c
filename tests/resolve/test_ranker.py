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


def test_the_subject_of_what_somebody_reports_is_somebody_else():
    text = "John Kerry spoke on Monday. He said Kerry hopes that prices rise."
    content = "Kerry hopes that prices rise"
    assert not _source(text, "He", "said", content).agent.resolved
    other = text.replace("Kerry hopes", "Ohio hopes")
    assert _source(other, "He", "said", "Ohio hopes that prices rise").agent.name == "John Kerry"


def test_somebody_may_be_named_deeper_in_what_he_reports():
    text = "John Kerry spoke on Monday. He said that people like the plan of Kerry."
    found = _source(text, "He", "said", "that people like the plan of Kerry")
    assert found.agent.name == "John Kerry"


def test_whom_a_sentence_is_about_comes_before_whom_it_mentions_last():
    text = (
        "Tim Scott ran on his record and accused John Kerry of bad faith. He said that prices rose."
    )
    assert _source(text, "He", "said", "that prices rose").agent.name != "John Kerry"


@pytest.mark.parametrize(
    "first",
    ["Two officials asked not to be named.", "Two officials spoke on condition of anonymity."],
)
def test_they_are_the_unnamed_officials_of_the_sentence_before(first):
    found = _source(f"{first} They said that talks failed.", "They", "said", "that talks failed")
    assert (found.agent.name, found.agent.named) == ("Two officials", False)
