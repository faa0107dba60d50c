"""Tagged Docs to attributions."""

from __future__ import annotations

import pytest

from kg.annotate.pipeline import load_language
from kg.annotate.tagger import Tagged, register
from kg.extract.trained import extract
from kg.model import Form, SpeechAct, quote

TEXT = "On Monday the mayor denied that the bridge “is closed,” as the union had claimed."


@pytest.fixture(scope="module")
def plain():
    """The language pipeline without the tagger: what was tagged is set by hand."""
    register()
    return load_language()


def span(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def tagged(text: str, source: str | None, cue: str, content: str, confidence=0.75) -> Tagged:
    cue_at = span(text, cue)
    return Tagged(
        (span(text, source),) if source else (),
        (cue_at,),
        tuple(span(text, part) for part in content.split(" | ")),
        cue_at[0],
        confidence,
    )


def attributions(nlp, text, *tags):
    doc = nlp(text)
    doc._.tagged = tags
    return extract(doc)


def test_spans_form_act_and_confidence(plain):
    tag = tagged(TEXT, "the mayor", "denied", "that the bridge “is closed,”")
    (found,) = attributions(plain, TEXT, tag)
    assert quote(found.source, TEXT) == "the mayor"
    assert quote(found.cue, TEXT) == quote(found.cue_head, TEXT) == "denied"
    assert quote(found.content, TEXT) == "that the bridge “is closed,”"
    assert found.form is Form.MIXED
    assert found.speech_act is SpeechAct.DENIES
    assert found.confidence == 0.75


def test_circumstances_inside_a_cue_are_told(plain):
    text = "The ministry said in a statement on Monday that the bridge is closed."
    content = "that the bridge is closed"
    tag = tagged(text, "The ministry", "said in a statement on Monday", content)
    (found,) = attributions(plain, text, tag)
    assert quote(found.cue, text) == "said in a statement on Monday"
    assert quote(found.medium, text) == "in a statement"
    assert quote(found.time, text) == "on Monday"


def test_without_source(plain):
    text = "It was reported that the bridge is closed."
    tag = tagged(text, None, "was reported", "that the bridge is closed")
    (found,) = attributions(plain, text, tag)
    assert found.source == ()


def test_fragments_stay_apart(plain):
    text = "“The bridge,” the mayor said, “is closed.”"
    tag = tagged(text, "the mayor", "said", "“The bridge,” | “is closed.”")
    (found,) = attributions(plain, text, tag)
    assert [s.text_in(text) for s in found.content] == ["“The bridge,”", "“is closed.”"]
    assert found.form is Form.DIRECT


def test_what_the_content_reports_is_found_by_rules(plain):
    text = "The mayor said that the police had announced that the bridge was closed."
    content = "that the police had announced that the bridge was closed"
    outer, inner = attributions(plain, text, tagged(text, "The mayor", "said", content))
    assert quote(outer.content, text) == content
    assert outer.reports == (inner.id,)
    assert quote(inner.source, text) == "the police"
    assert inner.confidence is None


@pytest.mark.parametrize("verb", ["quoted", "cited"])
def test_whoever_is_quoted_as_saying_something_says_it(plain, verb):
    text = f"The agency {verb} a mayor as saying that the bridge was closed."
    content = "a mayor as saying that the bridge was closed"
    outer, inner = attributions(plain, text, tagged(text, "The agency", verb, content))
    assert outer.reports == (inner.id,)
    assert quote(inner.source, text) == "a mayor"
    assert quote(inner.content, text) == "that the bridge was closed"


CLOSED = "that the bridge was closed"


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (f"A mayor was quoted by the agency as saying {CLOSED}.", "the agency", "was quoted",
         "A mayor"),
        (f"A mayor was quoted by the agency as saying {CLOSED}.", "A mayor", "saying", CLOSED),
        (f"A mayor was quoted by the agency as saying {CLOSED}.", None, "", ""),
        (f"A mayor was cited as saying by the agency {CLOSED}.", None, "", ""),
        ("“I resign,” a mayor was quoted as saying by the agency.", None, "", ""),
        ("“I resign,” a mayor was quoted by the agency as saying.", "the agency", "was quoted",
         "“I resign,”"),
    ],
)  # fmt: skip
def test_whoever_is_quoted_by_somebody_says_it_and_the_other_passes_it_on(
    plain, text, source, cue, content
):
    tags = [tagged(text, source, cue, content)] if source else []
    outer, inner = attributions(plain, text, *tags)
    assert outer.reports == (inner.id,)
    assert [quote(one.source, text).lower() for one in (outer, inner)] == ["the agency", "a mayor"]
    assert quote(inner.content, text) == (CLOSED if CLOSED in text else "“I resign,”")
    assert quote(outer.cue, text) in {"was quoted", "was cited"}
    assert quote(inner.cue, text) == "saying"


