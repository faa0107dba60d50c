"""A store as it will be, and as it was asked before: the same as the store itself."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal, URIRef

from kg.errors import StoreError
from kg.store import preview
from kg.store.interface import Change
from kg.store.oxigraph import memory_store
from kg.store.preview import Preview, Remembered

NODES = [URIRef(f"https://example.org/{name}") for name in "ab"]
VALUES = [*NODES, Literal("a"), Literal("b")]
EVERY = tuple(product(NODES, NODES, VALUES, NODES))
QUESTIONS = tuple(product((None, *NODES), (None, *NODES), (None, *NODES), (None, *VALUES)))

quads = st.lists(st.sampled_from(EVERY), max_size=12).map(tuple)
changes = st.builds(Change, quads, quads, st.lists(st.sampled_from(NODES), max_size=1).map(tuple))


def answers(store, question):
    graph, subject, predicate, value = question
    return sorted(store.quads(graph, subject=subject, predicate=predicate, object=value))


@given(st.lists(changes, max_size=4), st.sets(st.sampled_from(QUESTIONS), max_size=40))
def test_what_is_remembered_follows_every_change(made, asked):
    with memory_store() as store:
        for change in made:
            for question in asked:
                answers(store.remembered(), question)
            store.apply(change)
            for question in QUESTIONS:
                assert answers(store.remembered(), question) == answers(store, question)


@given(quads, changes)
def test_a_preview_is_the_store_after_the_change(before, change):
    with memory_store() as store:
        store.apply(Change(add=before))
        coming = Preview(store, change)
        seen = [answers(coming, question) for question in QUESTIONS]
        store.apply(change)
        assert seen == [answers(store, question) for question in QUESTIONS]


def test_each_question_reaches_the_store_once_as_long_as_there_is_room(monkeypatch):
    with memory_store() as store:
        store.apply(Change(add=EVERY))
        asked = []
        monkeypatch.setattr(
            type(store), "quads", lambda _, graph, **given: iter(asked.append(given) or EVERY)
        )
        monkeypatch.setattr(preview, "_MOST", 3)
        remembered = Remembered(store)
        for _ in range(5):
            for node in NODES:
                assert answers(remembered, (NODES[0], node, None, None)) == sorted(EVERY)
        assert len(asked) == 2
        for _ in range(2):
            for value in VALUES:
                answers(remembered, (NODES[0], None, NODES[0], value))
        assert len(asked) > 6


def test_a_change_that_fails_leaves_nothing_remembered():
    with memory_store() as store:
        question = (NODES[0], NODES[0], None, None)
        store.apply(Change(add=EVERY))
        answers(store.remembered(), question)
        damaged = (NODES[0], NODES[0], URIRef("no IRI"), NODES[0])
        with pytest.raises(StoreError):
            store.apply(Change(add=(damaged,)))
        store.native().clear()
        assert answers(store.remembered(), question) == []
