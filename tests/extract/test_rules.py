import datetime
import itertools

import pytest

from kg.annotate.pipeline import annotate
from kg.extract.rules import extract
from kg.model import Document


def one(items, **roles):
    """The attribution with these roles, which must be there."""
    fitting = [i for i in items if all(i.get(k) == v for k, v in roles.items())]
    assert fitting, items
    return fitting[0]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "form"),
    [
        ("The mayor said that the bridge is safe.", "The mayor", "said",
         "that the bridge is safe", "indirect"),
        ("“The bridge is safe,” said the mayor.", "the mayor", "said",
         "“The bridge is safe,”", "direct"),
        ("\"The bridge is safe,\" the mayor said.", "the mayor", "said",
         "\"The bridge is safe,\"", "direct"),
        ("''The bridge is safe,'' the mayor said.", "the mayor", "said",
         "''The bridge is safe,''", "direct"),
        ("The mayor said: “The bridge is safe. Nobody has to worry.”", "The mayor", "said",
         "“The bridge is safe. Nobody has to worry.”", "direct"),
        ("“The bridge,” the mayor said, “is safe for everybody.”", "the mayor", "said",
         "“The bridge,” | “is safe for everybody.”", "direct"),
        ("“It is safe,” the mayor said. “Nobody has to worry.”", "the mayor", "said",
         "“It is safe,” | “Nobody has to worry.”", "direct"),
        ("The mayor said the bridge was “completely safe” for cars.", "The mayor", "said",
         "the bridge was “completely safe” for cars", "mixed"),
        ("According to the police, three people were hurt.", "the police", "According to",
         "three people were hurt", "indirect"),
        ("Three people were hurt, according to the police.", "the police", "according to",
         "Three people were hurt", "indirect"),
        ("Residents believe that the river will rise.", "Residents", "believe",
         "that the river will rise", "indirect"),
        ("The bridge is safe, the mayor said.", "the mayor", "said",
         "The bridge is safe", "indirect"),
        ("The mayor, who opposes the plan, said that it would fail.",
         "The mayor, who opposes the plan,", "said", "that it would fail", "indirect"),
        ("The council did not say that the bridge is safe.", "The council", "did not say",
         "that the bridge is safe", "indirect"),
        ("The plan is a mess, as one official put it.", "one official", "put",
         "The plan is a mess", "indirect"),
        ("The council wants to close the bridge.", "The council", "wants",
         "to close the bridge", "indirect"),
    ],
)  # fmt: skip
def test_constructions(said, text, source, cue, content, form):
    one(said(text), source=source, cue=cue, content=content, form=form)


def test_nobody_is_the_source_of_an_impersonal_passive(said):
    found = one(said("It was reported that the bridge had collapsed."), cue="was reported")
    assert "source" not in found
    assert found["content"] == "that the bridge had collapsed"


def test_coordinated_verbs_share_their_subject(said):
    found = said("The mayor said that the bridge is safe and added that the tunnel is not.")
    assert one(found, cue="added")["source"] == "The mayor"
    assert one(found, cue="said")["content"] == "that the bridge is safe"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The mayor said that it rained.", "asserts"),
        ("The mayor denied that it rained.", "denies"),
        ("The mayor demanded that the road be closed.", "demands"),
        ("The mayor asked residents to stay at home.", "demands"),
        ("The mayor asked whether the bridge was safe.", "questions"),
        ("The mayor promised that the road would be closed.", "promises"),
        ("The mayor did not say that it rained.", "withholds"),
    ],
)
def test_speech_acts(said, text, act):
    assert one(said(text), source="The mayor")["act"] == act


@pytest.mark.parametrize(
    ("text", "role", "words"),
    [
        ("The mayor told reporters that it rained.", "addressee", "reporters"),
        ("The mayor told the council that it rained.", "addressee", "the council"),
        ("The mayor said in an interview that it rained.", "medium", "in an interview"),
        ("The letter said that it rained.", "medium", "The letter"),
        ("The mayor said on Monday that it rained.", "time", "on Monday"),
        ("The mayor said in Berlin that it rained.", "place", "in Berlin"),
    ],
)
def test_details(said, text, role, words):
    found = one(said(text), content="that it rained")
    assert found[role] == words


