#!/usr/bin/env python3
"""Make the tables of docs/evaluation.md and of the model card anew.

    python scripts/evaluate_attribution.py --data DIR --scorers DIR

DIR with polnear-dev.jsonl.gz and gum-dev.jsonl.gz; DIR with score_attributions.py and
score_sources.py. Deterministic: the same software and data give the same page.
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import date
from pathlib import Path

from corpora import Record, load_module, read
from evaluation_tables import (
    Read,
    apart_table,
    calibration_table,
    coverage_table,
    gum_tables,
    polnear_tables,
    sources_table,
)

from kg.annotate.pipeline import annotate, load_language
from kg.config import EXTRACTORS
from kg.extract import extractor_named
from kg.model import Document
from kg.resolve.sources import resolve_sources

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "evaluation.md"
CARD = ROOT / "kg" / "data" / "attribution-v1" / "MODEL_CARD.md"
IN_PAGE = ("polnear", "calibration", "apart", "gum", "sources")
IN_CARD = ("polnear", "calibration", "coverage", "gum")
BEGIN, END = "<!-- tables: {} -->", "<!-- end -->"


def main() -> None:
    """Run the extractor over both corpora and rewrite the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the gold files")
    parser.add_argument("--scorers", type=Path, required=True, help="folder of the scorers")
    parser.add_argument("--extractor", choices=EXTRACTORS, default="trained")
    parser.add_argument("--page", type=Path, default=PAGE, help="the page to rewrite")
    parser.add_argument(
        "--card", type=Path, help="a model card to rewrite; the trained extractor's"
    )
    arguments = parser.parse_args()
    spans = load_module(arguments.scorers / "score_attributions.py")
    names = load_module(arguments.scorers / "score_sources.py")
    extractor = arguments.extractor
    news = run(read(arguments.data / "polnear-dev.jsonl.gz"), extractor)
    other = run(read(arguments.data / "gum-dev.jsonl.gz"), extractor)
    tables = {
        "polnear": polnear_tables(spans, news),
        "calibration": calibration_table(spans, news),
        "coverage": coverage_table(spans, news),
        "apart": apart_table(spans, news),
        "gum": gum_tables(spans, other),
        "sources": sources_table(names, other),
    }
    made = {name: "\n".join(lines) for name, lines in tables.items()}
    card = arguments.card or (CARD if extractor == "trained" else None)
    for path, wanted in ((arguments.page, IN_PAGE), (card, IN_CARD)):
        if path is not None:
            page = path.read_text(encoding="utf-8")
            for name in wanted:
                page = inserted(page, name, made[name])
            path.write_text(page, encoding="utf-8")
            print(path)


def run(records: list[Record], extractor: str) -> list[Read]:
    """Extract and resolve; the time of extraction next to parsing goes to stderr."""
    documents = [
        Document(
            id=record["id"],
            text=record["text"],
            date=date.fromisoformat(record["date"]) if record.get("date") else None,
        )
        for record in records
    ]
    extract = extractor_named(extractor)
    nlp = load_language(tagger=extractor == "trained")
    found: list[Read] = []
    begin, extracting, resolving, words = time.process_time(), 0.0, 0.0, 0
    for record, (document, doc) in zip(
        records, annotate(nlp, documents, transient=True), strict=True
    ):
        words += len(doc)
        start = time.process_time()
        attributions = extract(doc)
        middle = time.process_time()
        sources = resolve_sources(doc, attributions, document.key)
        extracting += middle - start
        resolving += time.process_time() - middle
        sentences = tuple(sent.start_char for sent in doc.sents)
        found.append(Read(record, attributions, sources, sentences))
    parsing = time.process_time() - begin - extracting - resolving
    print(
        f"{len(found)} documents, {words} tokens: parsing {parsing:.1f} s, "
        f"extraction {extracting / parsing:.1%} and resolution {resolving / parsing:.1%} of it",
        file=sys.stderr,
    )
    return found


def inserted(page: str, name: str, text: str) -> str:
    """The page with the tables of that name between their marks."""
    begin = BEGIN.format(name)
    if begin not in page:
        raise SystemExit(f"{begin} is not in the page")
    head, _, tail = page.partition(begin)
    _, mark, rest = tail.partition(END)
    if not mark:
        raise SystemExit(f"{END} is missing after {begin}")
    return f"{head}{begin}\n\n{text}\n\n{END}{rest}"


if __name__ == "__main__":
    main()
