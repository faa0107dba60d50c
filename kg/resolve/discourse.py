"""Where the words of a document stand: sentences, paragraphs, contents, quotations, sources."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from spacy.tokens import Doc, Token

from kg.annotate.paragraphs import paragraph_starts
from kg.annotate.quotations import quotations_of
from kg.model import Attribution, Form, Span
from kg.resolve.inventory import Inventory

_OPENING, _CLOSING = "“", "”"
NOWHERE = -1
_VERBS = frozenset({"VERB", "AUX"})


@dataclass(slots=True)
class Discourse:
    """What is around each token of a document.

    Attributions are known by their places in ``attributions``. For each token: ``inside`` is the
    innermost attribution whose content it is in, ``quotation`` the innermost one whose content is
    quoted there, ``source`` the attribution whose source it is in; ``NOWHERE`` when there is none.
    """

    names: Inventory
    attributions: Sequence[Attribution]
    inside: list[int] = field(default_factory=list)
    quotation: list[int] = field(default_factory=list)
    source: list[int] = field(default_factory=list)
    _sentences: list[int] = field(default_factory=list)
    _paragraphs: list[int] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _tells: list[bool] = field(default_factory=list)
    _told: list[int] = field(default_factory=list)

    @property
    def doc(self) -> Doc:
        """The document that is read."""
        return self.names.doc

    def __post_init__(self) -> None:
        doc = self.doc
        self._starts = [token.idx for token in doc]
        self._sentences = [sentence.start for sentence in doc.sents]
        self._tells = list(self._telling())
        self._told = list(accumulate(self._tells))
        self._paragraphs = list(paragraph_starts([token.text for token in doc]))
        self.inside, self.quotation, self.source = ([NOWHERE] * len(doc) for _ in range(3))
        # The longest first, so that the innermost is what stays. Contents nest a few levels deep,
        # so this is linear in the text.
        size = {i: _length(a.content) for i, a in enumerate(self.attributions)}
        for i in sorted(size, key=lambda i: (-size[i], self.attributions[i].id)):
            attribution = self.attributions[i]
            for span in attribution.content:
                self._paint(self.inside, span, i)
                if attribution.form is Form.DIRECT:
                    self._paint(self.quotation, span, i)
                elif attribution.form is Form.MIXED:
                    for part in _quoted_parts(self.names.text, span):
                        self._paint(self.quotation, part, i)
            for span in attribution.source:
                self._paint(self.source, span, i)

    def _telling(self) -> Iterator[bool]:
        quoted = {
            i
            for quotation in quotations_of(self.doc)
            if not quotation.depth
            for i in self.tokens(Span(quotation.start, quotation.end))
        }
        for sentence in self.doc.sents:
            yield any(token.pos_ in _VERBS and token.i not in quoted for token in sentence)

    def _paint(self, where: list[int], span: Span, value: int) -> None:
        for token in self.tokens(span):
            where[token] = value

    def tokens(self, span: Span) -> range:
        """The tokens that share a character with a span."""
        starts = self._starts
        first = max(bisect_right(starts, span.start) - 1, 0)
        if first < len(starts) and starts[first] + len(self.doc[first]) <= span.start:
            first += 1
        return range(first, bisect_right(starts, span.end - 1))

    def sentence(self, token: int) -> int:
        """The number of the sentence that a token is in."""
        return bisect_right(self._sentences, token)

    def told(self, token: int) -> int:
        """How many sentences tell something up to the one that a token is in, that one included."""
        return self._told[self.sentence(token) - 1]

    def tells(self, token: int) -> bool:
        """Whether the sentence that a token is in has a verb outside of quotation marks."""
        return self._tells[self.sentence(token) - 1]

    def paragraph(self, token: int) -> int:
        """The number of the paragraph that a token is in."""
        return bisect_right(self._paragraphs, token)

    def paragraph_bounds(self, number: int) -> tuple[int, int]:
        """First token and end of a paragraph."""
        start = self._paragraphs[number - 1] if number else 0
        ends = self._paragraphs
        return start, ends[number] if number < len(ends) else len(self.doc)

    @property
    def paragraphs(self) -> int:
        """How many paragraphs there are."""
        return len(self._paragraphs) + 1

    def speaks(self, token: Token) -> bool:
        """Whether a token is the head of some attribution's source."""
        place = self.source[token.i]
        if place == NOWHERE:
            return False
        return token.head.i == token.i or self.source[token.head.i] != place

    def enclosing(self, attribution: Attribution) -> Attribution | None:
        """The innermost other attribution whose content the source of this one is in."""
        tokens = self.tokens(attribution.source[0])
        place = self.inside[tokens[0]] if len(tokens) else NOWHERE
        if place == NOWHERE:
            return None
        other = self.attributions[place]
        return other if other.source != attribution.source and other.id != attribution.id else None


def _length(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def _quoted_parts(text: str, span: Span) -> list[Span]:
    """The parts of a stretch of text that stand between double quotation marks."""
    parts, opened = [], NOWHERE
    for at in range(span.start, span.end):
        mark = text[at]
        if mark == _OPENING or (mark == '"' and opened == NOWHERE):
            opened = at
        elif opened != NOWHERE and mark in {_CLOSING, '"'}:
            parts.append(Span(opened, at + 1))
            opened = NOWHERE
    if opened != NOWHERE:
        parts.append(Span(opened, span.end))
    return parts
