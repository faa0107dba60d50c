import pytest
from rdflib import SDO, Literal

from kg.rdf.integrity import discrepancies
from kg.rdf.iris import Iris
from kg.rdf.vocabulary import CKG, OA
from kg.rdf.writer import document_quads
from kg.store.documents import put
from kg.store.interface import Change
from kg.store.oxigraph import memory_store
from kg.store.rdflib_memory import RdflibStore
from kg.store.soundness import sound
from kg.store.validate import problems
from tests.store.records import TEXT, small_record

TEXTS = [
    TEXT,
    TEXT + "\u2028\x85 \r\n \x1f \x00 “é” 😀\ufeff",
    TEXT + ' "quoted" \\ \\" \\n \\u0041 \t\b\f\x7f <a:b> . ',
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_document_as_it_was_put(text):
    """Seen the quick way whatever is in its text: else nothing would be quick any more."""
    one = small_record(text=text)
    with memory_store() as store:
        put(store, one)
        found = sound(store, Iris(store.base).document(one.document))
        assert found.record.document == one.document
        assert set(found.quads) == set(document_quads(one, Iris(store.base)))
        assert found.text.count("\n") == len(found.quads)


def test_it_sees_what_the_long_way_sees():
    one = small_record()
    with memory_store() as store:
        put(store, one)
        graph = Iris(store.base).document(one.document)
        whole, missed = sorted(store.quads(graph)), 0
        for quad in whole:
            store.apply(Change(remove=(quad,)))
            wrong = discrepancies((q[:3] for q in store.quads(graph)), Iris(store.base))
            assert (sound(store, graph) is None) == bool(wrong), quad
            missed += not wrong
            store.apply(Change(add=(quad,)))
        assert missed < len(whole) / 10  # of what a record need not have, nothing tells that it was
        for predicate in (SDO.sha256, OA.prefix, OA.suffix, OA.start, CKG.statementAt):
            quad = min(store.quads(graph, predicate=predicate))
            other = (*quad[:2], Literal("wrong"), graph)
            store.apply(Change(remove=(quad,), add=(other,)))
            assert sound(store, graph) is None, quad
            assert list(problems(store)), quad
            store.apply(Change(remove=(other,), add=(quad,)))
        assert sound(store, graph) is not None
        assert list(problems(store)) == []


def test_other_stores_are_looked_at_the_other_way():
    one = small_record()
    with RdflibStore() as store:
        put(store, one)
        assert sound(store, Iris(store.base).document(one.document)) is None
        assert list(problems(store)) == []
