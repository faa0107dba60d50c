"""Who the sources of a document's attributions are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from kg.model import AgentKind, Attribution, Resolution, ResolvedSource, Span, scope_of
from kg.resolve.backing import backed
from kg.resolve.descriptions import DEFINITE, OWNING, described, issuer, owner_of
from kg.resolve.discourse import Candidate, Discourse
from kg.resolve.inventory import inventory
from kg.resolve.lexicon import Lexicon, lexicon
from kg.resolve.names import SUBJECTS
from kg.resolve.phrases import Phrase, Sort, phrase, phrase_at
from kg.resolve.pronouns import (
    FIRST,
    HE,
    RELATIVE,
    SHE,
    THIRD,
    WHO,
    antecedent,
    carrier,
    relative_antecedent,
)
from kg.resolve.referents import Referent, named, together, unnamed, unresolved

_WHO_KINDS = frozenset({AgentKind.PERSON, AgentKind.GROUP, AgentKind.UNKNOWN})


def resolve_sources(
    doc: Doc, attributions: Sequence[Attribution], scope: str
) -> dict[str, ResolvedSource]:
    """Resolve the source of every attribution that has one.

    ``doc``: parsed, with entities, whose text has the attributions' offsets; ``scope``: the
    document's key, which unnamed and unresolved agents are bound to. Returns attribution ids
    with their sources. A pronoun or description without a clear antecedent is left unresolved or
    unnamed. The same document and attributions, in any order, give the same result.
    """
    words = lexicon()
    discourse = Discourse(inventory(doc, words), attributions)
    resolver = _Resolver(discourse, scope, words, ahead=_persons(doc, words))
    ordered = sorted(
        (a for a in attributions if a.source), key=lambda a: (a.source, a.content, a.id)
    )
    found = {a.id: resolver.resolve(a).source() for a in ordered}
    return backed(found, ordered, discourse.names, resolver.owner, scope)


def _persons(doc: Doc, words: Lexicon) -> list[int]:
    """Tokens that mean a person without a name, the last one first."""
    return [
        token.i
        for token in reversed(list(doc))
        if (word := token.lower_) in HE or word in SHE or words.nouns.get(word) is AgentKind.PERSON
    ]


@dataclass(slots=True)
class _Resolver:
    """One document's resolution: remembers what has been resolved already."""

    discourse: Discourse
    scope: str
    lexicon: Lexicon
    done: dict[str, Referent] = field(default_factory=dict)
    ahead: list[int] = field(default_factory=list)
    underway: set[str] = field(default_factory=set)

    @property
    def doc(self) -> Doc:
        return self.discourse.doc

    def resolve(self, attribution: Attribution) -> Referent:
        """The referent of an attribution's source; the attribution around it goes first."""
        if attribution.id in self.done:
            return self.done[attribution.id]
        self.underway.add(attribution.id)
        self._read_to(attribution.source[0].start)
        mention = phrase(attribution.source, self.discourse.names)
        words = attribution.source[0].text_in(self.discourse.names.text)
        if mention is None:
            referent = unresolved(words, scope_of(self.scope, attribution.source))
        else:
            referent = self._referent(mention, attribution)
            candidate = Candidate(mention.head.i, referent, subject=True, source=True)
            if referent.agent.resolved:
                self.discourse.add(candidate)
        self.underway.discard(attribution.id)
        self.done[attribution.id] = referent
        return referent

    def _read_to(self, at: int) -> None:
        """Resolve the mentions of persons up to a character: "he" may go back to another "he"."""
        while self.ahead and self.doc[self.ahead[-1]].idx < at:
            token = self.doc[self.ahead.pop()]
            if token.lower_ in HE or token.lower_ in SHE:
                found = antecedent(token, self.discourse)
            elif token.dep_ in SUBJECTS and not self.discourse.quoted(token.idx):
                names = self.discourse.names
                mention = phrase_at(token.left_edge.i, token.i + 1, names)
                if mention.sort is not Sort.NOUN:
                    continue
                found = described(mention, self.discourse, self.lexicon) or unnamed(
                    mention, self.scope, self.lexicon
                )
            else:
                continue
            if found is not None:
                subject = token.dep_ in SUBJECTS
                self.discourse.add(Candidate(token.i, found, subject, source=False))

    def _referent(self, mention: Phrase, attribution: Attribution) -> Referent:
        if mention.sort is Sort.NAME:
            return named(mention, self.doc, self.lexicon)
        if mention.sort is Sort.TOGETHER:
            return together(mention, self.scope, self._all_named(mention))
        if mention.sort is Sort.PRONOUN:
            return self._pronoun(mention, attribution)
        return self._noun(mention, attribution)

    def _all_named(self, mention: Phrase) -> bool:
        members = [mention.head, *(t for t in mention.head.conjuncts if t.i < mention.end)]
        return all(member.i in self.discourse.names.by_token for member in members)

    def _noun(self, mention: Phrase, attribution: Attribution) -> Referent:
        """A description: somebody mentioned before, or unnamed."""
        if mention.head.lemma_.casefold() in self.lexicon.issued:
            owner = owner_of(mention)
            if owner is not None:
                if (found := self.owner(owner, attribution)) is not None:
                    return found.again(Resolution.DESCRIPTION, self.doc, mention.head.i)
            elif (
                mention.determiner in DEFINITE
                and (found := issuer(mention, self.discourse, self.done)) is not None
            ):
                return found.again(Resolution.DESCRIPTION, self.doc, mention.head.i)
        found = described(mention, self.discourse, self.lexicon)
        if found is not None:
            return found.again(Resolution.DESCRIPTION, self.doc, mention.head.i)
        return unnamed(mention, self.scope, self.lexicon)

    def owner(self, owner: Token, attribution: Attribution) -> Referent | None:
        """The named owner of a document."""
        if owner.lower_ in OWNING:
            found = self._pronoun_at(owner, attribution)
        else:
            stop = max(owner.i, owner.right_edge.i) + 1
            mention = phrase_at(owner.left_edge.i, stop, self.discourse.names)
            if mention.sort is Sort.NAME:
                return named(mention, self.doc, self.lexicon)
            found = described(mention, self.discourse, self.lexicon)
        return found if found is not None and found.agent.resolved else None

    def _pronoun(self, mention: Phrase, attribution: Attribution) -> Referent:
        head = mention.head
        if head.lower_ in self.lexicon.somebody:
            return unnamed(mention, self.scope, self.lexicon)
        found = self._pronoun_at(head, attribution)
        if found is None or not found.agent.resolved:
            return unresolved(head.text, scope_of(self.scope, attribution.source))
        return found.again(Resolution.PRONOUN, self.doc, head.i)

    def _pronoun_at(self, pronoun: Token, attribution: Attribution) -> Referent | None:
        """Who a pronoun stands for; None when that is not clear."""
        word = pronoun.lower_
        if word in RELATIVE:
            return self._relative(pronoun)
        outer = self.discourse.enclosing(attribution)
        speaker = None
        if outer is not None and outer.id not in self.underway:
            speaker = self.resolve(outer)
        at = Span(pronoun.idx, pronoun.idx + len(pronoun))
        spoken = (
            outer is not None
            and any(span.contains(at) for span in outer.content)
            and self.discourse.spoken(outer, at)
        )
        if word in FIRST:
            return speaker if spoken else None
        if word not in THIRD:
            return None
        barred = speaker if spoken else None
        return antecedent(pronoun, self.discourse, barred, attribution.content)

    def _relative(self, pronoun: Token) -> Referent | None:
        """The noun phrase that a relative pronoun goes back to."""
        noun = relative_antecedent(pronoun)
        while noun is not None:
            found = self._antecedent_phrase(noun, pronoun)
            if found is None or pronoun.lower_ not in WHO or found.agent.kind in _WHO_KINDS:
                return found
            noun = carrier(noun)  # "who" after a place: "lawmakers on Capitol Hill who ..."
        return None

    def _antecedent_phrase(self, noun: Token, pronoun: Token) -> Referent | None:
        """The referent of the noun phrase in front of a relative pronoun."""
        mention = phrase_at(noun.left_edge.i, pronoun.i, self.discourse.names)
        if mention.sort is Sort.NAME:
            return named(mention, self.doc, self.lexicon)
        if mention.sort is Sort.TOGETHER:
            return together(mention, self.scope, self._all_named(mention))
        if mention.sort is Sort.PRONOUN:
            return None
        found = described(mention, self.discourse, self.lexicon)
        return found or unnamed(mention, self.scope, self.lexicon)
