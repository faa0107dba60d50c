"""Every kind of damage is found. Damage is done by a change that no part of the program makes."""

import datetime

import pyoxigraph as ox
import pytest
from rdflib import DCTERMS, PROV, RDF, SDO, XSD, Literal, URIRef

from kg.rdf.iris import Iris
from kg.rdf.vocabulary import CKG, OA
from kg.store.documents import put
from kg.store.interface import Change
from kg.store.oxigraph import memory_store
from kg.store.validate import problems
from tests.store.records import small_record

ENDED = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)
STRAY = URIRef("https://example.org/stray")


@pytest.fixture
def sound(seed_record):
    """A store with three documents."""
    with memory_store() as store:
        for one in (seed_record, small_record("a"), small_record("b")):
            put(store, one, ended=ENDED)
        yield store


def graph_of(store):
    return Iris(store.base).document(small_record("a").document)


def one_of(store, **pattern):
    """The first of the matching quads in the graph of document "a"."""
    return min(store.quads(graph_of(store), **pattern))


def instead(quad, value):
    """The change that gives a quad another object."""
    return Change(remove=(quad,), add=((quad[0], quad[1], value, quad[3]),))


def flip_a_letter(store):
    quad = one_of(store, subject=graph_of(store), predicate=SDO.text)
    return instead(quad, Literal(quad[2].replace("mayor", "Mayor")))


def move_an_offset(store):
    quad = one_of(store, predicate=OA.start)
    return instead(quad, Literal(str(int(quad[2]) + 1), datatype=XSD.integer))


def replace(predicate, value):
    return lambda store: instead(one_of(store, predicate=predicate), value)


def drop(**pattern):
    return lambda store: Change(remove=(one_of(store, **pattern),))


def add(subject, predicate, value, graph=None):
    return lambda store: Change(add=((subject, predicate, value, graph or graph_of(store)),))


def drop_a_claim(store):
    claim = one_of(store, predicate=RDF.type, object=CKG.Claim)[0]
    return Change(remove=tuple(store.quads(graph_of(store), subject=claim)))


def repeat_elsewhere(store):
    quad = one_of(store, predicate=CKG.claim)
    other = Iris(store.base).document(small_record("b").document)
    return Change(add=((*quad[:3], other),))


def drop_a_referent(store):
    return Change(remove=(min(store.quads(Iris(store.base).referents, predicate=SDO.name)),))


def rename_a_referent(store):
    quad = min(store.quads(Iris(store.base).referents, predicate=SDO.name))
    return instead(quad, Literal("Somebody Else"))


def add_a_referent(store):
    return Change(add=((STRAY, RDF.type, CKG.Agent, Iris(store.base).referents),))


def add_a_run(store):
    return Change(add=((STRAY, PROV.endedAtTime, Literal("now"), Iris(store.base).runs),))


def add_a_run_of_something_else(store):
    """The document itself is no extraction."""
    run = (graph_of(store), PROV.endedAtTime, Literal("now"), Iris(store.base).runs)
    return Change(add=(run,))


def repeat_a_name(store):
    graph = graph_of(store)
    return Change(add=((graph, DCTERMS.identifier, Literal("second name"), graph),))


DAMAGE = {
    "a letter of the text": flip_a_letter,
    "an offset": move_an_offset,
    "an exact quotation": replace(OA.exact, Literal("something else")),
    "a prefix": replace(OA.prefix, Literal("something else")),
    "a suffix": replace(OA.suffix, Literal("something else")),
    "the hash of the text": replace(SDO.sha256, Literal("0" * 64)),
    "the words of a claim": replace(SDO.text, Literal("they never said this")),
    "the name of a source": replace(CKG.sourceLabel, Literal("Somebody Else")),
    "a speech act": replace(CKG.speechAct, URIRef(f"{CKG}speechAct-lies")),
    "a confidence": replace(CKG.confidence, Literal("1.5", datatype=XSD.double)),
    "an identifier": replace(DCTERMS.identifier, Literal("other")),
    "a second identifier": repeat_a_name,
    "a claim": drop_a_claim,
    "a form": drop(predicate=CKG.form),
    "a cue": drop(predicate=CKG.cue),
    "a source of a span": drop(predicate=OA.hasSource),
    "the activity": drop(predicate=PROV.wasGeneratedBy),
    "a stray triple": add(STRAY, RDF.type, OA.SpecificResource),
    "a claim as a fact": add(STRAY, URIRef("https://example.org/closed"), Literal("yes")),
    "a triple in two graphs": repeat_elsewhere,
    "a graph of nothing known": add(STRAY, RDF.type, CKG.Claim, STRAY),
    "a missing referent": drop_a_referent,
    "a wrong referent": rename_a_referent,
    "a stray referent": add_a_referent,
    "a stray run": add_a_run,
    "a run of something else": add_a_run_of_something_else,
}


def test_a_sound_store_has_no_problems(sound):
    assert list(problems(sound)) == []


def test_an_empty_store_has_no_problems():
    assert list(problems(memory_store())) == []


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_damage_is_found_without_shapes(sound, damage):
    sound.apply(damage(sound))
    found = list(problems(sound, shapes=False))
    assert found
    assert all(problem.message for problem in found)
    # The sound documents are not blamed.
    assert "000_4765c3c74fc036d8" not in {problem.document for problem in found}
    assert all(type(problem.document) is type(problem.place) is str for problem in found)


def test_a_triple_in_two_graphs_is_told_in_both(sound):
    sound.apply(repeat_elsewhere(sound))
    told = {p.document for p in problems(sound, shapes=False) if "is in graph" in p.message}
    assert told == {"a", "b"}


def test_shapes_are_asked_as_well(sound):
    sound.apply(drop(predicate=CKG.form)(sound))
    with_shapes, without = list(problems(sound)), list(problems(sound, shapes=False))
    assert len(with_shapes) > len(without)
    assert {problem.document for problem in with_shapes} == {"a"}


def test_a_moved_offset_names_document_and_span(sound):
    quad = one_of(sound, predicate=OA.start)
    sound.apply(move_an_offset(sound))
    found = list(problems(sound, shapes=False))
    assert {problem.document for problem in found} == {"a"}
    where = str(quad[0]).replace("/position/", "/span/")
    assert any(p.place == where and "the text there reads" in p.message for p in found)


def test_a_letter_of_the_text_names_hash_and_spans(sound):
    sound.apply(flip_a_letter(sound))
    messages = [problem.message for problem in problems(sound, shapes=False)]
    assert any("SHA-256" in message for message in messages)
    assert any("'the mayor'" in message and "'the Mayor'" in message for message in messages)


@pytest.mark.parametrize(
    "quad",
    [
        ox.Quad(ox.BlankNode("b"), ox.NamedNode("a:p"), ox.Literal("v"), ox.NamedNode("a:g")),
        ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.BlankNode("b"), ox.NamedNode("a:g")),
        ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.Literal("v"), ox.BlankNode("g")),
        ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.Literal("v"), ox.DefaultGraph()),
    ],
)
def test_blank_nodes_and_the_default_graph_are_found(sound, quad):
    sound.native().add(quad)
    assert list(problems(sound, shapes=False))
