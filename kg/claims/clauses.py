"""Which verbs of a statement head clauses, and how the statement puts these."""

from __future__ import annotations

from collections.abc import Container

from spacy.tokens import Token

from kg.claims.arguments import RELATIVES, SUBJECTS, VERBS
from kg.extract.speech_acts import lexicon
from kg.model import Modality, Mood

_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_PARTICIPLES = frozenset({"VBN", "VBG", "VB"})
AUXILIARIES = frozenset({"aux", "auxpass"})
# Deps of verbs that are a part of another word's phrase.
_NO_CLAUSE = AUXILIARIES | {
    "amod", "compound", "prep", "pcomp", "xcomp", "case", "nmod", "cc",
}  # fmt: skip
_BARE_OBJECT = frozenset({"let", "make", "help", "have", "see", "hear", "watch", "feel", "bid"})
"""Verbs with an infinitive of their own: in "let him go" no clause says that he goes."""
_CAUSING = frozenset({"let", "make", "help", "have"})
_FILLERS = frozenset({("you", "know"), ("you", "see"), ("i", "mean")})
_IF = frozenset({"if", "unless", "provided", "providing", "supposing", "once", "lest"})
_THAT = frozenset({"that"})
_WHETHER = frozenset({"whether", "if"})
WH = frozenset({"WDT", "WP", "WP$", "WRB"})
_PRESUPPOSED = frozenset({"relcl", "acl"})
_MODALS = {
    word: modality
    for modality, words in {
        Modality.POSSIBLE: ("can", "ca", "could", "may", "might"),
        Modality.NECESSARY: ("must", "should", "ought", "need"),
        Modality.FUTURE: ("will", "wo", "shall", "sha", "'ll", "’ll"),
        Modality.HYPOTHETICAL: ("would", "'d", "’d"),
    }.items()
    for word in words
}

Inside = Container[int]
"""Indices of the tokens of a statement."""


def is_clause(verb: Token, inside: Inside) -> bool:
    """Whether a verb heads a clause of its own: finite, subjunctive or a shortened relative one."""
    if verb.dep_ == "acl" and verb.tag_ in {"VBN", "VBG"} and not _has_subject(verb):
        return verb.head.i in inside and verb.head.i < verb.i
    if _called(verb, inside):
        return True
    if _filler(verb) or _bare_object(verb, inside):
        return False
    if verb.dep_ in _NO_CLAUSE or (verb.dep_ == "csubj" and _free_relative(verb)):
        return False
    return verb.tag_ in _FINITE or _finite_by_helpers(verb, inside)


def _filler(verb: Token) -> bool:
    """Whether a clause is only there to hold the listener: "you know", "I mean"."""
    words = tuple(t.lower_ for t in verb.subtree if not (t.is_punct or t.is_space))
    return verb.dep_ != "relcl" and words in _FILLERS


def _bare_object(verb: Token, inside: Inside) -> bool:
    """Whether a verb is the bare infinitive of "let him go", tagged as if it were finite."""
    bare = verb.dep_ == "ccomp" and verb.tag_ in {"VB", "VBP"} and verb.head.i in inside
    helped = any(c.dep_ in AUXILIARIES or c.dep_ == "mark" for c in verb.lefts)
    return bare and not helped and verb.head.lemma_ in _CAUSING


def _called(verb: Token, inside: Inside) -> bool:
    """Whether somebody calls a thing something, in a clause that stands for it: "in what she calls
    a war"."""
    named = any(c.dep_ == "oprd" and c.i in inside for c in verb.rights)
    return (
        named
        and verb.dep_ in {"pcomp", "csubj"}
        and verb.tag_ in _FINITE
        and any(
            c.dep_ in SUBJECTS and c.i in inside and c.tag_ not in RELATIVES for c in verb.lefts
        )
    )


def _finite_by_helpers(verb: Token, inside: Inside) -> bool:
    """Whether auxiliaries, a finite verb that it is joined to or a subject make a clause."""
    own = [c.tag_ for c in verb.children if c.dep_ in AUXILIARIES and c.i in inside]
    if own and not _FINITE.isdisjoint(own):
        return "TO" not in own
    if verb.dep_ == "conj" and verb.tag_ in _PARTICIPLES:
        return (
            verb.head.i in inside and verb.head.tag_ == verb.tag_ and is_clause(verb.head, inside)
        )
    if not any(c.dep_ in SUBJECTS and c.i in inside for c in verb.children):
        return False
    if "TO" in own or verb.tag_ == "VBG":
        return False
    # "that the minister resign", "that the dam be closed"; or a past tense taken for a participle.
    return not (verb.dep_ == "ccomp" and verb.head.lemma_ in _BARE_OBJECT and verb.head.i in inside)


