from kg.model import AgentKind
from kg.views.scene import ENTITIES, scene
from tests.views.generated import build, generated, hostile


def test_small_graph_is_drawn_whole(seed_record):
    drawn = scene([seed_record])
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


def test_largest_sources_come_first():
    drawn = scene(generated(60))
    sizes = [len({x.claim for x in drawn.links if x.source == source}) for source in drawn.sources]
    assert sizes == sorted(sizes, reverse=True)


def test_entities_are_bounded():
    assert len(scene(hostile()).entities) == ENTITIES


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
