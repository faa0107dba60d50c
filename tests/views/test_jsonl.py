import io
import json

import pytest

from kg.model import AgentKind
from kg.views.jsonl import ENTITY_TYPES, record_json, write_jsonl
from tests.gold import ROLES, gold_json
from tests.views.generated import generated, hostile


def test_gold_comes_back_as_it_was_written_by_hand(seed_record):
    gold, made = gold_json(), record_json(seed_record)
    assert made["id"] == gold["id"]
    assert made["text"] == gold["text"]
    assert made["date"] == gold["date"]
    for wanted, got in zip(gold["attributions"], made["attributions"], strict=True):
        assert {role: got[role] for role in ROLES} == {role: wanted.get(role, []) for role in ROLES}
        for name in ("form", "speech_act"):
            assert got[name] == wanted[name]
        assert got["uttered_on"] == wanted.get("uttered_on")
        entity = got["source_entity"]
        assert {name: entity[name] for name in wanted["source_entity"]} == wanted["source_entity"]


def test_chains_name_attributions_of_the_same_record(seed_record):
    made = record_json(seed_record)["attributions"]
    gold = gold_json()["attributions"]
    ids = {raw["id"]: one["id"] for raw, one in zip(gold, made, strict=True)}
    assert [one["reports"] for one in made] == [[ids[i] for i in raw["reports"]] for raw in gold]


def test_claim_is_the_text_at_its_statement(seed_record):
    for one in record_json(seed_record)["attributions"]:
        claim = one["claim"]
        words = " … ".join(seed_record.document.text[a:b] for a, b in claim["statement"])
        assert claim["text"] == words
    about = [
        p for one in record_json(seed_record)["attributions"] for p in one["claim"]["propositions"]
    ]
    assert [p["subject"]["name"] for p in about] == ["Kazakhstan"]
    assert about[0]["predicate"] == "has been subjected to"


def test_attribution_without_source_has_no_entity():
    attributions = [a for record in generated(200) for a in record_json(record)["attributions"]]
    without = [a for a in attributions if not a["source"]]
    assert without
    assert all(a["source_entity"] is None for a in without)
    assert all(a["source_entity"] for a in attributions if a["source"])


def test_every_kind_of_agent_has_an_entity_type():
    assert set(ENTITY_TYPES) == set(AgentKind)
    assert set(ENTITY_TYPES.values()) <= {"person", "organization", "abstract", "place", None}


@pytest.mark.parametrize("records", [generated(40), hostile()], ids=["plain", "hostile"])
def test_one_line_a_record_readable_as_it_is(records):
    stream = io.StringIO()
    assert write_jsonl(records, stream) == len(records)
    lines = stream.getvalue().split("\n")
    assert lines.pop() == ""
    assert [json.loads(line)["text"] for line in lines] == [r.document.text for r in records]


def test_not_escaped_and_in_the_same_order(seed_record):
    stream = io.StringIO()
    write_jsonl([seed_record], stream)
    assert "“It is particularly important" in stream.getvalue()
    assert list(json.loads(stream.getvalue())) == [
        "id",
        "date",
        "language",
        "text",
        "credited_to",
        "attributions",
    ]
