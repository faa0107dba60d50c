"""Descriptions of somebody whom the document names."""

import pytest

from kg.model import Resolution
from kg.resolve.sources import resolve_sources
from tests.parsing import language, marked


def _who(first, source):
    """Name and resolution of a description after a first sentence."""
    text = f"{first} {source} said that prices rose."
    attributions = marked(text, (source, "said", "that prices rose"))
    (found,) = resolve_sources(language()(text), attributions, "doc").values()
    return found.agent.name, found.resolution


@pytest.mark.parametrize(
    ("first", "source", "name"),
    [
        ("Margaret Thatcher, 34, lost her job.", "The 34-year-old", "Margaret Thatcher"),
        (
            "Margaret Thatcher, 34, met John Kerry, 61, in Ohio.",
            "The 34-year-old mother of three",
            "Margaret Thatcher",
        ),
        ("Rep. Margaret Thatcher opposes the bill.", "The congresswoman", "Margaret Thatcher"),
        ("Sen. John Kerry opposes the bill.", "The lawmaker", "John Kerry"),
        ("Former Ohio Gov. John Kerry left.", "The former governor", "John Kerry"),
        ("Ohio Gov. John Kerry met Boris Johnson.", "The Ohio governor", "John Kerry"),
        ("Sen. John Kerry (R-Fla.) met Sen. Ann Richards.", "The Florida senator", "John Kerry"),
        (
            "Sen. John Kerry, D-New York, met Gov. Boris Johnson.",
            "The New York senator",
            "John Kerry",
        ),
        ("Sen. John Kerry of Ohio met Sen. Ann Richards.", "The Ohio senator", "John Kerry"),
        ("John Kerry (D., N.Y.) left.", "The New York Democrat", "John Kerry"),
        ("Boris Johnson met Texas candidate Ann Richards.", "The Texas candidate", "Ann Richards"),
        ("Queen Elizabeth met Boris Johnson.", "The queen", "Queen Elizabeth"),
        ("Pope Francis met Boris Johnson.", "The pontiff", "Francis"),
        ("King Charles met Boris Johnson.", "The king", "Charles"),
        ("Lawyer Hermann Gomez met Boris Johnson.", "The lawyer", "Hermann Gomez"),
    ],
)
def test_ages_titles_and_former_offices_lead_to_the_name(first, source, name):
    assert _who(first, source) == (name, Resolution.DESCRIPTION)


@pytest.mark.parametrize(
    ("first", "source"),
    [
        ("Margaret Thatcher, 34, lost her job.", "The 43-year-old"),
        ("Margaret Thatcher, 34, met John Kerry, 34, in Ohio.", "The 34-year-old"),
        ("Rep. John Kerry opposes the bill.", "The congresswoman"),
        ("Sen. John Kerry met Sen. Ann Richards.", "The lawmaker"),
        ("Ohio Gov. John Kerry left.", "The former governor"),
        ("Ohio Gov. John Kerry left.", "The Florida governor"),
        ("Sen. John Kerry met Boris Johnson.", "The Florida senator"),
        ("Texas candidate Ann Richards met Boris Johnson.", "The Texas candidate"),
        ("Boris Johnson met Texas candidate Ann Richards.", "The candidate"),
        ("Maine grew. The governor won in the state Senate in June.", "The state"),
    ],
)
def test_what_does_not_fit_or_fits_two_stays_a_description(first, source):
    assert _who(first, source)[1] is Resolution.UNNAMED


def test_a_poll_is_not_the_person_whose_name_stands_beside_it():
    assert _who("Poll: Johnson and Richards in dead heat in Ohio.", "The poll")[0] == "Poll"


def test_a_newspaper_is_not_the_state_that_it_is_named_beside():
    first = "To help flood-ravaged Louisiana, a Baton Rouge newspaper called for aid."
    assert _who(f"{first} Louisiana is large.", "The newspaper")[0] == "Baton Rouge newspaper"
