"""The ontology says what the code does: the same terms, each explained."""

import json
from enum import StrEnum

import pyoxigraph as ox
import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, Graph, URIRef

from kg.model import AgentKind
from kg.rdf.vocabulary import AGENT_CLASSES, CKG, OA, PREFIXES, SCHEMES, concept
from kg.rdf.writer import document_quads, referent_quads
from kg.resources import resource

ONTOLOGY = Graph().parse(resource("ontology", "ckg.ttl"))
CONTEXT = json.loads(resource("ontology", "context.jsonld").read_text(encoding="utf-8"))
HEADER = URIRef("https://w3id.org/ckg/ns")
NS = PREFIXES["ckg"]
CLASSES = set(ONTOLOGY.subjects(RDF.type, OWL.Class))
OBJECT_PROPERTIES = set(ONTOLOGY.subjects(RDF.type, OWL.ObjectProperty))
DATATYPE_PROPERTIES = set(ONTOLOGY.subjects(RDF.type, OWL.DatatypeProperty))


def own(nodes):
    return sorted(node for node in nodes if node.startswith(NS))


PROPERTIES = own(OBJECT_PROPERTIES | DATATYPE_PROPERTIES)
TERMS = own(set(ONTOLOGY.subjects()))
CONCEPTS = own(set(ONTOLOGY.subjects(RDF.type, SKOS.Concept)))
SCHEME_NODES = own(set(ONTOLOGY.subjects(RDF.type, SKOS.ConceptScheme)))


def short(node):
    return node.removeprefix(NS)


def test_the_terms_of_code_and_ontology_are_the_same_set():
    code = {NS + name for name in CKG.__annotations__ if not name.startswith("_")}
    code |= {str(concept(one)) for kind in SCHEMES for one in kind}
    assert set(map(str, TERMS)) == code


@pytest.mark.parametrize("term", TERMS, ids=short)
def test_every_term_is_explained(term):
    labels = list(ONTOLOGY.objects(term, RDFS.label))
    assert [label.language for label in labels] == ["en"]
    text = RDFS.comment if term not in CONCEPTS else SKOS.definition
    (comment,) = ONTOLOGY.objects(term, text)
    assert comment.language == "en"
    assert comment.endswith(".")
    assert ONTOLOGY.value(term, RDFS.isDefinedBy) == HEADER


@pytest.mark.parametrize("term", PROPERTIES, ids=short)
def test_every_property_has_a_domain_and_a_range(term):
    (domain,) = ONTOLOGY.objects(term, RDFS.domain)
    (value,) = ONTOLOGY.objects(term, RDFS.range)
    assert domain in own(CLASSES)
    assert value in CLASSES if term in OBJECT_PROPERTIES else value.startswith(str(XSD))


@pytest.mark.parametrize("term", [*own(CLASSES), *PROPERTIES], ids=short)
def test_every_term_is_aligned_or_says_that_there_is_nothing_like_it(term):
    alignments = [
        value
        for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch)
        for value in ONTOLOGY.objects(term, predicate)
    ]
    assert bool(alignments) != ((term, SKOS.scopeNote, None) in ONTOLOGY)
    reused = tuple(space for space in PREFIXES.values() if space != NS)
    assert all(str(value).startswith(reused) for value in alignments)


def test_what_is_specialised_is_declared():
    used = {
        *ONTOLOGY.objects(None, RDFS.subClassOf),
        *(value for value in ONTOLOGY.objects(None, RDFS.range) if str(XSD) not in value),
    }
    assert used <= CLASSES
    assert set(ONTOLOGY.objects(None, RDFS.subPropertyOf)) <= OBJECT_PROPERTIES
    assert not OBJECT_PROPERTIES & DATATYPE_PROPERTIES


def test_header():
    assert (HEADER, RDF.type, OWL.Ontology) in ONTOLOGY
    (version,) = ONTOLOGY.objects(HEADER, OWL.versionIRI)
    assert str(version) == f"{HEADER}/{ONTOLOGY.value(HEADER, OWL.versionInfo)}"
    (licence,) = ONTOLOGY.objects(HEADER, DCTERMS.license)
    assert "publicdomain/zero" in licence
    assert "Unicode code points" in ONTOLOGY.value(HEADER, DCTERMS.description)


