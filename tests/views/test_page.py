import base64
import hashlib
import json
import re
import time
import zlib
from html.parser import HTMLParser

import pytest

from kg.model import Span
from kg.views.blocks import cut
from kg.views.page import graph_page
from tests.views.generated import generated, hostile
from tests.views.payloads import PAYLOADS


class Parsed(HTMLParser):
    """Elements of a page, and the text of scripts and styles, as an HTML parser sees them."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.raw, self.comments = [], [], []
        self.inside = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.inside = dict(attrs) | {"tag": tag} if tag in ("script", "style") else None
        if self.inside:
            self.raw.append([self.inside, ""])

    def handle_endtag(self, tag):
        self.inside = None

    def handle_data(self, data):
        if self.inside:
            self.raw[-1][1] += data

    def handle_comment(self, data):
        self.comments.append(data)

    def data(self, id):
        return next(json.loads(text) for at, text in self.raw if at.get("id") == id)

    def index(self):
        packed = next(text for at, text in self.raw if at.get("id") == "index")
        return json.loads(zlib.decompress(base64.b64decode(packed)))

    def blocks(self):
        packed = [text for at, text in self.raw if at.get("class") == "block"]
        return [json.loads(zlib.decompress(base64.b64decode(one))) for one in packed]


@pytest.fixture(scope="module")
def seed_page(seed_record):
    return Parsed(graph_page([seed_record]))


@pytest.fixture(scope="module")
def hostile_page():
    return Parsed(graph_page(hostile()))


def policy(parsed):
    content = next(
        at["content"]
        for _, at in parsed.elements
        if at.get("http-equiv") == "Content-Security-Policy"
    )
    return dict(part.strip().split(" ", 1) for part in content.split(";"))


def sha256(text):
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_policy_allows_exactly_the_scripts_and_style_of_the_page(seed_page):
    rules = policy(seed_page)
    scripts = [text for at, text in seed_page.raw if at["tag"] == "script" and "type" not in at]
    styles = [text for at, text in seed_page.raw if at["tag"] == "style"]
    assert rules["default-src"] == "'none'"
    assert rules["script-src"].split() == [sha256(script) for script in scripts]
    assert rules["style-src"].split() == [sha256(style) for style in styles]
    assert rules["img-src"] == "data:"
    assert rules["base-uri"] == rules["form-action"] == "'none'"


def test_nothing_is_asked_from_anywhere(seed_page):
    for tag, attributes in seed_page.elements:
        for name in ("src", "href", "action", "data", "poster", "srcset"):
            value = attributes.get(name)
            assert value is None or value.startswith(("#", "data:")), (tag, name, value)
    style = next(text for at, text in seed_page.raw if at["tag"] == "style")
    assert "url(" not in style
    assert "@import" not in style
    assert not any("sourceMappingURL" in text for _, text in seed_page.raw)


def test_hostile_text_makes_no_element(hostile_page):
    def shape(parsed):
        glyphs = {"use", "svg", "path", "li"}  # the legend has those that occur
        return [tag for tag, _ in parsed.elements if tag not in glyphs]

    assert shape(hostile_page) == shape(Parsed(graph_page(generated(2 * len(PAYLOADS)))))
    assert hostile_page.comments == []
    handlers = [n for _, at in hostile_page.elements for n in at if n.startswith("on")]
    assert handlers == []


def test_hostile_title_is_text():
    title = "</title><script>alert(1)</script>{{ 7*7 }}"
    plain, hostile_one = (Parsed(graph_page(generated(2), title=t)) for t in ("x", title))
    assert [tag for tag, _ in plain.elements] == [tag for tag, _ in hostile_one.elements]
    assert "&lt;/title&gt;" in graph_page(generated(2), title="</title>")


def test_every_statement_is_in_the_page_with_its_exact_words(seed_record, seed_page):
    text = seed_record.document.text
    (block,) = seed_page.blocks()
    ((_, windows),) = block["texts"]
    assert len(block["rows"]) == len(seed_record.attributions)
    for row, attribution in zip(block["rows"], seed_record.attributions, strict=True):
        spans = [Span(start, end) for start, end in zip(row[0][::2], row[0][1::2], strict=True)]
        assert tuple(spans) == attribution.content
        assert [cut(windows, s) for s in spans] == [text[s.start : s.end] for s in spans]


def test_names_survive_the_page_to_the_character(hostile_page):
    records = hostile()
    index = hostile_page.index()
    assert [d[1] for d in index["documents"]] == [r.document.title for r in records]
    names = {source.agent.name for r in records for source in r.sources.values()}
    assert set(index["sources"]) == names


def test_without_contexts_only_what_is_said_is_there(seed_record):
    whole, words = (graph_page([seed_record], contexts=c) for c in (True, False))
    assert len(words) < len(whole)
    ((_, windows),) = Parsed(words).blocks()[0]["texts"]
    shown = "".join(text for _, text in windows)
    assert "armed aggression" in shown
    assert "164 killed" not in shown


def test_same_records_same_page(seed_record):
    assert graph_page([seed_record]) == graph_page([seed_record])


def test_page_of_nothing():
    parsed = Parsed(graph_page([]))
    assert parsed.data("nodes") == parsed.data("edges") == parsed.blocks() == []


def test_physics_is_off(seed_page):
    assert seed_page.data("options")["physics"] == {"enabled": False}


def test_many_statements_open_with_an_overview():
    parsed = Parsed(html := graph_page(generated(600)))
    kinds = {node["type"] for node in parsed.data("nodes")}
    assert kinds == {"hub", "topic"}
    assert 20 <= len(parsed.data("nodes")) <= 400
    assert "The list has every statement" in html
    assert {n["type"] for n in Parsed(graph_page(generated(40))).data("nodes")} >= {"claim"}


def test_a_title_in_any_script_and_the_encoding_it_is_written_in(seed_record):
    page = graph_page([seed_record], title="Жаңалықтар 😀")
    assert "<title>Жаңалықтар 😀</title>" in page
    assert page.index('<meta charset="utf-8">') < page.index("<title>")


def test_landmarks_language_and_title(seed_page):
    tags = [tag for tag, _ in seed_page.elements]
    assert dict(seed_page.elements)["html"] == {"lang": "en"}
    assert tags.count("main") == tags.count("h1") == tags.count("title") == 1
    assert "noscript" in tags
    labelled = [at for tag, at in seed_page.elements if tag == "section"]
    assert labelled
    assert all(re.fullmatch(r"[\w-]+", at["aria-labelledby"]) for at in labelled)


@pytest.mark.slow
def test_ten_thousand_claims_in_reasonable_time():
    records = generated(10_000)
    start = time.process_time()
    parsed = Parsed(graph_page(records))
    assert time.process_time() - start < 30  # 2 s on a free core
    assert len(parsed.data("nodes")) <= 400
    assert sum(len(block["rows"]) for block in parsed.blocks()) == 10_000