def test_a_passive_belief_has_its_subject_in_the_content(said):
    found = one(said("The suspect is believed to have left the country."), cue="is believed")
    assert "source" not in found
    assert found["content"] == "The suspect | to have left the country"


@pytest.mark.parametrize(
    "text",
    [
        "It rained all day.",
        "The bridge “Old Lady” was closed for repairs in 1990.",
        "According to plan, no.",
        "The report is long.",
        "As it rained, the match was cancelled.",
    ],
)
def test_nothing_is_attributed(said, text):
    assert said(text) == []


def test_time_is_resolved_with_the_day_of_publication(extracted):
    text = "The mayor said on Monday that it rained."
    _, [found] = extracted(text, date=datetime.date(2022, 1, 12))
    assert found.uttered_on == datetime.date(2022, 1, 10)
    _, [found] = extracted(text)
    assert found.uttered_on is None


def test_chains_are_kept(extracted):
    _, found = extracted("The paper reported that the mayor said that the bridge is safe.")
    outer, inner = sorted(found, key=lambda a: a.content[0].start)
    assert outer.reports == (inner.id,)
    assert inner.reports == ()
    assert outer.confidence is not None
    assert inner.confidence is None


def test_who_is_cited_says_the_same(extracted):
    text = "Citing the Ministry of Health, Reuters reported that three people had died."
    _, found = extracted(text)
    cited = next(a for a in found if a.cue[0].text_in(text) == "Citing")
    reporter = next(a for a in found if a.cue[0].text_in(text) == "reported")
    assert reporter.reports == (cited.id,)
    assert cited.content == reporter.content
    assert cited.source[0].text_in(text) == "the Ministry of Health"


def test_a_quotation_of_several_paragraphs_is_one_content(said):
    text = "“We will stay.\n\n“We will not leave before spring,” the captain said.\n"
    assert one(said(text), source="the captain")["content"] == text[: text.index(" the captain")]


TEXTS = [
    "“" * 50 + "He said so." + "\"" * 51,
    "He said \"that she said 'that they said “that it rained” twice' and left.\n\n\"Really?\"",
    "said said said said. Said, “said” said: said.",
    "according to according to according to, as per as per it, as it put it.",
    "He said that\n\n\n\nshe said that\n\nthey said.",
    ": : : said: “:” :",
    "x\u200by said \u00a0that \ufeff it rained\u2028 he said",
    "🙂 said that 🙃🙃 is “🙂”, 🙂 added.",
]  # fmt: skip


@pytest.mark.parametrize("text", [*TEXTS, "", " ", "\n"])
def test_odd_texts(nlp, text):
    check_invariants(nlp, text)


@pytest.mark.parametrize("pair", list(itertools.permutations(TEXTS[:5], 2)))
def test_odd_texts_together(nlp, pair):
    check_invariants(nlp, "\n\n".join(pair))


def check_invariants(nlp, text):
    [(_, doc)] = annotate(nlp, [Document("x", text)])
    found = extract(doc)
    ids = {a.id for a in found}
    assert len(ids) == len(found)
    for attribution in found:
        for spans in attribution.roles().values():
            for span in spans:
                assert span.text_in(text).strip() == span.text_in(text)
        assert set(attribution.reports) <= ids - {attribution.id}
        assert attribution.confidence is None or 0 <= attribution.confidence <= 1
    assert extract(doc) == found
    assert list(found) == sorted(found, key=lambda a: (a.extent.start, a.cue, a.content))


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        'He said "that she said that they believe it and want to say that ',
        "said ",
        "“He said “",
        "according to the mayor, ",
        '"A," he said. ',
    ],
)
def test_a_long_line_takes_no_longer_than_parsing_it(nlp, unit):
    import time

    text = unit * (40_000 // len(unit))
    start = time.process_time()
    [(_, doc)] = annotate(nlp, [Document("x", text)])
    middle = time.process_time()
    extract(doc)
    assert time.process_time() - middle < middle - start


def test_what_the_cited_one_passes_on_hangs_below_him(extracted):
    text = "Citing the Ministry of Health, Reuters reported that the mayor said that it rained."
    _, found = extracted(text)
    by_cue = {a.cue[0].text_in(text): a for a in found}
    assert by_cue["reported"].reports == (by_cue["Citing"].id,)
    assert by_cue["Citing"].reports == (by_cue["said"].id,)
