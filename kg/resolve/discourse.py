"""What has been mentioned so far in a document, and how prominently."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from kg.model import Attribution, Form, Span
from kg.resolve.inventory import Inventory, Key, Name
from kg.resolve.names import Mention
from kg.resolve.referents import Referent, bearer

_OPENING, _CLOSING = "“", "”"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that was mentioned at a token; ``source``: as the source of an attribution."""

    token: int
    referent: Referent
    subject: bool
    source: bool


def _token(candidate: Candidate) -> int:
    return candidate.token


@dataclass(slots=True)
class Discourse:
    """The mentions of a document. Sources and pronouns are added as they are resolved."""

    names: Inventory
    attributions: Sequence[Attribution]
    resolved: list[Candidate] = field(default_factory=list)
    _mentions: list[tuple[int, Mention, Name]] = field(default_factory=list)
    _sentences: list[int] = field(default_factory=list)
    _bearers: dict[Key, Referent] = field(default_factory=dict)
    _quotations: list[tuple[int, int]] = field(default_factory=list)

    @property
    def doc(self) -> Doc:
        """The document that is read."""
        return self.names.doc

    def __post_init__(self) -> None:
        self._sentences = [sentence.start for sentence in self.doc.sents]
        self._quotations = [
            (span.start, span.end)
            for attribution in self.attributions
            if attribution.form is Form.DIRECT
            for span in attribution.content
        ]
        pairs = ((m, name) for name in self.names.names for m in name.mentions)
        self._mentions = sorted(
            ((mention.start, mention, name) for mention, name in pairs), key=lambda entry: entry[0]
        )

    def sentence(self, token: int) -> int:
        """The number of the sentence that a token is in."""
        return bisect_right(self._sentences, token)

    def names_before(self, token: int, sentences: int) -> Iterator[Candidate]:
        """Names mentioned before a token, in so many sentences up to its own; latest first."""
        earliest = self.sentence(token) - sentences
        place = bisect_left(self._mentions, token, key=lambda entry: entry[0])
        for start, mention, name in reversed(self._mentions[:place]):
            if self.sentence(start) < earliest:
                return
            yield Candidate(start, self._bearer(name), mention.subject, source=False)

    def resolved_before(self, token: int) -> Iterator[Candidate]:
        """What has been resolved before a token, latest first."""
        place = bisect_left(self.resolved, token, key=_token)
        return reversed(self.resolved[:place])

    def sources_before(self, token: int) -> Iterator[Candidate]:
        """Resolved sources of attributions before a token, latest first."""
        return (candidate for candidate in self.resolved_before(token) if candidate.source)

    def add(self, candidate: Candidate) -> None:
        """Remember a resolved mention."""
        self.resolved.insert(bisect_right(self.resolved, candidate.token, key=_token), candidate)

    def times(self, referent: Referent) -> int:
        """How often the document has the name of a referent."""
        return 0 if referent.name is None else len(referent.name.mentions)

    def _bearer(self, name: Name) -> Referent:
        if name.key not in self._bearers:
            self._bearers[name.key] = bearer(name, self.doc, 0)
        return self._bearers[name.key]

    def quoted(self, at: int) -> bool:
        """Whether a character stands in a content that is quoted word for word."""
        return any(start <= at < end for start, end in self._quotations)

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
        before = self.names.text[start : at.start]
        curly = before.count(_OPENING) - before.count(_CLOSING)
        return curly > 0 or before.count('"') % 2 == 1
