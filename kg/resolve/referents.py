"""Referents: agents together with what later mentions may agree with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg.model import Agent, AgentKind, Resolution, ResolvedSource, Span, Spans
from kg.model.identifiers import squeeze
from kg.resolve.entities import noun_kind
from kg.resolve.inventory import Name
from kg.resolve.kinds import kind_of_name, kind_of_noun
from kg.resolve.lexicon import Lexicon
from kg.resolve.phrases import Phrase

_PLURAL_TAGS = frozenset({"NNS", "NNPS"})


@dataclass(frozen=True, slots=True)
class Referent:
    """Who a source mention stands for, and how that was found."""

    agent: Agent
    resolution: Resolution
    evidence: Spans
    name: Name | None = None
    confidence: float | None = None
    members: frozenset[Agent] = frozenset()

    def source(self) -> ResolvedSource:
        """As the result for an attribution."""
        return ResolvedSource(
            self.agent, self.resolution, self.evidence, self.confidence, members=self.members
        )

    def again(self, resolution: Resolution, doc: Doc, before: int) -> Referent:
        """The same one, referred to in another way: evidence is the name's latest mention."""
        evidence = self.evidence if self.name is None else _naming(self.name, doc, before)
        return replace(self, resolution=resolution, evidence=evidence)


def bearer(name: Name, doc: Doc, before: int, evidence: Spans = ()) -> Referent:
    """The bearer of a proper name; evidence is the full name's latest mention before a token."""
    return Referent(
        Agent(name.called, name.kind),
        Resolution.NAME,
        evidence or _naming(name, doc, before),
        name,
    )


def _naming(name: Name, doc: Doc, before: int) -> Spans:
    """Where the full name stands last before a token."""
    mention = name.latest(before)
    last = doc[mention.end - 1]
    return (Span(doc[mention.start].idx, last.idx + len(last)),)


def named(phrase: Phrase, doc: Doc, lexicon: Lexicon) -> Referent:
    """The referent of a phrase that holds a name."""
    if phrase.name is None:  # "Kazakh government": an institution made unique by the name before it
        kind = kind_of_name(phrase.words.split(), {}, lexicon)
        return Referent(Agent(phrase.words, kind), Resolution.NAME, phrase.evidence)
    full = phrase.words.casefold() == phrase.name.text.casefold()
    return bearer(phrase.name, doc, phrase.head.i, phrase.evidence if full else ())


def together(phrase: Phrase, scope: str, members: Sequence[Name | None]) -> Referent:
    """The group that "A and B" are; ``members`` are their names, None for whoever has none.

    It has a name when all have one, and is called by the full names where these say all: not "Ohio
    Democrats and Republicans".
    """
    names = [name for name in members if name is not None]
    named = len(names) == len(members)
    distinct = len(set(map(id, names))) == len(names)
    whole = named and distinct and all(name.kind is not AgentKind.GROUP for name in names)
    *most, last = [name.text for name in names] or [""]
    words = f"{', '.join(most)} and {last}" if whole else phrase.words
    group = Agent(words, AgentKind.GROUP, named=named, scope="" if named else scope)
    return Referent(
        group,
        Resolution.NAME if named else Resolution.UNNAMED,
        phrase.evidence,
        members=frozenset(Agent(name.called, name.kind) for name in names) - {group},
    )


def unnamed(phrase: Phrase, scope: str, lexicon: Lexicon) -> Referent:
    """Somebody who is described only: an agent of this document."""
    head = phrase.head
    lemma, plural = head.lemma_.casefold(), head.tag_ in _PLURAL_TAGS
    quantified = phrase.determiner in lexicon.quantifiers or head.lower_ in lexicon.quantifiers
    kind = kind_of_noun(head.lower_, lexicon, lemma=lemma, plural=plural, quantified=quantified)
    if kind is AgentKind.UNKNOWN:
        kind = _kind_of_some(head, lexicon)
    before = phrase.head.doc[max(phrase.start, head.i - 1) : head.i]
    if not plural:  # "central bank"
        kind = lexicon.bodies.get(f"{before.text} {head.text}".casefold(), kind)
    return Referent(
        Agent(phrase.words, kind, named=False, scope=scope),
        Resolution.UNNAMED,
        phrase.evidence,
    )


def _kind_of_some(head: Token, lexicon: Lexicon) -> AgentKind:
    """The kind of "those who", "one of the lawyers" and "the 23-year-old", where no noun tells."""
    if head.lower_ == "those":
        return AgentKind.GROUP
    if any(child.dep_ == "npadvmod" and child.lower_ == "year" for child in head.lefts):
        return AgentKind.PERSON
    if head.lower_ != "one":
        return AgentKind.UNKNOWN
    of = (child for child in head.rights if child.lower_ == "of")
    nouns = [noun for child in of for noun in child.rights if noun.dep_ == "pobj"]
    return noun_kind(nouns[0], lexicon) if nouns else AgentKind.UNKNOWN


def unresolved(words: str, scope: str) -> Referent:
    """A mention that nothing in the document explains: never the nearest name."""
    name = squeeze(words) or "?"
    agent = Agent(name, AgentKind.UNKNOWN, named=False, resolved=False, scope=scope)
    return Referent(agent, Resolution.UNRESOLVED, ())
