"""Forms of names joined to the full ones."""

import pytest
from spacy.tokens import Doc, Span

from kg.model import AgentKind
from kg.resolve.inventory import inventory
from kg.resolve.lexicon import lexicon
from tests.parsing import language


def _names(text):
    """The full name of each form that stands in a text."""
    found = inventory(language()(text), lexicon())
    return {
        found.doc[m.start : m.end].text: name.text for name in found.names for m in name.mentions
    }


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("Margaret Thatcher spoke. Thatcher left.", "Thatcher", "Margaret Thatcher"),
        ("Margaret Thatcher spoke. Margaret left.", "Margaret", "Margaret Thatcher"),
        ("The Department of Justice sued. The Justice Department won.", "Justice Department",
         "Department of Justice"),
        ("The International Monetary Fund met. The IMF paid.", "IMF",
         "International Monetary Fund"),
        ("The Government of the Republic of Israel met. The Israeli Government agreed.",
         "Israeli Government", "Government of the Republic of Israel"),
        ("Norway's Interior Ministry met. The Norwegian Interior Ministry left.",
         "Norwegian Interior Ministry", "Norway's Interior Ministry"),
        ("The Ministry of Foreign Affairs met. The Foreign Ministry left.", "Foreign Ministry",
         "Ministry of Foreign Affairs"),
        ("Norway's Ministry of Internal Affairs met. The Interior Ministry left.",
         "Interior Ministry", "Norway's Ministry of Internal Affairs"),
        ("Norway's Ministry of Foreign Affairs met. The Russian Foreign Ministry left.",
         "Russian Foreign Ministry", "Russian Foreign Ministry"),
        ("Norway's Ministry of Foreign Affairs met. The Russian Foreign Ministry left. The"
         " Foreign Ministry stayed.", "Foreign Ministry", "Foreign Ministry"),
        ("Martin Luther King Jr. spoke. King left.", "King", "Martin Luther King Jr."),
        ("George Bush spoke. George Bush Jr. left. Bush stayed.", "Bush", "George Bush"),
    ],
)  # fmt: skip
def test_short_forms(text, short, full):
    names = _names(text)
    assert names[short] == full


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("According to the Arts and Humanities Citation Index Professor Orrin is often cited.",
         ["Arts and Humanities Citation Index", "Orrin"]),
        ("The Food and Drug Administration Commissioner Xandra Orrin said so.",
         ["Food and Drug Administration", "Xandra Orrin"]),
        ("The Justice Department and FBI said no.", ["Justice Department", "FBI"]),
        ("The Vatican and Justice Ministry said no.", ["Vatican", "Justice Ministry"]),
    ],
)  # fmt: skip
def test_an_institution_with_and_in_its_name_is_one_also_before_a_title(text, found):
    assert [name.text for name in inventory(language()(text), lexicon()).names] == found


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("The Berlin Wall fell. Britain feared Berlin. Berlin's pledge was small.", "Berlin"),
        ("The money came from Friends of Saudi Arabia. Saudi Arabia paid, too.", "Saudi Arabia"),
        ("Georgia Republicans met. Then Republicans agreed.", "Republicans"),
        ("The Prince of Spain left. Spain stayed.", "Spain"),
        ("Donald Trump left. Even an anti-Trump PAC agreed.", "PAC"),
    ],
)
def test_what_a_longer_name_has_in_it_may_be_another(text, short):
    assert _names(text)[short] == short


def _with_place(text, place):
    """What a form means in a text where it is labelled as a place, as the small model does."""
    doc = language()(text)
    at = max(token.i for token in doc if token.text == place)
    doc.set_ents([Span(doc, at, at + 1, "GPE")], default="unmodified")
    _, name = inventory(doc, lexicon()).by_token[at]
    return name.text


def test_a_surname_that_looks_like_a_place_is_one_only_where_something_is_in_it():
    spoke = "The widow Terry Corning came. Corning accused the company of fraud."
    assert _with_place(spoke, "Corning") == "Terry Corning"
    lived = "The singer Whitney Houston came. She lived in Houston for years."
    assert _with_place(lived, "Houston") == "Houston"


def test_the_one_named_far_more_often_is_meant():
    text = "Margaret Thatcher came. " * 3 + "Denis Thatcher came. Thatcher left."
    assert _names(text)["Thatcher"] == "Margaret Thatcher"


