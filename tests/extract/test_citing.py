"""Who passes on whose words: the sentences of chains.py, by either extractor."""

from functools import cache

import pytest

from kg.config import Settings
from kg.model import Document, SpeechAct
from kg.pipeline import analyse
from tests.extract.chains import CHAINS, chains_of

#: What either extractor does not get right, by how the sentence begins.
MISSED = {
    "rules": ("Quoting unnamed", "“She said", "“They told", "“The doctors", "The company knew",
              "The mayor said the road was closed and"),
    "trained": ("Quoting unnamed", "The bridge is unsafe", "“She said", "“They told",
                "“The doctors", "The company knew", "The mayor said the road was closed and"),
}  # fmt: skip


def bare(chain):
    """Sources without what a relative clause adds: extractors differ in whether that is in."""
    return tuple(words.partition(", which")[0].strip(" ,").casefold() for words in chain)


@cache
def records(extractor):
    documents = [Document(f"{n:02}", text) for n, (text, _) in enumerate(CHAINS)]

    def fail(error):
        raise error

    return list(analyse(documents, Settings(extractor=extractor), on_error=fail))


@pytest.mark.slow
@pytest.mark.parametrize("extractor", MISSED)
def test_chains(extractor):
    wrong = [
        record.document.text
        for record, (_, wanted) in zip(records(extractor), CHAINS, strict=True)
        if {bare(chain) for chain in chains_of(record)} != {bare(chain) for chain in wanted}
    ]
    assert [text for text in wrong if not text.startswith(MISSED[extractor])] == []


@pytest.mark.slow
def test_whoever_has_seen_a_letter_perceives_what_it_says():
    (record,) = (one for one in records("rules") if one.document.text.startswith("In a letter"))
    outer, inner = sorted(record.attributions, key=lambda one: not one.reports)
    assert (outer.speech_act, outer.reports) == (SpeechAct.PERCEIVES, (inner.id,))
    assert outer.content == inner.content
