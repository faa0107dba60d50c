import re

import pytest

from kg.errors import ConfigurationError, NotFoundError
from kg.query.catalogue import Parameter, list_examples, load_example, parse_example

EXAMPLES = list_examples()


def test_what_there_is():
    assert [example.name for example in EXAMPLES] == [
        "by-speech-act",
        "chain",
        "chain-roots",
        "chain-to-root",
        "changed-positions",
        "claim-reviews",
        "claims-about",
        "claims-by",
        "claims-by-anyone-called",
        "claims-in-period",
        "compare",
        "contradictions",
        "cues",
        "denials",
        "denied-by",
        "documents",
        "dropped-hedges",
        "evidence",
        "extractor-versions",
        "first-said",
        "independent-roots",
        "known-at",
        "low-confidence",
        "numbers",
        "on-behalf-of",
        "only-unnamed",
        "positions",
        "reprints",
        "sources",
        "timeline",
        "uncertain-fields",
        "unnamed-sources",
        "variants",
        "who-said",
    ]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_every_example_explains_itself(example):
    assert example.title
    assert example.description.endswith(".")
    assert load_example(example.name) == example
    selected = re.search(r"SELECT(.*?)WHERE", example.text, re.DOTALL)[1]
    for parameter in example.parameters:
        # Only a selected variable can be bound.
        assert re.search(rf"\?{parameter.name}\b", selected)
    assert "ORDER BY" in example.text


def test_an_unknown_example_names_the_nearest():
    with pytest.raises(NotFoundError, match="'claim-about'; there is claims-about"):
        load_example("claim-about")
    with pytest.raises(NotFoundError, match="by-speech-act, chain"):
        load_example("../../etc/passwd")


def test_headers_are_read():
    text = "# title: T\n#description:  D d. \n# param: x (date) example: 2022-01-10\nASK {}\n"
    example = parse_example("e", text)
    assert (example.title, example.description) == ("T", "D d.")
    assert example.parameters == (Parameter("x", "date", "2022-01-10"),)
    assert example.text == text


@pytest.mark.parametrize(
    "text",
    [
        "ASK {}",
        "# title: T\nASK {}",
        "# title: T\n# title: T\n# description: D",
        "# title: T\n# description: D\n# param: x (colour) example: red",
        "# title: T\n# description: D\n# param: x example: red",
    ],
)
def test_a_bad_header_is_an_error(text):
    with pytest.raises(ConfigurationError, match="example e:"):
        parse_example("e", text)
