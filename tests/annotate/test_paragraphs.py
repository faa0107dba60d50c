import pytest
import spacy

from kg.annotate.paragraphs import paragraph_starts


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("A headline\n\nThe text.", ["The"]),
        ("One.\nTwo.", ["Two"]),
        ("lines broken in\nthe middle", []),
        ("lines broken before\nMoscow", []),
        ("One.\nand two", []),
        ("One.\n \nand two", ["and"]),
        ("\n\nFirst.", []),
        ("“One.”\n“Two.”", ["“"]),
        ("", []),
    ],
)
def test_starts(text, starts):
    words = [token.text for token in spacy.blank("en")(text)]
    assert [words[i] for i in paragraph_starts(words)] == starts


def test_a_headline_is_a_sentence_of_its_own(nlp):
    doc = nlp("Minister resigns over tax plan\n\nThe minister resigned on Monday.")
    assert [sent.text.strip() for sent in doc.sents] == [
        "Minister resigns over tax plan",
        "The minister resigned on Monday.",
    ]
