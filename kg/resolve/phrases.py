"""Source phrases taken apart: the words that name or describe, and the rest of the noun phrase."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import partial

from spacy.tokens import Doc, Token

from kg.model import AgentKind, Span, Spans, fragments, quote
from kg.model.identifiers import squeeze
from kg.resolve.forms import without_generation
from kg.resolve.inventory import Inventory, Name
from kg.resolve.lists import listed
from kg.resolve.words import FIRST, POSSESSIVE, SECOND, THIRD

ARTICLES = frozenset({"the", "a", "an"})
_STOPS = frozenset({",", "(", "[", "–", "—", ";", ":", "--"})
_RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"})
_MEMBERS = frozenset({"NOUN", "PROPN", "PRON"})
_NOT_FIRST = frozenset({"PUNCT", "SPACE", "ADP"})
_EMPHATIC = frozenset({"all", "both", "too", "also", "himself", "herself", "itself", "themselves"})
EACH = frozenset({"both", "each", "either", "neither"})


class Sort(Enum):
    """How a phrase refers."""

    PRONOUN = auto()
    NAME = auto()
    NOUN = auto()
    TOGETHER = auto()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source mention: tokens ``[start, end)`` of its core, without what follows a comma.

    ``evidence`` is where it names or describes, ``words`` what stands there; ``name`` whose
    name that is; ``members`` are the heads of "A", "B" and "C" in "A, B and C".
    """

    sort: Sort
    start: int
    end: int
    head: Token
    evidence: Spans
    words: str
    name: Name | None = None
    members: tuple[Token, ...] = ()

    @property
    def determiner(self) -> str:
        """The first word, lower case, when it is a determiner or possessive pronoun, else ""."""
        first = self.head.doc[self.start]
        return first.lower_ if first.pos_ in {"DET", "PRON"} and first.i < self.head.i else ""


def phrase(spans: Spans, names: Inventory) -> Phrase | None:
    """Take the source at ``spans`` (code points) apart; None when no word is in them."""
    doc = names.doc
    for span in spans:
        found = doc.char_span(span.start, span.end, alignment_mode="expand")
        if found is not None and names.text[span.start : span.end].strip():
            break
    else:
        return None
    start, stop = found.start, found.end
    while start < stop - 1 and doc[start].pos_ in _NOT_FIRST:
        start += 1
    return phrase_at(start, stop, names, within=span)


def phrase_at(start: int, stop: int, names: Inventory, within: Span | None = None) -> Phrase:
    """The same for tokens; nothing outside ``within`` becomes evidence."""
    doc = names.doc
    at = partial(_at, doc, within=within, text=names.text)
    head = _head(doc, start, stop)
    if (behind := _behind_owner(start, stop, names)) > head.i:
        start, head = behind, doc[names.by_token[behind][0].head]
    end = max(_core_end(doc, start, stop, head), head.i + 1)
    if head.pos_ == "PRON" and all(_adds_nothing(t, head) for t in doc[start:end]):
        return Phrase(Sort.PRONOUN, start, end, head, *at(head.i, head.i + 1))
    members = listed(start, stop, names) or _members(head, stop, names)
    if _titles_of_one(head, members, names):
        head, members = members[-1], []
    if members:
        last = max(member.i for member in members) + 1
        both = all(token.lower_ in _EMPHATIC | EACH for token in doc[last:end])  # "A and B both"
        end = last if both else max(end, last)
        while doc[start].lower_ in ARTICLES | EACH:
            start += 1
        return Phrase(Sort.TOGETHER, start, end, head, *at(start, end), members=tuple(members))
    named = _named(start, end, stop, head, names)
    if named is not None and not _some_of(named, start, end, doc):
        first, last, name = named
        return Phrase(Sort.NAME, start, end, head, *at(max(first, start), last), name)
    first = start + (doc[start].lower_ in ARTICLES and start < end - 1)
    if end - 1 > first and doc[end - 1].text in POSSESSIVE:
        end -= 1
    return Phrase(Sort.NOUN, start, end, head, *at(first, end))


def _adds_nothing(token: Token, pronoun: Token) -> bool:
    """Whether a pronoun's phrase is no more than it with this word: "they both"."""
    emphatic = token.lower_ in _EMPHATIC and pronoun.lower_ in THIRD | FIRST | SECOND
    return token.i == pronoun.i or token.is_punct or emphatic


def _at(doc: Doc, start: int, end: int, within: Span | None, text: str) -> tuple[Spans, str]:
    """Where tokens stand, cut to the source's own characters, and the words there."""
    first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    if within is not None:
        first, last = max(first, within.start), min(last, within.end)
        if not text[first:last].strip():
            first, last = within.start, within.end
    spans = fragments([(first, last)], text)
    return spans, squeeze(quote(spans, text))


def _head(doc: Doc, start: int, stop: int) -> Token:
    """The noun that the phrase is about: its root, or the first nominal that could be."""
    root = doc[start:stop].root
    if root.pos_ in _NOMINAL:
        return root
    cut = _core_end(doc, start, stop, doc[start])
    nominal = [token for token in doc[start:cut] if token.pos_ in {"NOUN", "PROPN", "PRON"}]
    return nominal[-1] if nominal else root


