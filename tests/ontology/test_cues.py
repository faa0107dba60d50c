"""The scheme of cues has every cue of the lexicon, with its act and origin, and no other."""

import pytest
from rdflib import DCTERMS, RDF, SKOS, Graph, URIRef

from kg.extract.speech_acts import lexicon
from kg.model import SpeechAct
from kg.rdf.vocabulary import concept, member
from kg.resources import resource
from scripts.cue_scheme import made, slug

SCHEME = Graph().parse(resource("ontology", "cues.ttl"))


def test_it_is_what_the_script_makes():
    assert resource("ontology", "cues.ttl").read_text(encoding="utf-8") == made()


def test_every_cue_is_mapped_to_its_act():
    mapped = {
        str(SCHEME.value(cue, SKOS.prefLabel)): member(SpeechAct, act)
        for cue, act in SCHEME.subject_objects(SKOS.broader)
    }
    assert mapped == dict(lexicon())


def test_every_cue_has_an_origin_that_is_cited():
    cues = set(SCHEME.subjects(RDF.type, SKOS.Concept))
    assert len(cues) > 1100
    for cue in cues:
        origins = set(SCHEME.objects(cue, DCTERMS.source))
        assert origins
        assert all(SCHEME.value(one, DCTERMS.bibliographicCitation) for one in origins)


@pytest.mark.parametrize(
    ("cue", "act", "origins"),
    [
        ("urge", SpeechAct.DEMANDS, {"suasive"}),
        ("suggest", SpeechAct.ASSERTS, {"public", "suasive"}),
        ("think", SpeechAct.BELIEVES, {"private"}),
        ("call on", SpeechAct.DEMANDS, {"own"}),
        ("allegation", SpeechAct.ASSERTS, {"own"}),
    ],
)
def test_some_cues(cue, act, origins):
    node = URIRef(f"https://w3id.org/ckg/cue/{slug(cue)}")
    assert set(SCHEME.objects(node, SKOS.broader)) == {concept(act)}
    found = {str(one).rpartition("/")[2] for one in SCHEME.objects(node, DCTERMS.source)}
    assert found == origins
