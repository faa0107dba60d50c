"""What the attribution tagger sees of a parsed Doc: one row of small numbers for each word.

Training and tagging share this module: weights are only valid for the ``SIGNATURE`` they were
trained with. The encoder is uncased and knows neither grammar nor layout; the columns give it what
spaCy and the quotation finder know.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from kg.annotate.paragraphs import paragraph_starts
from kg.annotate.quotations import quotations_of

Ints = NDArray[np.int32]

_TAGS = """$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS
NNS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX ``"""
_DEPENDENCIES = """ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp
compound conj csubj csubjpass dative dep det dobj expl intj mark meta neg nmod npadvmod nsubj
nsubjpass nummod oprd parataxis pcomp pobj poss preconj predet prep prt punct quantmod relcl
xcomp"""
_ENTITIES = """CARDINAL DATE EVENT FAC GPE LANGUAGE LAW LOC MONEY NORP ORDINAL ORG PERCENT PERSON
PRODUCT QUANTITY TIME WORK_OF_ART"""
TAGS = tuple(_TAGS.split())
DEPENDENCIES = tuple(_DEPENDENCIES.split())
ENTITIES = tuple(_ENTITIES.split())
#: The columns of ``Words.columns`` and the number of values of each; 0 is "none of those".
COLUMNS = {
    "shape": 8,
    "tag": len(TAGS) + 1,
    "dependency": len(DEPENDENCIES) + 1,
    "entity": len(ENTITIES) + 1,
    "quotation": 8,
    "layout": 4,
    "length": 7,
}
_LENGTHS = (1, 2, 3, 5, 10)
SIGNATURE = hashlib.sha256(
    repr((1, TAGS, DEPENDENCIES, ENTITIES, COLUMNS, _LENGTHS)).encode()
).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a Doc that are not white space, as arrays with one row a word.

    ``text``: the words; ``start`` and ``end``: code points; ``columns``: values of COLUMNS;
    ``head``: index of the word's syntactic head; ``left`` and ``right``: the first and the last
    word of its subtree; ``sentence``, ``paragraph``: running numbers;
    ``quotation``: number of the outermost quotation around it or -1.
    """

    text: list[str]
    start: Ints
    end: Ints
    columns: Ints
    head: Ints
    left: Ints
    right: Ints
    sentence: Ints
    paragraph: Ints
    quotation: Ints

    def __len__(self) -> int:
        return len(self.text)


def words_of(doc: Doc) -> Words:
    """The words of a parsed Doc and their features."""
    tokens = [token for token in doc if not token.is_space]
    kept = np.array([token.i for token in tokens], dtype=np.int32)
    start = np.array([token.idx for token in tokens], dtype=np.int32)
    text = [token.text for token in tokens]
    end = start + np.array([len(word) for word in text], dtype=np.int32)
    # White space counts as the word before it, so that every head is a word.
    word_of = np.maximum(np.searchsorted(kept, np.arange(len(doc)), side="right") - 1, 0)
    heads = np.array([token.head.i for token in tokens], dtype=np.int32)
    sentence_first, paragraph_first = _first_words(doc, kept)
    columns = np.zeros((len(tokens), len(COLUMNS)), dtype=np.int32)
    columns[:, 0] = [_shape(word) for word in text]
    named = doc.to_array(["TAG", "DEP", "ENT_TYPE"]).astype(np.uint64).reshape(-1, 3)[kept]
    for column, labels in enumerate((TAGS, DEPENDENCIES, ENTITIES), 1):
        columns[:, column] = _numbered(doc, labels, named[:, column - 1])
    quotation = _quotations(doc, start, end, columns)
    columns[:, 5] = sentence_first + 2 * paragraph_first
    head = word_of[heads].astype(np.int32) if tokens else heads
    return Words(
        text,
        start,
        end,
        columns,
        head,
        *subtrees(head),
        np.cumsum(sentence_first, dtype=np.int32),
        np.cumsum(paragraph_first, dtype=np.int32),
        quotation,
    )


def subtrees(head: Ints) -> tuple[Ints, Ints]:
    """The first and the last word of each word's subtree."""
    left, right = (np.arange(len(head), dtype=np.int32) for _ in range(2))
    above = head
    # Every round doubles how far edges have come up: a sentence of 10,000 words may be as deep.
    for _ in range(len(head).bit_length()):
        lower, upper = left.copy(), right.copy()
        np.minimum.at(left, above, lower)
        np.maximum.at(right, above, upper)
        higher = above[above]
        if np.array_equal(higher, above):
            break
        above = higher
    return left, right


def _first_words(doc: Doc, kept: Ints) -> tuple[Ints, Ints]:
    """1 for words that begin a sentence, and for words that begin a paragraph."""
    sentences = np.zeros(len(kept), dtype=np.int32)
    paragraphs = np.zeros(len(kept), dtype=np.int32)
    if not len(kept):
        return sentences, paragraphs
    begins = [sentence.start for sentence in doc.sents] if doc.has_annotation("SENT_START") else []
    for first, target in (
        (begins, sentences),
        (list(paragraph_starts([t.text for t in doc])), paragraphs),
    ):
        at = np.searchsorted(kept, np.array(first, dtype=np.int64))
        target[at[at < len(kept)]] = 1
        target[0] = 1
    return np.maximum(sentences, paragraphs), paragraphs


def _shape(word: str) -> int:
    """What capitals and digits a word has."""
    if word.isalpha():
        if word.islower():
            return 1
        if word.isupper():
            return 3 if len(word) > 1 else 2
        return 4 if word.istitle() else 5
    if any(character.isdigit() for character in word):
        return 6
    return 7 if not any(character.isalpha() for character in word) else 0


def _numbered(doc: Doc, labels: Sequence[str], values: NDArray[np.uint64]) -> Ints:
    """Hashes of labels as their places in the list plus one, 0 for unknown ones."""
    keys = np.array([doc.vocab.strings[label] for label in labels], dtype=np.uint64)
    order = np.argsort(keys)
    at = np.minimum(np.searchsorted(keys[order], values), len(keys) - 1)
    return np.where(keys[order][at] == values, order[at] + 1, 0).astype(np.int32)


def _quotations(doc: Doc, start: Ints, end: Ints, columns: Ints) -> Ints:
    """Fill the columns of quotation marks; the number of each word's outermost quotation."""
    outermost = np.full(len(start), -1, dtype=np.int32)
    for number, quotation in enumerate(quotations_of(doc)):
        first = int(np.searchsorted(end, quotation.start, side="right"))
        last = int(np.searchsorted(start, quotation.end))
        if first >= last:
            continue
        if quotation.depth:
            columns[first:last, 4] = np.where(
                columns[first:last, 4] >= 4, columns[first:last, 4], 3
            )
            continue
        outermost[first:last] = number
        columns[first:last, 4] = 1 if quotation.closed else 2
        columns[first, 4] = 5 if quotation.continued else 4
        if quotation.closed:
            columns[last - 1, 4] = 6
        inside = last - first - 1 - quotation.closed
        columns[first:last, 6] = 1 + int(np.searchsorted(_LENGTHS, inside, side="right"))
    return outermost