def test_schemes_are_those_of_the_code():
    assert {str(scheme) for scheme, _ in SCHEMES.values()} == set(map(str, SCHEME_NODES))


@pytest.mark.parametrize("kind", SCHEMES)
def test_concepts_are_the_members_of_the_enumerations(kind: type[StrEnum]):
    scheme, _ = SCHEMES[kind]
    found = {iri: str(ONTOLOGY.value(iri, SKOS.prefLabel)) for iri in concepts_of(scheme)}
    assert found == {concept(one): one.value for one in kind}
    assert set(ONTOLOGY.objects(scheme, SKOS.hasTopConcept)) == set(found)


def concepts_of(scheme):
    return ONTOLOGY.subjects(SKOS.inScheme, scheme)


@pytest.mark.parametrize("term", CONCEPTS, ids=short)
def test_every_concept_has_one_scheme_and_an_example(term):
    assert len(list(ONTOLOGY.objects(term, SKOS.inScheme))) == 1
    assert len(list(ONTOLOGY.objects(term, SKOS.example))) == 1


def test_labels_are_told_apart():
    labels = [str(ONTOLOGY.value(term, RDFS.label)) for term in PROPERTIES]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("name", ["ckg.ttl", "shapes.ttl"])
def test_oxigraph_loads_it(name):
    path = resource("ontology", name)
    store = ox.Store()
    store.load(path=path, format=ox.RdfFormat.TURTLE)
    assert len(store) == len(Graph().parse(path))


def test_domains_and_ranges_are_what_is_written(seed_record, iris):
    """Every use of a term in the seed's graph has a subject and a value of the right class."""
    quads = [
        *document_quads(seed_record, iris),
        *referent_quads(seed_record.agents, seed_record.entities, iris),
    ]
    classes = {(s, o) for s, p, o, _ in quads if p == RDF.type}
    seen = set()
    for subject, predicate, value, _ in quads:
        if predicate not in PROPERTIES:
            continue
        seen.add(predicate)
        assert (subject, ONTOLOGY.value(predicate, RDFS.domain)) in classes
        wanted = ONTOLOGY.value(predicate, RDFS.range)
        if wanted == SKOS.Concept:
            assert value in CONCEPTS
        elif predicate in OBJECT_PROPERTIES:
            assert (value, wanted) in classes
        else:
            assert (value.datatype or XSD.string) == wanted
    assert len(seen) > 30


def test_functional_properties_have_one_value(seed_record, iris):
    functional = set(ONTOLOGY.subjects(RDF.type, OWL.FunctionalProperty))
    used = [(s, p) for s, p, *_ in document_quads(seed_record, iris) if p in functional]
    assert used
    assert len(set(used)) == len(used)


def test_classes_of_agents_are_reused_ones():
    assert all(not iri.startswith(NS) for iri in AGENT_CLASSES.values())
    assert AGENT_CLASSES[AgentKind.PARTY] == URIRef("https://schema.org/PoliticalParty")


def test_the_context_has_every_property():
    terms = {name: value for name, value in CONTEXT["@context"].items() if isinstance(value, dict)}
    assert {f"ckg:{short(term)}" for term in PROPERTIES} <= {v["@id"] for v in terms.values()}
    for term in PROPERTIES:
        kind = terms[short(term)].get("@type")
        wanted = ONTOLOGY.value(term, RDFS.range)
        if term in OBJECT_PROPERTIES:
            assert kind == "@id"
        elif wanted == XSD.string:
            assert kind is None
        else:
            assert kind == wanted.replace(str(XSD), "xsd:")


def test_the_context_has_the_prefixes_of_the_code():
    context = CONTEXT["@context"]
    prefixes = {name: value for name, value in context.items() if isinstance(value, str)}
    assert prefixes.items() <= PREFIXES.items()
    assert context["exact"] == {"@id": "oa:exact"}
    assert str(OA.exact) == prefixes["oa"] + "exact"


def test_the_context_calls_terms_by_their_names():
    terms = {name: value for name, value in CONTEXT["@context"].items() if isinstance(value, dict)}
    assert all(value["@id"].partition(":")[2] == name for name, value in terms.items())
