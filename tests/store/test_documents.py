import dataclasses
import datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import FOAF, PROV, Literal, URIRef

from kg.config import DEFAULT_BASE
from kg.errors import NotFoundError, StoreError
from kg.model import Agent, AgentKind
from kg.rdf.iris import Iris
from kg.rdf.order import in_reading_order
from kg.rdf.vocabulary import CKG
from kg.rdf.writer import document_quads
from kg.store.documents import (
    Outcome,
    documents,
    find_document,
    find_documents,
    has,
    put,
    record,
    records,
    remove,
)
from kg.store.interface import Change
from kg.store.oxigraph import memory_store
from kg.store.referents import derived, rebuild_referents
from tests.gold import gold_record
from tests.store.records import (
    PORT,
    SPOKESWOMAN,
    newer,
    said_together,
    small_record,
    spoken_for,
    without_attributions,
)

ENDED = datetime.datetime(2024, 2, 3, 4, 5, 6, 789, tzinfo=datetime.UTC)


def iris_of(store):
    return Iris(store.base)


def referents(store):
    return set(store.quads(iris_of(store).referents))


def in_step(store):
    """Whether the graph of referents is the one that the documents make."""
    return referents(store) == derived(records(store), iris_of(store))


def test_a_record_comes_back_equal(store, seed_record):
    for one in (seed_record, small_record()):
        assert put(store, one) is Outcome.ADDED
    found = {one.document.id: one for one in records(store)}
    assert found == {
        one.document.id: in_reading_order(one) for one in (seed_record, small_record())
    }


def test_the_same_again_changes_nothing(store):
    put(store, small_record(), ended=ENDED)
    before = set(store.quads())
    later = ENDED + datetime.timedelta(days=1)
    assert put(store, small_record(), ended=later) is Outcome.UNCHANGED
    assert set(store.quads()) == before


def test_a_newer_extraction_replaces_the_older(store):
    put(store, small_record(), ended=ENDED)
    other = newer(without_attributions(small_record()))
    assert put(store, other) is Outcome.REPLACED
    assert list(records(store)) == [other]
    assert referents(store) == set()
    assert list(store.quads(iris_of(store).runs)) == []


def test_only_what_differs_is_written(store, monkeypatch):
    text = f"{small_record().document.text} A line\u0085another\u2028\x0b“third”\r\n\\ \x7f."
    before, after = small_record(text=text), newer(small_record(text=text, title="Harbour"))
    put(store, before)
    graph = iris_of(store).document(before.document)
    old, new = set(store.quads(graph)), set(document_quads(after, iris_of(store)))
    made = []
    monkeypatch.setattr(store, "apply", made.append)
    put(store, after)
    gone, come = ({q for q in quads if q[3] == graph} for quads in (made[-1].remove, made[-1].add))
    assert (gone, come) == (old - new, new - old)
    assert min(map(len, (gone, come, old & new))) > 0


def test_corrected_metadata_replaces(store):
    put(store, small_record())
    assert put(store, small_record(title="Harbour")) is Outcome.REPLACED
    assert [d.title for d in documents(store)] == ["Harbour"]


def test_another_text_is_another_document(store):
    put(store, small_record())
    put(store, small_record(text=small_record().document.text + " More."))
    assert len(documents(store)) == 2


def test_has_asks_for_text_metadata_and_software(store):
    one = small_record()
    put(store, one)
    assert has(store, one.document, one.extraction)
    assert not has(store, one.document, newer(one).extraction)
    assert not has(store, dataclasses.replace(one.document, title="T"), one.extraction)
    assert not has(store, small_record("other").document, one.extraction)


def test_the_time_of_a_run_is_in_the_graph_of_runs_only(store):
    one = small_record()
    elsewhere = ENDED.astimezone(datetime.timezone(datetime.timedelta(hours=5)))
    put(store, one, ended=elsewhere)
    iris = iris_of(store)
    (quad,) = store.quads(predicate=PROV.endedAtTime)
    assert quad[0] == iris.extraction(one.document, one.extraction)
    assert (str(quad[2]), quad[3]) == ("2024-02-03T04:05:06Z", iris.runs)


def test_removing_the_only_document_leaves_nothing(store):
    put(store, small_record(), ended=ENDED)
    assert remove(store, "small").id == "small"
    assert len(store) == 0
    assert list(store.graphs()) == []


def test_referents_stay_while_another_document_points_to_them(store):
    put(store, small_record("a"))
    put(store, small_record("b"))
    both = referents(store)
    remove(store, "a")
    assert in_step(store)
    named = {subject for subject, _, value, _ in referents(store) if value == Literal(PORT.name)}
    assert named == {iris_of(store).agent(PORT)}
    assert len(both) > len(referents(store))  # the unnamed agents of "a" went with it


