"""Names as they occur in news articles, in pairs labelled by hand; and what must hold of them.

``names.jsonl`` has a line an article of PolNeAR's dev part: each name in it with its kind as the
program read it, and the shorter forms that the article has of it. No other words of the articles
are here.
"""

from pathlib import Path

from scripts.evaluate_identity import judged, precision_recall

HERE = Path(__file__).parent


def test_precision_and_recall():
    pairs = judged(HERE / "names.jsonl", HERE / "pairs.csv")
    assert len(pairs) > 300
    precision, recall = precision_recall(pairs)
    assert precision >= 0.98
    assert recall >= 0.78
