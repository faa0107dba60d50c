"""Quads as text: canonical N-Quads, TriG and Turtle for people."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from rdflib import RDF, XSD, Literal, URIRef
from rdflib.term import Node

from kg.rdf.quads import Quad, Triple

_IN_LITERAL = re.compile(r'[\x00-\x1f"\\\x7f]')
_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_SHORT = {"\b": r"\b", "\t": r"\t", "\n": r"\n", "\f": r"\f", "\r": r"\r", '"': r"\"", "\\": "\\\\"}
_LOCAL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?")
_INTEGER = re.compile(r"-?[0-9]+")


def term(node: Node) -> str:
    """An IRI, blank node or literal as in canonical N-Quads (RDF 1.2 N-Quads, section 4)."""
    if isinstance(node, URIRef):
        return f"<{_IN_IRI.sub(_numeric, node)}>"
    if not isinstance(node, Literal):
        return node.n3()
    quoted = f'"{_IN_LITERAL.sub(_escape, node)}"'
    if node.language:
        return f"{quoted}@{node.language}"
    datatype = node.datatype
    return quoted if datatype is None else f"{quoted}{_typed(datatype)}"


@cache
def _typed(datatype: URIRef) -> str:
    """What follows upon a literal of a type; there are few."""
    return "" if datatype == XSD.string else f"^^{term(datatype)}"


def ntriples(triples: Iterable[Triple]) -> Iterator[str]:
    """A line of canonical N-Triples for each triple, in their order, with its line break."""
    names = _Written()
    for subject, predicate, value in triples:
        words = names[value] if isinstance(value, URIRef) else term(value)
        yield f"{names[subject]} {names[predicate]} {words} .\n"


class _Written(dict[URIRef, str]):
    """IRIs as they are written: most come again and again."""

    def __missing__(self, iri: URIRef) -> str:
        written = self[iri] = term(iri)
        return written


def nquads(quads: Iterable[Quad]) -> Iterator[str]:
    """Canonical N-Quads: one line for each quad, sorted, each once. Without blank nodes the same
    set of quads is the same text on any machine."""
    yield from sorted({f"{' '.join(map(term, quad))} .\n" for quad in quads})


def turtle(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Turtle, sorted: a block for each subject."""
    yield from _header(prefixes)
    yield from _blocks(triples, _Names(prefixes), "")


def trig(quads: Iterable[Quad], prefixes: Mapping[str, str]) -> Iterator[str]:
    """TriG, sorted: graph by graph, in each what the graph is named after first."""
    yield from trig_documents([quads], prefixes)


def trig_documents(parts: Iterable[Iterable[Quad]], prefixes: Mapping[str, str]) -> Iterator[str]:
    """TriG of several sets of quads one after the other, each sorted in itself."""
    yield from _header(prefixes)
    names = _Names(prefixes)
    for quads in parts:
        yield from _graphs(quads, names)


def _graphs(quads: Iterable[Quad], names: _Names) -> Iterator[str]:
    graphs = defaultdict(list)
    for subject, predicate, value, graph in quads:
        graphs[graph].append((subject, predicate, value))
    for graph in sorted(graphs):
        yield f"\n{names.short(graph)} {{\n"
        yield from _blocks(graphs[graph], names, "  ", first=graph)
        yield "}\n"


def _header(prefixes: Mapping[str, str]) -> Iterator[str]:
    for prefix in sorted(prefixes):
        yield f"PREFIX {prefix}: {term(URIRef(prefixes[prefix]))}\n"


def _blocks(
    triples: Iterable[Triple], names: _Names, indent: str, first: Node | None = None
) -> Iterator[str]:
    subjects: dict[URIRef, dict[URIRef, set[URIRef | Literal]]] = defaultdict(
        lambda: defaultdict(set)
    )
    for subject, predicate, value in triples:
        subjects[subject][predicate].add(value)
    for subject in sorted(subjects, key=lambda node: (node != first, str(node))):
        facts = subjects[subject]
        lines = (
            f"{names.short(predicate)} {', '.join(sorted(map(names.short, facts[predicate])))}"
            for predicate in sorted(facts, key=lambda node: (node != RDF.type, str(node)))
        )
        joined = f" ;\n{indent}  ".join(lines)
        yield f"\n{indent}{names.short(subject)} {joined} .\n"


class _Names:
    """Terms as they are written under prefixes."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = {namespace: prefix for prefix, namespace in prefixes.items()}

    def short(self, node: Node) -> str:
        """``a``, a prefixed name, a bare integer or truth value, or else as in N-Quads."""
        if node == RDF.type:
            return "a"
        if isinstance(node, URIRef):
            return self._prefixed(node) or term(node)
        if isinstance(node, Literal) and node.datatype is not None:
            if node.datatype == XSD.integer and _INTEGER.fullmatch(node):
                return str(node)
            if node.datatype == XSD.boolean and str(node) in {"true", "false"}:
                return str(node)
            if node.datatype != XSD.string and (name := self._prefixed(node.datatype)):
                return f"{term(Literal(str(node)))}^^{name}"
        return term(node)

    def _prefixed(self, iri: URIRef) -> str | None:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefixes.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix and _LOCAL.fullmatch(iri[cut:]) else None


def _escape(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or _numeric(match)


def _numeric(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04X}"
