"""The parse of a Doc as plain lists: one pass over the tokens, cheap to look at afterwards."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate

from spacy.tokens import Doc

from kg.annotate.paragraphs import paragraph_starts
from kg.annotate.quotations import Quotation, quotations_of

Range = tuple[int, int]
"""Token indices, end exclusive."""


@dataclass(frozen=True, slots=True)
class Tree:
    """What the rules look at. All lists have one item a token; ``quotes`` are outermost ones.

    ``quote[i]`` is the index in ``quotes`` of the quotation token ``i`` stands in, or -1;
    ``first``/``last`` are the edges of a token's subtree (last inclusive); ``paragraph[i]`` counts
    the paragraphs before the token's.
    """

    doc: Doc
    text: str
    words: list[str]
    lemmas: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    entities: list[str]
    starts: list[int]
    ends: list[int]
    kids: list[list[int]]
    first: list[int]
    last: list[int]
    sentence: list[int]
    sentences: list[Range]
    paragraph: list[int]
    quotations: tuple[Quotation, ...]
    quotes: list[Range]
    closed: list[bool]
    continued: list[bool]
    quote: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def kid(self, i: int, *deps: str) -> int:
        """The first child of a token with one of these relations, or -1."""
        for k in self.kids[i]:
            if self.deps[k] in deps:
                return k
        return -1

    def span(self, i: int) -> Range:
        """The tokens from the first to the last of a subtree."""
        return self.first[i], self.last[i] + 1

    def sentence_of(self, i: int) -> Range:
        """The sentence of a token."""
        return self.sentences[self.sentence[i]]

    def tokens_between(self, start: int, end: int) -> Range:
        """The tokens that share a character with ``text[start:end]``."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


def tree_of(doc: Doc) -> Tree:
    """Read a parsed Doc into a Tree."""
    tokens = list(doc)
    kids: list[list[int]] = [[] for _ in tokens]
    heads = [token.head.i for token in tokens]
    words = [token.text for token in tokens]
    for i, head in enumerate(heads):
        if head != i:
            kids[head].append(i)
    sentences = [(sent.start, sent.end) for sent in doc.sents]
    sentence = [n for n, (start, end) in enumerate(sentences) for _ in range(start, end)]
    starts = [token.idx for token in tokens]
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    breaks = set(paragraph_starts(doc))
    paragraph = list(accumulate(i in breaks for i in range(len(words))))
    quotations = quotations_of(doc)
    outer = [q for q in quotations if q.depth == 0]
    quotes = [(bisect_right(ends, q.start), bisect_left(starts, q.end)) for q in outer]
    quote = [-1] * len(tokens)
    for n, (start, end) in enumerate(quotes):
        for i in range(start, end):
            quote[i] = n
    return Tree(
        doc=doc,
        text=doc.text,
        words=words,
        lemmas=[token.lemma_.lower() for token in tokens],
        tags=[token.tag_ for token in tokens],
        deps=[token.dep_ for token in tokens],
        heads=heads,
        entities=[token.ent_type_ for token in tokens],
        starts=starts,
        ends=ends,
        kids=kids,
        first=[token.left_edge.i for token in tokens],
        last=[token.right_edge.i for token in tokens],
        sentence=sentence,
        sentences=sentences,
        paragraph=paragraph,
        quotations=quotations,
        quotes=quotes,
        closed=[q.closed for q in outer],
        continued=[q.continued for q in outer],
        quote=quote,
    )
