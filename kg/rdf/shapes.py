"""Graphs against the shapes of ontology/shapes.ttl."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pyshacl
from rdflib import RDF, SH, Graph
from rdflib.term import Node

from kg.rdf.quads import Triple
from kg.resources import resource


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that is wrong: at which node, along which path, and why."""

    focus: str
    path: str
    message: str
    severity: str


def violations(
    document_triples: Iterable[Triple], referent_triples: Iterable[Triple] = ()
) -> tuple[Violation, ...]:
    """What the shapes reject in one document's graph together with the referents it points to.

    Sorted; () when the graph conforms. No inference: what the shapes ask for has to be there.
    """
    data = Graph()
    for triple in (*document_triples, *referent_triples):
        data.add(triple)
    conforms, report, _ = pyshacl.validate(data, shacl_graph=_shapes(), inference="none")
    if conforms:
        return ()
    if not isinstance(report, Graph):  # pySHACL gives its own failures as the report
        raise report if isinstance(report, Exception) else RuntimeError(str(report))
    return tuple(sorted({_violation(report, node) for node in report.subjects(*_RESULT)}))


_RESULT = (RDF.type, SH.ValidationResult)


def _violation(report: Graph, node: Node) -> Violation:
    values = (
        report.value(node, predicate)
        for predicate in (SH.focusNode, SH.resultPath, SH.resultMessage, SH.resultSeverity)
    )
    focus, path, message, severity = ("" if value is None else str(value) for value in values)
    return Violation(focus, path, message, severity.removeprefix(str(SH)).lower())


@cache
def _shapes() -> Graph:
    return Graph().parse(resource("ontology", "shapes.ttl"), format="turtle")
