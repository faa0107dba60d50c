"""Datelines and pleas for anonymity are nothing that anybody in an article says."""

import pytest

from kg.extract.rules import extract
from kg.model import quote
from tests.parsing import language


def _found(text):
    """Source and content of each attribution."""
    found = extract(language()(text))
    return [(quote(a.source, text), quote(a.content, text)) for a in found]


@pytest.mark.parametrize(
    "dateline",
    [
        "LINDMOOR - ",
        "LINDMOOR -- ",
        "NEW YORK — ",
        "SAINT-DENIS, France — ",
        "WASHINGTON (AP) — ",
        "Paris (Reuters) - ",
        "BERLIN, May 3 (Xinhua) -- ",
    ],
)
def test_a_dateline_is_neither_source_nor_content(dateline):
    text = f"{dateline}The council will close the bridge, the mayor said on Monday."
    assert _found(text) == [("the mayor", "The council will close the bridge")]


@pytest.mark.parametrize(
    "text",
    [
        "NASA - the agency that flies to the moon - said that the rocket was safe.",
        "NASA — which flies to the moon — said that the rocket was safe.",
    ],
)
def test_a_dash_behind_capitals_makes_no_dateline(text):
    assert any("NASA" in source for source, _ in _found(text))


@pytest.mark.parametrize(
    "plea",
    [
        "who asked not to be named",
        "who asked not to be identified because the talks are private",
        "who declined to be named",
        "who wished to remain anonymous",
        "who requested anonymity",
    ],
)
def test_who_asks_not_to_be_named_demands_nothing(plea):
    text = f"The deal is dead, said an official {plea}."
    assert [content for _, content in _found(text)] == ["The deal is dead"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The minister asked not to be named as a witness.", "not to be named as a witness"),
        ("The minister asked the court to be heard.", "the court to be heard"),
        ("The senator refused to be questioned.", "to be questioned"),
    ],
)
def test_other_requests_stay(text, content):
    assert content in [found for _, found in _found(text)]