def test_a_title_tells_two_bearers_apart():
    text = "Margaret Thatcher often met Denis Thatcher. Mrs. Thatcher left. Mr. Thatcher stayed."
    found = inventory(language()(text), lexicon())
    meant = [
        name.text
        for name in found.names
        for mention in name.mentions
        if mention.titled and mention.words == ("Thatcher",)
    ]
    assert sorted(meant) == ["Denis Thatcher", "Margaret Thatcher"]


@pytest.mark.parametrize(
    ("text", "called", "full"),
    [
        ("Margaret Thatcher spoke. Mr. Thatcher left.", "Mr. Thatcher", "Mr. Thatcher"),
        ("Margaret Thatcher spoke. Mrs. Thatcher left.", "Thatcher", "Margaret Thatcher"),
        ("Xi Jinping came. Mr. Xi spoke. Mr. Xi smiled. Mrs. Xi left.", "Mrs. Xi", "Mrs. Xi"),
        ("Xi Jinping came. Mr. Xi spoke. Mr. Xi smiled. Mrs. Xi left.", "Xi", "Xi Jinping"),
        ("The actress Xandra Orrin came. Mr. Orrin left.", "Mr. Orrin", "Mr. Orrin"),
        (
            "Xandor Orrin came. Xandor spoke. Xandor smiled. Mrs. Orrin left.",
            "Mrs. Orrin",
            "Mrs. Orrin",
        ),
        ("Xandor Orrin came. Xandor spoke. Ms. Orrin left.", "Orrin", "Xandor Orrin"),
        ("Mr. Orrin came. Then Mr. Orrin spoke. Mrs. Orrin left.", "Mrs. Orrin", "Mrs. Orrin"),
        ("Mr. Orrin came. Then Mr. Orrin spoke. Mrs. Orrin left.", "Orrin", "Orrin"),
    ],
)
def test_a_title_tells_from_a_namesake_who_has_no_full_name(text, called, full):
    assert _names(text)[called] == full


def test_whose_titles_were_anothers_is_a_person():
    text = "Berlin Orrin lives in Berlin. Berlin spoke. Berlin left. Mrs. Orrin stayed."
    kinds = {name.text: name.kind for name in inventory(language()(text), lexicon()).names}
    assert kinds["Berlin Orrin"] is AgentKind.PERSON


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("Mr. Orrin came. Orrin spoke.", "Mr. Orrin"),
        ("Orrin came. Prime Minister Orrin spoke.", "Prime Minister Orrin"),
        ("Sen. Orrin came. Mrs. Orrin spoke. Mrs. Orrin left.", "Sen. Orrin"),
        ("Gov. Orrin came. Sen. Orrin spoke. Sen. Orrin left.", "Orrin"),
        ("Professor Orrin came.", "Orrin"),
        ("Orrin came. Prime\nMinister Orrin spoke.", "Prime Minister Orrin"),
        ("Sen. Ann Orrin came. Sen. Orrin spoke.", "Ann Orrin"),
    ],
)
def test_a_surname_alone_keeps_its_title(text, called):
    assert [name.called for name in inventory(language()(text), lexicon()).names] == [called]


def test_a_surname_of_several_keeps_no_title():
    text = "Ann Orrin often met Xandra Orrin. Orrin left. Mrs. Orrin stayed. Orrin came."
    names = inventory(language()(text), lexicon()).names
    assert "Orrin" in {name.called for name in names}


def test_a_title_of_several_is_no_name():
    text = (
        "The leading rivals, Sens. Ted Cruz of Texas and Marco Rubio of Florida, have both urged"
        " the station to release it."
    )
    assert not any(form.startswith("Sens") for form in _names(text).values())


