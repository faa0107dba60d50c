import base64
import hashlib
import json
import re
import time
from html.parser import HTMLParser

import pytest

from kg.views import page as page_module
from kg.views.page import LIST_LIMIT, graph_page, write_graph_page
from tests.views.generated import generated, hostile


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


def test_hostile_text_makes_no_element(seed_page, hostile_page):
    def shape(parsed):
        glyphs = {"use", "svg", "path", "li"}  # the legend has those that occur
        return [tag for tag, _ in parsed.elements if tag not in glyphs]

    assert shape(hostile_page) == shape(seed_page)
    assert hostile_page.comments == []
    handlers = [n for _, at in hostile_page.elements for n in at if n.startswith("on")]
    assert handlers == []


def test_hostile_title_is_text():
    parsed = Parsed(graph_page(generated(2), title="</title><script>alert(1)</script>{{ 7*7 }}"))
    assert sum(tag == "script" for tag, _ in parsed.elements) == 11
    assert "&lt;/title&gt;" in graph_page(generated(2), title="</title>")


def test_every_attribution_is_listed_with_its_exact_words(seed_record, seed_page):
    text = seed_record.document.text
    shown = seed_page.data("statements")
    assert len(shown) == len(seed_record.attributions)
    for statement, attribution in zip(shown, seed_record.attributions, strict=True):
        marked = [words for words, roles in statement["context"] if roles != "gap" and "q" in roles]
        exact = "".join(text[span.start : span.end] for span in attribution.content)
        assert "".join(marked) == exact


def test_data_survive_the_page_to_the_character(hostile_page):
    records = hostile()
    documents = hostile_page.data("documents")
    assert [d["title"] for d in documents] == [r.document.title for r in records]
    statements = hostile_page.data("statements")
    assert [s["text"] for s in statements] == [
        r.claim_of(a).text for r in records for a in r.attributions
    ]


def test_only_web_addresses_are_links(hostile_page):
    assert {document["link"] for document in hostile_page.data("documents")} == {""}
    assert Parsed(graph_page(generated(1))).data("documents")[0]["link"].startswith("https://news.")


def test_same_records_same_page(seed_record):
    assert graph_page([seed_record]) == graph_page([seed_record])


def test_page_of_nothing():
    parsed = Parsed(graph_page([]))
    assert parsed.data("nodes") == parsed.data("edges") == parsed.data("statements") == []


def test_physics_is_off(seed_page):
    assert seed_page.data("options")["physics"] == {"enabled": False}


def test_more_than_a_picture_holds_is_said():
    html = graph_page(generated(600))
    assert "Too much for one picture" in html
    assert "The list has 600 statements" in html
    assert "Too much for one picture" not in graph_page(generated(100))


def test_list_is_bounded_and_says_so(monkeypatch):
    monkeypatch.setattr(page_module, "LIST_LIMIT", 50)
    parsed = Parsed(html := graph_page(generated(60)))
    assert len(parsed.data("statements")) == 50
    assert "It ends there: 10 more are not on this page." in html


def test_file_is_utf8(tmp_path, seed_record):
    path = tmp_path / "graph.html"
    write_graph_page([seed_record], path, title="Жаңалықтар 😀")
    assert path.read_bytes().decode("utf-8") == graph_page([seed_record], title="Жаңалықтар 😀")


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
    records = generated(LIST_LIMIT)
    start = time.process_time()
    parsed = Parsed(graph_page(records))
    assert time.process_time() - start < 30  # 1.4 s on a free core
    assert len(parsed.data("nodes")) <= 400
    assert len(parsed.data("statements")) == LIST_LIMIT
