"""Persons that the entity recogniser takes for something else, told by being quoted."""

import pytest
from spacy.tokens import Span

from kg.model import AgentKind, Form
from kg.resolve.sources import resolve_sources
from tests.parsing import language, marked


def _kind(text, source, label, form):
    """The kind of a source whose mentions all have a label, as the small model may give it."""
    doc = language()(text)
    words = source.split()
    tokens = [t.text for t in doc]
    starts = [i for i in range(len(tokens)) if tokens[i : i + len(words)] == words]
    doc.set_ents([Span(doc, i, i + len(words), label) for i in starts])
    attributions = marked(text, (source, "said", "prices rose"), form=form)
    (found,) = resolve_sources(doc, attributions, "doc").values()
    return found.agent.kind


@pytest.mark.parametrize("text", ["“prices rose,” {} said.", "Then {} said prices rose."])
@pytest.mark.parametrize(("source", "label"), [("Carly", "ORG"), ("Carly Fiorina", "NORP")])
def test_a_first_name_that_is_quoted_is_a_persons(text, source, label):
    assert _kind(text.format(source), source, label, Form.DIRECT) is AgentKind.PERSON


@pytest.mark.parametrize(
    ("text", "source", "label", "form"),
    [
        ("Then Florence said prices rose.", "Florence", "GPE", Form.INDIRECT),
        ("They live in Florence. “prices rose,” Florence said.", "Florence", "GPE", Form.DIRECT),
        ("“prices rose,” the Hill said.", "Hill", "ORG", Form.DIRECT),
        ("“prices rose,” Georgia said.", "Georgia", "GPE", Form.DIRECT),
        ("“prices rose,” Kellogg Bank said.", "Kellogg Bank", "ORG", Form.DIRECT),
    ],
)
def test_what_may_be_a_place_or_organisation_stays_one(text, source, label, form):
    assert _kind(text, source, label, form) is not AgentKind.PERSON


def test_who_stands_behind_a_quotation_is_a_person_though_it_is_no_attribution():
    doc = language()("“Prices rose,” Carly said. Then she said that wages fell.")
    at = next(token.i for token in doc if token.text == "Carly")
    doc.set_ents([Span(doc, at, at + 1, "GPE")])
    attributions = marked(doc.text, ("she", "said", "wages fell"))
    (found,) = resolve_sources(doc, attributions, "doc").values()
    assert (found.agent.name, found.agent.kind) == ("Carly", AgentKind.PERSON)
