"""Who the sources of a document's attributions are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from kg.model import AgentKind, Attribution, Resolution, ResolvedSource, Span, scope_of
from kg.resolve.antecedents import Choose
from kg.resolve.backing import backed
from kg.resolve.continuation import continued
from kg.resolve.discourse import NOWHERE, Discourse
from kg.resolve.entities import Entity, noun_kind
from kg.resolve.inventory import Name, inventory
from kg.resolve.lexicon import Lexicon, lexicon
from kg.resolve.page import Turns
from kg.resolve.phrases import ARTICLES, EACH, Phrase, Sort, phrase, phrase_at
from kg.resolve.pronouns import described_with, relative_antecedent, upwards
from kg.resolve.ranker import Ranker, ranker
from kg.resolve.reading import Reading
from kg.resolve.referents import Referent, bearer, named, together, unnamed, unresolved
from kg.resolve.speakers import settle_speakers
from kg.resolve.turns import turns_of
from kg.resolve.words import FIRST, OWNING, RELATIVE, SECOND, SINGULAR_FIRST, THIRD, WHO

_PEOPLE = frozenset({AgentKind.PERSON, AgentKind.GROUP})
_WHO_KINDS = frozenset({AgentKind.PERSON, AgentKind.GROUP, AgentKind.UNKNOWN})
_LONGEST_PHRASE = 12


def resolve_sources(
    doc: Doc, attributions: Sequence[Attribution], scope: str
) -> dict[str, ResolvedSource]:
    """Resolve the source of every attribution that has one.

    ``doc``: parsed, with entities, whose text has the attributions' offsets; ``scope``: the
    document's key, which unnamed and unresolved agents are bound to. Returns attribution ids
    with their sources. A pronoun or description without a clear antecedent is left unresolved or
    unnamed. A quotation without a source is in the result when it stands between two of the same
    speaker. The same document and attributions, in any order, give the same result.
    """
    return resolved_with(doc, attributions, scope, ranker())


def resolved_with(
    doc: Doc,
    attributions: Sequence[Attribution],
    scope: str,
    weights: Ranker,
    choose: Choose | None = None,
) -> dict[str, ResolvedSource]:
    """The same with other weights, and told of every choice that is made (for training)."""
    words = lexicon()
    ordered = sorted(attributions, key=lambda a: (a.source, a.content, a.id))
    discourse = Discourse(inventory(doc, words, _cues(doc, ordered)), ordered)
    settle_speakers(discourse)
    reading = Reading(discourse, words, weights, choose)
    resolver = _Resolver(discourse, reading, turns_of(discourse), scope, words)
    spoken = [a for a in ordered if a.source]
    found = {a.id: resolver.resolve(a).source() for a in spoken}
    complete = backed(found, spoken, discourse.names, resolver.owner, scope)
    return complete | continued(ordered, complete)


def _cues(doc: Doc, attributions: Sequence[Attribution]) -> frozenset[int]:
    """The tokens that begin and carry cues: "Just Praises" in "Ann Lee Just Praises ..."."""
    spans = [span for attribution in attributions for span in attribution.cue_head]
    spans += [Span(one.cue[0].start, one.cue[0].start + 1) for one in attributions if one.cue]
    words = (doc.char_span(span.start, span.end, alignment_mode="expand") for span in spans)
    return frozenset(token.i for part in words if part is not None for token in part)


@dataclass(slots=True)
class _Resolver:
    """One document's resolution: remembers what has been resolved already."""

    discourse: Discourse
    reading: Reading
    turns: Turns
    scope: str
    lexicon: Lexicon
    done: dict[str, Referent] = field(default_factory=dict)
    underway: set[str] = field(default_factory=set)
    unnamed: dict[Entity, Referent] = field(default_factory=dict)

    @property
    def doc(self) -> Doc:
        return self.discourse.doc

    def resolve(self, attribution: Attribution) -> Referent:
        """The referent of an attribution's source; the attribution around it goes first."""
        if attribution.id in self.done:
            return self.done[attribution.id]
        self.underway.add(attribution.id)
        mention = phrase(attribution.source, self.discourse.names)
        words = attribution.source[0].text_in(self.discourse.names.text)
        if mention is None:
            referent = unresolved(words, scope_of(self.scope, attribution.source))
        else:
            referent = self._referent(mention, attribution)
        self.underway.discard(attribution.id)
        self.done[attribution.id] = referent
        return referent

    def _referent(self, mention: Phrase, attribution: Attribution) -> Referent:
        if mention.sort is Sort.NAME:
            return named(mention, self.doc, self.lexicon)
        if mention.sort is Sort.TOGETHER:
            return together(mention, self.scope, self._members(mention))
        if mention.sort is Sort.PRONOUN:
            return self._pronoun(mention, attribution)
        return self._noun(mention, attribution)

    def _members(self, mention: Phrase) -> list[Name | None]:
        """The names of all that are put together; None for those who have none."""
        known = self.discourse.names.by_token
        return [
            known[token.i][1] if token.i in known and not self._some(token) else None
            for token in mention.members
        ]

    def _some(self, noun: Token) -> bool:
        """Whether a plural means some of those it names: "some Republicans"."""
        some = self.lexicon.quantifiers - EACH | {"other"}
        return any(child.lower_ in some for child in noun.lefts)

    def _noun(self, mention: Phrase, attribution: Attribution) -> Referent:
        """A description: somebody mentioned before, or unnamed."""
        entity = self.reading.entity(mention.head.i)
        if entity is None or mention.head.i in self.discourse.names.by_token:
            return unnamed(mention, self.scope, self.lexicon)  # "Republicans in Ohio"
        if entity.name is None and entity.noun is not None and entity.noun.i == mention.head.i:
            return self.unnamed.setdefault(entity, unnamed(mention, self.scope, self.lexicon))
        found = self._bearer(entity, mention.head.i)
        if found is None:
            return unnamed(mention, self.scope, self.lexicon)
        return found.again(Resolution.DESCRIPTION, self.doc, mention.head.i)

    def owner(self, owner: Token, attribution: Attribution) -> Referent | None:
        """Whom a pronoun or description stands for that somebody or something belongs to."""
        if owner.lower_ in OWNING:
            found = self._pronoun_at(owner, attribution)
            return found if found is not None and found.agent.resolved else None
        stop = max(owner.i, owner.right_edge.i) + 1
        mention = phrase_at(owner.left_edge.i, stop, self.discourse.names)
        if mention.sort is Sort.NAME:
            return named(mention, self.doc, self.lexicon)
        entity = self.reading.entity(mention.head.i)
        if entity is None or (entity.noun is not None and entity.noun.i == mention.head.i):
            return None
        return self._bearer(entity, mention.head.i)

    def _bearer(self, entity: Entity, before: int) -> Referent | None:
        """The referent of an entity that the reading has found; None when it is but a pronoun."""
        if entity.name is not None:
            return bearer(entity.name, self.doc, before)
        if entity not in self.unnamed and entity.noun is not None:
            noun = entity.noun
            place = self.discourse.source[noun.i]
            if place != NOWHERE and self.discourse.speaks(noun):
                spans = self.discourse.attributions[place].source
                mention = phrase(spans, self.discourse.names)
            else:
                stop = min(noun.right_edge.i + 1, noun.i + _LONGEST_PHRASE)
                mention = phrase_at(noun.left_edge.i, stop, self.discourse.names)
            if mention is None or mention.sort is Sort.PRONOUN or mention.name is not None:
                return None
            if mention.sort is Sort.TOGETHER:
                found = together(mention, self.scope, self._members(mention))
            elif mention.sort is Sort.NAME:  # an institution: "the Kazakh government"
                found = named(mention, self.doc, self.lexicon)
            else:
                found = unnamed(mention, self.scope, self.lexicon)
            self.unnamed[entity] = found
        return self.unnamed.get(entity)

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
        if word in FIRST or word in SECOND:
            return self._participant(pronoun, attribution)
        answer = self.reading.answers.get(pronoun.i) if word in THIRD else None
        if answer is None or answer.entity is None or not answer.clear:
            return None
        found = self._bearer(answer.entity, pronoun.i)
        return replace(found, confidence=round(answer.probability, 3)) if found else None

    def _participant(self, pronoun: Token, attribution: Attribution) -> Referent | None:
        """Who speaks: the source of the quotation around the pronoun, else whose turn it is.

        "You" is resolved outside of quotations only, "we" inside of them only.
        """
        word, discourse = pronoun.lower_, self.discourse
        if discourse.quotation[pronoun.i] == NOWHERE:
            name = None
            if word in SINGULAR_FIRST:
                name = self.turns.speakers.get(discourse.paragraph(pronoun.i))
            elif word in SECOND:
                name = self.turns.addressees.get(discourse.paragraph(pronoun.i))
            return bearer(name, self.doc, pronoun.i) if name else None
        outer = discourse.enclosing(attribution)
        if outer is None or outer.id in self.underway or not outer.source or word in SECOND:
            return None
        if discourse.quotation[pronoun.i] != discourse.inside[pronoun.i]:
            return None
        return self.resolve(outer)

    def _relative(self, pronoun: Token) -> Referent | None:
        """The noun phrase that a relative pronoun goes back to."""
        noun = relative_antecedent(pronoun)
        if noun is None:
            return None
        who = pronoun.lower_ in WHO
        described = described_with(noun, pronoun, self._is_person) if who else None
        found = self._antecedent_phrase(noun if described is None else described, pronoun)
        if not who or found is None or found.agent.kind in _PEOPLE:
            return found
        # "Who" after a place or thing: "lawmakers on Capitol Hill who", "calls to a show who".
        further = noun
        while (up := upwards(further)) is not None:
            other = self._antecedent_phrase(up, pronoun)
            if other is not None and other.agent.kind in _PEOPLE:
                return other
            further = up
        return found if found.agent.kind in _WHO_KINDS else None

    def _is_person(self, noun: Token) -> bool:
        return noun_kind(noun, self.lexicon) is AgentKind.PERSON

    def _antecedent_phrase(self, noun: Token, pronoun: Token) -> Referent | None:
        """The referent of the noun phrase in front of a relative pronoun."""
        mention = phrase_at(noun.left_edge.i, pronoun.i, self.discourse.names)
        if mention.sort is Sort.NAME:
            return named(mention, self.doc, self.lexicon)
        if mention.sort is Sort.TOGETHER:
            return together(mention, self.scope, self._members(mention))
        if mention.sort is Sort.PRONOUN:
            return None
        entity = self.reading.entity(mention.head.i)
        if entity is not None and entity.name is not None:
            return bearer(entity.name, self.doc, mention.head.i)
        if (name := self._apposed(mention)) is not None:
            return bearer(name, self.doc, mention.head.i)
        return unnamed(mention, self.scope, self.lexicon)

    def _apposed(self, mention: Phrase) -> Name | None:
        """Whose description it is in "Ann Lee (D-Ohio), a lawyer who ...": the person before."""
        doc, before = self.doc, mention.start - 2
        if before < 0 or doc[before + 1].text != "," or mention.determiner not in ARTICLES:
            return None
        if doc[before].text == ")":
            while before > 0 and doc[before].text != "(":
                before -= 1
            before -= 1
        entry = self.discourse.names.by_token.get(before)
        person = entry is not None and entry[1].kind is AgentKind.PERSON
        one = mention.head.tag_ == "NN"
        return entry[1] if entry is not None and person and one else None
