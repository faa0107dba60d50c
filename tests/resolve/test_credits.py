"""Agencies in first and last lines; what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document, Extraction, Record
from kg.resolve.credits import credits_of

BODY = "Prices rose on Monday, the ministry said.\n\nMore rain is expected."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"WASHINGTON (Reuters) - {BODY}", "Reuters"),
        (f"Prices rise\n\nWASHINGTON (AP) — {BODY}", "AP"),
        (f"Prices rise\nNEW YORK, Dec. 14 (UPI) — {BODY}", "UPI"),
        (f"Prices rise\nRENO, Nev. (AP) -- {BODY}", "AP"),
        (f"Dec 29 (Reuters) - {BODY}", "Reuters"),
        (f"(Reuters) - {BODY}", "Reuters"),
        (f"LONDON, May 1 (Xinhua) -- {BODY}", "Xinhua"),
        (f"MOSCOW (Interfax) - {BODY}", "Interfax"),
        (f"ANKARA (Anadolu News Agency) – {BODY}", "Anadolu News Agency"),
        (f"Prices rise\nBy the Associated Press\n{BODY}", "Associated Press"),
        (f"Prices rise\nBy Reuters Staff\n{BODY}", "Reuters"),
        (f"Prices rise\nBy The Canadian Press\n{BODY}", "Canadian Press"),
        (f"Prices rise\nReuters\n{BODY}", "Reuters"),
        (f"Prices rise\n(AP)\n{BODY}", "AP"),
        (f"{BODY}\n\n(Reporting by Reuters)", "Reuters"),
        (f"{BODY}\n\nReporting by the Associated Press.", "Associated Press"),
        (f"{BODY}\n\nSource: Xinhua", "Xinhua"),
        (f"{BODY}\n\n— AFP", "AFP"),
        (f"{BODY} (AFP)", "AFP"),
        (f"{BODY} – Reuters", "Reuters"),
    ],
)
def test_an_agency_in_the_first_or_last_line(text, name):
    (credit,) = credits_of(text)
    assert credit.agent.name == name
    assert credit.evidence.text_in(text) == name


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"WASHINGTON — {BODY}",
        f"WASHINGTON (Monday) - {BODY}",
        f"The bill (Senate) - {BODY}",
        f"By Donald Trump\n{BODY}",
        f"{BODY}\n\n(Reporting by Donald Trump; Editing by Hillary Clinton)",
        f"{BODY}\n\nThe Associated Press contributed to this report.",
        f"{BODY}\n\nReuters reported that prices fell.",
        f"{BODY}\nThe minister (Labour) said no.\nSo did the Washington Post (Reuters) - once.",
        "One (Reuters)\n" * 9 + BODY + "\n" + "Two.\n" * 9,
        f"Prices rise\nReuters says they fall\n{BODY}",
        f"Trump Attacks Press\n{BODY}",
        f"Today\n{BODY}",
        f"{BODY} (Washington Post)",
        "",
        "Reuters told (AP) -",
    ],
)
def test_no_credit(text):
    assert credits_of(text) == ()


def test_the_header_is_not_the_article():
    text = "Reuters\nWASHINGTON (AP) - " + BODY
    assert [one.agent.name for one in credits_of(text, len("Reuters\n"))] == ["AP"]


def test_each_agency_once_where_it_stands_first():
    text = f"WASHINGTON (Reuters) - {BODY}\n\n(Reporting by Reuters)\n— AFP"
    assert [(one.agent.name, one.evidence.start) for one in credits_of(text)] == [
        ("Reuters", 12),
        ("AFP", text.index("AFP")),
    ]


@given(st.lists(st.sampled_from(["(", "Reuters", ")", " ", "-", "AP", "\n", "By", "the", "."])))
def test_whatever_the_text_the_credits_are_in_it(pieces):
    text = "".join(pieces)
    made_by = Extraction("", "", "", "", "")
    Record(Document("d", text), made_by, credits=credits_of(text))
