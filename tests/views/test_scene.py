import pytest

from kg.model import AgentKind
from kg.views.scene import NODE_LIMIT, TOPICS, scene
from tests.views.generated import build, generated, hostile


def test_small_graph_is_drawn_whole(seed_record):
    drawn = scene([seed_record])
    assert drawn.most is None
    assert len(drawn.sources) == 7
    assert len(drawn.claims) == 13
    assert list(drawn.entities.values()) == ["Kazakhstan"]  # the object is no name
    assert len(drawn.links) == 14


def test_every_claim_stands_beside_one_source_that_makes_it():
    drawn = scene(generated(200))
    owned = [claim for claims in drawn.owned.values() for claim in claims]
    assert sorted(owned) == sorted(drawn.claims)
    made = {(link.source, link.claim) for link in drawn.links}
    assert {(source, c) for source, claims in drawn.owned.items() for c in claims} <= made


def test_chain_starts_at_the_claim_or_with_the_same_words_at_the_source(seed_record):
    drawn = scene([seed_record])
    starts = sorted(
        (drawn.sources[start].name if start in drawn.sources else "claim", drawn.sources[end].name)
        for start, end in drawn.chains
    )
    assert starts == [
        ("Khabar 24", "Kazakh Ministry of Health"),
        ("claim", "preliminary data"),
        ("claim", "some foreign media"),
    ]


@pytest.mark.parametrize("limit", [1, 2, 10, 100, NODE_LIMIT])
def test_never_more_nodes_than_the_limit(limit):
    drawn = scene(generated(700), limit)
    assert len(drawn.sources) + len(drawn.claims) + len(drawn.entities) <= limit
    assert drawn.most == max(1, limit // 10)
    assert all(len(claims) <= drawn.most for claims in drawn.owned.values())


def test_largest_sources_are_drawn():
    records = generated(700)
    made = {}
    for record in records:
        for attribution in record.attributions:
            if agent := record.agent_of(attribution):
                made[agent.key] = made.get(agent.key, 0) + 1
    drawn = scene(records, 60)
    keys = {agent.key for agent in drawn.sources.values()}
    assert keys == set(sorted(made, key=lambda key: -made[key])[: len(keys)])


def test_in_a_crowd_entities_join_claims():
    drawn = scene(generated(300))
    assert drawn.crowded
    assert 0 < len(drawn.entities) <= TOPICS
    assert len(scene(hostile()).entities) == TOPICS
    for entity in drawn.entities:
        assert sum(other == entity for _, other in drawn.about) > 1


def test_entities_without_a_name_are_drawn_when_they_join_claims_and_pronouns_never():
    def item(number, subject):
        return {
            "source": "the office",
            "cue": "said",
            "content": [f"something happened {number}"],
            "agent": (AgentKind.ORGANISATION, "the office", True),
            "about": (subject, "is", f"thing {number}"),
        }

    subjects = ("the toll", "It", "Lake Example", "it", "the toll", "a rare bird")
    drawn = scene([build([item(n, s) for n, s in enumerate(subjects)], id="a")])
    assert sorted(drawn.entities.values()) == ["Lake Example", "the toll"]
    assert len(drawn.about) == 3


def test_hostile_records():
    assert len(scene(hostile()).claims) > 50
