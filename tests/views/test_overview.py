from collections import Counter

from kg.views.blocks import pack
from kg.views.overview import BACKBONE, GAP, SOURCES, TOPICS, overview
from tests.views.generated import generated


def seen(number=3000):
    packed = pack(generated(number))
    return overview(packed.names, [look.where for look in packed.looks], packed.speaks)


def test_no_two_boxes_overlap():
    drawn = seen()
    boxes = [*drawn.sources, *drawn.topics]
    assert len(boxes) >= 20
    for n, a in enumerate(boxes):
        for b in boxes[:n]:
            apart = abs(a.x - b.x) >= (a.w + b.w) / 2 or abs(a.y - b.y) >= (a.h + b.h) / 2
            assert apart, (a, b)


def test_names_can_be_read_in_a_window_of_1000_by_750():
    boxes = [spot for view in [seen()] for spot in (*view.sources, *view.topics)]
    wide = max(s.x + s.w / 2 for s in boxes) - min(s.x - s.w / 2 for s in boxes)
    high = max(s.y + s.h / 2 for s in boxes) - min(s.y - s.h / 2 for s in boxes)
    assert 15 * min(1000 / wide, 750 / high) >= 9  # pixels of a letter's height


def test_the_largest_sources_and_what_several_speak_about():
    speaks = Counter({(s, f"topic {t}"): 1 + (s == t) * 9 for s in range(60) for t in range(90)})
    drawn = overview([f"source {s}" for s in range(60)], [""] * 60, speaks)
    assert len(drawn.sources) <= SOURCES
    assert len(drawn.topics) <= TOPICS
    assert (7, "topic 7", 10) in drawn.links


def test_a_source_without_a_name_says_where_it_occurs_and_has_room_for_it():
    speaks = Counter({(0, "topic"): 2, (1, "topic"): 2})
    one, other = overview(["officer", "Agency"], ["The Paper, 1 May 2021", ""], speaks).sources
    assert (one.note, other.note) == ("The Paper, 1 May 2021", "")
    assert one.h > other.h
    assert one.w > other.w


def test_every_node_keeps_its_strongest_links_and_is_linked():
    drawn = seen()
    of = Counter(node for s, t, _ in drawn.links for node in (s, t))
    assert all(of[spot.id] >= 1 for spot in (*drawn.sources, *drawn.topics))
    assert len(drawn.links) <= BACKBONE * (len(drawn.sources) + len(drawn.topics))
    assert GAP > 0


def test_same_graph_same_places():
    assert seen(600) == seen(600)


def test_nothing_to_draw():
    assert overview([], [], {}).sources == ()
