import pytest

from kg.model import AgentKind, Form, Resolution, SpeechAct
from kg.views.drawing import draw
from kg.views.marks import FORM_LABELS, GLYPH_LABELS, GLYPHS, TONE_LABELS, TONES
from kg.views.scene import scene
from kg.views.statements import HOW, statements, web_link
from tests.views.generated import generated


def test_seed(seed_record):
    shown = statements([seed_record])
    one = next(s for s in shown if "armed aggression" in s["text"])
    assert one["name"] == "Kazakh Foreign Ministry"
    assert one["words"] == "The statement"
    assert one["how"] == "a description that stands for"
    assert one["evidence"] == [["Kazakh Foreign Ministry", "588–611"]]
    assert one["offsets"] == "1358–1539"
    assert one["confidence"] == "not known"
    assert one["about"][0][0] == "Kazakhstan"
    first = shown[0]
    assert (first["said"], first["when"], first["in"]) == (
        "2022-01-10",
        "on Monday",
        "in a statement",
    )
    assert first["evidence"] == []


def test_chains_lead_both_ways(seed_record):
    shown = statements([seed_record])
    for number, one in enumerate(shown):
        assert all(number in shown[inner]["by"] for inner in one["on"])
        assert all(number in shown[outer]["on"] for outer in one["by"])
    assert sum(len(one["on"]) for one in shown) == 3


def test_as_many_as_there_are():
    records = generated(90)
    assert statements(records) == statements(generated(90))
    assert len(statements(records)) == 90
    ends = [n for one in statements(records) for n in one["by"] + one["on"]]
    assert all(0 <= n < 90 for n in ends)


def test_every_drawn_claim_has_a_statement_to_open():
    records = generated(120)
    nodes, _ = draw(scene(records))
    claims = {one["claim"] for one in statements(records)}
    assert {node["id"] for node in nodes if node["type"] == "claim"} <= claims


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://news.example/a?b=c", True),
        ("http://news.example", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT://news.example/%0aalert(1)", False),
        ("data:text/html,x", False),
        ("//news.example", False),
        ("file:///etc/passwd", False),
        ("https:", False),
        ("http://[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_links(url, safe):
    assert web_link(url) == (url if safe else "")


def test_every_value_has_its_look():
    assert set(TONES) == set(SpeechAct)
    assert set(TONES.values()) == set(TONE_LABELS)
    assert set(GLYPHS) == set(AgentKind)
    assert set(GLYPHS.values()) == set(GLYPH_LABELS)
    assert set(FORM_LABELS) == set(Form)
    assert set(HOW) == set(Resolution)
