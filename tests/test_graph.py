"""The Python interface, end to end over real stores."""

import dataclasses
import datetime

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg
from kg.errors import InputError, NotFoundError
from kg.graph import KnowledgeGraph
from kg.resources import resource
from kg.store.export import canonical_nquads

TEXTS = (
    "The agency said that the bridge is closed.",
    "“The road is open,” the mayor said on Friday.",
    "According to the ministry, prices will rise.",
    "It rained.",
)


def documents(*numbers):
    return [
        kg.Document(id=f"d{n}", text=TEXTS[n], date=datetime.date(2022, 1, 10)) for n in numbers
    ]


@pytest.fixture(scope="module")
def seed():
    with kg.build(resource("seeds")) as graph:
        yield graph


def test_public_names():
    assert set(kg.__all__) <= set(dir(kg)) | set(kg.__all__)
    for name in kg.__all__:
        assert getattr(kg, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        kg.nonsense  # noqa: B018


def test_records_lead_back_to_the_text(seed):
    (record,) = seed.records()
    assert len(record.attributions) == 14
    for attribution in record.attributions:
        for span in (*attribution.source, *attribution.cue, *attribution.content):
            assert record.document.text[span.start : span.end] == span.text_in(record.document.text)
    assert record.document.sha256 == dataclasses.replace(record.document, title="T").sha256


def test_networkx_has_scalars_only_and_survives_files(seed, tmp_path):
    network = seed.to_networkx()
    assert isinstance(network, nx.MultiDiGraph)
    for _, facts in network.nodes(data=True):
        assert all(isinstance(value, str | int | float | bool) for value in facts.values())
    nx.write_graphml(network, tmp_path / "a.graphml")
    nx.write_gexf(network, tmp_path / "a.gexf")
    again = nx.read_graphml(tmp_path / "a.graphml", force_multigraph=True)
    assert set(again.nodes) == set(network.nodes)
    assert again.number_of_edges() == network.number_of_edges()


def test_dataframe(seed):
    frame = seed.to_dataframe()
    assert len(frame) == 14
    assert set(frame["source"]) >= {"Kazakh Foreign Ministry", "Khabar 24"}


def test_dataset_is_rdflib(seed):
    dataset = seed.to_dataset()
    (row,) = dataset.query(
        "PREFIX ckg: <https://w3id.org/ckg/ns#>"
        "SELECT (COUNT(DISTINCT ?a) AS ?n) WHERE { GRAPH ?g { ?a a ckg:Attribution } }"
    )
    assert row.n.toPython() == 14


def test_disk_and_memory_hold_the_same(seed, tmp_path):
    with kg.build(resource("seeds"), store=tmp_path / "kg") as graph:
        assert list(canonical_nquads(graph.store)) == list(canonical_nquads(seed.store))
    with KnowledgeGraph.open(tmp_path / "kg") as graph:
        assert [document.id for document in graph.documents()] == ["000_4765c3c74fc036d8"]
        assert list(graph.problems()) == []


def test_bad_inputs(tmp_path):
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.txt").write_text(TEXTS[0])
    with pytest.raises(InputError, match=r"a\.txt"):
        kg.build(tmp_path)
    errors = []
    with kg.build(tmp_path, on_error=errors.append) as graph:
        assert [document.id for document in graph.documents()] == ["b"]
    assert len(errors) == 1


def test_unknown_names(seed):
    with pytest.raises(NotFoundError):
        seed.audit("Nobody of that name")
    with pytest.raises(NotFoundError):
        seed.ask("no-such-question")


def test_order_of_outcomes_and_statuses():
    with KnowledgeGraph.open(create=True) as graph:
        first = [outcome.status for outcome in graph.add(documents(0, 1))]
        assert first == ["added", "added"]
        dated = dataclasses.replace(documents(1)[0], date=None)
        again = {o.document.id: o.status for o in graph.add([*documents(0), dated, *documents(2)])}
        assert again == {"d0": "unchanged", "d1": "replaced", "d2": "added"}


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.permutations(range(4)), st.lists(st.integers(0, 3), max_size=4))
def test_order_and_repetition_do_not_matter(nlp, order, removed_and_back):
    """Whatever the order in which documents come, go and come back: the same quads."""

    def quads(steps):
        with KnowledgeGraph.open(create=True) as graph:
            for step, number in steps:
                if step == "add":
                    list(graph.add(documents(number), nlp=nlp))
                else:
                    graph.remove(f"d{number}")
            graph.relate()
            assert list(graph.problems()) == []
            return list(canonical_nquads(graph.store))

    plain = [("add", n) for n in range(4)]
    mixed = [("add", n) for n in order]
    for number in removed_and_back:
        mixed += [("remove", number), ("add", number), ("add", number)]
    assert quads(mixed) == quads(plain)


def test_nothing_claimed_is_asserted(seed):
    """No triple of any graph says something about what a claim is about, but its name and type."""
    answer = seed.query(
        "SELECT DISTINCT ?p WHERE { ?e a ckg:Entity ; ?p ?o FILTER NOT EXISTS { ?e a ckg:Agent } }"
    )
    names = {row[0].rpartition("/")[2].rpartition("#")[2] for row in answer.rows}
    assert names == {"type", "name"}


def test_a_surname_is_whom_most_other_articles_call_so():
    texts = [
        *[f"Barack Obama spoke on day {n}. Obama said that the talks failed." for n in range(6)],
        "Michelle Obama said that there was hope.",
        "The talks went on. Obama said that it rained.",
    ]
    documents = [kg.Document(id=f"d{n}", text=text) for n, text in enumerate(texts)]
    with KnowledgeGraph.open() as graph:
        list(graph.add(documents))
        assert [source.name for source in graph.sources()] == ["Barack Obama", "Michelle Obama"]
        found = {row.document_id for row in graph.audit("Barack Obama")}
    assert found == {f"d{n}" for n in range(8)} - {"d6"}
