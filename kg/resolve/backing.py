"""What the article says about its sources beside who they are: principals, numbers, anonymity."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from kg.model import (
    Agent,
    AgentKind,
    Attribution,
    Number,
    Principal,
    Resolution,
    ResolvedSource,
    Span,
    Tie,
)
from kg.model.identifiers import squeeze
from kg.resolve.anonymity import reasons
from kg.resolve.behalf import ORGANISED, Owner, owner_in, spoken_for
from kg.resolve.inventory import Inventory, Name
from kg.resolve.kinds import kind_of_name, kind_of_noun
from kg.resolve.phrases import Phrase, Sort, phrase, phrase_at
from kg.resolve.referents import Referent, named
from kg.resolve.roles import Roles, role_words

_SEVERAL = frozenset({"NNS", "NNPS"})
_VOICED = frozenset({AgentKind.PERSON, AgentKind.GROUP, AgentKind.UNKNOWN})
"""Who speaks for others; a body speaks for itself."""

_NEAR = 3
"""Sentences that "The official spoke on condition of anonymity" may be behind what was said."""

Owning = Callable[[Token, Attribution], Referent | None]
"""Who a pronoun or definite description stands for that somebody belongs to, or None."""


def backed(
    found: Mapping[str, ResolvedSource],
    attributions: Sequence[Attribution],
    names: Inventory,
    owning: Owning,
    scope: str,
) -> dict[str, ResolvedSource]:
    """The resolved sources with who stands behind them, how many they are and why unnamed.

    What an article says once of a source holds for all that it says in that article, unless it
    says something else there. ``scope`` is the document's key; ``found`` has attribution ids.
    """
    backing = _Backing(names, owning, scope, role_words())
    spoken = [one for one in attributions if one.id in found]
    for one in spoken:
        backing.read(one, found[one.id])
    backing.explain(spoken, found)
    return {one.id: backing.complete(one, found[one.id]) for one in spoken}


@dataclass(slots=True)
class _Backing:
    """One document's principals, by attribution and by agent."""

    names: Inventory
    owning: Owning
    scope: str
    roles: Roles
    own: dict[str, Principal] = field(default_factory=dict)
    known: dict[str, Principal] = field(default_factory=dict)
    numbers: dict[str, Number] = field(default_factory=dict)
    anonymity: dict[str, list[Span]] = field(default_factory=dict)

    def read(self, attribution: Attribution, source: ResolvedSource) -> None:
        """Take in what one source's words and the words around its cue say."""
        mention = phrase(attribution.source, self.names)
        if mention is None:
            return
        key, agent = source.agent.key, source.agent
        if not agent.named and agent.resolved and mention.sort is not Sort.PRONOUN:
            several = mention.head.tag_ in _SEVERAL or agent.kind is AgentKind.GROUP
            if agent.kind is not AgentKind.DOCUMENT:
                self.numbers.setdefault(key, Number.SEVERAL if several else Number.ONE)
        if agent.kind not in _VOICED:
            return
        principal = self._around(attribution, mention) or self._inside(attribution, mention)
        if principal is not None and principal.agent.key != key:
            self.own[attribution.id] = principal
            self.known.setdefault(key, principal)
        elif agent.kind is AgentKind.PERSON and key not in self.known:
            entry = self.names.by_token.get(mention.head.i)
            self._elsewhere(attribution, source, None if entry is None else entry[1])

    def _inside(self, attribution: Attribution, mention: Phrase) -> Principal | None:
        if mention.sort not in {Sort.NAME, Sort.NOUN}:
            return None
        doc = self.names.doc
        spans = (
            doc.char_span(span.start, span.end, alignment_mode="expand")
            for span in attribution.source
        )
        stop = max((span.end for span in spans if span is not None), default=mention.end)
        owner = owner_in(mention.start, stop, mention.head, self.names, self.roles)
        return None if owner is None else self._principal(owner, attribution)

    def _around(self, attribution: Attribution, mention: Phrase) -> Principal | None:
        """ "Y said on behalf of X": in the sentence of the cue, outside of the content."""
        sentence = mention.head.sent
        start = sentence.start
        for token in sentence:
            if any(s.start <= token.idx < s.end for s in attribution.content):
                if found := self._spoken(start, token.i, attribution):
                    return found
                start = token.i + 1
        return self._spoken(start, sentence.end, attribution)

    def _spoken(self, start: int, stop: int, attribution: Attribution) -> Principal | None:
        owner = spoken_for(start, stop, attribution.cue, self.names) if stop - start > 2 else None
        return None if owner is None else self._principal(owner, attribution)

    def _elsewhere(
        self, attribution: Attribution, source: ResolvedSource, name: Name | None
    ) -> None:
        """What the article calls a person where its name stands, as a source or not."""
        if name is None or not source.agent.named:
            return
        doc = self.names.doc
        for mention in name.mentions:
            head = doc[mention.start : mention.end].root
            start, stop = head.sent.start, head.sent.end
            left = max(start, min(head.left_edge.i, mention.start))
            right = min(stop, max(head.right_edge.i + 1, mention.end))
            owner = owner_in(left, right, head, self.names, self.roles)
            principal = None if owner is None else self._principal(owner, attribution)
            if principal is not None and principal.agent.key != source.agent.key:
                self.known[source.agent.key] = principal
                return

    def _principal(self, owner: Owner, attribution: Attribution) -> Principal | None:
        head = self.names.doc[owner.end - 1]
        state = owner.role in self.roles.state
        mention = phrase_at(owner.start, owner.end, self.names)
        found: Referent | None = None
        if country := self.roles.places.get(head.lower_):
            found = _country(country, mention) if state else None
        elif owner.end - owner.start == 1 and head.pos_ == "PRON":
            found = self.owning(head, attribution)
        elif (known := self._capitalised(mention, head, state=state)) is not None:
            found = known
        elif mention.sort is Sort.NAME and (state or not self._place(mention)):
            found = named(mention, self.names.doc, self.names.lexicon)
        elif mention.sort is Sort.NOUN and head.pos_ != "PROPN" and not self._portfolio(head):
            found = (
                self.owning(mention.head, attribution)
                or self._only(mention)
                or self._described(mention, head)
            )
        return _tied(found, owner, self.roles)

    def _capitalised(self, mention: Phrase, last: Token, *, state: bool) -> Referent | None:
        """A name that the inventory does not have: in "Apple CEO Y" it is a part of Y's.

        The last word may be a common noun: "Interior ministry".
        """
        tokens = list(self.names.doc[mention.start : last.i + 1])
        lexicon = self.names.lexicon
        if last.i in self.names.by_token:
            return None
        if last.is_lower and last.lower_ in lexicon.nouns:
            tokens.pop()
        label = last.ent_type_
        if not tokens or not all(map(_proper, tokens)):
            return None
        at = Span(tokens[0].idx, last.idx + len(last))
        words = squeeze(at.text_in(self.names.text))
        kind = kind_of_name(words.split(), {label: 1} if label else {}, lexicon)
        if kind not in ORGANISED or (label == "GPE" and not state):
            return None
        return Referent(Agent(words, kind), Resolution.NAME, (at,))

    def _portfolio(self, head: Token) -> bool:
        """Whether a word is what somebody is responsible for: "secretary of state"."""
        return head.lower_ in self.names.lexicon.portfolios and head.nbor(-1).lower_ == "of"

    def _described(self, mention: Phrase, head: Token) -> Referent:
        """Somebody without a name, whom ``head``, the last word, means: "a large bank"."""
        head = mention.head if mention.head.pos_ in {"NOUN", "PROPN"} else head
        plural = head.tag_ in _SEVERAL
        lemma = head.lemma_.casefold()
        kind = kind_of_noun(head.lower_, self.names.lexicon, lemma=lemma, plural=plural)
        return _referent(Agent(mention.words, kind, named=False, scope=self.scope), mention)

    def _only(self, mention: Phrase) -> Referent | None:
        """The one body of the article whose name ends with the noun: "a ministry spokesman"."""
        noun = mention.head.lemma_.casefold()
        if noun not in self.names.lexicon.nouns or mention.end - mention.start > 2:
            return None
        found = [n for n in self.names.names if n.head == noun and n.kind in ORGANISED]
        if len(found) != 1:
            return None
        place = found[0].latest(mention.start)
        whole = phrase_at(place.start, place.end, self.names)
        return named(whole, self.names.doc, self.names.lexicon)

    def _place(self, mention: Phrase) -> bool:
        """Whether a name is that of a country or town and not of a body."""
        name = mention.name
        return name is not None and all(one.label == "GPE" for one in name.mentions)

    def explain(
        self, attributions: Sequence[Attribution], found: Mapping[str, ResolvedSource]
    ) -> None:
        """Give each stated reason for anonymity to the unnamed source that it is of."""
        unnamed_ones = [
            one
            for one in attributions
            if not found[one.id].agent.named and found[one.id].agent.resolved
        ]
        if not unnamed_ones:
            return
        starts = [self.names.doc[s.start].idx for s in self.names.doc.sents]
        for reason in reasons(self.names.text, attributions):
            if (one := _of(reason, unnamed_ones, starts)) is not None:
                spans = self.anonymity.setdefault(found[one.id].agent.key, [])
                if reason not in spans:
                    spans.append(reason)

    def complete(self, attribution: Attribution, source: ResolvedSource) -> ResolvedSource:
        """A source with all that is known of it."""
        key = source.agent.key
        return replace(
            source,
            principal=self.own.get(attribution.id) or self.known.get(key),
            number=self.numbers.get(key),
            anonymity=tuple(sorted(self.anonymity.get(key, ()))),
        )


