"""Who the sources of a document's attributions are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from kg.model import Attribution, Resolution, ResolvedSource, Span
from kg.resolve.descriptions import DEFINITE, OWNING, described, issuer, owner_of
from kg.resolve.discourse import Candidate, Discourse
from kg.resolve.inventory import inventory
from kg.resolve.lexicon import Lexicon, lexicon
from kg.resolve.phrases import Phrase, Sort, phrase, phrase_at
from kg.resolve.pronouns import FIRST, RELATIVE, THIRD, agrees, antecedent, relative_antecedent
from kg.resolve.referents import Referent, named, together, unnamed, unresolved

_SOMEBODY = frozenset(
    """someone somebody anyone anybody everyone everybody nobody none some many most several few
    others another one those all both each""".split()
)


def resolve_sources(
    doc: Doc, attributions: Sequence[Attribution], scope: str
) -> dict[str, ResolvedSource]:
    """Resolve the source of every attribution that has one.

    ``doc``: parsed, with entities, whose text has the attributions' offsets; ``scope``: the
    document's key, which unnamed and unresolved agents are bound to. Returns attribution ids
    with their sources. A pronoun or description without a clear antecedent is left unresolved or
    unnamed. The same document and attributions, in any order, give the same result.
    """
    resolver = _Resolver(Discourse(doc, inventory(doc, lexicon()), attributions), scope, lexicon())
    ordered = sorted(
        (a for a in attributions if a.source), key=lambda a: (a.source, a.content, a.id)
    )
    return {a.id: resolver.resolve(a).source() for a in ordered}


@dataclass(slots=True)
class _Resolver:
    """One document's resolution: remembers what has been resolved already."""

    discourse: Discourse
    scope: str
    lexicon: Lexicon
    done: dict[str, Referent] = field(default_factory=dict)
    underway: set[str] = field(default_factory=set)

    @property
    def doc(self) -> Doc:
        return self.discourse.doc

    def resolve(self, attribution: Attribution) -> Referent:
        """The referent of an attribution's source; the attribution around it goes first."""
        if attribution.id in self.done:
            return self.done[attribution.id]
        self.underway.add(attribution.id)
        mention = phrase(self.doc, attribution.source, self.discourse.names, self.lexicon)
        words = attribution.source[0].text_in(self.doc.text)
        if mention is None:
            referent = unresolved(words, self.scope)
        else:
            referent = self._referent(mention, attribution)
            candidate = Candidate(mention.head.i, referent, subject=True, source=True)
            if referent.agent.resolved:
                self.discourse.add(candidate)
        self.underway.discard(attribution.id)
        self.done[attribution.id] = referent
        return referent

    def _referent(self, mention: Phrase, attribution: Attribution) -> Referent:
        if mention.sort is Sort.NAME:
            return named(mention, self.doc, self.lexicon)
        if mention.sort is Sort.TOGETHER:
            return together(mention, self.doc, self.scope, self._all_named(mention))
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
                if (found := self._owner(owner, attribution)) is not None:
                    return found.by(Resolution.DESCRIPTION)
            elif mention.determiner in DEFINITE:
                if (found := issuer(mention, self.discourse, self.done)) is not None:
                    return found.by(Resolution.DESCRIPTION)
        found = described(mention, self.discourse, self.lexicon)
        if found is not None:
            return found.by(Resolution.DESCRIPTION)
        return unnamed(mention, self.doc, self.scope, self.lexicon)

    def _owner(self, owner: Token, attribution: Attribution) -> Referent | None:
        """The named owner of a document."""
        if owner.lower_ in OWNING:
            found = self._pronoun_at(owner, attribution)
        else:
            stop = max(owner.i, owner.right_edge.i) + 1
            mention = phrase_at(
                self.doc, owner.left_edge.i, stop, self.discourse.names, self.lexicon
            )
            if mention.sort is Sort.NAME:
                return named(mention, self.doc, self.lexicon)
            found = described(mention, self.discourse, self.lexicon)
        return found if found is not None and found.agent.resolved else None

    def _pronoun(self, mention: Phrase, attribution: Attribution) -> Referent:
        head = mention.head
        if head.lower_ in _SOMEBODY:
            return unnamed(mention, self.doc, self.scope, self.lexicon)
        found = self._pronoun_at(head, attribution)
        if found is None or not found.agent.resolved:
            return unresolved(head.text, self.scope)
        return found.by(Resolution.PRONOUN)

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
        if speaker is not None and not spoken and agrees(word, speaker):
            return speaker
        return antecedent(pronoun, self.discourse, speaker if spoken else None)

    def _relative(self, pronoun: Token) -> Referent | None:
        """The noun phrase that a relative pronoun goes back to."""
        noun = relative_antecedent(pronoun)
        if noun is None:
            return None
        names = self.discourse.names
        mention = phrase_at(self.doc, noun.left_edge.i, pronoun.i, names, self.lexicon)
        if mention.sort is Sort.NAME:
            return named(mention, self.doc, self.lexicon)
        if mention.sort is Sort.TOGETHER:
            return together(mention, self.doc, self.scope, self._all_named(mention))
        if mention.sort is Sort.PRONOUN:
            return None
        found = described(mention, self.discourse, self.lexicon)
        return found or unnamed(mention, self.doc, self.scope, self.lexicon)
