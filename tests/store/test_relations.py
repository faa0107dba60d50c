"""The graph of relations: in step after whatever happened, the same as from nothing."""

import datetime
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import (
    Agent,
    AgentKind,
    Argument,
    Attribution,
    Claim,
    Document,
    Form,
    Polarity,
    Proposition,
    Record,
    RelationKind,
    Resolution,
    ResolvedSource,
    Span,
    SpeechAct,
    quote,
)
from kg.rdf.iris import Iris
from kg.rdf.vocabulary import CKG
from kg.relations import blocking, increment
from kg.store import marks as marked
from kg.store.documents import put, remove
from kg.store.index import NAME
from kg.store.interface import Change
from kg.store.marks import pending
from kg.store.oxigraph import memory_store, open_store, read_store
from kg.store.rdflib_memory import RdflibStore
from kg.store.relations import relate, relations
from kg.store.validate import problems
from tests.store.records import MADE_BY, newer, without_attributions

THINGS = ("bridge", "harbour", "school")


def said(name, *sentences, day=1):
    """An article in which the mayor says sentences: (thing, closed or not)."""
    text, attributions, claims = "", [], []
    for thing, closed in sentences:
        start = len(text)
        predicate = "closed" if closed else "did not close"
        statement = f"the army {predicate} the old {thing}"
        text += f"The mayor said {statement}. "
        content = Span(start + 15, start + 15 + len(statement))
        verb = content.start + len("the army ")
        army = Span(content.start, content.start + 8)
        done_to = Span(content.end - len(f"the old {thing}"), content.end)
        attributions.append(
            Attribution(
                source=(Span(start, start + 9),),
                cue=(Span(start + 10, start + 14),),
                content=(content,),
                form=Form.INDIRECT,
                speech_act=SpeechAct.ASSERTS,
            )
        )
        told = Proposition(
            subject=Argument((army,), "the army"),
            predicate=predicate,
            lemma="close",
            predicate_spans=(Span(verb, verb + len(predicate)),),
            object=Argument((done_to,), f"the old {thing}"),
            polarity=Polarity.POSITIVE if closed else Polarity.NEGATIVE,
        )
        claims.append(Claim((content,), (content,), quote((content,), text), (told,)))
    document = Document(name, text or "Nobody spoke.", date=datetime.date(2022, 1, day))
    mayor = Agent("the mayor", AgentKind.PERSON, named=False, scope=document.key)
    sources = {
        one.id: ResolvedSource(mayor, Resolution.DESCRIPTION, one.source, None)
        for one in attributions
    }
    return Record(document, MADE_BY, tuple(attributions), sources, tuple(claims))


def graph_of(store):
    return set(store.quads(Iris(store.base).relations))


def from_nothing(records):
    with memory_store() as store:
        for record in records:
            put(store, record)
        relate(store)
        return graph_of(store)


def in_step(store):
    return pending(store) == frozenset() and list(problems(store, shapes=False)) == []


sentences = st.lists(
    st.tuples(st.sampled_from(THINGS), st.booleans()), min_size=0, max_size=3, unique=True
)
steps = st.lists(
    st.tuples(
        st.sampled_from(["put", "read again", "empty", "remove", "relate", "forget"]),
        st.sampled_from([f"d{number}" for number in range(7)]),
        sentences,
    ),
    min_size=4,
    max_size=25,
)


@given(steps)
@settings(max_examples=5, deadline=None)
def test_whatever_happened_it_is_what_the_documents_give(drawn):
    agrees_after(drawn)


@pytest.mark.slow
@given(steps)
@settings(max_examples=100, deadline=None)
def test_it_is_what_the_documents_give_in_long_runs(drawn):
    agrees_after(drawn)


def agrees_after(drawn):
    """With blocks in which of more than three only neighbours are compared."""
    with pytest.MonkeyPatch.context() as patch, memory_store() as store:
        for module in (blocking, increment):
            patch.setattr(module, "CROWD", 3)
        there = {f"d{n}": said(f"d{n}", (THINGS[n % 2], n % 3 == 0)) for n in range(7)}
        for record in there.values():
            put(store, record)
        relate(store)
        for number, (action, name, sentence) in enumerate(drawn):
            if action == "relate":
                relate(store)
                assert graph_of(store) == from_nothing(there.values())
            elif action == "forget":
                store._drop_index()
            elif action == "put" and name not in there:
                there[name] = said(name, *sentence)
                put(store, there[name])
            elif action == "remove" and name in there:
                remove(store, name)
                del there[name]
            elif action in ("read again", "empty") and name in there:
                there[name] = newer(there[name], f"later {number}")
                if action == "empty":
                    there[name] = without_attributions(there[name])
                put(store, there[name])
        relate(store)
        assert graph_of(store) == from_nothing(there.values())
        assert in_step(store)