def _of(
    reason: Span, attributions: Sequence[Attribution], starts: Sequence[int]
) -> Attribution | None:
    """The attribution whose source a reason is of: around it, in its sentence, shortly before."""

    def sentence(at: int) -> int:
        return bisect_right(starts, at)

    def quoted(one: Attribution) -> bool:
        return any(span.contains(reason) for span in one.content)

    for one in attributions:
        if any(span.contains(reason) for span in one.source):
            return one
    free = [one for one in attributions if not quoted(one)]
    at = sentence(reason.start)
    here = [
        one
        for one in free
        if at in {sentence(span.start) for span in (*one.source[:1], *one.cue[:1])}
    ]
    if here:
        return min(here, key=lambda one: (abs(one.source[0].start - reason.start), one.id))
    before = [
        one
        for one in free
        if one.source[0].start < reason.start and at - sentence(one.source[0].start) <= _NEAR
    ]
    return max(before, key=lambda one: (one.source[0].start, one.id), default=None)


def _proper(token: Token) -> bool:
    """Whether a word is one of a name, as far as its capital tells."""
    capital = token.text[0].isupper()
    return capital and (token.pos_ == "PROPN" or (token.pos_ == "ADJ" and not token.is_sent_start))


def _country(name: str, mention: Phrase) -> Referent:
    """The government that an adjective of a country stands for: "an Israeli official"."""
    return _referent(Agent(name, AgentKind.GOVERNMENT_BODY), mention)


def _referent(agent: Agent, mention: Phrase) -> Referent:
    return Referent(agent, Resolution.DESCRIPTION, mention.evidence)


def _tied(found: Referent | None, owner: Owner, roles: Roles) -> Principal | None:
    """The principal that somebody is, unless their kind does not fit the tie."""
    if found is None or not found.agent.resolved:
        return None
    kind = found.agent.kind
    fits = kind in ORGANISED or owner.tie is Tie.ON_BEHALF or owner.role in roles.personal
    if not fits or kind is AgentKind.DOCUMENT:
        return None
    return Principal(found.agent, owner.tie, found.evidence)
