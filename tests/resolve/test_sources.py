"""Who the sources are."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from kg.claims.claims import claims_of
from kg.model import AgentKind, Document, Record, Resolution
from kg.resolve.sources import resolve_sources
from tests.gold import HAND_MADE, gold_record
from tests.parsing import attributed, language, marked, seed_doc

R, K = Resolution, AgentKind


def test_seed_article_exactly():
    record = gold_record()
    found = resolve_sources(seed_doc(), record.attributions, record.document.key)
    assert len(found) == 14
    for attribution in record.attributions:
        resolved = replace(found[attribution.id], confidence=None)
        assert resolved == record.sources[attribution.id], attribution.source


def _resolved(text, *triples):
    """(name, kind, resolution, evidence) of each triple's source."""
    attributions = marked(text, *triples)
    found = resolve_sources(language()(text), attributions, "doc")
    return [
        (
            found[a.id].agent.name,
            found[a.id].agent.kind,
            found[a.id].resolution,
            " ".join(span.text_in(text) for span in found[a.id].evidence),
        )
        for a in attributions
    ]


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("President Kassym-Jomart Tokayev", "Kassym-Jomart Tokayev", K.PERSON),
        ("The Kazakh Ministry of Health", "Kazakh Ministry of Health", K.GOVERNMENT_BODY),
        ("State-run TV station Khabar 24", "Khabar 24", K.MEDIA_OUTLET),
        ("U.S. Secretary of State John Kerry", "John Kerry", K.PERSON),
        ("Interior ministry spokeswoman Margaret Thatcher", "Margaret Thatcher", K.PERSON),
        ("Margaret Thatcher, a spokeswoman for the ministry,", "Margaret Thatcher", K.PERSON),
        ("Sen. Margaret Thatcher of Ohio", "Margaret Thatcher", K.PERSON),
        ("The New York Times", "New York Times", K.MEDIA_OUTLET),
        ("The Supreme Court", "Supreme Court", K.COURT),
        ("The Labour Party", "Labour Party", K.PARTY),
        ("The University of Oxford", "University of Oxford", K.ORGANISATION),
        ("Russia's Defence Ministry", "Russia's Defence Ministry", K.GOVERNMENT_BODY),
        ("Norway's Ministry of Finance", "Norway's Ministry of Finance", K.GOVERNMENT_BODY),
        ("Japan's Coast Guard", "Coast Guard", K.GOVERNMENT_BODY),
        ("Norway's government", "Norway's government", K.GOVERNMENT_BODY),
        ("Ursula von der Leyen", "Ursula von der Leyen", K.PERSON),
        ("Lawyer Hermann Gomez", "Hermann Gomez", K.PERSON),
        ("Mathematician Ilse Vandermeer", "Ilse Vandermeer", K.PERSON),
        ("Artist Records Ltd", "Artist Records Ltd", K.COMPANY),
        ("Lawyer Services Agency", "Lawyer Services Agency", K.GOVERNMENT_BODY),
        ("Chief Executive Tim Cook", "Tim Cook", K.PERSON),
        ("Chief Executive Helge Dahl", "Helge Dahl", K.PERSON),
        ("Recep Tayyip Erdogan", "Recep Tayyip Erdogan", K.PERSON),
        (
            "The Office of the Inspector General",
            "Office of the Inspector General",
            K.GOVERNMENT_BODY,
        ),
        ("The Kazakh government", "Kazakh government", K.GOVERNMENT_BODY),
    ],
)
def test_names_without_what_is_around_them(source, name, kind):
    text = f"{source} said that prices rose."
    assert _resolved(text, (source, "said", "that prices rose")) == [(name, kind, R.NAME, name)]


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("A senior official", "senior official", K.PERSON),
        ("State media", "State media", K.MEDIA_OUTLET),
        ("Some foreign newspapers", "Some foreign newspapers", K.GROUP),
        ("The preliminary data", "preliminary data", K.DOCUMENT),
        ("Several witnesses", "Several witnesses", K.GROUP),
        ("A report by experts", "report by experts", K.DOCUMENT),
        ("A teacher, who asked not to be named,", "teacher", K.PERSON),
        ("Those who saw the crash", "Those", K.GROUP),
        ("One of the lawyers", "One of the lawyers", K.PERSON),
        ("Japan's central bank", "Japan's central bank", K.GOVERNMENT_BODY),
        ("A large bank", "large bank", K.COMPANY),
        ("One of the ads", "One of the ads", K.DOCUMENT),
        ("One of the many things", "One of the many things", K.UNKNOWN),
        ("The 23-year-old", "23-year-old", K.PERSON),
    ],
)
def test_unnamed_sources_belong_to_the_document(source, name, kind):
    text = f"{source} said that prices rose."
    attributions = marked(text, (source, "said", "that prices rose"))
    (found,) = resolve_sources(language()(text), attributions, "doc").values()
    assert (found.agent.name, found.agent.kind, found.resolution) == (name, kind, R.UNNAMED)
    assert not found.agent.named
    assert found.agent.scope == "doc"