@pytest.fixture
def path(tmp_path):
    """A store of five documents that were set against each other, closed."""
    with open_store(tmp_path / "store") as store:
        for number in range(5):
            put(store, said(f"d{number}", (THINGS[number % 2], number % 3 == 0)))
        relate(store)
        assert len(relations(store)) > 3
    return tmp_path / "store"


def compared(monkeypatch):
    """The pairs that are compared from now on."""
    from kg.store import relating

    seen = []
    inner = relating.relation

    def relation(first, second):
        seen.append((first.document, second.document))
        return inner(first, second)

    monkeypatch.setattr(relating, "relation", relation)
    return seen


def test_only_what_shares_something_with_a_change_is_compared(path, monkeypatch):
    def never(*_):
        raise AssertionError("everything was set against everything")

    monkeypatch.setattr("kg.store.relations.anew", never)
    seen = compared(monkeypatch)
    with open_store(path) as store:
        relate(store)
        assert seen == []
        new = said("new", ("bridge", False))
        put(store, new)
        relate(store)
        assert len(seen) == 4
        assert all(new.document.key in pair for pair in seen)
        remove(store, "new")
        seen.clear()
        relate(store)
        assert seen == []
        assert in_step(store)


def test_the_next_program_makes_up_for_one_that_was_killed(path):
    """Killed after the last document and before the relations, after a removal, or before the
    index followed."""
    with open_store(path) as store:
        put(store, said("later", ("bridge", True)))
    kept = (path / NAME).read_bytes()
    with open_store(path) as store:
        assert len(pending(store)) == 1
        relate(store)
        assert in_step(store)
        remove(store, "d0")
        put(store, newer(said("d1", ("harbour", False))))
    (path / NAME).write_bytes(kept)
    with open_store(path) as store:
        assert len(pending(store)) == 2
        relate(store)
        assert in_step(store)
        whole = [said(f"d{n}", (THINGS[n % 2], n % 3 == 0)) for n in range(2, 5)]
        whole += [said("later", ("bridge", True)), newer(said("d1", ("harbour", False)))]
        assert graph_of(store) == from_nothing(whole)


def test_taken_out_and_put_back_its_relations_are_there_again(path):
    with open_store(path) as store:
        before = graph_of(store)
        remove(store, "d0")
        put(store, said("d0", (THINGS[0], True)))
        assert len(pending(store)) == 1
        relate(store)
        assert graph_of(store) == before


def test_other_rules_make_it_anew(path, monkeypatch):
    monkeypatch.setattr(marked, "rules", lambda: "0" * 64)
    monkeypatch.setattr("kg.store.relating.rules", lambda: "0" * 64)
    with open_store(path) as store:
        assert len(pending(store)) == 5
        relate(store)
        assert in_step(store)
        (made,) = store.quads(Iris(store.base).relations, predicate=CKG.matcherHash)
        assert str(made[2]) == "0" * 64


def test_an_index_of_blocks_that_is_wrong_is_not_believed(path):
    with sqlite3.connect(path / NAME) as db:
        db.execute("DROP TABLE keys")
    db.close()
    with open_store(path) as store:
        put(store, said("new", ("bridge", False)))
        relate(store)
        assert in_step(store)
        assert len(store.blocks().documents(marked.rules())) in (5, 6)


def test_a_store_without_blocks_is_in_step_too():
    store = RdflibStore()
    for number in range(3):
        put(store, said(f"d{number}", ("bridge", number == 0)))
    assert relate(store)[RelationKind.CONTRADICTS] == 2
    remove(store, "d0")
    assert relate(store)[RelationKind.CONTRADICTS] == 0
    assert pending(store) == frozenset()


def test_nothing_is_left_of_nothing():
    with memory_store() as store:
        put(store, said("one", ("bridge", True)))
        relate(store)
        remove(store, "one")
        relate(store)
        assert len(store) == 0


def test_validate_sees_relations_that_are_not_what_documents_give(path):
    with open_store(path) as store:
        graph = Iris(store.base).relations
        quad = min(store.quads(graph, predicate=CKG.reason))
        store.apply(Change(remove=tuple(store.quads(graph, subject=quad[0]))))
        told = {one.message for one in problems(store, shapes=False)}
        assert any("missing" in message for message in told)
        assert all(one.document == str(graph) for one in problems(store, shapes=False))
    with read_store(path) as store:
        assert pending(store) == frozenset()
