"""Quads as JSON-LD, compacted by ontology/context.jsonld."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rdflib import RDF, XSD, Literal, URIRef

from kg.rdf.quads import Quad
from kg.resources import resource

Json = dict[str, Any]


def jsonld(quads: Iterable[Quad]) -> Iterator[str]:
    """One JSON-LD document in pieces: the context, then graph by graph, everything sorted.

    The context is inside, so that reading it asks no network.
    """
    context = json.loads(resource("ontology", "context.jsonld").read_text(encoding="utf-8"))
    names = _Names.of(context["@context"])
    graphs: defaultdict[URIRef, defaultdict[URIRef, defaultdict[URIRef, list[URIRef | Literal]]]]
    graphs = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for subject, predicate, value, graph in set(quads):
        graphs[graph][subject][predicate].append(value)
    yield f'{{"@context": {_dump(context["@context"])},\n"@graph": ['
    for count, graph in enumerate(sorted(graphs)):
        nodes = [
            {"@id": str(subject), **names.facts(facts)}
            for subject, facts in sorted(graphs[graph].items())
        ]
        yield f"{',' if count else ''}\n{_dump({'@id': str(graph), '@graph': nodes})}"
    yield "\n]}\n"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


@dataclass(frozen=True, slots=True)
class _Names:
    """A context the other way round: IRIs to the terms and prefixes that stand for them."""

    terms: dict[str, str]
    types: dict[str, str]
    prefixes: dict[str, str]

    @classmethod
    def of(cls, context: Json) -> _Names:
        """From the object under "@context": prefixes are strings, terms are objects."""
        prefixes = {iri: name for name, iri in context.items() if isinstance(iri, str)}
        spaces = {name: iri for iri, name in prefixes.items()}

        def full(name: str) -> str:
            prefix, colon, local = name.partition(":")
            return spaces[prefix] + local if colon and prefix in spaces else name

        terms = {name: value for name, value in context.items() if isinstance(value, dict)}
        return cls(
            terms={full(value["@id"]): name for name, value in terms.items()},
            types={name: full(value["@type"]) for name, value in terms.items() if "@type" in value},
            prefixes=prefixes,
        )

    def facts(self, facts: dict[URIRef, list[URIRef | Literal]]) -> Json:
        """What is said of one node: types first, properties by name."""
        found: Json = {}
        if classes := facts.get(RDF.type):
            found["@type"] = _flat(sorted(map(self.short, classes)))
        rest = {
            self.terms.get(str(predicate)) or self.short(predicate): values
            for predicate, values in facts.items()
            if predicate != RDF.type
        }
        for name, values in sorted(rest.items()):
            found[name] = _flat([self.value(name, value) for value in sorted(values)])
        return found

    def value(self, name: str, value: URIRef | Literal) -> object:
        """An IRI or literal as the value of a term, short where the term's type allows it."""
        kind = self.types.get(name)
        if isinstance(value, URIRef):
            return self.short(value) if kind == "@id" else {"@id": str(value)}
        if value.language:
            return {"@value": str(value), "@language": value.language}
        datatype = value.datatype or XSD.string
        if str(datatype) == (kind or str(XSD.string)):
            return str(value)
        return {"@value": str(value), "@type": self.short(datatype)}

    def short(self, iri: URIRef | Literal) -> str:
        """A compact IRI where there is a prefix for it."""
        text = str(iri)
        cut = max(text.rfind("/"), text.rfind("#")) + 1
        prefix = self.prefixes.get(text[:cut])
        return f"{prefix}:{text[cut:]}" if prefix else text


def _flat(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
