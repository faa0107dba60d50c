import dataclasses
import datetime
import json
from pathlib import Path

import pytest

from kg.errors import NotFoundError
from kg.model import Agent, AgentKind, Credit, Number, Principal, Span, Tie
from kg.query.audit import audit, find_sources
from kg.store.documents import put
from kg.store.oxigraph import memory_store
from kg.views.audit import audit_rows
from tests.gold import gold_json, gold_record
from tests.store.records import AGENCY, PORT, SPOKESWOMAN, said_together, small_record, spoken_for
from tests.store.spoken import spoken

SEED = "000_4765c3c74fc036d8"
GOLDEN = Path(__file__).with_name("audit_seed.json")
MINISTRY = "Kazakh Foreign Ministry"


def shown(row):
    """What of a row the golden file has."""
    return {
        "source": row.source,
        "kind": row.kind,
        "mention": row.mention,
        "resolution": row.resolution,
        "cue": row.cue,
        "addressee": row.addressee,
        "medium": row.medium,
        "form": row.form,
        "speech_act": row.speech_act,
        "said_on": row.said_on and row.said_on.isoformat(),
        "spans": [list(span) for span in row.spans],
        "reported_by": list(row.reported_by),
        "passes_on": list(row.passes_on),
        "claim": row.claim,
    }


def test_the_seed_article_gives_exactly_these_rows(filled):
    rows = audit(filled, document=SEED)
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert [shown(row) for row in rows] == golden
    text = gold_json()["text"]
    for row in rows:
        assert " … ".join(text[start:end] for start, end in row.spans) == row.claim
        assert row.document_id == SEED
        assert row.published == datetime.date(2022, 1, 10)
        assert row.document_iri.endswith(gold_record().document.key)


def test_everything_in_the_order_of_documents_and_text(filled):
    rows = audit(filled)
    assert [row.document_id for row in rows] == [SEED] * 14 + ["small"] * 5
    places = [row.spans[0][0] for row in rows[14:]]
    assert places == sorted(places)


@pytest.mark.parametrize("name", [MINISTRY, MINISTRY.upper(), "foreign minis", " foreign ministry"])
def test_a_source_by_name_whatever_the_case_or_by_a_part(filled, name):
    rows = audit(filled, name)
    assert len(rows) == 8
    assert {row.source for row in rows} == {MINISTRY}


def test_a_part_of_several_names_finds_all_of_them(filled):
    assert {row.source for row in audit(filled, "KAZAKH MINI")} == {"Kazakh Ministry of Health"}
    assert {row.source for row in audit(filled, "ministry")} == {
        MINISTRY,
        "Kazakh Ministry of Health",
    }


def test_an_exact_name_wins_over_a_part():
    with memory_store() as store:
        put(store, small_record())
        put(store, gold_record())
        assert len(find_sources(store, "the mayor")) == 1
        assert {row.source for row in audit(store, "Khabar 24")} == {"Khabar 24"}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Mr. Bush", {"George Bush"}),  # so called in an article
        ("Mrs. Clinton", {"Hillary Clinton"}),  # nobody else can be
        ("Mr. Clinton", {"Bill Clinton"}),
        ("Senator Kerry", {"John Kerry"}),
        ("Senator Clinton", None),
        ("President Kerry", {"John Kerry"}),
        ("Mrs. Kerry", None),
    ],
)
def test_a_surname_with_a_title_is_whoever_is_called_so_or_alone_can_be(name, found):
    cast = [
        ("Hillary Clinton", "person"),
        ("Bill Clinton", "person"),
        ("John Kerry", "person"),
        ("Mr. Bush", "George Bush", "person"),
        ("Jeb Bush", "person"),
    ]
    with memory_store() as store:
        for number, one in enumerate(cast):
            put(store, spoken(str(number), one))
        if found is None:
            with pytest.raises(NotFoundError, match="no source"):
                find_sources(store, name)
        else:
            assert {row.source for row in audit(store, name)} == found


