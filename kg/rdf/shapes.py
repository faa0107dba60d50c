"""Graphs against the shapes of ontology/shapes.ttl."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import shacl

from kg.rdf.quads import Triple
from kg.rdf.serialise import ntriples
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
    return violations_in("".join(ntriples((*document_triples, *referent_triples))))


def violations_in(text: str) -> tuple[Violation, ...]:
    """What the shapes reject in N-Triples, likewise."""
    report = _shapes().validate_text(text, format="ntriples")
    return tuple(sorted({_violation(result) for result in report.results}))


def _violation(result: shacl.Result) -> Violation:
    return Violation(
        focus=_plain(result.focus_node),
        path=_plain(result.path or ""),
        message=result.message or result.component,
        severity=result.severity.lower(),
    )


def _plain(node: str) -> str:
    """An IRI without its brackets; a path of several steps as SPARQL writes it."""
    inner = node[1:-1]
    return inner if node == f"<{inner}>" and ">" not in inner else node


@cache
def _shapes() -> shacl.Shapes:
    return shacl.Shapes.from_text(
        resource("ontology", "shapes.ttl").read_text(encoding="utf-8"), format="turtle"
    )
