import io

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.views.network import NO_SOURCE, printable, to_networkx
from tests.gold import gold_record
from tests.views.generated import generated, hostile


def edges(graph, relation):
    return [(u, v, d) for u, v, d in graph.edges(data=True) if d["relation"] == relation]


def label(graph, node):
    return graph.nodes[node]["label"]


def test_seed(seed_record):
    graph = to_networkx([seed_record])
    assert type(graph) is nx.MultiDiGraph
    kinds = [d["node_type"] for _, d in graph.nodes(data=True)]
    assert [kinds.count(k) for k in ("agent", "claim", "entity", "document")] == [7, 13, 2, 1]
    said = edges(graph, "attributed")
    assert len(said) == 14
    assert len(edges(graph, "stated in")) == 13
    assert {(label(graph, u), label(graph, v)) for u, v, _ in edges(graph, "reports")} == {
        ("Kazakh Foreign Ministry", "preliminary data"),
        ("Kazakh Foreign Ministry", "some foreign media"),
        ("Khabar 24", "Kazakh Ministry of Health"),
    }
    about = {(d["role"], label(graph, v)) for _, v, d in edges(graph, "about")}
    assert ("subject", "Kazakhstan") in about


def test_quotes_are_the_text_at_their_offsets(seed_record):
    text = seed_record.document.text
    for _, _, data in edges(to_networkx([seed_record]), "attributed"):
        assert data["quote"] == text[data["offset_start"] : data["offset_end"]]


def test_edges_have_the_keys_of_their_attributions(seed_record):
    graph = to_networkx([seed_record])
    keys = {k for _, _, k, d in graph.edges(keys=True, data=True) if d["relation"] == "attributed"}
    assert keys == {f"{seed_record.document.key}-{a.id}" for a in seed_record.attributions}


def test_two_attributions_of_one_claim_are_two_edges(seed_record):
    graph = to_networkx([seed_record])
    claim = next(n for n, d in graph.nodes(data=True) if d["label"].startswith("the death toll"))
    cues = {d["cue"] for _, _, d in graph.in_edges(claim, data=True)}
    assert cues == {"reported", "Citing"}


def test_nobody_is_a_node_of_its_document():
    graph = to_networkx(generated(300))
    nobody = [n for n, d in graph.nodes(data=True) if d["label"] == NO_SOURCE]
    assert len(nobody) > 1
    for node in nobody:
        documents = {d["document"] for _, _, d in graph.out_edges(node, data=True)}
        assert len(documents) == 1


@pytest.mark.parametrize("records", [generated(50), hostile()], ids=["plain", "hostile"])
def test_attributes_are_scalars(records):
    graph = to_networkx(records)
    attributes = [d for _, d in graph.nodes(data=True)] + [d for *_, d in graph.edges(data=True)]
    assert {type(v) for d in attributes for v in d.values()} <= {str, int, float, bool}


FORMATS = {
    "graphml": (nx.write_graphml, lambda stream: nx.read_graphml(stream, force_multigraph=True)),
    "gexf": (nx.write_gexf, nx.read_gexf),
}


def contents(graph):
    """Nodes and edges that can be compared after reading (GEXF adds ids of its own)."""
    own = ("id", "key")
    return (
        {node: dict(data) for node, data in graph.nodes(data=True)},
        sorted(
            (u, v, sorted((k, x) for k, x in data.items() if k not in own))
            for u, v, data in graph.edges(data=True)
        ),
    )


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("records", [[gold_record()], generated(90), hostile()])
def test_file_formats_give_the_graph_back(records, format):
    write, read = FORMATS[format]
    graph = to_networkx(records)
    stream = io.BytesIO()
    write(graph, stream)
    stream.seek(0)
    # XML turns carriage returns and tabs in attributes into other white space.
    assert contents(read(stream)) == contents(graph)


@given(st.text())
def test_printable_is_xml(text):
    from xml.etree import ElementTree

    element = ElementTree.Element("x")
    element.text = printable(text)
    back = ElementTree.fromstring(ElementTree.tostring(element, encoding="utf-8"))
    assert (back.text or "") == printable(text).replace("\r\n", "\n").replace("\r", "\n")
    assert len(printable(text)) == len(text)


def test_deterministic(seed_record):
    first, second = to_networkx([seed_record]), to_networkx([gold_record()])
    assert list(first.nodes(data=True)) == list(second.nodes(data=True))
    assert list(first.edges(keys=True, data=True)) == list(second.edges(keys=True, data=True))
