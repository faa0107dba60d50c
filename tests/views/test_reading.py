from html.parser import HTMLParser

import pytest

from kg.model import ClaimRelation, RelationKind, RelationMethod, Span
from kg.views import reading
from kg.views.reading import paragraphs, reading_page
from kg.views.related import claim_key, related
from tests.views.generated import build, generated, hostile


def flat(text):
    return "".join(text.split())


class Marked(HTMLParser):
    """Words of the article by the number of the attribution that they are marked with."""

    def __init__(self, html):
        super().__init__()
        self.inside, self.words, self.text, self.depth = [], {}, "", 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "p" and attributes.get("class") == "text":
            self.depth = 1
        elif self.depth and tag in ("span", "a"):
            self.inside.append((tag, attributes))

    def handle_endtag(self, tag):
        if tag == "p":
            self.depth = 0
        elif self.depth and self.inside and tag in ("span", "a"):
            self.inside.pop()

    def handle_data(self, data):
        if not self.depth or any(tag == "a" for tag, _ in self.inside):
            return
        self.text += data
        for _, attributes in self.inside:
            if "q" in attributes["class"].split():
                for number in attributes["data-a"].split():
                    self.words.setdefault(int(number), []).append(data)


def test_the_page_holds_the_article_and_marks_every_content(seed_record):
    marked = Marked(reading_page(seed_record))
    assert flat(marked.text) == flat(seed_record.document.text[seed_record.document.body_start :])
    for number, attribution in enumerate(seed_record.attributions):
        words = "".join(span.text_in(seed_record.document.text) for span in attribution.content)
        shown = "".join("".join(marked.words[number]).split())
        assert flat(words) in shown  # source and cue of the same attribution may be marked inside


def test_discontinuous_and_nested_contents():
    item = {
        "source": "the mayor",
        "cue": "said",
        "content": ["it is open", "and safe"],
        "agent": ("person", "mayor", True),
    }
    from kg.model import AgentKind

    item["agent"] = (AgentKind.PERSON, "mayor", True)
    record = build([item], id="a")
    pieces = [piece for paragraph in paragraphs(record) for piece in paragraph]
    assert [p.text for p in pieces if p.numbers == [0]] == ["it is open", "and safe"]
    assert [p.text for p in pieces if p.ends] == ["and safe"]


def test_what_nobody_is_said_to_have_said_is_the_articles_own_voice(seed_record):
    own = [p.text for paragraph in paragraphs(seed_record) for p in paragraph if p.own]
    assert own
    assert not any("terrorist groups" in text for text in own)


def test_the_innermost_statement_comes_first(seed_record):
    nested = [p for paragraph in paragraphs(seed_record) for p in paragraph if len(p.numbers) > 1]
    assert nested
    for piece in nested:
        sizes = [
            sum(s.end - s.start for s in seed_record.attributions[n].content) for n in piece.numbers
        ]
        assert sizes == sorted(sizes)


def test_words_that_are_not_the_texts_are_an_error(monkeypatch, seed_record):
    monkeypatch.setattr(reading, "_cuts", lambda record: [400])
    with pytest.raises(RuntimeError, match="would not show its words"):
        reading_page(seed_record)


def test_says_that_it_may_be_wrong_and_what_is_doubtful():
    page = reading_page(generated(15)[0])
    assert "it can be wrong" in page
    assert 'class="doubtful"' in page  # the generator gives a third of them 0.5


def test_what_others_said_is_in_the_notes():
    records = generated(30)
    first, second = records[0].claims[0], records[1].claims[0]
    one, two = sorted((claim_key(records[0], first.id), claim_key(records[1], second.id)))
    relation = ClaimRelation(
        one, two, RelationKind.CONTRADICTS, RelationMethod.QUANTITY, 0.9, "80 is not 130",
        (Span(0, 1),), (Span(0, 1),),
    )  # fmt: skip
    page = reading_page(records[0], related(records, [relation]))
    assert page.count('class="contradicts"') == 1
    assert "80 is not 130" in page
    assert second.text in page


def test_hostile_text_makes_no_element():
    for record in hostile():
        page = reading_page(record)
        for bad in ("<img", "<iframe", "<svg onload", "<details open", "<input autofocus", "<base"):
            assert bad not in page.lower()
        assert page.count("<script>") == 1
        assert "onclick='" not in page
