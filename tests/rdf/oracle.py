"""The shapes as pySHACL applies them, beside those of the program: both have to find the same."""

from functools import cache

import pyshacl
from rdflib import RDF, SH, Graph, URIRef

from kg.rdf import shapes
from kg.rdf.shapes import Violation
from kg.resources import resource


def violations(document_triples, referent_triples=()):
    """What ``kg.rdf.shapes.violations`` finds, which has to be what pySHACL finds."""
    document_triples, referent_triples = list(document_triples), list(referent_triples)
    found = shapes.violations(document_triples, referent_triples)
    assert set(map(_comparable, found)) == _expected([*document_triples, *referent_triples])
    return found


def _expected(triples):
    data = Graph()
    for triple in triples:
        data.add(triple)
    conforms, report, _ = pyshacl.validate(data, shacl_graph=_shapes(), inference="none")
    if conforms:
        return set()
    return {_reported(report, node) for node in report.subjects(RDF.type, SH.ValidationResult)}


def _reported(report, node):
    path = report.value(node, SH.resultPath)
    return (
        str(report.value(node, SH.focusNode)),
        str(path) if isinstance(path, URIRef) else bool(path),
        str(report.value(node, SH.resultMessage)),
        str(report.value(node, SH.resultSeverity)).removeprefix(str(SH)).lower(),
    )


def _comparable(found: Violation):
    # A path of several steps is a blank node of pySHACL's report.
    steps = found.path.startswith("(") or "<" in found.path
    return found.focus, True if steps else found.path or False, found.message, found.severity


@cache
def _shapes():
    return Graph().parse(resource("ontology", "shapes.ttl"), format="turtle")
