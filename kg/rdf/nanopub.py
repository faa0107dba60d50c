"""Attributions as nanopublications with trusty URIs.

A nanopublication (https://nanopub.net/guidelines/) is four named graphs: what is said, where it
comes from, who publishes it, and a head that holds the three together. Its name ends in a hash of
all four (Kuhn and Dumontier, Trusty URIs, ESWC 2014; module RA), so that nobody can change a letter
of it under the same name.

What is said here is that a source said something: the proposition itself is described, never
asserted. There is no time of publication in it, so that the same article gives the same names.
"""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from rdflib import DCTERMS, PROV, RDF, SDO, XSD, Literal, Namespace, URIRef

from kg.model import Record
from kg.rdf.iris import Iris
from kg.rdf.quads import Quad, Triple
from kg.rdf.vocabulary import CKG, OA
from kg.rdf.writer import document_quads, referent_quads

NP = Namespace("http://www.nanopub.org/nschema#")

_ELSEWHERE = frozenset({CKG.reports, PROV.wasGeneratedBy, OA.hasSource})
"""What leads out of an attribution: to others, to the extraction, to the document."""

_SELECTION = frozenset({OA.hasSelector, OA.exact, OA.start})
"""What only spans and their selectors have."""


def nanopubs(record: Record, iris: Iris) -> Iterator[tuple[Quad, ...]]:
    """A nanopublication for each attribution of a record, in the record's order."""
    facts: defaultdict[URIRef, list[Triple]] = defaultdict(list)
    described = (
        document_quads(record, iris),
        referent_quads(record.agents, record.entities, iris),
    )
    for subject, predicate, value, _ in (quad for quads in described for quad in quads):
        facts[subject].append((subject, predicate, value))
    document = iris.document(record.document)
    activity = iris.extraction(record.document, record.extraction)
    about = [
        *(one for one in facts[document] if one[1] not in {SDO.text, CKG.creditedTo}),
        *facts[activity],
    ]
    within = iris.within(record.document)
    for attribution in record.attributions:
        said, spans = _reached(within.attribution(attribution.id), facts)
        yield trusty(
            f"{iris.base}nanopub/",
            assertion=said,
            provenance=[*about, *spans],
            document=document,
            activity=activity,
            software=iris.software(record.extraction),
        )


def trusty(
    names: str,
    *,
    assertion: Iterable[Triple],
    provenance: Iterable[Triple],
    document: URIRef,
    activity: URIRef,
    software: URIRef,
) -> tuple[Quad, ...]:
    """The quads of a nanopublication; its name is ``names`` and the hash of its content."""
    this = URIRef(f"{names}unnamed")
    head, said, source, info = (
        URIRef(f"{this}#{part}") for part in ("Head", "assertion", "provenance", "pubinfo")
    )
    quads = {
        (this, RDF.type, NP.Nanopublication, head),
        (this, NP.hasAssertion, said, head),
        (this, NP.hasProvenance, source, head),
        (this, NP.hasPublicationInfo, info, head),
        *((*triple, said) for triple in assertion),
        (said, PROV.wasDerivedFrom, document, source),
        (said, PROV.wasGeneratedBy, activity, source),
        *((*triple, source) for triple in provenance),
        (this, DCTERMS.creator, software, info),
        (this, PROV.wasDerivedFrom, document, info),
    }
    final = names + artifact_code(quads, this)

    def node(iri: URIRef) -> URIRef:
        return URIRef(final + iri[len(this) :]) if iri.startswith(this) else iri

    named = (
        (node(s), p, node(o) if isinstance(o, URIRef) else o, node(graph))
        for s, p, o, graph in quads
    )
    return tuple(sorted(named))


def artifact_code(quads: Iterable[Quad], this: URIRef) -> str:
    """The last part of the trusty URI of quads in which they are called ``this`` (module RA)."""
    names = this.rpartition("/")[0]

    def name(iri: URIRef) -> str:
        return f"{names}/ {iri[len(this) :]}" if iri.startswith(this) else str(iri)

    lines = {
        (name(graph), name(s), name(p), *(_literal(o) if isinstance(o, Literal) else ("", name(o))))
        for s, p, o, graph in quads
    }
    # IRIs come before literals, these by their text, then by datatype, then by language.
    text = "".join(f"{g}\n{s}\n{p}\n{_object(*o)}\n" for g, s, p, *o in sorted(lines))
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return "RA" + base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=")


def _literal(value: Literal) -> tuple[str, str, str, str]:
    datatype = "" if value.language else str(value.datatype or XSD.string)
    return "literal", str(value), datatype, value.language or ""


def _object(kind: str, text: str, datatype: str = "", language: str = "") -> str:
    if not kind:
        return text
    escaped = text.replace("\\", r"\\").replace("\n", r"\n")
    return f"@{language.lower()} {escaped}" if language else f"^{datatype} {escaped}"


def _reached(
    attribution: URIRef, facts: dict[URIRef, list[Triple]]
) -> tuple[list[Triple], list[Triple]]:
    """What is said of an attribution and what belongs to it, and of the spans that it points to."""
    said: list[Triple] = []
    spans: list[Triple] = []
    queue, seen = [attribution], {attribution}
    while queue:
        node = queue.pop()
        quoted = any(predicate in _SELECTION for _, predicate, _ in facts[node])
        for triple in facts[node]:
            _, predicate, value = triple
            if predicate != PROV.wasGeneratedBy:
                (spans if quoted else said).append(triple)
            if predicate not in _ELSEWHERE and value in facts and value not in seen:
                seen.add(URIRef(value))
                queue.append(URIRef(value))
    return said, spans
