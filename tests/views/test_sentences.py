import pytest

from kg.model import Document
from kg.views.sentences import attributed, sentences

EXAMPLES = {
    "One. Two! Three?": ["One.", "Two!", "Three?"],
    "“It is so.” He left.": ["“It is so.”", "He left."],
    "Dr. Who met Gen. J. Grant. They spoke.": ["Dr. Who met Gen. J. Grant.", "They spoke."],
    "It rose by 2.5 per cent. 40 left.": ["It rose by 2.5 per cent.", "40 left."],
    "A headline\n\nThe text. ": ["A headline", "The text."],
    "no end": ["no end"],
    "   ": [],
}


@pytest.mark.parametrize("text", EXAMPLES)
def test_ends(text):
    found = [span.text_in(text) for span in sentences(Document("a", text))]
    assert found == EXAMPLES[text]


def test_what_stands_before_the_body_is_no_sentence():
    document = Document("a", "date 2022-01-10 It is. So.", body_start=16)
    assert [s.text_in(document.text) for s in sentences(document)] == ["It is.", "So."]


def test_attributed_sentences(seed_record):
    found = attributed(seed_record)
    own = [span.text_in(seed_record.document.text) for span, said in found if not said]
    assert len(found) > 10
    assert any("164 killed" in sentence for sentence in own)
    assert not any("armed aggression" in sentence for sentence in own)
