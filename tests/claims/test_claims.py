"""Claims of a document."""

from hypothesis import given, settings

from kg.claims.claims import claims_of
from kg.model import Document, Record, SpeechAct
from kg.resolve.sources import resolve_sources
from tests.gold import HAND_MADE, gold_record
from tests.parsing import attributed, language, marked, seed_doc


def test_seed_article_exactly():
    record = gold_record()
    found = claims_of(seed_doc(), record.attributions)
    assert [(c.content, c.statement, c.text) for c in found] == [
        (c.content, c.statement, c.text) for c in record.claims
    ]
    expected = [p for claim in record.claims for p in claim.propositions]
    assert len(expected) == 1
    assert expected[0] in [p for claim in found for p in claim.propositions]


def test_attributions_of_the_same_content_share_a_claim():
    text = "Citing the mayor, the paper said that prices rose."
    attributions = marked(
        text,
        ("the mayor", "Citing", "that prices rose"),
        ("the paper", "said", "that prices rose"),
    )
    (claim,) = claims_of(language()(text), attributions)
    assert claim.text == "prices rose"


def test_the_addressee_of_a_demand_is_its_subject():
    record = gold_record()
    demand = next(a for a in record.attributions if a.speech_act is SpeechAct.DEMANDS)
    (claim,) = claims_of(seed_doc(), [demand])
    (proposition,) = claim.propositions
    assert proposition.subject is not None
    assert proposition.subject.name == "media"
    assert (proposition.predicate, proposition.polarity) == ("not to distort", "negative")


def test_order_is_that_of_the_attributions():
    record = gold_record()
    doc = seed_doc()
    there = [claim.content for claim in claims_of(doc, record.attributions)]
    back = [claim.content for claim in claims_of(doc, record.attributions[::-1])]
    assert sorted(there) == sorted(back)
    assert back[0] == record.attributions[-1].content


def _characters(spans, text):
    """Where the characters of spans are that are not blank."""
    return {i for span in spans for i in range(span.start, span.end) if not text[i].isspace()}


@settings(max_examples=60, deadline=None)
@given(attributed())
def test_any_attributions_of_any_text_make_a_record(drawn):
    text, attributions = drawn
    doc = language()(text)
    document = Document("d", text)
    claims = claims_of(doc, attributions)
    sources = resolve_sources(doc, attributions, document.key)
    record = Record(document, HAND_MADE, attributions, sources, claims)
    for claim in record.claims:
        assert _characters(claim.statement, text) <= _characters(claim.content, text)
        for proposition in claim.propositions:
            within = _characters(claim.statement, text)
            assert _characters(proposition.predicate_spans, text) <= within
    assert claims_of(doc, attributions) == claims