def _core_end(doc: Doc, start: int, stop: int, head: Token) -> int:
    """Where the part of a noun phrase ends that names or describes."""
    for token in doc[start + 1 : stop]:
        if token.i <= head.i and token.text != ",":
            continue
        if token.text in _STOPS:
            if token.i > head.i or head.dep_ == "appos":
                return token.i
        elif token.pos_ == "AUX" and token.i > head.i:
            return token.i
        elif token.tag_ in _RELATIVE_TAGS or token.dep_ in {"relcl", "acl", "advcl", "ROOT"}:
            return max(_left_edge(token), start + 1)
    return stop


def _left_edge(token: Token) -> int:
    """Where the clause of a verb begins, when that is behind its head."""
    edge = token.left_edge.i
    return edge if token.head.i < edge else token.i


def _behind_owner(start: int, stop: int, names: Inventory) -> int:
    """Where a person's name begins behind an owner's: "Fox News’ Ann Lee"; else ``start``.

    The parser may take the owner for the head, when the apostrophe looks like a quotation mark.
    """
    for at in range(start + 1, stop - 1):
        owner, owned = names.by_token.get(at - 1), names.by_token.get(at + 1)
        if names.doc[at].text in POSSESSIVE and owner is not None and owned is not None:
            near = owner[0].start - start <= 1  # "the Port Times’ ..."
            if near and owned[0].start == at + 1 and owned[1].kind is AgentKind.PERSON:
                return at + 1
    return start


def _members(head: Token, stop: int, names: Inventory) -> list[Token]:
    """The members of "A and B", which is not one name, in their order."""
    first = names.by_token[head.i][0].end if head.i in names.by_token else head.i + 1
    nouns = [t for t in head.conjuncts if first <= t.i < stop and t.pos_ in _MEMBERS]
    members = [noun for noun in nouns if noun.lower_ not in EACH]
    joined = any(
        child.dep_ == "cc" and child.lower_ != "but"  # "everyone but Lee"
        for token in (head, *members)
        for child in token.rights
    )
    one = not members or not joined or _one_of_two_offices(head, members, names)
    return [] if one else sorted((head, *members), key=lambda token: token.i)


def _titles_of_one(head: Token, members: list[Token], names: Inventory) -> bool:
    """Whether two nouns are said of one person: "former prosecutor and mayor Ann Lee"."""
    if len(members) != 2 or head is not members[0] or head.tag_ != "NN":
        return False
    entry = names.by_token.get(members[-1].i)
    bare = not any(child.dep_ in {"det", "poss"} for child in head.lefts)
    named = entry is not None and entry[1].kind is AgentKind.PERSON
    return bare and named and head.i not in names.by_token


def _one_of_two_offices(head: Token, members: list[Token], names: Inventory) -> bool:
    """Whether one person is both: "the former first lady and senator", with one article."""
    nouns = [head, *members]
    if any(noun.tag_ not in {"NN", "NNP"} for noun in nouns):
        return False
    kinds = {names.lexicon.nouns.get(noun.lower_) for noun in nouns}
    article = any(child.dep_ in {"det", "poss"} for child in head.lefts)
    again = any(child.dep_ in {"det", "poss"} for noun in members for child in noun.lefts)
    return kinds == {AgentKind.PERSON} and article and not again


def _some_of(named: tuple[int, int, Name | None], start: int, end: int, doc: Doc) -> bool:
    """Whether a phrase means some members of a named group: "fellow Republicans in Congress"."""
    first, last, name = named
    if name is None or name.kind is not AgentKind.GROUP:
        return False
    before, behind = doc[start:first], doc[last:end]
    rest = [t for t in (*before, *behind) if t.lower_ not in ARTICLES and t.text not in POSSESSIVE]
    return any(token.is_alpha or token.like_num for token in rest)


def _known(start: int, end: int, names: Inventory) -> Name | None:
    """Whose name a whole phrase is in another place, though it was not seen to be one here; of
    one word, whose surname: "May said", when Theresa May is the only one of that name.
    """
    tokens = names.doc[start:end]
    if not tokens[0].text[0].isupper():
        return None
    key = tuple(token.lower_ for token in tokens)
    if (name := names.by_key.get(key)) or len(key) > 1:
        return name
    persons = (one for one in names.names if one.kind is AgentKind.PERSON and len(one.key) > 1)
    bearers = [one for one in persons if without_generation(one.key)[-1:] == key]
    return bearers[0] if len(bearers) == 1 and not tokens[0].text.isupper() else None


def _named(
    start: int, end: int, stop: int, head: Token, names: Inventory
) -> tuple[int, int, Name | None] | None:
    """Tokens and bearer of the name that a phrase is or contains as its head or apposition."""
    near = (head.i, head.i + 1) if head.i + 1 < end else (head.i,)
    for token in near:  # "station Khabar 24" may have its head in the wrong place
        if entry := names.by_token.get(token):
            return entry[0].start, entry[0].end, entry[1]
    lexicon = names.lexicon
    owned = start < head.i - 1 and names.doc[head.i - 1].text in POSSESSIVE
    entry = names.by_token.get(head.i - 1 - owned)  # "Kazakh government", "Norway's government"
    if entry and head.lower_ in lexicon.institutions and (not owned or entry[0].start == start):
        return entry[0].start, head.i + 1, None
    if name := _known(start, end, names):
        return start, end, name
    doc = names.doc
    if end < stop - 1 and doc[end].text == "," and (entry := names.by_token.get(end + 1)):
        mention, name = entry  # "a spokesman, Ann Richards"
        same = lexicon.nouns.get(head.lemma_.casefold()) in {None, name.kind}
        if same and (mention.end >= min(stop, len(doc)) or doc[mention.end].is_punct):
            return mention.start, mention.end, name
    return None
