"""The worked example of ontology/README.md is what the writer writes."""

import re

import pytest
from rdflib import DCTERMS, RDF, SDO

from kg.rdf.serialise import nquads
from kg.rdf.vocabulary import CKG
from kg.rdf.writer import document_quads, referent_quads
from kg.resources import resource
from tests.rdf.parsing import quads_of


@pytest.fixture(scope="module")
def example():
    text = resource("ontology", "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```trig\n(.*?)```", text, re.DOTALL)
    return list(quads_of(block, "trig"))


@pytest.fixture(scope="module")
def written(seed_record, iris):
    return [
        *document_quads(seed_record, iris),
        *referent_quads(seed_record.agents, seed_record.entities, iris),
    ]


def test_it_is_a_part_of_the_seeds_graph(example, written):
    assert set(nquads(example)) <= set(nquads(written))


def test_it_is_the_whole_of_what_it_shows(example, written):
    """Of each node that is shown, all facts are shown, but for the document's text and title."""
    shown = {subject for subject, *_ in example}
    due = {
        quad
        for quad in written
        if quad[0] in shown and not (quad[1] in {SDO.text, DCTERMS.title} and (quad[0] == quad[3]))
    }
    assert set(nquads(example)) == set(nquads(due))


def test_it_shows_the_claim_with_its_source(example):
    facts = {(p, str(o)) for _, p, o, _ in example}
    assert (CKG.subjectLabel, "Kazakhstan") in facts
    assert (CKG.predicate, "has been subjected to") in facts
    assert (CKG.sourceLabel, "Kazakh Foreign Ministry") in facts
    assert {CKG.Attribution, CKG.Claim, CKG.Proposition, CKG.Agent} <= {
        o for _, p, o, _ in example if p == RDF.type
    }
