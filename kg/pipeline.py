"""Composes the stages, streaming; the only module that knows them all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from kg._version import __version__
from kg.errors import InputError
from kg.model import Document, Extraction, Record
from kg.resources import resource

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from kg.config import Settings

SOFTWARE = "claim-attribution-kg"
_DECIDING = ("annotate", "extract", "resolve", "claims", "data")
_DECIDING_FILES = (".py", ".json", ".onnx")

OnError = Callable[[InputError], None]


def analyse(
    documents: Iterable[Document],
    settings: Settings,
    *,
    on_error: OnError,
    nlp: Language | None = None,
) -> Iterator[Record]:
    """Who said what in each document, in order, one batch in memory at a time.

    ``on_error`` is told of documents that could not be analysed; the others go on. The language
    pipeline is loaded with the first document unless one is given.
    """
    from kg.annotate.pipeline import annotate, load_language

    made_by = extraction(settings)
    documents = iter(documents)
    first = next(documents, None)
    if first is None:
        return
    everything = chain((first,), documents)
    nlp = nlp or load_language(tagger=settings.extractor == "trained")
    for document, doc in annotate(nlp, everything, settings.batch_size, transient=True):
        try:
            record = make_record(document, doc, settings, made_by)
        except Exception as error:  # one article must not cost the others; it is told, not hidden
            failure = InputError(document.id, f"not analysed: {type(error).__name__}: {error}")
            failure.__cause__ = error
            on_error(failure)
        else:
            yield record


def make_record(document: Document, doc: Doc, settings: Settings, made_by: Extraction) -> Record:
    """The record of one parsed document; RecordError when a stage broke an invariant."""
    from kg.claims.claims import claims_of
    from kg.extract import extractor_named
    from kg.extract.confident import at_least
    from kg.resolve.credits import credits_of
    from kg.resolve.sources import resolve_sources

    attributions = at_least(settings.min_confidence, extractor_named(settings.extractor)(doc))
    sources = resolve_sources(doc, attributions, document.key)
    return Record(
        document=document,
        extraction=made_by,
        attributions=attributions,
        sources=sources,
        claims=claims_of(doc, attributions, sources),
        credits=credits_of(document.text, document.body_start),
    )


def extraction(settings: Settings) -> Extraction:
    """What an analysis with these settings is made by.

    What decides is the code of the deciding stages, their tables and, for the trained extractor,
    the weights (whose hash is in their meta.json): all of that is hashed. A changed rule is a new
    extraction.
    """
    from kg.annotate.pipeline import installed_model

    name, version = installed_model()
    limit = settings.min_confidence
    return Extraction(
        software=SOFTWARE,
        version=__version__,
        extractor=settings.extractor + f", confidence >= {limit:g}" * bool(limit),
        model=f"{name} {version}",
        model_hash=code_hash(),
    )


def code_hash() -> str:
    """SHA-256 over the code and tables of the stages that decide what is extracted."""
    hashed = hashlib.sha256()
    for stage in _DECIDING:
        folder = resource(stage)
        for path in sorted(folder.rglob("*")):
            if path.suffix in _DECIDING_FILES:
                hashed.update(path.relative_to(folder.parent).as_posix().encode() + b"\0")
                hashed.update(hashlib.sha256(path.read_bytes()).digest())
    return hashed.hexdigest()
