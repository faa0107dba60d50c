"""Positions over time by canonical source."""

import datetime

import pytest

from kg.graph import KnowledgeGraph
from kg.model import Document


def _graph(said, nlp):
    """A graph of articles by the day of January on which they were published."""
    documents = [Document(f"a{day}", text, date=datetime.date(2022, 1, day)) for day, text in said]
    graph = KnowledgeGraph.open()
    for _ in graph.add(documents, nlp=nlp):
        pass
    return graph


def test_what_a_source_says_together_with_others_is_its_own_position_too(nlp):
    said = (
        (10, "Ann Lee said that the dam is safe."),
        (14, "Ann Lee and Bob Kim said that the dam is not safe."),
    )
    with _graph(said, nlp) as graph:
        lee, kim = graph.timeline(by="Ann Lee"), graph.timeline(by="Bob Kim")
        claims = graph.claims(by="Bob Kim")
    assert [(one.standing, one.position, one.changed) for one in lee] == [
        ("source", "says", False),
        ("together", "says not", True),
    ]
    assert [(one.standing, one.changed) for one in kim] == [("together", False)]
    assert [one.source for one in claims] == ["Ann Lee and Bob Kim"]


@pytest.mark.parametrize("by", ["FBI", "Federal Bureau of Investigation", None])
def test_a_source_with_two_names_changes_its_position(nlp, by):
    said = (
        (10, "The Federal Bureau of Investigation said that the dam is safe."),
        (14, "The FBI said that the dam is not safe."),
    )
    with _graph(said, nlp) as graph:
        found = graph.timeline(by=by)
    assert [(one.position, one.changed) for one in found] == [("says", False), ("says not", True)]
    assert len({one.source for one in found}) == 1
