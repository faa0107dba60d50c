"""One pipeline for all tests of the package, and attributions as readable strings."""

import pytest

from kg.annotate.pipeline import annotate, load_language
from kg.extract.rules import extract
from kg.model import Document, quote


@pytest.fixture(scope="session")
def nlp():
    return load_language()


@pytest.fixture(scope="session")
def extracted(nlp):
    """Text to (doc, attributions)."""

    def run(text, **metadata):
        [(_, doc)] = annotate(nlp, [Document("x", text, **metadata)])
        return doc, extract(doc)

    return run


@pytest.fixture(scope="session")
def said(extracted):
    """Text to what is attributed, by role: [{"source": ..., "cue": ..., ...}]."""

    def run(text, **metadata):
        _, attributions = extracted(text, **metadata)
        return [
            {role: quote(spans, text, " | ") for role, spans in a.roles().items() if spans}
            | {"form": a.form.value, "act": a.speech_act.value}
            for a in attributions
        ]

    return run
