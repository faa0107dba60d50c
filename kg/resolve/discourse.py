"""What has been mentioned so far in a document, and how prominently."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from kg.model import Attribution, Form, Span
from kg.resolve.inventory import Inventory, Mention, Name
from kg.resolve.referents import Referent, bearer

_OPENING, _CLOSING = "“", "”"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that was mentioned at a token; ``source`` when it was the source of an attribution."""

    token: int
    referent: Referent
    subject: bool
    source: bool


@dataclass(slots=True)
class Discourse:
    """The mentions of a document. Sources are added in the order in which they are resolved."""

    doc: Doc
    names: Inventory
    attributions: Sequence[Attribution]
    sources: list[Candidate] = field(default_factory=list)
    _mentions: list[tuple[int, Mention, Name]] = field(default_factory=list)
    _sentences: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._sentences = [sentence.start for sentence in self.doc.sents]
        pairs = ((m, name) for name in self.names.names for m in name.mentions)
        self._mentions = sorted(
            ((mention.start, mention, name) for mention, name in pairs), key=lambda entry: entry[0]
        )

    def sentence(self, token: int) -> int:
        """The number of the sentence that a token is in."""
        return bisect_right(self._sentences, token)

    def names_before(self, token: int, sentences: int) -> Iterator[Candidate]:
        """Names that were mentioned before a token, in so many sentences up to its own; latest first."""
        earliest = self.sentence(token) - sentences
        place = bisect_left(self._mentions, token, key=lambda entry: entry[0])
        for start, mention, name in reversed(self._mentions[:place]):
            if self.sentence(start) < earliest:
                return
            yield Candidate(start, bearer(name, self.doc, token), mention.subject, source=False)

    def sources_before(self, token: int) -> Iterator[Candidate]:
        """Resolved sources of attributions before a token, latest first."""
        return (source for source in reversed(self.sources) if source.token < token)

    def add(self, candidate: Candidate) -> None:
        """Remember a resolved source."""
        place = bisect_right([source.token for source in self.sources], candidate.token)
        self.sources.insert(place, candidate)

    def enclosing(self, attribution: Attribution) -> Attribution | None:
        """The innermost other attribution whose content the source of this one is in."""
        at = attribution.source[0]
        around = [
            (other.extent.end - other.extent.start, other.id, other)
            for other in self.attributions
            if other.source
            and other.source != attribution.source
            and any(span.contains(at) for span in other.content)
        ]
        return min(around)[2] if around else None

    def spoken(self, attribution: Attribution, at: Span) -> bool:
        """Whether a place inside a content stands between quotation marks there."""
        if attribution.form is Form.DIRECT:
            return True
        if attribution.form is Form.INDIRECT:
            return False
        start = next(span.start for span in attribution.content if span.contains(at))
        before = self.doc.text[start : at.start]
        curly = before.count(_OPENING) - before.count(_CLOSING)
        return curly > 0 or before.count('"') % 2 == 1
