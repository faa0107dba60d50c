"""Names as they occur in news articles, in pairs labelled by hand; and what must hold of them.

``names.jsonl`` has a line an article of PolNeAR's dev part: each name in it with its kind as the
program reads it, the shorter forms that the article has of it, and labelled names that the
reading joins to it. Names with a title ("Mr. Lee") are kept as agents of their own, though the
reading takes titles off. The pairs were looked at while the rules were written. No other words of
the articles are here.
"""

from pathlib import Path

from scripts.evaluate_identity import judged, precision_recall

HERE = Path(__file__).parent


def test_precision_and_recall():
    pairs = judged(HERE / "names.jsonl", HERE / "pairs.csv")
    assert len(pairs) > 300
    precision, recall = precision_recall(pairs)
    assert precision >= 0.98
    assert recall >= 0.85
