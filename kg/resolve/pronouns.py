"""Pronouns: the antecedent that agrees and stands out, or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Token

from kg.model import Agent, AgentKind, Spans
from kg.resolve.discourse import Candidate, Discourse
from kg.resolve.referents import Referent

FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
THIRD = HE | SHE | IT | THEY
WHO = frozenset({"who", "whom", "whose"})
RELATIVE = WHO | {"which", "that"}

WINDOW = 4
"""Sentences that are searched backwards."""
# Weights and thresholds: tuned by hand on coreference chains of attribution sources in GUM.
_PER_SENTENCE = 1.0
_SUBJECT = 0.7
_SOURCE = 1.2
_REPEATED = 0.15
_KNOWN_SEX = 0.5
_QUOTED = 1.5
_NAMELESS = 0.4
_KNOWN = 0.08
_MARGIN = 0.3
_LEAST = -3.0


def agrees(word: str, referent: Referent) -> bool:
    """Whether a third-person pronoun can stand for a referent."""
    kind = referent.agent.kind
    if referent.agent.named is False and not referent.agent.resolved:
        return False
    if word in HE:
        return _single_person(referent) and referent.women <= referent.men
    if word in SHE:
        return _single_person(referent) and referent.men <= referent.women
    if word in IT:
        return kind not in {AgentKind.PERSON, AgentKind.GROUP} and not referent.plural
    return referent.plural or kind not in {AgentKind.PERSON, AgentKind.DOCUMENT}


def _single_person(referent: Referent) -> bool:
    return referent.agent.kind is AgentKind.PERSON and not referent.plural


def antecedent(
    pronoun: Token, discourse: Discourse, barred: Referent | None = None, outside: Spans = ()
) -> Referent | None:
    """The referent of a third-person pronoun, or None when none agrees or two do equally.

    Near mentions, subjects, sources of other attributions and names that come again and again stand
    out. ``barred`` is whoever the pronoun cannot be (the speaker of the quotation around it),
    ``outside`` where its antecedent cannot be (what "he" is said to have said himself).
    """
    word = pronoun.lower_
    scores: dict[Agent, float] = {}
    found: dict[Agent, Referent] = {}
    times: dict[Agent, int] = defaultdict(int)
    here = discourse.sentence(pronoun.i)
    for candidate in _candidates(pronoun.i, discourse):
        referent = candidate.referent
        key = referent.agent
        place = pronoun.doc[candidate.token].idx
        if any(span.start <= place < span.end for span in outside):
            continue
        if word in THEY and not candidate.source:
            continue  # too much can be "they": only what has spoken is looked at
        if not agrees(word, referent) or (barred is not None and key == barred.agent):
            continue
        times[key] += 1
        sexes = referent.women if word in SHE else referent.men if word in HE else 0
        score = (
            -_PER_SENTENCE * (here - discourse.sentence(candidate.token))
            + _SUBJECT * (candidate.subject or candidate.source)
            + _SOURCE * candidate.source
            + _KNOWN_SEX * (sexes > 0)
            - _NAMELESS * (not referent.agent.named)
            + _KNOWN * min(discourse.times(referent), 10)
            - _QUOTED * (discourse.quoted(place) and not discourse.quoted(pronoun.idx))
        )
        found.setdefault(key, referent)
        scores[key] = max(scores.get(key, score), score)
    ranked = sorted(
        ((scores[key] + _REPEATED * min(times[key], 4), key.name, key) for key in found),
        key=lambda entry: entry[:2],
        reverse=True,
    )
    if not ranked or ranked[0][0] < _LEAST:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN:
        return None
    return found[ranked[0][2]]


def _candidates(token: int, discourse: Discourse) -> Iterator[Candidate]:
    """What a pronoun may stand for: recent sources, other mentions and names."""
    earliest = discourse.sentence(token) - WINDOW
    for mention in discourse.resolved_before(token):
        if discourse.sentence(mention.token) < earliest:
            break
        yield mention
    yield from discourse.names_before(token, WINDOW)


def carrier(noun: Token) -> Token | None:
    """The noun that a phrase hangs on: "Republicans" for "Hill" in "Republicans on the Hill"."""
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.head.pos_ not in {"NOUN", "PROPN"}:
        return None
    return preposition.head


def relative_antecedent(pronoun: Token) -> Token | None:
    """The noun that "who" or "which" goes back to, from the parse; else the word before it."""
    token = pronoun
    while token.head.i != token.i:
        if token.dep_ == "relcl" and token.head.i < pronoun.i:
            return token.head
        token = token.head
    before = pronoun.i - 1
    if before > 0 and pronoun.doc[before].text == ",":
        before -= 1
    near = pronoun.doc[max(before, 0)]
    return near if near.pos_ in {"NOUN", "PROPN"} and near.i < pronoun.i else None