@pytest.mark.parametrize(
    ("text", "triple", "name"),
    [
        ("He read the letters from the city, which say that prices rose.",
         ("which", "say", "that prices rose"), "letters from the city"),
        ("They asked members of the club who said that prices rose.",
         ("who", "said", "that prices rose"), "members of the club"),
        ("He met Ann Lee (D-Ohio), a lawyer who said that prices rose.",
         ("who", "said", "that prices rose"), "Ann Lee"),
        ("Prices rose, they both said.", ("they both", "said", "Prices rose"), "they"),
        ("Both Ann Lee and John Kerry said that prices rose.",
         ("Both Ann Lee and John Kerry", "said", "that prices rose"), "Ann Lee and John Kerry"),
        ("John Kerry met Barack Obama. Neither Obama nor Kerry said that prices rose.",
         ("Neither Obama nor Kerry", "said", "that prices rose"), "Barack Obama and John Kerry"),
        ("Ohio Democrats and Republicans said that prices rose.",
         ("Ohio Democrats and Republicans", "said", "that prices rose"),
         "Ohio Democrats and Republicans"),
        ("Ann Lee and John Kerry both said that prices rose.",
         ("Ann Lee and John Kerry both", "said", "that prices rose"), "Ann Lee and John Kerry"),
        ("The former first lady and senator said that prices rose.",
         ("The former first lady and senator", "said", "that prices rose"), None),
        ("The campaign paid. A campaign aide, Ann Lee, left. The campaign said it rained.",
         ("The campaign", "said", "it rained"), "campaign"),
        ("The judge praised U.N. Women for its work. He said that prices rose.",
         ("He", "said", "that prices rose"), "judge"),
        ("John Kerry spoke. Kerry stayed. The bank's head, Boris Johnson, he said that it was so.",
         ("he", "said", "that it was so"), "Boris Johnson"),
    ],
)  # fmt: skip
def test_what_agrees_with_what(text, triple, name):
    ((found, kind, *_),) = _resolved(text, triple)
    assert found == name or (name is None and kind is K.PERSON)


@pytest.mark.parametrize(
    ("first", "then", "name", "resolution"),
    [
        ("Margaret Thatcher", "Thatcher", "Margaret Thatcher", R.NAME),
        ("Margaret Thatcher", "Ms. Thatcher", "Margaret Thatcher", R.NAME),
        ("Margaret Thatcher", "She", "Margaret Thatcher", R.PRONOUN),
        ("Margaret Thatcher", "He", None, R.UNRESOLVED),
        ("President John Adams", "The president", "John Adams", R.DESCRIPTION),
        ("President John Adams", "The senator", None, R.UNNAMED),
        ("Prime Minister Theresa May", "May", "Theresa May", R.NAME),
        ("Philip May and Theresa May", "May", None, R.UNNAMED),
        ("The Finance Ministry", "The ministry", "Finance Ministry", R.DESCRIPTION),
        ("The Finance Ministry", "The health ministry", None, R.UNNAMED),
        ("The Finance Ministry", "It", "Finance Ministry", R.PRONOUN),
        ("The Finance Ministry", "He", None, R.UNRESOLVED),
        ("The Finance Ministry", "The statement", "Finance Ministry", R.DESCRIPTION),
        ("The International Monetary Fund", "The IMF", "International Monetary Fund", R.NAME),
        (
            "Norway's Interior Ministry",
            "The Interior Ministry",
            "Norway's Interior Ministry",
            R.NAME,
        ),
        ("Norway's government", "The government", "Norway's government", R.DESCRIPTION),
        ("The Norwegian government", "It", "Norwegian government", R.PRONOUN),
        ("The Obama campaign", "The campaign of Ann Lee", None, R.UNNAMED),
        ("Several witnesses", "They", "Several witnesses", R.PRONOUN),
        ("A senior official", "The official", "senior official", R.DESCRIPTION),
    ],
)
def test_later_mentions(first, then, name, resolution):
    text = f"{first} said that prices rose. {then} added that wages fell."
    found = _resolved(
        text, (first, "said", "that prices rose"), (then, "added", "that wages fell")
    )[1]
    assert found[2] is resolution
    if name is None:
        assert found[0].casefold() in {then.casefold(), then.removeprefix("The ").casefold()}
    else:
        assert (found[0], found[3]) == (name, name)


