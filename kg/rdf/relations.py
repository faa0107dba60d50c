"""Relations between claims and verdicts on them, as quads and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import RDF, Literal, URIRef

from kg.model import ClaimRelation, Drift, Judgement, RelationKind, RelationMethod, Verdict
from kg.rdf.iris import Iris
from kg.rdf.literals import probability
from kg.rdf.nodes import Nodes
from kg.rdf.proposition_writer import offsets_of
from kg.rdf.quads import Quad, Triple
from kg.rdf.vocabulary import CKG, concept, member


def relation_quads(relation: ClaimRelation, iris: Iris) -> Iterator[Quad]:
    """A relation, in the graph of relations: about claims, never about what these claim."""
    for subject, predicate, value in _relation(relation, iris):
        yield subject, predicate, value, iris.relations


def verdict_quads(verdict: Verdict, iris: Iris) -> Iterator[Quad]:
    """A verdict, in the graph of verdicts."""
    for subject, predicate, value in _verdict(verdict, iris):
        yield subject, predicate, value, iris.verdicts


def matching_quads(rules: str, iris: Iris) -> Iterator[Quad]:
    """Which version of the rules made the graph of relations."""
    yield iris.relations, RDF.type, CKG.Matching, iris.relations
    yield iris.relations, CKG.matcherHash, Literal(rules), iris.relations


def related_quad(document: str, extraction: str, iris: Iris) -> Quad:
    """That a document's claims, as this extraction has them, were set against all others."""
    return URIRef(document), CKG.relatedExtraction, URIRef(extraction), iris.relations


def read_relations(triples: Iterable[Triple], iris: Iris) -> Iterator[ClaimRelation]:
    """The relations in triples of the graph of relations, sorted by key."""
    nodes = Nodes(triples)
    for node in nodes.of_class(CKG.ClaimRelation):
        yield ClaimRelation(
            first=_claim(nodes.one(node, CKG.firstClaim), iris),
            second=_claim(nodes.one(node, CKG.secondClaim), iris),
            kind=member(RelationKind, nodes.one(node, CKG.relationKind)),
            method=member(RelationMethod, nodes.one(node, CKG.relationMethod)),
            score=float(nodes.one(node, CKG.score)),
            reason=nodes.one(node, CKG.reason),
            first_evidence=nodes.spans_at(node, CKG.firstEvidenceAt),
            second_evidence=nodes.spans_at(node, CKG.secondEvidenceAt),
            drift=tuple(sorted(member(Drift, one) for one in nodes.all(node, CKG.drift))),
        )


def read_verdicts(triples: Iterable[Triple], iris: Iris) -> Iterator[Verdict]:
    """The verdicts in triples of the graph of verdicts, sorted by key."""
    nodes = Nodes(triples)
    for node in nodes.of_class(CKG.Verdict):
        yield Verdict(
            first=_claim(nodes.one(node, CKG.judgedFirst), iris),
            second=_claim(nodes.one(node, CKG.judgedSecond), iris),
            kind=member(RelationKind, nodes.one(node, CKG.judgedKind)),
            judgement=member(Judgement, nodes.one(node, CKG.judgement)),
            first_text=nodes.one(node, CKG.judgedFirstText),
            second_text=nodes.one(node, CKG.judgedSecondText),
            judge=nodes.optional(node, CKG.judge),
            note=nodes.optional(node, CKG.note),
        )


def _relation(relation: ClaimRelation, iris: Iris) -> Iterator[Triple]:
    subject = iris.relation(relation.key)
    yield subject, RDF.type, CKG.ClaimRelation
    yield subject, CKG.firstClaim, iris.claim(relation.first)
    yield subject, CKG.secondClaim, iris.claim(relation.second)
    yield subject, CKG.relationKind, concept(relation.kind)
    yield subject, CKG.relationMethod, concept(relation.method)
    yield subject, CKG.score, probability(relation.score)
    yield subject, CKG.reason, Literal(relation.reason)
    yield from offsets_of(subject, CKG.firstEvidenceAt, relation.first_evidence)
    yield from offsets_of(subject, CKG.secondEvidenceAt, relation.second_evidence)
    for drift in relation.drift:
        yield subject, CKG.drift, concept(drift)


def _verdict(verdict: Verdict, iris: Iris) -> Iterator[Triple]:
    subject = iris.verdict(verdict.key)
    yield subject, RDF.type, CKG.Verdict
    yield subject, CKG.judges, iris.relation(verdict.key)
    yield subject, CKG.judgedFirst, iris.claim(verdict.first)
    yield subject, CKG.judgedSecond, iris.claim(verdict.second)
    yield subject, CKG.judgedKind, concept(verdict.kind)
    yield subject, CKG.judgedFirstText, Literal(verdict.first_text)
    yield subject, CKG.judgedSecondText, Literal(verdict.second_text)
    yield subject, CKG.judgement, concept(verdict.judgement)
    for predicate, words in ((CKG.judge, verdict.judge), (CKG.note, verdict.note)):
        if words is not None:
            yield subject, predicate, Literal(words)


def _claim(iri: str, iris: Iris) -> str:
    return iri.removeprefix(iris.claim(""))
