import dataclasses

import pytest
from hypothesis import given, settings
from rdflib import RDF, SDO, URIRef

from kg.errors import NotFoundError, StoreError
from kg.rdf.iris import Iris
from kg.rdf.order import in_reading_order
from kg.rdf.vocabulary import CKG
from kg.store.documents import put
from kg.store.excerpts import excerpt
from kg.store.interface import Change
from kg.store.oxigraph import memory_store
from kg.store.rdflib_memory import RdflibStore
from tests.rdf.strategies import records
from tests.store.records import small_record


def outline(record):
    """A record as a whole excerpt gives it: without propositions."""
    claims = tuple(dataclasses.replace(claim, propositions=()) for claim in record.claims)
    return dataclasses.replace(in_reading_order(record), claims=claims)


def sorted_claims(record):
    return sorted(record.claims, key=lambda claim: claim.content)


@pytest.mark.parametrize("make", [memory_store, RdflibStore])
def test_a_whole_document(make, seed_record):
    with make() as store:
        iris = Iris(store.base)
        for one in (seed_record, small_record()):
            put(store, one)
        for one in (seed_record, small_record()):
            found = excerpt(store, iris.document(one.document))
            assert found == in_reading_order(outline(one))


def test_one_attribution_comes_with_its_chain_alone():
    one = small_record()
    with memory_store() as store:
        put(store, one)
        names = Iris(store.base).within(one.document)
        linked = {a.id for a in one.attributions if a.reports}
        linked |= {inner for a in one.attributions for inner in a.reports}
        assert len(linked) == 3
        assert len(one.attributions) > 3
        for attribution in one.attributions:
            found = excerpt(store, names.document, [names.attribution(attribution.id)])
            expected = linked if attribution.id in linked else {attribution.id}
            assert {a.id for a in found.attributions} == expected


@settings(max_examples=30)
@given(records())
def test_what_is_read_is_what_is_there(record):
    with memory_store() as store:
        put(store, record)
        names = Iris(store.base).within(record.document)
        whole = outline(record)
        known = {a.id: a for a in whole.attributions}
        for asked in known:
            part = excerpt(store, names.document, [names.attribution(asked)])
            assert asked in {a.id for a in part.attributions}
            assert part.document == record.document
            assert part.credits == whole.credits
            for attribution in part.attributions:
                assert attribution == known[attribution.id]
                assert part.sources.get(attribution.id) == record.sources.get(attribution.id)
                assert part.claim_of(attribution) == whole.claim_of(attribution)


def test_what_is_not_there_or_damaged_is_an_error():
    one = small_record()
    with memory_store() as store:
        put(store, one)
        names = Iris(store.base).within(one.document)
        nowhere = URIRef(f"{store.base}document/none")
        with pytest.raises(NotFoundError, match="no document"):
            excerpt(store, nowhere)
        with pytest.raises(NotFoundError, match="no document"):
            excerpt(store, nowhere, [names.attribution("0")])
        (text,) = store.quads(names.document, subject=names.document, predicate=SDO.text)
        store.apply(Change(remove=(text,)))
        for asked in (None, [names.attribution(one.attributions[0].id)]):
            with pytest.raises(StoreError, match="is damaged"):
                excerpt(store, names.document, asked)


def test_an_attribution_without_its_class_is_missed():
    """The class is what a reader goes by: here as in the whole record."""
    one = small_record()
    with memory_store() as store:
        put(store, one)
        names = Iris(store.base).within(one.document)
        node = names.attribution(min(a.id for a in one.attributions if not a.reports))
        store.apply(Change(remove=((node, RDF.type, CKG.Attribution, names.document),)))
        with pytest.raises(StoreError, match="is damaged"):
            excerpt(store, names.document)
