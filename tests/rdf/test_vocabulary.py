import pytest
from rdflib import Namespace

from kg.model import Agent, AgentKind, Form, SpeechAct
from kg.rdf.vocabulary import AGENT_CLASSES, CKG, PREFIXES, SCHEMES, AgentStatus, concept, member

NS = Namespace("https://w3id.org/ckg/ns#")
MEMBERS = [one for kind in SCHEMES for one in kind]


@pytest.mark.parametrize(
    ("one", "name"),
    [
        (SpeechAct.DENIES, "speechAct-denies"),
        (AgentKind.GOVERNMENT_BODY, "agentKind-government-body"),
        (AgentKind.DOCUMENT, "agentKind-document"),
        (Form.MIXED, "form-mixed"),
    ],
)
def test_names_of_concepts(one, name):
    assert concept(one) == NS[name]


def test_concepts_are_distinct_and_lead_back():
    assert len({concept(one) for one in MEMBERS}) == len(MEMBERS)
    assert [member(type(one), concept(one)) for one in MEMBERS] == MEMBERS


@pytest.mark.parametrize("iri", [NS["speechAct-sings"], NS["form-direct"], NS["asserts"]])
def test_not_a_member(iri):
    with pytest.raises(ValueError, match="is not a SpeechAct"):
        member(SpeechAct, iri)


def test_a_term_that_is_not_there_is_an_error():
    with pytest.raises(AttributeError):
        _ = CKG.noSuchTerm


def test_every_kind_of_agent_has_a_class():
    assert set(AGENT_CLASSES) == set(AgentKind)


@pytest.mark.parametrize(
    ("named", "resolved", "status"),
    [
        (True, True, AgentStatus.NAMED),
        (False, True, AgentStatus.UNNAMED),
        (False, False, AgentStatus.UNRESOLVED),
    ],
)
def test_the_status_of_an_agent(named, resolved, status):
    agent = Agent("a", AgentKind.GROUP, named=named, resolved=resolved, scope="" if named else "k")
    assert AgentStatus.of(agent) is status


def test_prefixes_are_those_of_the_standards():
    assert PREFIXES["schema"] == "https://schema.org/"
    assert PREFIXES["grasp"] == "http://groundedannotationframework.org/grasp#"
    assert PREFIXES["ckg"] == str(NS)
    assert len(set(PREFIXES.values())) == len(PREFIXES)