def test_who_speaks_for_whom_is_derived_from_all_documents(store):
    def said():
        return [(quad[0], quad[2]) for quad in store.quads(predicate=PROV.actedOnBehalfOf)]

    iris = iris_of(store)
    put(store, spoken_for(small_record("a")))
    put(store, spoken_for(small_record("b")))
    assert said() == [(iris.agent(SPOKESWOMAN), iris.agent(PORT))]
    remove(store, "a")
    assert said() == [(iris.agent(SPOKESWOMAN), iris.agent(PORT))]
    # The same article without it, in which both are still sources.
    put(store, newer(spoken_for(small_record("b"), reported=True)))
    assert said() == []
    assert in_step(store)


def test_who_is_one_of_a_group_is_derived_from_all_documents(store):
    def members():
        return [quad[2] for quad in store.quads(predicate=FOAF.member)]

    put(store, said_together(small_record("a")))
    put(store, said_together(small_record("b")))
    assert len(members()) == 2
    remove(store, "a")
    assert len(members()) == 2
    assert {CKG.agentKind} <= {p for _, p, _, _ in store.quads(subject=members()[0])}
    put(store, newer(small_record("b")))
    assert members() == []
    assert in_step(store)
    assert not any(store.quads(object=Literal("Ann Lee")))


def test_rebuilding_repairs_the_referents(store):
    put(store, small_record())
    good = referents(store)
    stray = next(iter(good))
    store.apply(Change(remove=(stray,), add=((stray[0], stray[1], Literal("x"), stray[3]),)))
    assert not in_step(store)
    assert rebuild_referents(store, records(store))
    assert referents(store) == good
    assert not rebuild_referents(store, records(store))


def test_records_come_sorted_by_id(store):
    for name in ("b", "c", "a"):
        put(store, small_record(name))
    assert [one.document.id for one in records(store)] == ["a", "b", "c"]


class TestFinding:
    @pytest.fixture(autouse=True)
    def two_versions(self, store):
        put(store, small_record("x", title="The Harbour"))
        put(store, small_record("x", text=small_record().document.text + "\n"))
        put(store, small_record("y"))

    def test_by_id_key_iri_and_title(self, store):
        (y,) = find_documents(store, "y")
        assert find_document(store, y.iri) == y
        assert find_document(store, small_record("y").document.key) == y
        assert find_document(store, "The Harbour").id == "x"
        assert find_document(store, "the harbour").title == "The Harbour"

    def test_several_versions_are_listed(self, store):
        with pytest.raises(NotFoundError, match="2 documents") as caught:
            remove(store, "x")
        assert all(version.iri in str(caught.value) for version in find_documents(store, "x"))
        assert len(documents(store)) == 3

    @pytest.mark.parametrize("name", ["z", "", '"} DROP ALL', f"{DEFAULT_BASE}document/> x"])
    def test_nothing_of_that_name(self, store, name):
        assert find_documents(store, name) == ()
        with pytest.raises(NotFoundError, match="no document"):
            find_document(store, name)

    def test_near_names_are_offered(self, store):
        with pytest.raises(NotFoundError, match="did you mean 'The Harbour'"):
            find_document(store, "The Harbor")


def test_a_record_that_is_not_there(store):
    with pytest.raises(NotFoundError, match="no document"):
        record(store, "https://w3id.org/ckg/id/document/none")


def test_a_damaged_record_is_an_error_that_names_it(store):
    put(store, small_record())
    (stored,) = documents(store)
    graph = URIRef(stored.iri)
    (text,) = store.quads(graph, subject=graph, predicate=URIRef("https://schema.org/text"))
    store.apply(Change(remove=(text,), add=((text[0], text[1], Literal("other"), graph),)))
    with pytest.raises(StoreError, match=f"{stored.iri}.* is damaged"):
        record(store, stored.iri)


@cache
def pool():
    """Versions of three documents that share some agents and entities and not others."""
    other = Agent("Another Agency", AgentKind.MEDIA_OUTLET)
    return tuple(
        version
        for name in "abc"
        for version in (
            small_record(name),
            newer(small_record(name, agency=other), "2"),
            newer(without_attributions(small_record(name)), "3"),
            newer(gold_record(document_id=name), "4"),
            newer(spoken_for(small_record(name)), "5"),
        )
    )


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 14), st.booleans()), max_size=8))
def test_whatever_is_put_and_removed_the_referents_are_in_step(steps):
    store = memory_store()
    expected = {}
    for index, away in steps:
        one = pool()[index]
        if away and one.document.key in expected:
            remove(store, one.document.key)
            del expected[one.document.key]
        else:
            put(store, one, ended=ENDED)
            expected[one.document.key] = one
        assert in_step(store)
    fresh = memory_store()
    for one in reversed(expected.values()):
        put(fresh, one, ended=ENDED)
    assert set(fresh.quads()) == set(store.quads())
    assert list(fresh.graphs()) == list(store.graphs())
