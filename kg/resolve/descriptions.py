"""Definite descriptions: "the ministry" after "Kazakh Foreign Ministry" has been mentioned."""

from __future__ import annotations

from spacy.tokens import Token

from kg.model import AgentKind, Attribution
from kg.resolve.discourse import Candidate, Discourse
from kg.resolve.lexicon import Lexicon
from kg.resolve.phrases import Phrase
from kg.resolve.referents import Referent, bearer

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
OWNING = frozenset({"his", "her", "its", "their", "my", "our"})
_PERSON_WORDS = frozenset({"man", "woman", "person", "official", "source", "candidate", "user"})


def described(phrase: Phrase, discourse: Discourse, lexicon: Lexicon) -> Referent | None:
    """The referent of a definite description without a name of its own, or None.

    A name with that role ("President ..." for "the president") or that head word comes before an
    agent that merely is of that kind, and this before an unnamed source of the same
    description. What else the description says ("the health ministry") has to be in the name.
    """
    if phrase.determiner not in DEFINITE or _complemented(phrase):
        return None
    noun = phrase.head.lemma_.casefold()
    modifiers = {
        token.lower_
        for token in phrase.head.doc[phrase.start : phrase.head.i]
        if token.pos_ in {"NOUN", "PROPN", "ADJ"}
    }
    before = phrase.start
    ranked: dict[int, Referent] = {}
    for name in discourse.names.names:
        mention = next((m for m in reversed(name.mentions) if m.start < before), None)
        if mention is None:
            continue
        roles = frozenset().union(*(m.roles for m in name.mentions))
        if not modifiers <= {*name.key, *roles}:
            continue
        same_head = name.head == noun and name.kind is not AgentKind.PERSON
        if same_head or (noun in roles and noun not in _PERSON_WORDS):
            ranked[mention.start] = bearer(name, discourse.doc, before)
    if ranked:
        return ranked[max(ranked)]
    return _same_kind(noun, modifiers, before, discourse, lexicon)


def _same_kind(
    noun: str, modifiers: set[str], before: int, discourse: Discourse, lexicon: Lexicon
) -> Referent | None:
    """The latest source of the kind that a noun means, or that was described by it."""
    kind = lexicon.nouns.get(noun)
    for candidate in discourse.sources_before(before):
        referent = candidate.referent
        if not referent.agent.named:
            words = referent.agent.name.casefold().split()
            if referent.head == noun and modifiers <= set(words):
                return referent
        elif noun in lexicon.classes and not modifiers and referent.agent.kind is kind:
            return referent
    return None


def _complemented(phrase: Phrase) -> bool:
    """Whether "of ..." or the like makes the description one of its own."""
    return any(child.dep_ == "prep" and child.i < phrase.end for child in phrase.head.rights)


def owner_of(phrase: Phrase) -> Token | None:
    """Who a document belongs to by its own words: "Lee's letter", "a statement by the ministry"."""
    for child in phrase.head.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from", "of"}:
            return next((t for t in child.rights if t.dep_ == "pobj"), None)
    return None


def issuer(phrase: Phrase, discourse: Discourse, resolved: dict[str, Referent]) -> Referent | None:
    """Who issued "the statement": whoever said something in one, else the latest organisation."""
    noun = phrase.head.lemma_.casefold()
    by_source: list[tuple[int, Attribution]] = sorted(
        (
            (a.source[0].start, a)
            for a in discourse.attributions
            if a.medium and a.source and a.id in resolved and a.source[0].start < phrase.head.idx
        ),
        key=lambda entry: entry[0],
    )
    for _, attribution in reversed(by_source):
        words = " ".join(span.text_in(discourse.names.text) for span in attribution.medium)
        if noun in words.casefold().split() and resolved[attribution.id].agent.resolved:
            return resolved[attribution.id]
    return next(map(_referent, filter(_organised, discourse.sources_before(phrase.start))), None)


def _referent(candidate: Candidate) -> Referent:
    return candidate.referent


def _organised(candidate: Candidate) -> bool:
    """Whether a candidate is of a kind that issues statements."""
    kinds = {
        AgentKind.GOVERNMENT_BODY,
        AgentKind.COMPANY,
        AgentKind.PARTY,
        AgentKind.ORGANISATION,
        AgentKind.COURT,
    }
    return candidate.referent.agent.named and candidate.referent.agent.kind in kinds
