"""Nanopublications, as the library of their makers sees them."""

import io

import pyoxigraph as ox
import pytest
from rdflib import PROV, SDO, Literal, URIRef

from kg.config import DEFAULT_BASE
from kg.export import export
from kg.rdf.iris import Iris
from kg.rdf.nanopub import NP, artifact_code, nanopubs
from kg.rdf.serialise import trig_documents
from kg.rdf.vocabulary import CKG, PREFIXES
from kg.store.documents import put
from kg.store.oxigraph import memory_store
from tests.gold import gold_record
from tests.store.records import small_record, spoken_for

IRIS = Iris(DEFAULT_BASE)
HOSTILE = 'A \\ "line"\nand é \U0001f600 <b> \t\r said that it is so.'

RECORDS = {
    "gold": gold_record(),
    "small": small_record(),
    "spoken": spoken_for(small_record()),
    "hostile": small_record("x", title=HOSTILE),
}


@pytest.fixture(params=RECORDS)
def record(request):
    return RECORDS[request.param]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_they_are_valid_for_the_nanopub_library(record):
    from nanopub import Nanopub, NanopubConf
    from rdflib import ConjunctiveGraph

    count = 0
    for quads in nanopubs(record, IRIS):
        graph = ConjunctiveGraph()
        graph.parse(data="".join(trig_documents([quads], PREFIXES)), format="trig")
        found = Nanopub(rdf=graph, conf=NanopubConf())
        assert found.is_valid
        name = next(s for s, p, o, _ in quads if o == NP.Nanopublication)
        assert str(found.metadata.np_uri) == str(name)
        found.source_uri = str(name)
        assert found.has_valid_trusty
        count += 1
    assert count == len(record.attributions)


def test_another_letter_is_another_name(record):
    for quads in nanopubs(record, IRIS):
        name = next(s for s, p, o, _ in quads if o == NP.Nanopublication)
        code = name.rpartition("/")[2]
        assert artifact_code(quads, name) == code
        for quad in quads:
            changed = (quad[0], quad[1], Literal("other"), quad[3])
            assert artifact_code({*quads, changed} - {quad}, name) != code


def test_what_is_said_is_that_it_was_said(record):
    text = record.document.text
    for quads, attribution in zip(nanopubs(record, IRIS), record.attributions, strict=True):
        name = next(s for s, p, o, _ in quads if o == NP.Nanopublication)
        said = {quad[:3] for quad in quads if quad[3] == URIRef(f"{name}#assertion")}
        node = IRIS.within(record.document).attribution(attribution.id)
        assert {s for s, p, o in said if o == CKG.Attribution} == {node}
        claim = record.claim_of(attribution)
        assert (IRIS.within(record.document).claim(claim.id), SDO.text, Literal(claim.text)) in said
        if source := record.sources.get(attribution.id):
            assert (IRIS.agent(source.agent), SDO.name, Literal(source.agent.name)) in said
        assert not any(o == Literal(text) for _, _, o, _ in quads)
        origin = {quad[:3] for quad in quads if quad[3] == URIRef(f"{name}#provenance")}
        assert (
            URIRef(f"{name}#assertion"),
            PROV.wasDerivedFrom,
            IRIS.document(record.document),
        ) in origin
        assert any(o == Literal(record.document.sha256) for _, _, o in origin)


def test_the_export_has_all_of_them():
    store = memory_store()
    for one in (RECORDS["gold"], RECORDS["spoken"]):
        put(store, one)
    stream = io.StringIO()
    export(store, "nanopub", stream)
    quads = list(ox.parse(stream.getvalue(), format=ox.RdfFormat.TRIG))
    names = {q.subject for q in quads if q.object == ox.NamedNode(NP.Nanopublication)}
    whole = sum(len(RECORDS[name].attributions) for name in ("gold", "spoken"))
    assert len(names) == whole
    assert len({quad.graph_name for quad in quads}) == 4 * whole
