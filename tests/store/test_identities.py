"""The graph of identities: whatever is done in whatever order, it is what the documents give."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Literal, URIRef

from kg.identity.decisions import Decision, DecisionKind, conflict
from kg.identity.uses import Uses
from kg.model import Agent, AgentKind
from kg.rdf.iris import Iris
from kg.rdf.vocabulary import CKG
from kg.store.documents import put, remove
from kg.store.identities import (
    count,
    decide,
    decisions,
    derived_identities,
    rebuild_identities,
    up_to_date,
)
from kg.store.interface import Change
from kg.store.names import StoreDirectory
from kg.store.oxigraph import memory_store
from kg.store.validate import problems
from tests.store.records import newer
from tests.store.spoken import spoken

TIME = datetime.datetime(2024, 5, 6, 7, 8, 9, tzinfo=datetime.UTC)
P, B, U, C = "person", "government body", "unknown", "company"
CAST = [
    ("Donald Trump", P),
    ("Trump", "Donald Trump", P),
    ("Trump", P),
    ("Trump", U),
    ("Trump", "organisation"),
    ("Donald J. Trump", P),
    ("Trump", "Donald J. Trump", P),
    ("Ivanka Trump", P),
    ("Trump", "Ivanka Trump", P),
    ("Donald Trump Jr.", P),
    ("Donald K. Trump", P),
    ("Donald", "Donald Trump", P),
    ("Donald", P),
    ("Bill Clinton", P),
    ("William Clinton", P),
    ("Clinton", P),
    ("Clinton", "Bill Clinton", P),
    ("Hillary Clinton", P),
    ("Clinton", "Hillary Clinton", P),
    ("Mr. Clinton", P),
    ("Mrs. Clinton", P),
    ("Mrs. Clinton", "Hillary Clinton", P),
    ("President Bill Clinton", "Bill Clinton", P),
    ("President Clinton", P),
    ("Secretary Clinton", P),
    ("Clinton", "Secretary Clinton", P),
    ("Mr. Clinton", "President Clinton", P),
    ("FBI", B),
    ("Federal Bureau of Investigation", "organisation"),
    ("Foreign Ministry", B),
    ("Kazakh Foreign Ministry", B),
    ("Foreign Ministry", "Kazakh Foreign Ministry", B),
    ("Ministry of Foreign Affairs of Kazakhstan", B),
    ("Russian Foreign Ministry", B),
    ("Clinton", C),
    ("Joe Biden", P),
    ("Biden", "Joe Biden", P),
    ("Joseph R. Biden Jr.", P),
    ("Biden", "Joseph R. Biden Jr.", P),
    ("Biden", P),
    ("Harvard University", "organisation"),
    ("Harvard College", "organisation"),
    ("Harvard", "organisation"),
    ("Ann Harvard", P),
]


def due(store):
    uses = Uses()
    for graph in store.graphs():
        if "/document/" in graph:
            count(uses, store.quads(graph), store)
    return set(derived_identities(uses, decisions(store), Iris(store.base)))


def found(store):
    return set(store.quads(Iris(store.base).identities))


def canonical(store, name, kind):
    iris = Iris(store.base)
    agent = iris.agent(Agent(name, AgentKind(kind)))
    (quad,) = store.quads(iris.identities, subject=agent, predicate=CKG.canonicalAgent)
    return StoreDirectory(store).known(URIRef(quad[2])).name


TOPICS = [
    [one for one in CAST if "Trump" in one[-2] or one[-2] == "Donald"],
    [one for one in CAST if "Clinton" in one[-2]],
    [one for one in CAST if "Foreign" in one[-2]],
    [one for one in CAST if "Biden" in one[-2]],
    [one for one in CAST if "Harvard" in one[-2]],
    [one for one in CAST if one[-2] in {"FBI", "Federal Bureau of Investigation", "Bill Clinton"}],
    CAST,
]


@st.composite
def histories(draw):
    """What happens to a store, mostly about one topic: documents come and go, people decide."""
    cast = draw(st.sampled_from(TOPICS))
    names = st.sampled_from(sorted({(one[-2], one[-1]) for one in cast}))
    sayings = st.lists(st.sampled_from(cast), max_size=2, unique=True)
    coming = st.tuples(st.just("put"), st.integers(0, 9), sayings)
    step = st.one_of(
        *[coming] * 3,
        st.tuples(st.just("remove"), st.integers(0, 9)),
        st.tuples(st.sampled_from(["merge", "split", "alone", "rename", "match"]), names, names),
        st.tuples(st.just("undo")),
    )
    return draw(st.lists(step, max_size=12))


SAYINGS = st.sampled_from(TOPICS).flatmap(
    lambda cast: st.lists(st.sampled_from(cast), max_size=3, unique=True)
)


def take(store, number, step, held):
    """Do one step of a random history; ``held`` are the documents that are there."""
    if step[0] == "put":
        if step[1] in held:
            remove(store, f"d{step[1]}")
        put(store, spoken(f"d{step[1]}", *step[2]))
        held.add(step[1])
    elif step[0] == "remove":
        if step[1] in held:
            remove(store, f"d{step[1]}")
            held.discard(step[1])
    elif step[0] == "undo":
        if before := decisions(store):
            store.apply(decide(store, (), [before[-1]]))
    else:
        kind = DecisionKind(step[0])
        other = {"alone": "", "rename": "Someone", "match": "Q42"}.get(step[0], step[2][0])
        decision = Decision(
            number,
            kind,
            step[1][0],
            AgentKind(step[1][1]),
            other,
            AgentKind(step[2][1]) if kind in ("merge", "split") else AgentKind.UNKNOWN,
        )
        if conflict(decision, StoreDirectory(store).about) is None:
            store.apply(decide(store, [decision]))


def check(steps):
    held = set()
    with memory_store() as store:
        for number, step in enumerate(steps):
            take(store, number, step, held)
            assert found(store) == due(store)


@settings(max_examples=30)
@given(steps=histories())
def test_it_is_what_documents_and_decisions_give(steps):
    check(steps)


@pytest.mark.slow
@settings(max_examples=600)
@given(steps=histories())
def test_it_is_what_documents_and_decisions_give_in_long_runs(steps):
    check(steps)


def put_all(store, *documents):
    for number, sayings in enumerate(documents):
        put(store, spoken(f"d{number}", *sayings))
        assert found(store) == due(store), number


def merge(number, one, other, kind=DecisionKind.MERGE):
    return Decision(number, kind, one, AgentKind(P), other, AgentKind(P), TIME)


def test_a_decision_about_names_that_come_later_is_obeyed():
    with memory_store() as store:
        store.apply(decide(store, [merge(1, "Bill Clinton", "Donald Trump")]))
        put_all(store, [("Bill Clinton", P)], [("Donald Trump", P)], [("Donald Trump", P)])
        assert canonical(store, "Bill Clinton", P) == "Donald Trump"
        put_all(
            store,
            [("Bill Clinton", P)],
            [("Donald Trump", P)],
            [("Donald Trump", P)],
            *[[("William Clinton", P)]] * 3,
        )
        assert canonical(store, "Donald Trump", P) == "William Clinton"


def test_a_decision_leads_through_names_that_no_document_has():
    rename = Decision(2, DecisionKind.RENAME, "Clinton", AgentKind(P), "Someone", time=TIME)
    with memory_store() as store:
        store.apply(decide(store, [merge(1, "Bill Clinton", "Clinton")]))
        store.apply(decide(store, [rename, merge(3, "Clinton", "Slick Willie")]))
        put_all(store, [("Bill Clinton", P)])
        store.apply(decide(store, (), [rename]))
        assert found(store) == due(store)


def test_short_forms_follow_whom_they_stand_for():
    with memory_store() as store:
        put_all(
            store,
            [("Agency", "International Atomic Energy Agency", B)],
            [("Agency", "International Atomic Energy Agency", B)],
            [("Agency", "International Atomic Energy Agency", B)],
            [("Agency", B)],
            *[[("International Atomic Energy Agency", "organisation")]] * 5,
        )
        assert canonical(store, "Agency", B) == "International Atomic Energy Agency"
        for number in range(3):
            remove(store, f"d{number}")
            assert found(store) == due(store)
        assert canonical(store, "Agency", B) == "Agency"


def test_mr_and_mrs_are_told_from_whoever_bears_the_surname():
    hillary = [("Clinton", "Hillary Clinton", P)]
    with memory_store() as store:
        put_all(store, [("Mr. Clinton", P)], [("Mrs. Clinton", P)], [("Clinton", P)])
        for name in ("Mr. Clinton", "Mrs. Clinton", "Clinton"):
            assert canonical(store, name, P) == name
        put_all(store, *[hillary] * 4, [("Mr. Clinton", P)], [("Mrs. Clinton", P)])
        assert canonical(store, "Mr. Clinton", P) == "Mr. Clinton"
        assert canonical(store, "Mrs. Clinton", P) == "Hillary Clinton"
        store.apply(decide(store, [merge(1, "Mr. Clinton", "Bill Clinton")]))
        put(store, spoken("bill", ("Bill Clinton", P)))
        assert found(store) == due(store)
        assert canonical(store, "Mr. Clinton", P) == "Bill Clinton"


def test_a_title_tells_whose_surname_it_is():
    bill = [("President Bill Clinton", "Bill Clinton", P)]
    hillary = [("Secretary of State Clinton", "Hillary Clinton", P)]
    titled = [[(f"{title} Clinton", P)] for title in ("President", "Sec.", "Senator")]
    with memory_store() as store:
        put_all(store, [("Bill Clinton", P)], *[hillary] * 4, *titled)
        assert canonical(store, "President Clinton", P) == "President Clinton"
        assert canonical(store, "Sec. Clinton", P) == "Hillary Clinton"
        put_all(store, bill)
        assert canonical(store, "President Clinton", P) == "Bill Clinton"
        assert canonical(store, "Senator Clinton", P) == "Senator Clinton"


def test_an_office_that_nobody_is_called_by_is_that_of_the_only_bearer():
    with memory_store() as store:
        roe = [("Roebling", "Ann Roebling", P)]
        put_all(store, *[roe] * 2, [("Senator Roebling", P)], [("Mr. Roebling", P)])
        assert canonical(store, "Senator Roebling", P) == "Ann Roebling"
        assert canonical(store, "Mr. Roebling", P) == "Mr. Roebling"
        put_all(store, [("Governor Roebling", "Ann Roebling", P)])
        assert found(store) == due(store)
        assert canonical(store, "Senator Roebling", P) == "Senator Roebling"


def test_a_surname_of_two_is_nobodys():
    with memory_store() as store:
        put_all(store, [("Bill Clinton", P)], [("Hillary Clinton", P)], [("Clinton", P)])
        assert canonical(store, "Clinton", P) == "Clinton"


def test_a_given_name_alone_needs_many_documents():
    with memory_store() as store:
        put_all(store, [("Donald", P)], *[[("Donald", "Donald Trump", P)]] * 7)
        assert canonical(store, "Donald", P) == "Donald"
        put(store, spoken("more", ("Donald", "Donald Trump", P)))
        assert found(store) == due(store)
        assert canonical(store, "Donald", P) == "Donald Trump"
        remove(store, "d3")
        assert found(store) == due(store)
        assert canonical(store, "Donald", P) == "Donald"


def test_the_canonical_agent_moves_with_its_short_forms():
    with memory_store() as store:
        put_all(
            store,
            *[[("Trump", "Donald Trump", P)]] * 2,
            [("Trump", P)],
            *[[("Donald J. Trump", P)]] * 3,
        )
        assert canonical(store, "Trump", P) == "Donald J. Trump"
        assert canonical(store, "Donald Trump", P) == "Donald J. Trump"


@pytest.mark.parametrize(
    ("one", "kind", "other", "other_kind"),
    [
        ("Kazakh Foreign Ministry", B, "Foreign Ministry of Kazakhstan", B),
        ("Kazakh Foreign Ministry", B, "Kazakhstan's Ministry of Foreign Affairs", "organisation"),
        ("Donald J. Trump", P, "Donald Trump", P),
        ("Bill Clinton", P, "William J. Clinton", P),
    ],
)
def test_names_of_one_agent_meet(one, kind, other, other_kind):
    with memory_store() as store:
        put_all(store, [(one, kind)], [(other, other_kind)])
        assert canonical(store, one, kind) == canonical(store, other, other_kind)


JOE, JUNIOR, BIDEN = ("Joe Biden", P), ("Joseph R. Biden Jr.", P), ("Biden", P)


def test_father_and_son_are_told_apart_only_when_documents_have_both():
    called = ("Biden", *JUNIOR)
    with memory_store() as store:
        put_all(store, [JOE], [called])
        assert canonical(store, *JOE) == canonical(store, *JUNIOR)
        put(store, spoken("both", JOE, JUNIOR))
        assert canonical(store, *JOE) != canonical(store, *JUNIOR)
        remove(store, "both")
        assert canonical(store, *JOE) == canonical(store, *JUNIOR)
    with memory_store() as store:  # never called by the surname
        put_all(store, [JOE], [JUNIOR])
        assert canonical(store, *JOE) != canonical(store, *JUNIOR)


def test_an_institution_is_called_by_its_first_word_when_nothing_else_is():
    university, short = ("Harvard University", "organisation"), ("Harvard", "organisation")
    with memory_store() as store:
        put_all(store, [university], [university], [short])
        assert canonical(store, *university) == canonical(store, *short)
        put(store, spoken("other", ("Harvard College", "organisation")))
        assert canonical(store, *university) != canonical(store, *short)
        remove(store, "other")
        put(store, spoken("person", ("Ann Harvard", P)))
        assert canonical(store, *university) != canonical(store, *short)


def test_a_store_of_other_rules_is_made_anew_when_it_is_written_to(seed_record):
    with memory_store() as store:
        put(store, seed_record)
        good = found(store)
        iris = Iris(store.base)
        old = next(store.quads(iris.identities, predicate=CKG.matcherHash))
        store.apply(Change(remove=tuple(good), add=((*old[:2], Literal("older"), old[3]),)))
        up_to_date(store)
        assert found(store) == good
        assert not rebuild_identities(store)


def test_replacing_and_removing(seed_record):
    with memory_store() as store:
        put(store, seed_record)
        good = found(store)
        put(store, newer(seed_record))
        assert found(store) == good
        remove(store, seed_record.document.id)
        assert len(store) == 0


def test_a_store_with_decisions_is_valid(seed_record):
    with memory_store() as store:
        put(store, seed_record)
        store.apply(decide(store, [merge(1, "Khabar 24", "state media")]))
        assert list(problems(store)) == []


@settings(max_examples=30)
@given(data=st.data(), documents=st.lists(SAYINGS, min_size=1, max_size=6))
def test_the_order_of_documents_does_not_count(data, documents):
    records = [spoken(f"d{number}", *sayings) for number, sayings in enumerate(documents)]
    order = data.draw(st.permutations(records))
    extra = data.draw(st.lists(SAYINGS, max_size=3))
    with memory_store() as one, memory_store() as other:
        for record in records:
            put(one, record)
        for number, sayings in enumerate(extra):
            put(other, spoken(f"x{number}", *sayings))
        for record in order:
            put(other, record)
        for number, _ in enumerate(extra):
            remove(other, f"x{number}")
        assert found(one) == found(other)


@settings(max_examples=60)
@given(documents=st.lists(SAYINGS, min_size=1, max_size=8))
def test_two_full_names_that_differ_never_meet(documents):
    with memory_store() as store:
        for number, sayings in enumerate(documents):
            put(store, spoken(f"d{number}", *sayings))
        iris = Iris(store.base)
        together = {}
        for agent, _, chief, _ in store.quads(iris.identities, predicate=CKG.canonicalAgent):
            together.setdefault(chief, set()).add(StoreDirectory(store).known(agent).name)
        for names in together.values():
            assert len(names & {"Donald Trump Jr.", "Ivanka Trump", "Donald Trump"}) <= 1
            assert len(names & {"Donald K. Trump", "Donald J. Trump"}) <= 1
            assert len(names & {"Bill Clinton", "Hillary Clinton"}) <= 1
            assert len(names & {"Kazakh Foreign Ministry", "Russian Foreign Ministry"}) <= 1


@pytest.mark.parametrize("elder_first", [True, False])
def test_of_father_and_son_the_one_of_more_documents_stands_for_the_surname(elder_first):
    elder, younger = ("Joe Biden", P), ("Joseph R. Biden Jr.", P)
    with memory_store() as store:
        put_all(store, (elder, younger)[:: 1 if elder_first else -1], [("Biden", P), elder])
        assert canonical(store, "Biden", P) == "Joe Biden"
