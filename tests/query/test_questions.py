"""Every question on articles whose answers are known, in every back end."""

import datetime

import pytest

from kg.errors import QueryError
from kg.query import disagreement, review, roots, statements
from kg.query.catalogue import list_examples
from kg.query.typed import ask
from kg.store.oxigraph import memory_store
from tests.query import corpus
from tests.store.conftest import EACH, new_store

OFFICE, HALL = "Harbour Office", "City Hall"


def day(number, month=5):
    return datetime.date(2021, month, number)


@pytest.fixture(scope="module", params=EACH)
def asked(request, tmp_path_factory):
    """A store with the corpus, and the IRIs of what is in it."""
    folder = tmp_path_factory.mktemp("questions")
    with new_store(request.param, folder, use="corpus") as store:
        iri = corpus.fill(store)
        corpus.load_cues(store)
        yield store, {name: str(value) for name, value in iri.items()}


@pytest.fixture
def store(asked):
    return asked[0]


@pytest.fixture
def iri(asked):
    return asked[1]


class TestStatements:
    def test_who_said(self, store, iri):
        found = statements.who_said(store, "Bridge WILL close")
        assert [(one.id, one.source, one.speech_act, one.at) for one in found] == [
            ("open", HALL, "denies", "17-38"),
            ("will", OFFICE, "asserts", "24-45"),
            ("wire", "The Agency", "asserts", "25-70"),
            ("wire", OFFICE, "asserts", "49-70"),
        ]
        assert found[0].statement == iri["open", "the bridge will close"]
        assert statements.who_said(store, "bridge%") == ()

    def test_claims_in_a_period(self, store):
        found = statements.claims_in_period(store, OFFICE, since=day(1))
        assert [(one.day, one.claim, one.role, one.mention) for one in found] == [
            (day(3), "the bridge will close", "itself", "The Harbour Office"),
            (day(4), "the bridge will close", "itself", "the Harbour Office"),
            (day(5), "the bridge is safe", "itself", "The Harbour Office"),
        ]
        (spoken,) = statements.claims_in_period(store, HALL, since=day(6))
        assert (spoken.role, spoken.mention) == ("on its behalf", "A spokesman")
        everything = statements.claims_in_period(store, OFFICE)
        assert [one.day for one in everything] == [day(30, 4), day(3), day(4), day(5)]

    def test_first_said(self, store):
        found = statements.first_said(store, "the bridge")
        assert (found[0].day, found[0].id, found[0].source) == (day(30, 4), "may", OFFICE)
        assert [one.day for one in found] == sorted(one.day for one in found)
        assert len(found) == 6

    def test_known_at(self, store):
        found = statements.known_at(store, "the bridge", day(3))
        assert [(one.published, one.claim) for one in found] == [
            (day(3), "the bridge will close"),
            (day(1), "the bridge may close"),
        ]

    def test_numbers(self, store):
        found = statements.numbers(store, "lamps are BROKEN")
        assert [(one.source, one.unit, int(one.lowest), int(one.highest)) for one in found] == [
            ("a senior official", "lamp", 40, 40),
            ("a spokesman", "lamp", 60, 60),
        ]

    def test_evidence(self, store):
        found = statements.evidence(store, HALL, "the bridge")
        assert [(one.role, one.words, one.start, one.end) for one in found] == [
            ("source", "City Hall", 0, 9),
            ("cue", "denied", 10, 16),
            ("content", "the bridge will close", 17, 38),
        ]


