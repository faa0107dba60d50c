"""The parse of a Doc as plain lists: one pass over the tokens, cheap to look at afterwards."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
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
    words, lemmas, tags, deps, entities = _columns(doc)
    size = len(words)
    heads = (np.arange(size) + doc.to_array("HEAD").astype(np.int64)).tolist()
    _reattach(heads, deps, tags)
    kids: list[list[int]] = [[] for _ in range(size)]
    for i, head in enumerate(heads):
        if head != i:
            kids[head].append(i)
    first, last = _edges(heads)
    sentence, sentences = _sentences(doc)
    starts = doc.to_array("IDX").tolist()
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    blanks = doc.to_array("SPACY").tolist()
    breaks = set(paragraph_starts(words))
    quotations = quotations_of(doc)
    outer = [q for q in quotations if q.depth == 0]
    quotes = [(bisect_right(ends, q.start), bisect_left(starts, q.end)) for q in outer]
    quote = [-1] * size
    for n, (start, end) in enumerate(quotes):
        quote[start:end] = [n] * (end - start)
    return Tree(
        text="".join(w + " " if b else w for w, b in zip(words, blanks, strict=True)),
        words=words,
        lemmas=lemmas,
        tags=tags,
        deps=deps,
        heads=heads,
        entities=entities,
        starts=starts,
        ends=ends,
        kids=kids,
        first=first,
        last=last,
        sentence=sentence,
        sentences=sentences,
        paragraph=list(accumulate(i in breaks for i in range(size))),
        quotations=quotations,
        quotes=quotes,
        closed=[q.closed for q in outer],
        continued=[q.continued for q in outer],
        quote=quote,
    )


def _columns(doc: Doc) -> tuple[list[str], ...]:
    """Words, lemmas, tags, relations and entity types: each distinct string is looked up once."""
    strings = doc.vocab.strings
    columns = []
    for name in ("ORTH", "LEMMA", "TAG", "DEP", "ENT_TYPE"):
        hashes = doc.to_array(name).tolist()
        known = {number: strings[number] for number in set(hashes)}
        if name == "LEMMA":
            known = {number: lemma.lower() for number, lemma in known.items()}
        columns.append([known[number] for number in hashes])
    return tuple(columns)


def _reattach(heads: list[int], deps: list[str], tags: list[str]) -> None:
    """Repair "S said that P and added that Q" where the parser hangs "added" on P's verb.

    It goes with the verb above P when it has a clause but no subject of its own, and has the form
    of that verb and not that of P's.
    """
    claused = {heads[i] for i, dep in enumerate(deps) if dep == "ccomp"}
    subjects = {heads[i] for i, dep in enumerate(deps) if dep in ("nsubj", "nsubjpass", "expl")}
    for i, dep in enumerate(deps):
        if dep != "conj" or i not in claused or i in subjects:
            continue
        inner = heads[i]
        upper = heads[inner]
        if deps[inner] != "ccomp" or upper > inner or tags[i] == tags[inner]:
            continue
        if tags[i] == tags[upper]:
            heads[i] = upper
            for j in range(i - 1, max(i - 4, inner), -1):
                if deps[j] == "cc" and heads[j] == inner:
                    heads[j] = upper
                    break


def _edges(heads: list[int]) -> tuple[list[int], list[int]]:
    """The first and last token of each subtree; twice, since branches may cross."""
    first, last = list(range(len(heads))), list(range(len(heads)))
    order = list(enumerate(heads))
    for i, head in (order + order[::-1]) * 2:
        # min() and max() would take three times as long, and this is the longest loop of all.
        if first[i] < first[head]:  # noqa: PLR1730
            first[head] = first[i]
        if last[i] > last[head]:  # noqa: PLR1730
            last[head] = last[i]
    return first, last


def _sentences(doc: Doc) -> tuple[list[int], list[Range]]:
    """The number of each token's sentence, and the sentences."""
    if not len(doc):
        return [], []
    marks = doc.to_array("SENT_START").astype(np.int64).tolist()
    begins = [i for i, mark in enumerate(marks) if mark == 1 or i == 0]
    sentences = list(zip(begins, [*begins[1:], len(marks)], strict=True))
    return [n for n, (start, end) in enumerate(sentences) for _ in range(start, end)], sentences