def is_whole(verb: Token, inside: Inside) -> bool:
    """Whether a statement without a finite verb is an infinitive or gerund with this head."""
    if verb.dep_ in _PRESUPPOSED or verb.dep_ in AUXILIARIES or verb.head.i in inside:
        return verb.dep_ == "ROOT" and verb.head.i == verb.i and _to(verb, inside)
    return _to(verb, inside) or verb.tag_ == "VBG"


def is_imperative(verb: Token, inside: Inside) -> bool:
    """Whether a verb is a command: bare, without a subject, at the head of its sentence."""
    if verb.tag_ not in {"VB", "VBP"} or _to(verb, inside):
        return False
    if any(child.dep_ in SUBJECTS for child in verb.children):
        return False
    if verb.dep_ == "conj" and verb.head.i in inside:
        return is_imperative(verb.head, inside)
    if verb.head.i in inside and verb.head.i != verb.i:
        return False
    before = [c for c in verb.lefts if c.i in inside and not (c.is_punct or c.is_space)]
    return all(c.lower_ in {"do", "please", "never", "n't", "not", "just"} for c in before)


def mood_of(verb: Token, inside: Inside, *, asked: bool) -> Mood:
    """How the statement puts the clause of a verb, from what it hangs on.

    ``asked``: whether the statement as a whole is a question ("asked whether ...").
    """
    token = verb
    while True:
        if token.dep_ in _PRESUPPOSED:
            said = token.dep_ == "acl" and _marked(token, _THAT) and token.head.i in inside
            return Mood.REPORTED if said else Mood.DECLARATIVE
        if token.dep_ in {"advcl", "prep", "pcomp"} and _marked(token, _IF):
            return Mood.CONDITIONAL
        if token.dep_ in {"ccomp", "acomp", "dobj"} and token.pos_ in VERBS:
            if token.head.i in inside and token.head.i != token.i and _attitude(token.head):
                return Mood.INTERROGATIVE if _marked(token, _WHETHER) else Mood.REPORTED
            if _marked(token, _WHETHER) and token.head.i in inside:
                return Mood.INTERROGATIVE
        if token.head.i == token.i or token.head.i not in inside:
            break
        token = token.head
    question = asked or _question(token, verb)
    return Mood.INTERROGATIVE if question else Mood.DECLARATIVE


def modality_of(predicate: list[Token]) -> Modality | None:
    """What the modal verb of a predicate, "has to" or "is going to" makes of it."""
    modal = next((token for token in predicate if token.tag_ == "MD"), None)
    if modal is not None:
        return _MODALS.get(modal.lower_)
    lemmas = [token.lemma_.lower() for token in predicate]
    for lemma, following in zip(predicate, lemmas[1:], strict=False):
        if following == "to" and lemma.lemma_.lower() in {"have", "need", "ought"}:
            return Modality.NECESSARY
        if following == "to" and lemma.lower_ == "going":
            return Modality.FUTURE
    return None


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in verb.children)


def _to(verb: Token, inside: Inside) -> bool:
    return any(child.tag_ == "TO" and child.i in inside for child in verb.children)


def _free_relative(verb: Token) -> bool:
    """Whether a clause stands for a thing: "what is clear"."""
    return any(child.dep_ in SUBJECTS and child.tag_ in RELATIVES for child in verb.children)


def _marked(verb: Token, words: frozenset[str]) -> bool:
    return any(c.dep_ in {"mark", "advmod"} and c.lower_ in words for c in verb.lefts)


def _attitude(head: Token) -> bool:
    """Whether a word is one of saying or thinking: "believes", "surprised", "the claim"."""
    lemma = head.lemma_.lower()
    return lemma in lexicon() or head.lower_ in lexicon()


def _question(top: Token, verb: Token) -> bool:
    """Whether a sentence that ends with a question mark asks this clause."""
    sentence = verb.sent
    last = sentence[-1]
    for token in reversed(sentence[-3:]):
        if token.text == "?":
            last = token
    if last.text != "?":
        return False
    inverted = any(
        c.dep_ in SUBJECTS and any(a.i < c.i and a.dep_ in AUXILIARIES for a in top.children)
        for c in top.children
    )
    asks = inverted or any(c.tag_ in WH for c in top.lefts) or top.pos_ == "AUX"
    return asks and verb.dep_ != "advcl"
