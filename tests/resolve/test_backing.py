"""Who stands behind a source, how many it is, and why it has no name."""

import re

import pytest
from hypothesis import given, settings

from kg.model import AgentKind, Number, Tie
from kg.resolve.sources import resolve_sources
from tests.parsing import attributed, language, marked

K, BEHALF, PART = AgentKind, Tie.ON_BEHALF, Tie.AFFILIATED


def sources(text, *triples):
    attributions = marked(text, *triples)
    found = resolve_sources(language()(text), attributions, "doc")
    return [found[one.id] for one in attributions]


def behind(source):
    """(tie, name, kind, named) of who stands behind a source, or None."""
    principal = source.principal
    if principal is None:
        return None
    agent = principal.agent
    return principal.tie, agent.name, agent.kind, agent.named


SPOKEN = [
    ("A spokesman for the Health Ministry", BEHALF, "Health Ministry", K.GOVERNMENT_BODY, True),
    ("A spokeswoman for Apple", BEHALF, "Apple", K.COMPANY, True),
    ("A White House spokesman", BEHALF, "White House", K.GOVERNMENT_BODY, True),
    ("White House press secretary Josh Earnest", BEHALF, "White House", K.GOVERNMENT_BODY, True),
    ("State Department spokesman John Kirby", BEHALF, "State Department", K.GOVERNMENT_BODY, True),
    ("John Kirby, a spokesman for the State Department,", BEHALF, "State Department",
     K.GOVERNMENT_BODY, True),
    ("John Kirby, a State Department spokesman,", BEHALF, "State Department",
     K.GOVERNMENT_BODY, True),
    ("A spokesperson for Boeing Co.", BEHALF, "Boeing Co.", K.COMPANY, True),
    ("The Pentagon's spokesman", BEHALF, "Pentagon", K.GOVERNMENT_BODY, True),
    ("Hillary Clinton's lawyer", BEHALF, "Hillary Clinton", K.PERSON, True),
    ("A lawyer for Hillary Clinton", BEHALF, "Hillary Clinton", K.PERSON, True),
    ("A lawyer for the defendant", BEHALF, "defendant", K.PERSON, False),
    ("A spokesman for a large bank", BEHALF, "large bank", K.COMPANY, False),
    ("A company spokeswoman", BEHALF, "company", K.COMPANY, False),
    ("An attorney representing Uber", None, None, None, None),
    ("A spokeswoman for the European Commission", BEHALF, "European Commission",
     K.GOVERNMENT_BODY, True),
    ("Kremlin spokesman Dmitry Peskov", BEHALF, "Kremlin", K.GOVERNMENT_BODY, True),
    ("Donald Trump's campaign manager", BEHALF, "Donald Trump", K.PERSON, True),
    ("Kellyanne Conway, campaign manager of the Republican Party,", BEHALF, "Republican Party",
     K.PARTY, True),
    ("A representative of the Red Cross", BEHALF, "Red Cross", K.ORGANISATION, True),
    ("A representative for the United Nations", BEHALF, "United Nations", K.ORGANISATION, True),
    ("A spokesman for the Metropolitan Police", BEHALF, "Metropolitan Police",
     K.GOVERNMENT_BODY, True),
    ("Ministry of Defense spokeswoman", BEHALF, "Ministry of Defense", K.GOVERNMENT_BODY, True),
    ("A Google spokesperson", BEHALF, "Google", K.COMPANY, True),
    ("Spokesmen for the Labour Party", BEHALF, "Labour Party", K.PARTY, True),
    ("A police spokesman", BEHALF, "police", K.GOVERNMENT_BODY, False),
    # To whom they belong.
    ("A U.S. official", PART, "U.S.", K.GOVERNMENT_BODY, True),
    ("A senior U.S. official", PART, "U.S.", K.GOVERNMENT_BODY, True),
    ("An Israeli official", PART, "Israel", K.GOVERNMENT_BODY, True),
    ("Two senior Iranian diplomats", PART, "Iran", K.GOVERNMENT_BODY, True),
    ("Two people at the company", PART, "company", K.COMPANY, False),
    ("A person inside the White House", PART, "White House", K.GOVERNMENT_BODY, True),
    ("An official at the Treasury Department", PART, "Treasury Department",
     K.GOVERNMENT_BODY, True),
    ("A White House official", PART, "White House", K.GOVERNMENT_BODY, True),
    ("Officials from the World Health Organization", PART, "World Health Organization",
     K.ORGANISATION, True),
    ("An employee of Facebook", PART, "Facebook", K.COMPANY, True),
    ("Apple CEO Tim Cook", PART, "Apple", K.COMPANY, True),
    ("Tim Cook, the chief executive of Apple,", PART, "Apple", K.COMPANY, True),
    ("An adviser to Hillary Clinton", PART, "Hillary Clinton", K.PERSON, True),
    ("Hillary Clinton adviser Jake Sullivan", PART, "Hillary Clinton", K.PERSON, True),
    ("Senate Majority Leader Mitch McConnell", PART, "Senate", K.GOVERNMENT_BODY, True),
    ("Defense Secretary Ash Carter", None, None, None, None),
    ("Vice President Joe Biden", None, None, None, None),
    ("Attorney General Loretta Lynch", None, None, None, None),
    ("White House Press Secretary Josh Earnest", BEHALF, "White House", K.GOVERNMENT_BODY, True),
    ("Interior ministry spokesman", BEHALF, "Interior ministry", K.GOVERNMENT_BODY, True),
    ("The Trump campaign manager Kellyanne Conway", BEHALF, "Trump campaign", K.ORGANISATION, True),
    ("Party leaders", PART, "Party", K.PARTY, False),
    ("Some Democratic party officials", PART, "Democratic party", K.PARTY, True),
    ("A ministry official", PART, "ministry", K.GOVERNMENT_BODY, False),
    # Nobody.
    ("A senior administration official", PART, "administration", K.GOVERNMENT_BODY, False),
    ("A former spokesman for Apple", None, None, None, None),
    ("Former White House spokesman Jay Carney", None, None, None, None),
    ("The secretary of state", None, None, None, None),
    ("A professor in a long campaign", None, None, None, None),
    ("Her campaign manager", None, None, None, None),
    ("Clinton campaign communications director Jennifer Palmieri", BEHALF,
     "Clinton campaign", K.ORGANISATION, True),
    ("A senior official", None, None, None, None),
    ("Officials", None, None, None, None),
    ("Residents of Boston", None, None, None, None),
    ("People in Boston", None, None, None, None),
    ("A source familiar with the matter", None, None, None, None),
    ("President Barack Obama", None, None, None, None),
    ("The Health Ministry", None, None, None, None),
    ("The wife of a spokesman for Apple", None, None, None, None),
    ("A critic of the White House", None, None, None, None),
    ("State media", None, None, None, None),
    ("A report by the United Nations", None, None, None, None),
    ("Tim Cook, who met a spokesman for Boeing,", None, None, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("source", *"tnkm"), SPOKEN, ids=[case[0] for case in SPOKEN])
def test_who_stands_behind(source, t, n, k, m):
    text = f"{source} said that prices rose."
    (found,) = sources(text, (source, "said", "that prices rose"))
    assert behind(found) == (None if t is None else (t, n, k, m))


SPEAKING = [
    ("[John Kerry] said on behalf of the European Union {that prices rose}.", "European Union"),
    ("Speaking on behalf of the White House, [John Kerry] said {that prices rose}.", "White House"),
    ("[A lawyer] said on Apple's behalf {that prices rose}.", "Apple"),
    ("{“Prices rose,”} said [John Kerry], speaking for the State Department.", "State Department"),
    ("{“He spoke on behalf of Iran,”} said [John Kerry].", None),
    ("[John Kerry] said {that he was speaking on behalf of Iran}.", None),
]
"""Sources in brackets, contents in braces."""


@pytest.mark.parametrize(("marked_text", "name"), SPEAKING)
def test_speaking_for_somebody(marked_text, name):
    source, content = (re.search(marks, marked_text)[1] for marks in (r"\[(.*)\]", r"{(.*)}"))
    (found,) = sources(re.sub(r"[][{}]", "", marked_text), (source, "said", content))
    assert (behind(found) or (None, None))[1] == name


def test_what_an_article_calls_a_source_once_holds_for_all_it_says():
    text = (
        "John Kirby said that prices rose. The State Department spokesman said that they fell.\n\n"
        "John Kirby, a State Department spokesman, said that it was late. He added that it rained."
    )
    found = sources(
        text,
        ("John Kirby", "said", "that prices rose"),
        ("The State Department spokesman", "said", "that they fell"),
        ("John Kirby, a State Department spokesman,", "said", "that it was late"),
        ("He", "added", "that it rained"),
    )
    assert {behind(one)[1] for one in found} == {"State Department"}
    assert {one.agent.name for one in found} >= {"John Kirby"}


def test_a_ministry_spokesman_is_of_the_one_ministry_of_the_article():
    text = "The Health Ministry was closed. A ministry spokesman said that prices rose."
    (found,) = sources(text, ("A ministry spokesman", "said", "that prices rose"))
    assert behind(found) == (BEHALF, "Health Ministry", K.GOVERNMENT_BODY, True)
    assert not found.agent.named
    (span,) = found.principal.evidence
    assert text[span.start : span.end] == "Health Ministry"


def test_the_spokesman_of_somebody_is_not_them():
    text = "Donald Trump left. His spokesman said that prices rose."
    (found,) = sources(text, ("His spokesman", "said", "that prices rose"))
    assert behind(found) == (BEHALF, "Donald Trump", K.PERSON, True)
    assert found.agent.name != "Donald Trump"


NUMBERS = [
    ("A senior official", Number.ONE),
    ("One witness", Number.ONE),
    ("Two people at the company", Number.SEVERAL),
    ("Officials", Number.SEVERAL),
    ("Several witnesses", Number.SEVERAL),
    ("Some newspapers", Number.SEVERAL),
    ("A large bank", Number.ONE),
    ("The crowd", Number.SEVERAL),
    ("The preliminary data", None),
    ("A report", None),
    ("The White House", None),
    ("Barack Obama", None),
]


@pytest.mark.parametrize(("source", "number"), NUMBERS)
def test_one_or_several(source, number):
    text = f"{source} said that prices rose."
    (found,) = sources(text, (source, "said", "that prices rose"))
    assert found.number is number


REASONS = [
    "on condition of anonymity",
    "speaking on condition of anonymity because he was not authorized to discuss the talks",
    "speaking on the condition of anonymity",
    "who spoke on condition of anonymity because of the sensitivity of the matter",
    "who asked not to be named",
    "who asked not to be identified because the talks are private",
    "who declined to be identified",
    "who declined to be named",
    "who requested anonymity",
    "who requested anonymity to discuss internal talks",
    "who wished to remain anonymous",
    "who was not authorized to speak publicly",
    "who was not authorised to speak to the press",
    "who did not want to be named for fear of reprisals",
    "who didn't want his name used",
    "who was granted anonymity",
    "who insisted on anonymity",
    "who could not be named",
    "who talked on condition of anonymity",
    "who preferred not to be named",
    "asking not to be named",
    "speaking under condition of anonymity",
]


@pytest.mark.parametrize("reason", REASONS)
def test_why_a_source_has_no_name(reason):
    for text, triple in (
        (
            f"A senior official, {reason}, said that prices rose.",
            (f"A senior official, {reason},", "said", "that prices rose"),
        ),
        (
            f"“Prices rose,” said a senior official {reason}.",
            ("a senior official", "said", "“Prices rose,”"),
        ),
    ):
        (found,) = sources(text, triple)
        assert [text[span.start : span.end] for span in found.anonymity] == [reason]


@pytest.mark.parametrize(
    "words",
    [
        "who asked not to be disturbed",
        "who was on condition",
        "who declined to be interviewed",
        "who was not authorized to enter",
        "an anonymous poet",
    ],
)
def test_what_is_no_reason_to_have_no_name(words):
    text = f"A senior official, {words}, said that prices rose."
    (found,) = sources(text, (f"A senior official, {words},", "said", "that prices rose"))
    assert found.anonymity == ()


def test_a_reason_in_a_sentence_of_its_own_holds_for_all_that_was_said():
    text = (
        "A senior official said that prices rose. The official said that they fell.\n\n"
        "The official spoke on condition of anonymity because the talks are private."
    )
    found = sources(
        text,
        ("A senior official", "said", "that prices rose"),
        ("The official", "said", "that they fell"),
    )
    for one in found:
        (span,) = one.anonymity
        assert text[span.start : span.end].startswith("spoke on condition of anonymity because the")
    assert len({one.agent.key for one in found}) == 1


def test_the_named_have_no_reason():
    text = "Barack Obama said that prices rose, on condition of anonymity."
    (found,) = sources(text, ("Barack Obama", "said", "that prices rose"))
    assert found.anonymity == ()


def test_a_reason_in_somebody_elses_words_is_a_claim():
    text = "A senior official said that the aide spoke on condition of anonymity."
    content = "that the aide spoke on condition of anonymity"
    (found,) = sources(text, ("A senior official", "said", content))
    assert found.anonymity == ()


@settings(max_examples=30, deadline=None)
@given(attributed())
def test_the_unnamed_are_never_the_same_in_two_documents(case):
    text, attributions = case
    doc = language()(text)

    def unnamed(scope):
        found = resolve_sources(doc, attributions, scope).values()
        agents = [one.agent for one in found] + [o.principal.agent for o in found if o.principal]
        return {agent.key for agent in agents if not agent.named}

    assert unnamed("a").isdisjoint(unnamed("b"))