@pytest.mark.parametrize(
    ("document", "name"),
    [("statement", "Finance Ministry"), ("letter", "letter"), ("message", "message")],
)
def test_what_an_organisation_issues_speaks_for_it_and_not_what_anybody_writes(document, name):
    text = f"The Finance Ministry said that prices rose. The {document} said that wages fell."
    triples = (
        ("The Finance Ministry", "said", "that prices rose"),
        (f"The {document}", "said", "that wages fell"),
    )
    assert _resolved(text, *triples)[1][0] == name


def test_a_cue_is_no_part_of_a_name_in_a_headline():
    headline = ("Boris Johnson", "Apologizes For", "The Long Delay Of Trains")
    assert _resolved(" ".join(headline), headline)[0][0] == "Boris Johnson"


def test_two_bearers_of_a_name_stay_apart():
    text = "Denis Thatcher met Margaret Thatcher. Thatcher said that prices rose."
    assert _resolved(text, ("Thatcher", "said", "that prices rose"))[0][0] == "Thatcher"


def test_two_equal_candidates_are_no_guess():
    text = "Snow fell on John Kerry and Boris Johnson. He said that prices rose."
    assert _resolved(text, ("He", "said", "that prices rose"))[0] == (
        "He",
        K.UNKNOWN,
        R.UNRESOLVED,
        "",
    )


def test_first_person_in_a_quotation_is_its_speaker():
    text = "“I think that prices rose,” Margaret Thatcher said."
    found = _resolved(
        text,
        ("I", "think", "that prices rose"),
        ("Margaret Thatcher", "said", "“I think that prices rose,”"),
    )
    assert found[0] == ("Margaret Thatcher", K.PERSON, R.PRONOUN, "Margaret Thatcher")


def test_first_person_outside_quotations_is_nobody():
    text = "Margaret Thatcher slept. I think that prices rose."
    assert _resolved(text, ("I", "think", "that prices rose"))[0][2] is R.UNRESOLVED


def test_relative_pronouns_go_back_to_their_noun():
    text = "We met Margaret Thatcher, who said that prices rose."
    assert _resolved(text, ("who", "said", "that prices rose"))[0][0] == "Margaret Thatcher"


def test_who_behind_a_description_is_whom_it_describes():
    text = "Snow fell, said John Kerry, a lawyer for Boris Johnson, who added that prices rose."
    assert _resolved(text, ("who", "added", "that prices rose"))[0][0] == "John Kerry"
    text = "Snow fell on John Kerry and on Boris Johnson, who added that prices rose."
    assert _resolved(text, ("who", "added", "that prices rose"))[0][0] == "Boris Johnson"


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("An aide to Boris Johnson", "aide to Boris Johnson"),
        ("A spokesman for John Kerry", "spokesman for John Kerry"),
        ("The wife of President Obama", "wife of President Obama"),
        ("Candidates like John Kerry", "John Kerry"),
        ("The campaign of John Kerry", "John Kerry"),
        ("The aides to John Kerry", "aides to John Kerry"),
    ],
)
def test_who_behind_a_name_is_the_person_that_it_tells_from_others(phrase, name):
    text = f"{phrase}, who said that prices rose, left the room."
    assert _resolved(text, ("who", "said", "that prices rose"))[0][0] == name


def test_who_agrees_in_number_with_its_verb():
    text = "The aides to John Kerry, who says that prices rose, left the room."
    assert _resolved(text, ("who", "says", "that prices rose"))[0][0] == "John Kerry"


def test_who_is_nobody_that_is_a_place():
    text = "We met lawmakers in France who said that prices rose."
    found = _resolved(text, ("who", "said", "that prices rose"))[0]
    assert found[:2] in {
        ("lawmakers in France", K.GROUP),
        ("lawmakers", K.GROUP),
        ("who", K.UNKNOWN),
    }


def test_a_pronoun_in_an_indirect_content_is_its_source():
    text = (
        "Margaret Thatcher met Angela Merkel. Margaret Thatcher said that she believed prices rose."
    )
    found = _resolved(
        text,
        ("Margaret Thatcher", "said", "that she believed prices rose"),
        ("she", "believed", "prices rose"),
    )
    assert found[1][0] == "Margaret Thatcher"


def test_some_members_of_a_group_are_not_the_group():
    text = "Republicans in Ohio said that prices rose."
    attributions = marked(text, ("Republicans in Ohio", "said", "that prices rose"))
    (found,) = resolve_sources(language()(text), attributions, "doc").values()
    assert (found.agent.name, found.agent.named) == ("Republicans in Ohio", False)