@pytest.mark.parametrize("how", ["", " by telephone"])
def test_whoever_is_quoted_by_nobody_is_the_only_source(plain, how):
    text = f"A mayor was quoted{how} as saying {CLOSED}."
    (found,) = attributions(plain, text, tagged(text, "A mayor", "was quoted", CLOSED))
    assert quote(found.source, text) == "A mayor"
    assert quote(found.cue, text) == f"was quoted{how} as saying"


def test_a_price_that_is_quoted_says_nothing(plain):
    assert attributions(plain, "A mayor was quoted by the agency as an example.") == ()


def test_rules_outside_of_contents_are_not_asked(plain):
    text = "The mayor said the bridge was closed. The police said the road was open."
    (found,) = attributions(plain, text, tagged(text, "The mayor", "said", "the bridge was closed"))
    assert quote(found.source, text) == "The mayor"


def test_nothing_tagged_nothing_found(plain):
    assert attributions(plain, TEXT) == ()


def test_a_day_at_the_end_of_a_source_is_a_time(plain):
    text = "The broadcaster on Sunday reported that the bridge was closed."
    tag = tagged(text, "The broadcaster on Sunday", "reported", "that the bridge was closed")
    (found,) = attributions(plain, text, tag)
    assert quote(found.source, text) == "The broadcaster"
    assert quote(found.time, text) == "on Sunday"


def test_a_source_that_is_dated_by_year_keeps_it(plain):
    text = "A report from 2015 said that the bridge was unsafe."
    tag = tagged(text, "A report from 2015", "said", "that the bridge was unsafe")
    (found,) = attributions(plain, text, tag)
    assert quote(found.source, text) == "A report from 2015"


@pytest.mark.parametrize(
    ("text", "content", "addressee", "left"),
    [
        (
            "The union called on the city council not to close the bridge.",
            "the city council not to close the bridge",
            "the city council",
            "not to close the bridge",
        ),
        (
            "The union called on drivers to wait.",
            "drivers to wait",
            "drivers",
            "to wait",
        ),
        (
            "The union appealed to the drivers to wait.",
            "the drivers to wait",
            "the drivers",
            "to wait",
        ),
        (
            "The union called on the council that owns the bridge to wait.",
            "the council that owns the bridge to wait",
            "",
            "the council that owns the bridge to wait",
        ),
    ],
)
def test_who_is_called_on_is_an_addressee(plain, text, content, addressee, left):
    cue = "appealed to" if "appealed" in text else "called on"
    (found,) = attributions(plain, text, tagged(text, "The union", cue, content))
    assert quote(found.addressee, text) == addressee
    assert quote(found.content, text) == left
    assert quote(found.cue_head, text) == cue
    assert found.speech_act is SpeechAct.DEMANDS


def test_the_object_of_other_verbs_stays_in_the_content(plain):
    text = "The union expected the council to close the bridge."
    tag = tagged(text, "The union", "expected", "the council to close the bridge")
    (found,) = attributions(plain, text, tag)
    assert quote(found.content, text) == "the council to close the bridge"


def test_whom_one_calls_for_to_act_is_not_addressed(plain):
    text = "The union called for the city council to resign."
    tag = tagged(text, "The union", "called for", "the city council to resign")
    (found,) = attributions(plain, text, tag)
    assert not found.addressee
    assert quote(found.content, text) == "the city council to resign"


def test_phrases_that_the_tagger_overlooks_are_the_rules(plain):
    text = "The mayor said the bridge was closed. As per the city’s report, two roads are blocked."
    first, second = attributions(
        plain, text, tagged(text, "The mayor", "said", "the bridge was closed")
    )
    assert quote(first.source, text) == "The mayor"
    assert quote(second.cue, text) == quote(second.cue_head, text) == "As per"
    assert quote(second.content, text) == "two roads are blocked"
    assert 0 < second.confidence < 1
