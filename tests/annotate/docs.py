"""Small parsed Docs built by hand, so that no test depends on what a parser thinks."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

VOCAB = spacy.blank("en").vocab
WORDS = ["“", "Taxes", "fall", ",", "”", "she", "said", ".", "\n\n", "Nobody", "agreed", "."]
TAGS = ["``", "NNS", "VBP", ",", "''", "PRP", "VBD", ".", "_SP", "NN", "VBD", "."]
_DEPS = "punct nsubj ccomp punct punct nsubj ROOT punct dep nsubj ROOT punct"
DEPS = _DEPS.split()
HEADS = [2, 2, 6, 6, 6, 6, 6, 6, 7, 10, 10, 10]
SPACES = [False, True, False, False, True, True, False, False, False, True, False, False]


def said() -> Doc:
    """“Taxes fall,” she said.\\n\\nNobody agreed."""
    starts = [i in {0, 9} for i in range(len(WORDS))]
    return Doc(
        VOCAB,
        words=WORDS,
        spaces=SPACES,
        tags=TAGS,
        deps=DEPS,
        heads=HEADS,
        sent_starts=starts,
    )


def plain(words: list[str]) -> Doc:
    """Words without any annotation."""
    return Doc(VOCAB, words=words)
