"""How many outlets and origins stand behind a claim: stories written for it, and then read."""

import datetime

import pytest

from kg.graph import KnowledgeGraph
from kg.model import Document, RelationKind
from kg.store.documents import put
from tests.store.test_relations import said

DAY = datetime.date(2022, 1, 10)
OUTLETS = ("The Herald", "The Courier", "The Post", "The Echo", "The Times")
QUOTED = "“The old bridge over the river will stay closed until Sunday,”"


def articles(*texts):
    return [
        Document(f"article-{n}", text, publisher=outlet, date=DAY)
        for n, (outlet, text) in enumerate(zip(OUTLETS, texts, strict=False))
    ]


CASES = {
    "five outlets print an agency's report": (
        ("LYON (Reuters) - The port was closed by the storm, officials said.",) * 5,
        "the port was closed by the storm",
        "5 outlets, 1 origin",
    ),
    "five outlets quote one minister": (
        (
            f"{QUOTED} the transport minister of Norway, Kari Lund, said.",
            f"{QUOTED} Kari Lund said.",
            f"Kari Lund said: {QUOTED.replace(',”', '.”')}",
            f"{QUOTED} Kari Lund told reporters.",
            f"{QUOTED} Kari Lund said on Monday.",
        ),
        "the old bridge over the river will stay closed until sunday",
        "5 outlets, 1 origin",
    ),
    "two who know say the same": (
        (
            "The Red Cross said that 40 people had drowned in the river.",
            "Amnesty International said that 40 people had drowned in the river.",
        ),
        "40 people had drowned in the river",
        "2 outlets, 2 origins",
    ),
    "an unnamed source is quoted word for word": (
        (
            f"{QUOTED} a senior official said.",
            f"{QUOTED} said an official who asked not to be named.",
        ),
        "the old bridge over the river will stay closed until sunday",
        "2 outlets, 2 origins",
    ),
    "the same unnamed source is quoted word for word": (
        (f"{QUOTED} a senior official said.", f"{QUOTED} said a senior official."),
        "the old bridge over the river will stay closed until sunday",
        "2 outlets, 1 origin",
    ),
    "one outlet cites whom the other heard": (
        (
            "Khabar 24, citing the Health Ministry, reported that 164 people had died.",
            "The Health Ministry said that 164 people had died.",
        ),
        "164 people had died",
        "2 outlets, 1 origin",
    ),
    "one body by two names": (
        (
            "The Federal Bureau of Investigation said that the border was closed.",
            "The FBI said that the border was closed.",
        ),
        "the border was closed",
        "2 outlets, 1 origin",
    ),
    "one person by two names": (
        (
            "Hillary Clinton said that the army had closed the old bridge.",
            "Hillary Rodham Clinton said that the army had closed the old bridge.",
        ),
        "the army had closed the old bridge",
        "2 outlets, 1 origin",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_outlets_and_origins(case, nlp):
    texts, words, found = CASES[case]
    with KnowledgeGraph.open() as graph:
        for _ in graph.add(articles(*texts), nlp=nlp):
            pass
        graph.relate()
        claim = next(row.claim for row in graph.claims() if words in row.text.lower())
        assert graph.compare(claim).corroboration.text == found


def test_a_hundred_outlets_are_one_cluster():
    """More than are compared each with each: a chain of neighbours joins them."""
    with KnowledgeGraph.open() as graph:
        records = [said(f"outlet-{n:03}", ("bridge", True)) for n in range(100)]
        for record in records:
            put(graph.store, record)
        assert graph.relate()[RelationKind.EQUIVALENT] == 99
        claim = f"{records[50].document.key}-{records[50].claims[0].id}"
        assert graph.compare(claim).corroboration.text == "100 outlets, 1 origin"
