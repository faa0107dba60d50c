"""What the arguments of propositions refer to: "I" to who speaks, "the country" to Kazakhstan."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from spacy.tokens import Doc, Token

from kg.claims.arguments import plain_name
from kg.claims.places import COUNTRIES, COUNTRY_WORDS
from kg.model import Agent, AgentKind, Attribution, Form, ResolvedSource, Span
from kg.model.identifiers import squeeze

_FIRST = frozenset({"i", "we", "me", "us", "myself", "ourselves"})
_ONE = {
    "he": frozenset({AgentKind.PERSON}),
    "she": frozenset({AgentKind.PERSON}),
    "it": frozenset(AgentKind) - {AgentKind.PERSON, AgentKind.GROUP, AgentKind.DOCUMENT},
    "they": frozenset({AgentKind.GROUP}),
}
_DEFINITE = frozenset({"the", "this", "our"})
_CLEARLY = 2
"""A country is "the country" when it is named so many times as often as the next one."""


class References:
    """What words of one document stand for, told from its names and resolved sources.

    Abstains: a pronoun or description that may mean two things keeps its own words.
    """

    def __init__(
        self, doc: Doc, attributions: Sequence[Attribution], sources: Mapping[str, ResolvedSource]
    ) -> None:
        self._doc = doc
        self._agents = {a.id: sources[a.id].agent for a in attributions if a.id in sources}
        self._inner_first = sorted(
            attributions, key=lambda a: sum(span.end - span.start for span in a.content)
        )

    def name_of(self, tokens: list[Token]) -> tuple[str, bool]:
        """The name of what tokens refer to, and whether it is the name of something."""
        name = self._known(tokens)
        return (name, True) if name else plain_name(tokens)

    def _known(self, tokens: list[Token]) -> str | None:
        first = tokens[0]
        if len(tokens) == 1:
            word = first.lower_
            if word in _FIRST:
                return self._speaker(first)
            if word in _ONE:
                return self._third(first, _ONE[word])
        head = tokens[-1]
        if head.pos_ == "NOUN":
            before = first.i - 1
            definite = first.lower_ in _DEFINITE or (
                before >= 0 and self._doc[before].lower_ in _DEFINITE
            )
            return self._described(tokens, head.lower_) if definite else None
        if len(tokens) == 1 and head.pos_ == "PROPN":
            return self._full_names.get(head.text)
        return None

    def _speaker(self, pronoun: Token) -> str | None:
        """Whose words "I" and "we" are: the source of the innermost quotation around them."""
        for attribution in self._inner_first:
            if any(s.start <= pronoun.idx < s.end for s in attribution.content):
                if attribution.form is Form.INDIRECT or attribution.id not in self._agents:
                    continue
                return _name(self._agents[attribution.id])
        return None

    def _third(self, pronoun: Token, kinds: frozenset[AgentKind]) -> str | None:
        """Whom "he" means in "S said he ...": S, unless the content named another before."""
        for attribution in self._inner_first:
            span = next((s for s in attribution.content if s.start <= pronoun.idx < s.end), None)
            if span is None:
                continue
            agent = self._agents.get(attribution.id)
            if agent is None or attribution.form is not Form.INDIRECT or not _fits(agent, kinds):
                return None
            if self._named_before(span, pronoun, kinds):
                return None
            return _name(agent)
        return None

    def _named_before(self, span: Span, pronoun: Token, kinds: frozenset[AgentKind]) -> bool:
        """Whether something that the pronoun may mean as well stands before it in a content."""
        within = self._doc.char_span(span.start, pronoun.idx, alignment_mode="contract")
        person = kinds == {AgentKind.PERSON}
        for token in within or ():
            if token.ent_type_ == "PERSON" and person:
                return True
            if token.pos_ in {"NOUN", "PROPN"} and token.dep_ in {"nsubj", "nsubjpass", "dobj"}:
                return True
        return False

    def _described(self, tokens: list[Token], noun: str) -> str | None:
        """The named agent or country that a definite description means."""
        words = [t.lower_ for t in tokens if t.lower_ not in _DEFINITE]
        if words[-1:] != [noun] or len(words) > 2:
            return None
        if noun in COUNTRY_WORDS and len(words) == 1:
            return self._country
        named = self._by_last_word.get(noun, set())
        fits = {name for name in named if set(words) <= set(name.casefold().split())}
        return fits.pop() if len(fits) == 1 else None

    @cached_property
    def _by_last_word(self) -> dict[str, set[str]]:
        """Names of organisations by their last word: "ministry" is one when only one ends so."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for agent in self._agents.values():
            if agent.named and agent.kind is not AgentKind.PERSON:
                found[agent.name.casefold().split()[-1]].add(agent.name)
        return found

    @cached_property
    def _full_names(self) -> dict[str, str]:
        """Full names by their last word, where only one person has it."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for entity in self._doc.ents:
            if entity.label_ == "PERSON" and len(entity) > 1 and entity[-1].pos_ == "PROPN":
                words = [t.text for t in entity if t.pos_ == "PROPN"]
                found[words[-1]].add(squeeze(" ".join(words)))
        return {last: full.pop() for last, full in found.items() if len(full) == 1}

    @cached_property
    def _country(self) -> str | None:
        """The country that the document is about."""
        counts = Counter(
            COUNTRIES[token.text] for token in self._doc if token.text in COUNTRIES
        ).most_common(2)
        if not counts:
            return None
        clearly = len(counts) == 1 or counts[0][1] >= _CLEARLY * counts[1][1]
        return counts[0][0] if clearly else None


def _fits(agent: Agent, kinds: frozenset[AgentKind]) -> bool:
    if kinds == _ONE["they"]:
        many = agent.name.casefold().endswith(("s", "police", "people"))
        return agent.resolved and (agent.kind in kinds or many)
    return agent.resolved and agent.kind in kinds


def _name(agent: Agent) -> str | None:
    """What an agent is called, without an article; nobody when it is not known who it is."""
    if not agent.resolved:
        return None
    first, _, rest = agent.name.partition(" ")
    return rest if rest and first.casefold() in {"the", "a", "an"} else agent.name
