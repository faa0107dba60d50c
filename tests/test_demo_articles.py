"""The articles that ship as a larger example can be read, and name nobody."""

from kg.ingest import read_documents
from kg.resources import resource

FILE = resource("seeds", "demo", "derailment.jsonl")


def fail(error):
    raise error


def test_twelve_short_dated_articles():
    documents = list(read_documents([FILE], max_text=10_000, on_error=fail))
    assert len(documents) == 12
    assert len({document.publisher for document in documents}) == 5
    assert all(document.date and document.title for document in documents)
    assert max(len(document.text.split()) for document in documents) < 250
