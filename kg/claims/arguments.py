"""Subjects and objects of clauses."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.claims.words import spans_and_words
from kg.model import Argument

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
OBJECTS = ("dobj", "obj", "attr", "acomp", "oprd")
RELATIVES = frozenset({"WDT", "WP", "WP$"})
VERBS = frozenset({"VERB", "AUX"})
# Prepositions that belong to the verb before them ("led to") more often than to a time or place.
FIXED = frozenset({"to", "with", "by", "as", "of", "from", "into", "for", "against", "about"})
_FIXED_WITH = {
    "on": frozenset(
        [
            "agree",
            "depend",
            "rely",
            "focus",
            "insist",
            "decide",
            "concentrate",
            "count",
            "comment",
            "vote",
            "embark",
            "reflect",
            "spy",
        ]
    ),
    "in": frozenset(
        ["result", "believe", "succeed", "participate", "engage", "invest", "intervene"]
    ),
    "at": frozenset(["aim", "fire", "shoot", "laugh", "shout"]),
    "over": frozenset(["preside", "rule"]),
    "through": frozenset(["go", "get", "live", "look", "break"]),
}
_TIMES = frozenset({"DATE", "TIME"})
# What hangs on a noun but is a clause or a second name for it.
_BEHIND = frozenset({"relcl", "acl", "appos", "advcl", "ccomp", "parataxis", "cc", "punct"})
_BEFORE = frozenset({"the", "a", "an", "both", "either", "neither"})
_MARKS = "“”\"‘«»„`'"
_PRONOUNS = frozenset({"PRP", "WP", "WDT", "EX", "DT"})

Naming = Callable[[list[Token]], tuple[str, bool]]
"""What tokens refer to: a name, and whether it is one of something (a pronoun alone is not)."""


def plain_name(tokens: list[Token]) -> tuple[str, bool]:
    """The words themselves; a pronoun that stands alone refers to nothing."""
    _, words = spans_and_words(tokens[0].doc, tokens)
    return words, not (len(tokens) == 1 and tokens[0].tag_ in _PRONOUNS)


@dataclass(frozen=True, slots=True)
class Reader:
    """Finds arguments and names them by ``naming``."""

    naming: Naming = plain_name

    def subject_of(self, verb: Token, inside: Container[int]) -> Argument | None:
        """The subject of a clause: its own, the noun behind "who", or that of the verb before it.

        A clause that begins with an empty "there" has none.
        """
        while True:
            own = next((c for c in verb.children if c.dep_ in SUBJECTS and c.i in inside), None)
            if own is not None:
                return None if own.tag_ == "EX" else self._stands_for(own, verb, inside)
            relative = verb.dep_ in {"relcl", "acl"} and verb.head.i in inside
            if relative and _subject_gap(verb):
                return self.argument(verb.head, inside, before=verb.left_edge.i)
            if verb.dep_ != "conj" or verb.head.pos_ not in VERBS or verb.head.i not in inside:
                return None
            verb = verb.head

    def _stands_for(self, own: Token, verb: Token, inside: Container[int]) -> Argument | None:
        """A subject, or the noun that it as a relative pronoun stands for."""
        relative = verb.dep_ == "relcl" and own.tag_ in RELATIVES
        if relative and verb.head.i in inside:
            return self.argument(verb.head, inside, before=verb.left_edge.i)
        return self.argument(own, inside)

    def object_of(
        self, verb: Token, predicate: list[Token], inside: Container[int], passive: bool
    ) -> Argument | None:
        """The object of a clause; a preposition before it is added to ``predicate``.

        In a passive, "by ..." counts as the object, or ends the one before it: "subjected to
        aggression by groups". Verbs joined before a common object share it; in a relative clause
        without an object of its own ("remarks he had made") it is the noun before the clause.
        """
        own = self._own_object(verb, inside) or (None if passive else self._gap(verb, inside))
        if own is not None:
            return own
        after = self._after_preposition(verb, predicate, inside, passive)
        return after or (None if passive else self._shared(verb, inside))

    def _own_object(self, verb: Token, inside: Container[int]) -> Argument | None:
        """The object that hangs on the verb, or of whom it says what he does."""
        called = next((c for c in verb.rights if c.dep_ == "oprd" and c.i in inside), None)
        if called is not None and any(c.dep_ == "dobj" and c.tag_ in RELATIVES for c in verb.lefts):
            return self.argument(called, inside)  # "what she calls a war"
        for name in OBJECTS:
            found = next((c for c in verb.children if c.dep_ == name and c.i in inside), None)
            if found is None or (found.tag_ == "RB" and name == "attr"):
                continue  # "was not all that familiar"
            if found.i < verb.i and found.tag_ in RELATIVES:
                return self._before(found, verb, inside)
            return self.argument(found, inside)
        raised = _raised(verb, inside)
        return None if raised is None else self.argument(raised, inside)

    def _after_preposition(
        self, verb: Token, predicate: list[Token], inside: Container[int], passive: bool
    ) -> Argument | None:
        """The object behind a preposition that belongs to the verb and is added to it."""
        end = max(predicate, key=lambda token: token.i)
        for child in (*verb.rights, *(end.rights if end.dep_ == "advmod" else ())):
            if child.i != end.i + 1 or child.dep_ not in {"prep", "agent"}:
                continue
            noun = next((c for c in child.rights if c.dep_ == "pobj" and c.i in inside), None)
            if noun is None or child.i not in inside or noun.ent_type_ in _TIMES:
                continue
            if _fixed(child, verb):
                predicate.append(child)
                agent = next((c for c in verb.rights if c.dep_ == "agent" and c.i > noun.i), None)
                return self.argument(noun, inside, also=agent if passive else None)
        return None

    def _before(self, found: Token, verb: Token, inside: Container[int]) -> Argument | None:
        """What a relative pronoun before its verb stands for."""
        if verb.dep_ == "relcl" and verb.head.i in inside:
            return self.argument(verb.head, inside, before=verb.left_edge.i)
        return self.argument(found, inside)

    def _gap(self, verb: Token, inside: Container[int]) -> Argument | None:
        """The noun before a relative clause that has a subject and no object of its own."""
        last = verb
        while verb.dep_ == "xcomp" and verb.head.i in inside:
            verb = verb.head  # "all I needed to do"
        subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
        if verb.dep_ != "relcl" or verb.head.i not in inside or not subjects:
            return None
        full = any(
            c.dep_ in {"ccomp", "acomp"}
            or (c.dep_ == "xcomp" and last == verb)
            or (c.dep_ == "prep" and not any(c.rights))
            for c in last.rights
        )
        if full or any(c.tag_ in RELATIVES for c in subjects):
            return None
        if any(c.tag_ == "WRB" for c in verb.lefts) or verb.head.ent_type_ in _TIMES:
            return None
        return self.argument(verb.head, inside, before=verb.left_edge.i)

    def _shared(self, verb: Token, inside: Container[int]) -> Argument | None:
        """The object that a verb has in common with one that is joined to it."""
        other = next((c for c in verb.rights if c.dep_ == "conj" and c.pos_ in VERBS), None)
        between = (c for c in verb.rights if other is not None and c.i < other.i)
        if other is None or any(c.dep_ != "cc" for c in between):
            return None
        if any(c.dep_ in SUBJECTS for c in other.children):
            return None
        found = next((c for c in other.rights if c.dep_ == "dobj" and c.i in inside), None)
        return None if found is None else self.argument(found, inside)

    def argument(
        self,
        head: Token,
        inside: Container[int],
        before: int | None = None,
        also: Token | None = None,
    ) -> Argument | None:
        """The phrase of a head as an argument, or None when no word of it is inside the content.

        ``before``: a token at which it ends; ``also``: a phrase that is a part of it when it
        follows at once.
        """
        tokens = phrase_of(head, inside, before)
        if also is not None and tokens and also.left_edge.i == tokens[-1].i + 1:
            tokens += [token for token in also.subtree if token.i in inside]
        return self.named(head.doc, tokens)

    def named(self, doc: Doc, tokens: list[Token]) -> Argument | None:
        """Tokens as an argument: without articles, blanks and marks around them."""
        while tokens and (tokens[0].lower_ in _BEFORE or _mark(tokens[0])) and len(tokens) > 1:
            tokens = tokens[1:]
        while tokens and (_mark(tokens[-1]) or tokens[-1].tag_ in {"POS", "CC"}):
            tokens = tokens[:-1]
        spans, words = spans_and_words(doc, tokens)
        if not words:
            return None
        name, refers = self.naming(tokens)
        return Argument(spans, name, refers)


def argument_at(doc: Doc, pairs: Iterable[tuple[int, int]], reader: Reader) -> Argument | None:
    """The argument at given characters."""
    tokens = []
    for start, end in pairs:
        span = doc.char_span(start, end, alignment_mode="contract")
        tokens += list(span or ())
    return reader.named(doc, tokens)


def phrase_of(head: Token, inside: Container[int], before: int | None = None) -> list[Token]:
    """The tokens of a phrase from its left edge on, up to the first clause that hangs on it."""
    ends = [head.right_edge.i + 1] if before is None else [head.right_edge.i + 1, before]
    if head.pos_ not in VERBS:
        behind = [token for token in head.subtree if token.i > head.i]
        ends += [t.left_edge.i for t in behind if t.dep_ in _BEHIND and not _coordinates(t)]
        ends += [t.head.i for t in behind if t.tag_ in RELATIVES and t.dep_ == "pobj"]
    end = min(end for end in ends if end > head.i)
    return [head.doc[i] for i in range(head.left_edge.i, end) if i in inside]


def _subject_gap(verb: Token) -> bool:
    """Whether the relative pronoun is all that could be the subject."""
    return not any(child.dep_ in SUBJECTS for child in verb.children)


def _raised(verb: Token, inside: Container[int]) -> Token | None:
    """Of whom a verb says what he is or does: "proved himself to be fit", "wants trade cut"."""
    for clause in verb.rights:
        if clause.dep_ == "ccomp" and clause.tag_ in {"VB", "VBN"} and clause.i in inside:
            helped = any(c.dep_ in {"aux", "mark"} and c.tag_ != "TO" for c in clause.lefts)
            to = clause.tag_ == "VBN" or any(c.tag_ == "TO" for c in clause.lefts)
            own = next((c for c in clause.lefts if c.dep_ in SUBJECTS and c.i in inside), None)
            if own is not None and to and not helped:
                return own
    return None


def _fixed(preposition: Token, verb: Token) -> bool:
    """Whether a preposition belongs to its verb."""
    word = preposition.lower_
    return word in FIXED or verb.lemma_.lower() in _FIXED_WITH.get(word, ())


def _coordinates(token: Token) -> bool:
    """Whether a conjunction, comma or quotation mark stands inside a phrase, not behind it."""
    if token.dep_ == "punct":
        hyphen = token.text in {"-", "–"} or token.text in _MARKS
        return hyphen or any(t.dep_ == "conj" and t.i > token.i for t in token.head.children)
    return token.dep_ == "cc" and any(t.dep_ == "conj" for t in token.head.children)


def _mark(token: Token) -> bool:
    return token.is_punct or token.is_space or token.text in _MARKS
