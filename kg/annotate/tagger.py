"""The spaCy component ``kg_attribution_tagger``: sources, cues and contents by trained weights.

    nlp.add_pipe("kg_attribution_tagger")

needs a parser, a tagger and, for entities, a named entity recogniser before it. It sets
``doc._.tagged`` to a tuple of Tagged and nothing else; ``kg.extract.trained`` makes attributions of
them.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate.batches import Text
from kg.annotate.decoding import Found, find
from kg.annotate.features import Words, words_of
from kg.annotate.selection import chosen
from kg.annotate.weights import FILES, Weights, load_weights
from kg.annotate.windows import pieces_of
from kg.resources import resource

NAME = "kg_attribution_tagger"
MODEL = "attribution-v1"

Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """An attribution as tagged: fragments in code points of ``doc.text``.

    ``anchor`` is the code point where the word begins on which the cue hangs; ``confidence`` the
    calibrated probability that source and content are right.
    """

    source: Pairs
    cue: Pairs
    content: Pairs
    anchor: int
    confidence: float

    def moved(self, by: int) -> Tagged:
        """The same, ``by`` code points further on."""
        source, cue, content = (
            tuple((start + by, end + by) for start, end in pairs)
            for pairs in (self.source, self.cue, self.content)
        )
        return Tagged(source, cue, content, self.anchor + by, self.confidence)


def default_folder() -> Path:
    """The weights that come with the package; ConfigurationError when they are not there."""
    return resource("data", MODEL)


@Language.factory(
    NAME,
    requires=["token.dep", "token.head", "token.tag"],
    assigns=["doc._.tagged"],
    default_config={"weights": None},
)
def make_tagger(nlp: Language, name: str, weights: str | None) -> AttributionTagger:
    """The spaCy component; ``weights`` is a folder, None for those of the package."""
    return AttributionTagger(None if weights is None else Path(weights))


class AttributionTagger:
    """Sets ``doc._.tagged``. Weights are loaded with the first Doc, once a process."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        register()

    def __reduce__(self) -> tuple[Any, ...]:
        return AttributionTagger, (self.folder,)

    @property
    def weights(self) -> Weights:
        """The weights, loaded now if need be."""
        return load_weights(self.folder or default_folder())

    def __call__(self, doc: Doc) -> Doc:
        """Tag one Doc."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 16, **_: object) -> Iterator[Doc]:
        """Tag Docs, ``batch_size`` of them at a time."""
        stream = iter(docs)
        while some := list(islice(stream, max(batch_size, 1))):
            self._tag(some)
            yield from some

    def _tag(self, docs: list[Doc]) -> None:
        weights = self.weights
        words = [words_of(doc) for doc in docs]
        texts = (Text(w, pieces_of(w, weights.tokenizer)) for w in words)
        found = find(texts, weights.network, weights.choice.threshold)
        for doc, own, candidates in zip(docs, words, found, strict=True):
            rated = chosen(candidates, weights.choice)
            doc._.tagged = [_tagged(one, own, confidence) for one, confidence in rated]

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the weights into a folder."""
        target = Path(path)
        target.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            source = self.weights.folder / name
            # A pipeline may be saved where it was loaded from.
            if not (target / name).exists() or not source.samefile(target / name):
                shutil.copyfile(source, target / name)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> AttributionTagger:
        """Use the weights of a folder that ``to_disk`` wrote."""
        self.folder = Path(path)
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Where the weights are: they are data of the installation, not of the pipeline."""
        return b"" if self.folder is None else str(self.folder).encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> AttributionTagger:
        """Use the weights that ``to_bytes`` named."""
        self.folder = Path(data.decode()) if data else None
        return self


def register() -> None:
    """Make ``doc._.tagged`` known to spaCy."""
    if not Doc.has_extension("tagged"):
        Doc.set_extension("tagged", getter=_kept, setter=_keep)


def _kept(doc: Doc) -> tuple[Tagged, ...] | None:
    rows = doc.user_data.get(NAME)
    if rows is None:
        return None
    # What was written as bytes comes back with lists for tuples.
    return tuple(
        Tagged(_pairs(source), _pairs(cue), _pairs(content), anchor, share)
        for source, cue, content, anchor, share in rows
    )


def _pairs(rows: Iterable[Iterable[int]]) -> Pairs:
    return tuple((start, end) for start, end in rows)


def _keep(doc: Doc, tagged: Iterable[Tagged]) -> None:
    # Plain values: Docs travel between processes as bytes.
    doc.user_data[NAME] = [astuple(one) for one in tagged]


def tagged_of(doc: Doc) -> tuple[Tagged, ...]:
    """What the component left on a Doc; without it the Doc is tagged now."""
    register()
    kept = _kept(doc)
    return kept if kept is not None else _kept(AttributionTagger()(doc)) or ()


def _tagged(one: Found, words: Words, confidence: float) -> Tagged:
    source, cue, content = (
        tuple((int(words.start[a]), int(words.end[b - 1])) for a, b in ranges)
        for ranges in (one.source, one.cue or ((one.anchor, one.anchor + 1),), one.content)
    )
    return Tagged(source, cue, content, int(words.start[one.anchor]), confidence)