class TestRoots:
    def test_chain_to_root(self, store, iri):
        found = roots.chain_to_root(store, iri["wire", "The Agency"])
        assert [(one.depth, one.source) for one in found] == [(0, "The Agency"), (1, OFFICE)]

    def test_only_unnamed(self, store):
        found = roots.only_unnamed(store)
        assert [(one.claim, one.source) for one in found] == [
            ("40 lamps are broken", "a senior official"),
            ("60 lamps are broken", "a spokesman"),
        ]

    def test_independent_roots(self, store, iri):
        (root,) = roots.independent_roots(store, iri["will", "the bridge will close"])
        assert (root.root, root.kind, root.documents) == (OFFICE, "government-body", 3)
        assert root.outlets == 3

    def test_reprints(self, store, iri):
        found = roots.reprints(store, iri["will", "the bridge will close"])
        assert [(one.published, one.publisher) for one in found] == [
            (day(1), "Paper A"),
            (day(3), "Paper B"),
            (day(4), "Wire"),
        ]

    def test_variants(self, store, iri):
        (found,) = roots.variants(store, iri["will", "the bridge will close"])
        assert (found.drift, found.text) == ("substitution", "the bridge may close")

    def test_dropped_hedges(self, store):
        (found,) = roots.dropped_hedges(store)
        assert (found.hedged, found.publisher) == ("the bridge may close", "Paper A")
        assert (found.plain, found.later_publisher) == ("the bridge will close", "Paper B")


class TestDisagreement:
    def test_denied_by(self, store):
        (found,) = disagreement.denied_by(store, OFFICE)
        assert (found.claim, found.day, found.id) == ("the bridge will close", day(3), "will")
        assert (found.denier, found.denied_on, found.other_id) == (HALL, day(5), "open")
        assert disagreement.denied_by(store, HALL) == ()

    def test_changed_positions(self, store):
        (found,) = disagreement.changed_positions(store, OFFICE)
        assert (found.claim, found.day) == ("the bridge may close", day(30, 4))
        assert (found.later, found.later_day) == ("the bridge is safe", day(5))
        assert disagreement.changed_positions(store, HALL) == ()

    def test_contradictions(self, store):
        found = disagreement.contradictions(store, "the bridge")
        pairs = {(one.id, one.source, one.other_id, one.other_source) for one in found}
        assert pairs == {
            ("may", OFFICE, "open", OFFICE),
            ("open", OFFICE, "may", OFFICE),
            ("will", OFFICE, "open", HALL),
            ("open", HALL, "will", OFFICE),
        }
        assert {one.reason for one in found} == {"because"}


class TestReview:
    def test_claim_reviews(self, store):
        found = review.claim_reviews(store, "the bridge")
        assert [(one.reviewed, one.rating, one.id) for one in found[:1]] == [(True, "true", "will")]
        assert [one.reviewed for one in found[1:]] == [False] * (len(found) - 1)
        assert len(found) == 6

    def test_cues(self, store):
        (found,) = review.cues(store)
        assert (found.publisher, found.source, found.statements) == ("Paper A", HALL, 10)
        assert (found.neutral, found.distanced, found.factive, found.emphatic) == (7, 2, 1, 0)

    def test_on_behalf_of(self, store):
        (found,) = review.on_behalf_of(store, HALL)
        assert (found.source, found.claim) == ("a spokesman", "60 lamps are broken")

    def test_uncertain_fields(self, store):
        (found,) = review.uncertain_fields(store, 0.5)
        assert (found.field, found.confidence, found.source) == ("spans", 0.25, "a senior official")

    def test_extractor_versions(self, store):
        (found,) = review.extractor_versions(store)
        assert (found.version, found.documents, found.attributions) == ("0", 5, 8)
        assert found.mean_confidence == pytest.approx(0.25)


@pytest.mark.parametrize("one", list_examples(), ids=lambda one: one.name)
def test_every_question_runs_where_there_is_nothing(one):
    from kg.query.run import run_example

    with memory_store() as store:
        given = {parameter.name: parameter.example for parameter in one.parameters}
        assert run_example(store, one, given).rows == ()


def test_columns_that_do_not_fit_are_an_error():
    with memory_store() as store, pytest.raises(QueryError, match="sources"):
        ask(store, "sources", statements.Saying, {})