def test_chains_go_both_ways(filled):
    rows = {row.mention: row for row in audit(filled, document="small")}
    assert rows["The agency"].passes_on == ("the mayor", "the clerk")
    assert rows["The agency"].reported_by == ()
    assert rows["the mayor"].reported_by == ("The Agency",)
    assert rows["the mayor"].passes_on == ("the clerk",)
    assert rows["the clerk"].reported_by == ("The Agency", "the mayor")
    assert rows["the clerk"].confidence == 0.25


def test_an_attribution_without_a_source(filled):
    (row,) = [row for row in audit(filled, document="small") if row.source is None]
    assert (row.kind, row.mention, row.resolution, row.cue) == (None, "", None, "it was said")
    assert row.claim == "The harbour … may stay open."
    assert len(row.spans) == 2


@pytest.mark.parametrize("name", ["Khazakh Foreign Ministery", "kazak foreign ministry"])
def test_near_names_are_offered(filled, name):
    with pytest.raises(NotFoundError, match=f"did you mean '{MINISTRY}'"):
        audit(filled, name)


@pytest.mark.parametrize("name", ["", "  ", "zzzz", '"} DROP ALL'])
def test_unknown_sources(filled, name):
    with pytest.raises(NotFoundError, match="no source"):
        audit(filled, name)


def test_unknown_documents(filled):
    with pytest.raises(NotFoundError, match="no document"):
        audit(filled, document="none")


def test_a_source_that_is_not_in_the_document(filled):
    assert audit(filled, MINISTRY, document="small") == []


def test_what_was_said_on_somebodys_behalf_is_found_and_told_apart():
    store = memory_store()
    put(store, spoken_for(small_record()))
    rows = audit(store, PORT.name)
    assert [(row.source, row.standing, row.on_behalf_of) for row in rows] == [
        (SPOKESWOMAN.name, "on behalf of", PORT.name),
        (PORT.name, "source", None),
    ]
    (own,) = audit(store, SPOKESWOMAN.name)
    assert (own.standing, own.on_behalf_of) == ("source", PORT.name)
    assert {row.standing for row in audit(store)} == {"source"}


def test_a_principal_who_says_nothing_itself_is_found():
    store = memory_store()
    record = spoken_for(small_record())
    silent = {id: one for id, one in record.sources.items() if one.agent != PORT}
    denial = record.attributions[3]
    others = {denial.id: dataclasses.replace(record.sources[denial.id], agent=AGENCY)}
    put(store, dataclasses.replace(record, sources=silent | others))
    assert [row.standing for row in audit(store, PORT.name)] == ["on behalf of"]


def test_what_is_said_together_with_others_is_found_and_told_apart():
    store = memory_store()
    put(store, said_together(small_record()))
    assert [(row.source, row.standing) for row in audit(store, "Ann Lee")] == [
        ("Ann Lee and Bo Kim", "together")
    ]
    (row,) = audit(store, "Ann Lee and Bo Kim")
    assert row.standing == "source"


def test_why_a_source_has_no_name_and_to_whom_it_belongs():
    store = memory_store()
    record = small_record()
    mayor = record.attributions[1]
    known = dataclasses.replace(
        record.sources[mayor.id],
        number=Number.ONE,
        anonymity=mayor.cue,
        principal=Principal(PORT, Tie.AFFILIATED),
    )
    credit = Credit(Agent("The agency", AgentKind.MEDIA_OUTLET), Span(0, 10))
    put(
        store,
        dataclasses.replace(record, sources={**record.sources, mayor.id: known}, credits=(credit,)),
    )
    (row,) = (row for row in audit(store, PORT.name) if row.standing != "source")
    assert (row.standing, row.affiliation, row.on_behalf_of) == ("affiliated with", PORT.name, None)
    assert (row.number, row.anonymity) == ("one", "had told")
    assert row.credited_to == ("The agency",)
    (cells,) = audit_rows([row])
    assert cells["who"] == "the mayor, of Port Authority (via The Agency)"
    assert cells["credited_to"] == "The agency"
    said = f"spokesman for {PORT.name}"
    spokesman = dataclasses.replace(row, source=said, named_as=said)
    (cells,) = audit_rows([spokesman])
    assert cells["who"] == f"spokesman for {PORT.name} (via The Agency)"
