import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Agent, AgentKind
from kg.views.drawing import draw
from kg.views.layout import positions
from kg.views.scene import Link, Scene, scene
from tests.views.generated import generated, hostile


def overlapping(places, sizes):
    boxes = [(node, *places[node], *sizes[node]) for node in places]
    return [
        (a[0], b[0])
        for i, a in enumerate(boxes)
        for b in boxes[i + 1 :]
        if abs(a[1] - b[1]) < (a[3] + b[3]) / 2 and abs(a[2] - b[2]) < (a[4] + b[4]) / 2
    ]


def made_up(sources, claims, entities, seed):
    """A scene of any shape, cycles of sources included."""
    dice = random.Random(seed)
    agent = Agent("x", AgentKind.PERSON)
    made = Scene(sources={f"s{n}": agent for n in range(sources)})
    made.owned = {source: [] for source in made.sources}
    for n in range(claims):
        owner, *others = dice.sample(sorted(made.sources), k=min(sources, dice.choice((1, 1, 2))))
        made.claims[f"c{n}"] = None
        made.owned[owner].append(f"c{n}")
        made.links += [Link(source, f"c{n}", None, None) for source in (owner, *others)]
    alone = [source for source in made.sources if not any(x.source == source for x in made.links)]
    for source in alone:
        del made.sources[source], made.owned[source]
    nodes = [*made.sources, *made.claims]
    made.chains = [
        (dice.choice(nodes), dice.choice(list(made.sources))) for _ in range(sources // 2)
    ]
    made.entities = {f"e{n}": "x" for n in range(entities)}
    made.about = [(dice.choice(sorted(made.claims)), entity) for entity in made.entities]
    return made, dice


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 12), st.integers(1, 90), st.integers(0, 30), st.integers())
def test_no_two_boxes_overlap(sources, claims, entities, seed):
    made, dice = made_up(sources, claims, entities, seed)
    nodes = [*made.sources, *made.claims, *made.entities]
    sizes = {node: (dice.uniform(20, 400), dice.uniform(20, 150)) for node in nodes}
    places = positions(made, sizes)
    assert set(places) == set(nodes)
    assert overlapping(places, sizes) == []


@pytest.mark.parametrize(
    "records", [generated(30), generated(300), generated(1500), hostile()], ids=len
)
def test_drawn_records_do_not_overlap(records):
    nodes, edges = draw(scene(records))
    places = {node["id"]: (node["x"], node["y"]) for node in nodes}
    assert overlapping(places, {node["id"]: (node["w"], node["h"]) for node in nodes}) == []
    assert {end for edge in edges for end in (edge["from"], edge["to"])} <= set(places)


def test_sources_stand_left_of_their_claims_and_claims_left_of_what_is_quoted(seed_record):
    drawn = scene([seed_record])
    nodes, edges = draw(drawn)
    at = {node["id"]: node for node in nodes}
    for edge in edges:
        if edge["type"] == "said" or (edge["type"] == "chain" and edge["from"] in drawn.claims):
            assert at[edge["from"]]["x"] < at[edge["to"]]["x"]


@pytest.mark.parametrize("number", [14, 100, 300])
def test_picture_has_the_shape_of_a_screen(number):
    nodes, _ = draw(scene(generated(number)))
    wide = max(n["x"] for n in nodes) - min(n["x"] for n in nodes)
    high = max(n["y"] for n in nodes) - min(n["y"] for n in nodes)
    assert 0.8 < wide / high < 2.8


def test_empty():
    assert positions(Scene(), {}) == {}
