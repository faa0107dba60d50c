import datetime
from dataclasses import replace

import pytest

from kg.annotate.pipeline import annotate, load_language
from kg.config import EXTRACTORS
from kg.extract import extractor_named
from kg.model import Document
from kg.resources import resource
from tests.gold import SEED, gold_json, gold_record

NAMES = [raw["id"] for raw in gold_json()["attributions"]]


@pytest.fixture(scope="module", params=EXTRACTORS)
def found(request):
    """What is extracted from the seed article, without confidences, by position."""
    text = resource("seeds", f"{SEED}.txt").read_text(encoding="utf-8")
    document = Document(
        SEED,
        text,
        date=datetime.date(2022, 1, 10),
        body_start=text.index("Kazakhstan’s law enforcement"),
    )
    nlp = load_language(tagger=request.param == "trained")
    [(_, doc)] = annotate(nlp, [document])
    extract = extractor_named(request.param)
    return {(a.cue, a.content): replace(a, confidence=None) for a in extract(doc)}


@pytest.mark.parametrize("number", range(len(NAMES)), ids=NAMES)
def test_every_gold_attribution_is_found_exactly(found, number):
    gold = gold_record().attributions[number]
    assert found.get((gold.cue, gold.content)) == gold


def test_nothing_else_is_attributed(found):
    gold = {(a.cue, a.content) for a in gold_record().attributions}
    assert set(found) - gold == set()
