"""Quotations without a source."""

from kg.claims.claims import claims_of
from kg.model import Document, Record, Resolution
from kg.resolve.sources import resolve_sources
from tests.gold import HAND_MADE
from tests.parsing import language, marked

FIRST, MIDDLE, LAST = "“Prices rose.”", "“Wages fell.”", "“It snowed.”"


def _middle(last):
    text = f"{FIRST} said Margaret Thatcher.\n\n{MIDDLE} came next.\n\n{LAST} said {last}."
    attributions = marked(
        text,
        ("Margaret Thatcher", "said", FIRST),
        ("", "came next", MIDDLE),
        (last, "said", LAST),
    )
    document = Document("d", text)
    found = resolve_sources(language()(text), attributions, document.key)
    claims = claims_of(language()(text), attributions)
    Record(document, HAND_MADE, attributions, found, claims)
    (silent,) = (a for a in attributions if not a.source)
    return found.get(silent.id)


def test_between_two_of_the_same_speaker_it_is_his():
    found = _middle("Thatcher")
    assert found.agent.name == "Margaret Thatcher"
    assert found.resolution is Resolution.CONTINUATION
    assert found.evidence


def test_between_two_speakers_it_is_nobodys():
    assert _middle("Angela Merkel") is None