@settings(max_examples=60, deadline=None)
@given(attributed())
def test_any_attributions_of_any_text_resolve(drawn):
    text, attributions = drawn
    doc = language()(text)
    document = Document("d", text)
    found = resolve_sources(doc, attributions, document.key)
    assert {a.id for a in attributions if a.source} <= set(found)
    Record(document, HAND_MADE, attributions, found, claims_of(doc, attributions))
    assert resolve_sources(doc, attributions[::-1], document.key) == found
    for source in found.values():
        assert source.agent.named == (source.agent.scope == "")
        assert source.resolution is not R.UNRESOLVED or not source.evidence


def test_whom_he_stands_for_is_a_person_whatever_the_name_was_taken_for():
    text = "Hoover said that prices rose. He said that wages fell."
    doc = language()(text)
    doc.set_ents([doc.char_span(0, len("Hoover"), label="ORG")], default="unmodified")
    triples = ("Hoover", "said", "that prices rose"), ("He", "said", "that wages fell")
    found = resolve_sources(doc, marked(text, *triples), "doc").values()
    assert [(one.agent.name, one.agent.kind) for one in found] == [("Hoover", K.PERSON)] * 2


@pytest.mark.parametrize(
    ("source", "name", "members"),
    [
        (
            "John Kerry and Boris Johnson",
            "John Kerry and Boris Johnson",
            ["John Kerry", "Boris Johnson"],
        ),
        ("John Kerry and his aides", "John Kerry and his aides", ["John Kerry"]),
        (
            "The Foreign Ministry and the FBI",
            "Foreign Ministry and FBI",
            ["Foreign Ministry", "FBI"],
        ),
        ("His aides and neighbours", "His aides and neighbours", []),
    ],
)
def test_several_together_are_a_group_of_those_who_have_names(source, name, members):
    text = f"Snow fell. {source} said that prices rose. They added that snow fell."
    said = marked(text, (source, "said", "that prices rose"), ("They", "added", "that snow fell"))
    found = resolve_sources(language()(text), said, "doc")
    first = found[said[0].id]
    assert (first.agent.name, first.agent.kind) == (name, K.GROUP)
    assert {member.name for member in first.members} == {*members}
    later = found[said[1].id]
    assert later.members == (first.members if later.agent == first.agent else frozenset())


@pytest.mark.parametrize(
    "source",
    ["Margaret Thatcher and John Major", "Margaret Thatcher, Boris Johnson and John Major"],
)
def test_they_behind_several_that_spoke_are_these(source):
    text = f"{source} said that prices fell. They said that wages rose."
    spoken = (source, "said", "that prices fell"), ("They", "said", "that wages rose")
    assert _resolved(text, *spoken)[1][0] == source


def test_they_are_nobody_whose_sex_is_known():
    text = "Margaret Thatcher said that prices fell. They said that wages rose."
    spoken = ("Thatcher", "said", "that prices fell"), ("They", "said", "that wages rose")
    assert _resolved(text, *spoken)[1][2] is R.UNRESOLVED


def test_nobody_outside_of_the_source_is_one_of_the_group():
    text = "Walking around Ohio State, Margaret Thatcher and husband Boris Johnson, thanked them."
    said = marked(text, ("Margaret Thatcher and husband Boris Johnson", "thanked", "them"))
    (found,) = resolve_sources(language()(text), said, "doc").values()
    assert {member.name for member in found.members} == {"Margaret Thatcher", "Boris Johnson"}


@pytest.mark.parametrize(
    ("source", "members"),
    [
        ("Margaret Thatcher, John Kerry and Boris Johnson", 3),
        ("Mayor Thatcher, Gov. John Kerry (D-Ohio), and Senator Boris Johnson of Texas,", 3),
        ("The Foreign Ministry, the FBI and the Labour Party", 3),
        ("Some Democrats and many Republicans", 0),
        ("Both Democrats and Republicans", 2),
        ("Everyone but John Kerry", 0),
    ],
)
def test_lists_have_all_their_members(source, members):
    text = f"{source} said that prices rose."
    (found,) = resolve_sources(
        language()(text), marked(text, (source, "said", "that prices rose")), "doc"
    ).values()
    assert (found.agent.kind, len(found.members)) == (K.GROUP, members)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Fox News’ Margaret Thatcher", "Margaret Thatcher"),
        ("CNN’s John Kerry", "John Kerry"),
        ("Former prosecutor and New York City Mayor John Kerry", "John Kerry"),
        ("Margaret Thatcher, a lawyer from Ohio,", "Margaret Thatcher"),
    ],
)
def test_one_person_behind_others_names_and_titles(source, name):
    text = f"Snow fell on Ohio, and {source} said that prices rose."
    assert _resolved(text, (source, "said", "that prices rose"))[0][:2] == (name, K.PERSON)
