"""Claims taken apart against what was taken apart by hand."""

import pytest

from scripts.claims_gold import own_gold
from scripts.claims_scores import score_stances
from scripts.claims_taken import score_claims


@pytest.mark.slow
def test_own_sentences(nlp):
    """Measured: F1 0.96, polarity, modality, mood and speech acts all right."""
    gold = list(own_gold())
    assert len(gold) >= 100
    taken = score_claims(nlp, "trained", iter(gold))
    assert taken.propositions.f1 >= 0.93, taken.propositions.errors
    for part in (taken.polarity, taken.modality, taken.mood, taken.acts):
        assert part.recall >= 0.98, part.errors
    assert taken.adjuncts.f1 >= 0.9


@pytest.mark.slow
def test_stances(nlp):
    score = score_stances(nlp, "trained")
    assert score.gold >= 60
    assert score.right == score.gold, score.errors
