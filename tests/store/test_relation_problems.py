import pytest
from rdflib import URIRef

from kg.model import ClaimRelation, RelationKind, RelationMethod, Span
from kg.rdf.iris import Iris
from kg.rdf.relations import relation_quads
from kg.rdf.vocabulary import CKG
from kg.store import relation_problems
from kg.store.oxigraph import memory_store
from kg.store.relation_problems import conforming

IRIS = Iris("https://w3id.org/ckg/id/")


def relations(count):
    for number in range(count):
        first, second = f"a-{number:04}", f"b-{number:04}"
        kind, method, at = RelationKind.EQUIVALENT, RelationMethod.COPY, (Span(0, 4),)
        yield ClaimRelation(first, second, kind, method, 1.0, "the same words", at, at)


def shapes_reject(store, quads):
    found = conforming(store, IRIS.relations, quads)
    return [one for one in found if "no claim that is stored" not in one.message]


@pytest.mark.parametrize("part", [1, 10, 50, 100_000])
@pytest.mark.parametrize("wrong", [0, 9, 19])
def test_shapes_are_asked_part_by_part(monkeypatch, part, wrong):
    """Whatever the size of the parts, what is said of one relation is looked at together."""
    monkeypatch.setattr(relation_problems, "_PART", part)
    quads = [quad for one in relations(20) for quad in relation_quads(one, IRIS)]
    node = sorted({quad[0] for quad in quads})[wrong]
    kind = next(quad for quad in quads if quad[:2] == (node, CKG.relationKind))
    second = (node, CKG.relationKind, URIRef(f"{CKG}relationKind-update"), IRIS.relations)
    with memory_store() as store:
        assert shapes_reject(store, quads) == []
        (found,) = shapes_reject(store, [*quads, second])
        assert found.place == f"{node} {CKG.relationKind}"
        quads.remove(kind)
        (found,) = shapes_reject(store, quads)
        assert found.place == f"{node} {CKG.relationKind}"
