import base64
import json
import zlib

import pytest

from kg.model import ClaimRelation, RelationKind, RelationMethod, Span
from kg.views import blocks
from kg.views.blocks import cut, pack
from kg.views.columns import UNKNOWN_CONFIDENCE
from kg.views.related import claim_key, related
from tests.views.generated import generated


def unpacked(text):
    return json.loads(zlib.decompress(base64.b64decode(text)))


def test_blocks_hold_whole_articles_in_order(monkeypatch):
    monkeypatch.setattr(blocks, "BLOCK", 40)
    packed = pack(records := generated(200))
    starts = unpacked(packed.index)["starts"]
    found = [unpacked(block) for block in packed.blocks]
    assert packed.count == sum(len(block["rows"]) for block in found) == 200
    assert starts == [sum(len(b["rows"]) for b in found[:n]) for n in range(len(found))]
    assert [number for block in found for number, _ in block["texts"]] == list(range(len(records)))


def test_columns_are_as_long_as_there_are_statements():
    packed = pack(generated(100))
    assert len(zlib.decompress(base64.b64decode(packed.columns))) == 100 * (4 * 4 + 3)
    assert UNKNOWN_CONFIDENCE > 100


def test_words_are_cut_by_code_points(seed_record):
    packed = pack([seed_record])
    (block,) = [unpacked(one) for one in packed.blocks]
    ((_, windows),) = block["texts"]
    for attribution in seed_record.attributions:
        for spans in attribution.roles().values():
            for span in spans:
                assert cut(windows, span) == span.text_in(seed_record.document.text)
    assert cut(windows, Span(10**6, 10**6 + 1)) == ""


def test_words_that_are_not_the_texts_are_an_error(monkeypatch, seed_record):
    monkeypatch.setattr(blocks, "cut", lambda windows, span: "something else")
    with pytest.raises(RuntimeError, match="would not show its exact words"):
        pack([seed_record])


def test_what_others_said_leads_to_their_statement():
    records = generated(40)
    keys = [claim_key(r, r.claims[0].id) for r in records[:2]]
    one, two = sorted(keys)
    relation = ClaimRelation(
        one, two, RelationKind.CONTRADICTS, RelationMethod.POLARITY, 0.5, "not"
    )
    packed = pack(records, related(records, [relation]))
    rows = [row for block in packed.blocks for row in unpacked(block)["rows"]]
    assert rows[0][15] == [["contradicts", packed.first[keys[1]], "not"]]
    assert rows[packed.first[keys[1]]][15] == [["contradicts", 0, "not"]]
