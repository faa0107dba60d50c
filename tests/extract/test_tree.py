import pytest

from kg.extract.tree import tree_of

TEXTS = [
    "The mayor, who opposes the plan, said on Monday that it would fail.\n\n“No,” he added.",
    "What did the council of the old town say about the bridge that it had wanted to close?",
    "",
    "\n\n",
]


@pytest.mark.parametrize("text", TEXTS)
def test_columns_are_those_of_the_doc(nlp, text):
    doc = nlp(text)
    tree = tree_of(doc)
    assert tree.text == text
    assert tree.words == [t.text for t in doc]
    assert tree.tags == [t.tag_ for t in doc]
    assert tree.deps == [t.dep_ for t in doc]
    assert tree.heads == [t.head.i for t in doc]
    assert tree.lemmas == [t.lemma_.lower() for t in doc]
    assert tree.entities == [t.ent_type_ for t in doc]
    assert tree.starts == [t.idx for t in doc]
    assert tree.first == [t.left_edge.i for t in doc]
    assert tree.last == [t.right_edge.i for t in doc]
    assert tree.sentences == [(s.start, s.end) for s in doc.sents]
    assert [tree.sentences[n] for n in tree.sentence] == [(t.sent.start, t.sent.end) for t in doc]


def test_quotations_and_paragraphs_by_token(nlp):
    tree = tree_of(nlp("He agreed.\n\n“Yes,” he said."))
    quoted = [word for word, quote in zip(tree.words, tree.quote, strict=True) if quote >= 0]
    assert "".join(quoted) == "“Yes,”"
    by_word = dict(zip(tree.words, tree.paragraph, strict=True))
    assert (by_word["agreed"], by_word["Yes"]) == (0, 1)


def test_a_verb_of_the_same_form_goes_with_the_verb_above(nlp):
    doc = nlp("The mayor said that the bridge is safe and added that the tunnel is not.")
    tree = tree_of(doc)
    said, added = tree.words.index("said"), tree.words.index("added")
    assert tree.heads[added] == said


def test_a_verb_of_the_clause_stays(nlp):
    doc = nlp("The mayor said that the council denied and doubted that it is safe.")
    tree = tree_of(doc)
    assert tree.heads == [t.head.i for t in doc]