@pytest.mark.parametrize(
    ("text", "full"),
    [
        # The only one who has been introduced.
        ("Margaret Thatcher spoke. Thatcher left. Denis Thatcher stayed.", "Margaret Thatcher"),
        # The first; the other has to be named in full again.
        ("Margaret Thatcher often met Denis Thatcher. Thatcher left. Denis Thatcher stayed.",
         "Margaret Thatcher"),
        # Not one whose first name it is, nor half a double name.
        ("Thatcher Lee met Ann Thatcher. Thatcher left. Thatcher Lee stayed.", "Ann Thatcher"),
        ("Ann Lee-Thatcher spoke. Thatcher left. Denis Thatcher stayed.", "Denis Thatcher"),
        # Nobody knows.
        ("Margaret Thatcher often met Denis Thatcher. Thatcher left.", "Thatcher"),
        ("Thatcher left. Margaret Thatcher often met Denis Thatcher.", "Thatcher"),
        ("Margaret Thatcher often met Denis Thatcher. Thatcher left. Margaret Thatcher stayed.",
         "Thatcher"),
        ("Denis Thatcher spoke. Mr. Thatcher left. Carol Thatcher and Mark Thatcher stayed.",
         "Thatcher"),
    ],
)  # fmt: skip
def test_a_surname_of_several_is_whose_the_article_has_introduced(text, full):
    assert _names(text)["Thatcher"] == full


@pytest.mark.parametrize(
    ("label", "kind"), [("PERSON", AgentKind.PERSON), ("ORG", AgentKind.MEDIA_OUTLET)]
)
def test_a_first_name_in_front_makes_a_person_whatever_the_surname_is_elsewhere(label, kind):
    doc = language()("The mayor met Don Guardian. Guardian left.")
    doc.set_ents([Span(doc, 3, 5, label), Span(doc, 6, 7, "ORG")])
    _, name = inventory(doc, lexicon()).by_token[3]
    assert (name.text, name.kind) == ("Don Guardian", kind)


@pytest.mark.parametrize(
    ("word", "dep", "other", "name"),
    [
        ("Raheem", "compound", "Raheem", "Raheem Kassam"),
        ("Raheem", "compound", "Later", "Raheem Kassam"),
        ("Raheem", "compound", "Xandra", "Kassam"),  # a namesake
        ("Pianist", "compound", "Later", "Kassam"),  # a noun
        ("Raheem", "advmod", "Later", "Kassam"),
    ],
)
def test_a_word_that_is_nothing_else_before_a_labelled_surname_is_a_first_name(
    word, dep, other, name
):
    pos = "ADV" if other == "Later" else "PROPN"
    doc = Doc(
        language().vocab,
        words=[word, "Kassam", "spoke", ".", other, "Kassam", "left", "."],
        tags=["NNP", "NNP", "VBD", ".", "RB" if pos == "ADV" else "NNP", "NNP", "VBD", "."],
        pos=["PROPN", "PROPN", "VERB", "PUNCT", pos, "PROPN", "VERB", "PUNCT"],
        heads=[1, 2, 2, 2, 5, 6, 6, 6],
        deps=[dep, "nsubj", "ROOT", "punct", "compound", "nsubj", "ROOT", "punct"],
        lemmas=[word, "Kassam", "speak", ".", other, "Kassam", "leave", "."],
    )
    doc.set_ents([Span(doc, 1, 2, "PERSON"), Span(doc, 5, 6, "PERSON")])
    _, found = inventory(doc, lexicon()).by_token[1]
    assert found.text == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Outside Carrier's plant stood workers. They said Carrier had lied.", ["Carrier"]),
        ("Inside Story said so. It was Inside Story again.", ["Inside Story"]),
        ("Near East Bank said so. Officials agreed.", ["Near East Bank"]),
    ],
)
def test_a_preposition_that_begins_a_sentence_is_part_of_no_name_that_stands_without_it(
    text, names
):
    assert [name.text for name in inventory(language()(text), lexicon()).names] == names


def test_a_surname_is_no_place_where_it_rarely_looks_like_one():
    text = "John Kasich came. " + "Kasich left. " * 4 + "Debate heated up in Kasich land."
    doc = language()(text)
    surnames = [token.i for token in doc if token.text == "Kasich"][1:]
    doc.set_ents([Span(doc, 0, 2, "PERSON"), *(Span(doc, i, i + 1, "GPE") for i in surnames)])
    assert {name.text for _, name in inventory(doc, lexicon()).by_token.values()} == {"John Kasich"}


def test_words_with_capitals_in_front_of_a_known_person_are_no_part_of_the_name():
    names = _names("Kerry Challenger Kelli Ward: Stop. The challenger Kelli Ward came to Ohio.")
    assert "Kelli Ward" in names.values()
    assert "Kerry Challenger Kelli Ward" not in names.values()
