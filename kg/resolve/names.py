"""Proper names in a document: where they stand, without titles and what else is around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from kg.model import AgentKind
from kg.resolve.kinds import head_word, kind_of_noun
from kg.resolve.lexicon import SEXES, Lexicon
from kg.resolve.runs import HYPHENS, runs
from kg.resolve.words import WHO

_WHERE = frozenset({"in", "near", "across", "outside", "inside", "around", "throughout", "within"})
_TRAITS = frozenset({"ADJ", "NOUN", "PROPN"})
_TITLE_LENGTH = 3
"""Words of "Secretary of State"."""

SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: tokens ``[start, end)`` without titles.

    ``head`` is the token that carries it; ``roles`` are the titles and common nouns around it
    ("president", "station"), ``traits`` what else these nouns say ("presidential"), lower case;
    ``label`` is the entity recogniser's; ``titled`` when a title stood in front of it;
    ``human`` when it is the subject of what only persons do, or "who" goes back to it; ``plural``
    when its head is a plural; ``placed`` when it stands behind "in", "near" or the like.
    """

    start: int
    end: int
    head: int
    words: tuple[str, ...]
    roles: frozenset[str]
    traits: frozenset[str]
    subject: bool
    label: str
    titled: bool
    human: bool
    plural: bool
    placed: bool

    @property
    def key(self) -> Key:
        """The words in lower case, by which equal names are found."""
        return tuple(word.casefold() for word in self.words)


Fronts = dict[str, set[tuple[str, bool]]]
"""What stands in front of each word somewhere, and whether as a proper noun."""

Key = tuple[str, ...]
Groups = dict[Key, list[Mention]]
"""The mentions of a document by their words in lower case."""


def mentions(doc: Doc, lexicon: Lexicon, cues: Set[int] = frozenset()) -> Iterator[Mention]:
    """The proper names of a parsed document, in its order.

    ``cues``: tokens that say that somebody says something, so no names whatever their capitals
    ("Lee Apologizes").
    """
    words = [token.text for token in doc]
    fronts: Fronts = defaultdict(set)
    for token, word in pairwise(doc):
        fronts[word.text].add((token.text, token.pos_ == "PROPN"))
    for start, end in runs(doc, words, lexicon, cues):
        if mention := _mention(doc, words, start, end, lexicon, fronts=fronts):
            yield mention


def with_title(mention: Mention, doc: Doc) -> Mention:
    """A mention with the title in front of it, for whom nothing else tells from a namesake."""
    start = mention.start - 1
    return replace(mention, start=start, words=(doc[start].text, *mention.words))


def title_of(found: list[Mention], doc: Doc, lexicon: Lexicon) -> str:
    """The title that tells the bearer of a surname from namesakes, as it stands in front of one of
    its mentions; an office rather than "Mr." or "Mrs.". "" if there is none, or more than one.
    """
    titles: dict[str, str] = {}
    for mention in found:
        before = [
            token for token in doc[: mention.start][-2 * _TITLE_LENGTH :] if token.text.strip()
        ]
        for length in range(_TITLE_LENGTH, 0, -1):
            words = tuple(token.lower_.rstrip(".") for token in before[-length:])
            if address := lexicon.addresses.get(words):
                titles.setdefault(address, " ".join(token.text for token in before[-length:]))
                break
    told = titles.keys() - SEXES.keys() or set(titles)
    return titles[told.pop()] if len(told) == 1 else ""


def _mention(
    doc: Doc, words: list[str], start: int, end: int, lexicon: Lexicon, *, fronts: Fronts
) -> Mention | None:
    """The name in a run of capitalised words, or None when it is a title or half a compound."""
    tight = end + 1 < len(words) and words[end] in HYPHENS and not doc[end - 1].whitespace_
    if tight and not doc[end].whitespace_:  # "Kazakhstan-based"
        return None
    if _prefixed(doc, words, start) or _opened(doc, start, end, fronts):
        start += 1
        if start == end:
            return None
    first = _after_titles(doc, words, start, end, lexicon)
    if first is None:
        return None
    titled = first > start
    if not titled:
        first = _person_start(doc, start, end, lexicon, fronts)
    if first == start and _described(doc, words, start, end, lexicon):
        first, titled = start + 1, not doc[start].is_stop
    last = doc[end - 1]
    if titled or first > start or doc[_head(words, first, end)].ent_type_ == "PERSON":
        end = next((i for i in range(first + 1, end) if words[i] in {"of", "for"}), end)
        last = doc[end - 1]
    head = doc[_head(words, first, end)]
    nouns = list(_nouns(head))
    called = _roles(words, start, first, head, lexicon)
    titles = (lexicon.short_titles.get(title, title) for title in called)
    return Mention(
        first,
        end,
        head.i,
        tuple(words[first:end]),
        frozenset(titles).union(noun.lemma_.casefold() for noun in nouns),
        frozenset(t.lower_ for noun in nouns for t in noun.lefts if t.pos_ in _TRAITS),
        head.dep_ in SUBJECTS,
        head.ent_type_ or last.ent_type_,
        titled,
        _is_human(head, lexicon),
        head.tag_ == "NNPS",
        head.dep_ == "pobj" and head.head.lower_ in _WHERE,
    )


def _prefixed(doc: Doc, words: list[str], start: int) -> bool:
    """Whether the first word of a run is half a compound: "Lee" in "an anti-Lee group"."""
    hyphen = start > 1 and words[start - 1] in HYPHENS and not doc[start - 1].whitespace_
    return hyphen and not doc[start - 2].whitespace_ and words[start - 2].islower()


def _opened(doc: Doc, start: int, end: int, fronts: Fronts) -> bool:
    """Whether the first word of a sentence is but a preposition in front of a name: "Outside Lee's
    house", where Lee is mentioned elsewhere, too; not "Inside Story", a name itself.
    """
    word = doc[start]
    if end - start < 2 or not word.is_sent_start or word.lower_ not in _WHERE:
        return False
    return any(front.lower() != word.lower_ for front, _ in fronts[doc[start + 1].text])


def _is_human(head: Token, lexicon: Lexicon) -> bool:
    """Whether a name does what only persons do, or "who" goes back to it."""
    if head.dep_ == "nsubj" and head.head.lemma_ in lexicon.human_verbs:
        return True
    if head.tag_ == "NNPS" or head.ent_type_ == "NORP" or any(t.dep_ == "det" for t in head.lefts):
        return False  # "Democrats who", "editors of the Advocate who"
    clauses = (child for child in head.rights if child.dep_ == "relcl")
    return any(token.lower_ in WHO for clause in clauses for token in clause.lefts)


def _head(words: list[str], start: int, end: int) -> int:
    """The token that carries a name: the one before "of"."""
    head = head_word([word.casefold() for word in words[start:end]])
    return next(i for i in range(end - 1, start - 1, -1) if words[i].casefold() == head)


def _after_titles(doc: Doc, words: list[str], start: int, end: int, lexicon: Lexicon) -> int | None:
    """The first token after the titles of a run; None when nothing comes after them."""
    run = [word.casefold() for word in words[start:end]]
    places = [place for place, word in enumerate(run) if word in lexicon.titles]
    if not places:
        return start
    if len(places) == len(run):
        return None if run[-1].rstrip(".") not in lexicon.name_endings else start
    place = max((p for p in places if p < len(run) - 1), default=-1) + 1
    behind = places[0] > 0 and run[-1] in lexicon.titles  # "Office of the Inspector General"
    if (not place or behind) and head_word(run).rstrip(".") in lexicon.name_endings:
        return start  # "Department of Justice"
    if not place:
        return start if lexicon.titles.isdisjoint(run[-1:]) else _only_title(doc, start, end)
    if run[place] == "of":
        place = _after_portfolio(run, place, lexicon)
    if place >= len(run) or run[-1] in lexicon.titles:
        return None
    ending = head_word(run[place:]).rstrip(".") in lexicon.name_endings
    several = place > 1 and lexicon.titles.issuperset(run[:place])  # "Chief Executive"
    weak = run[place - 1] in lexicon.weak_titles and not several
    person = run[place] in lexicon.person_words or doc[end - 1].ent_type_ == "PERSON"
    return start if ending or (weak and not person) else start + place


def _after_portfolio(run: list[str], place: int, lexicon: Lexicon) -> int:
    """Behind "of State"; the end of the run when "of" opens something else than a portfolio."""
    rest = place + 1
    while rest < len(run) and run[rest] in lexicon.portfolios:
        rest += 1
    return rest if rest > place + 1 else len(run)


def _only_title(doc: Doc, start: int, end: int) -> int | None:
    """A run that ends in a title: a name ("John Major") when the recogniser says so."""
    return start if doc[end - 1].ent_type_ == doc[start].ent_type_ == "PERSON" else None


def _person_start(doc: Doc, start: int, end: int, lexicon: Lexicon, fronts: Fronts) -> int:
    """Where a person's name begins in a run such as "Republican Ann Richards"; not behind the first
    of several first names, "Recep Tayyip Erdogan".
    """
    first = end - 1
    if doc[first].ent_type_ != "PERSON":
        return start
    while first > start and doc[first].ent_iob_ == "I":
        first -= 1
    if first == end - 1 == start + 1 and _given(doc[start], doc[first], lexicon, fronts):
        return start
    outside = all(doc[i].ent_type_ != "PERSON" for i in range(start, first))
    before = doc[max(first - 1, start)].lower_
    given = lexicon.is_first_name(before) and before not in lexicon.nouns and first < end - 1
    return first if outside and not given else start


def _given(word: Token, surname: Token, lexicon: Lexicon, fronts: Fronts) -> bool:
    """Whether a word that is nothing else is a first name, though only the surname is labelled.

    Nobody else of that surname is named in front of it: "Crooked Clinton".
    """
    known = kind_of_noun(word.lower_, lexicon, lemma=word.lower_, plural=False)
    if word.ent_type_ or word.tag_ != "NNP" or known is not AgentKind.UNKNOWN:
        return False
    name = word.is_alpha and word.is_title and not lexicon.is_first_name(surname.lower_)
    whole = word.dep_ == "compound" and word.head.i == surname.i
    alone = all(front == word.text or not proper for front, proper in fronts[surname.text])
    return name and whole and alone and word.lower_ not in lexicon.name_endings


def _described(doc: Doc, words: list[str], start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a noun with a capital for its place is in front: "Billionaire Bill Gates".

    Two words are left at least, of which the first is a first name or both look like a name.
    """
    word, rest = words[start].casefold(), doc[start + 1 : end]
    person = kind_of_noun(word, lexicon, lemma=word, plural=False) is AgentKind.PERSON
    called = word in lexicon.person_words if person else lexicon.is_first_name(word)
    if len(rest) < 2 or not doc[start].is_sent_start or called:
        return False
    if lexicon.is_first_name(rest[0].lower_):
        return person or doc[start].is_stop
    derived = person and word not in lexicon.nouns  # "Mathematician", never a company's name
    labelled = derived or all(token.ent_type_ == "PERSON" for token in rest)
    name = all(token.is_alpha and token.is_title for token in rest) and len(rest) == 2
    return person and labelled and name and not _institution(rest[-1].lower_, lexicon)


def _institution(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.name_endings or word in lexicon.nouns or word in lexicon.company_forms


def _roles(
    words: list[str], start: int, first: int, head: Token, lexicon: Lexicon
) -> Iterator[str]:
    """What the bearer of a name is called in front of it."""
    for word in map(str.casefold, words[start:first]):
        kind = kind_of_noun(word, lexicon, lemma=word, plural=False)
        if word in lexicon.titles or kind is AgentKind.PERSON:
            yield word
    doc, before = head.doc, start - 1
    while before >= max(0, start - 3) and doc[before].pos_ == "NOUN" and doc[before].is_lower:
        yield words[before]
        before -= 1


def _nouns(head: Token) -> Iterator[Token]:
    """The common nouns that are said of a name: as appositions, or with "is" or "was"."""
    if head.dep_ == "appos" and head.head.pos_ == "NOUN":
        yield head.head
    for child in head.rights:
        if child.dep_ == "appos" and child.pos_ == "NOUN":
            yield child
    if head.dep_ == "nsubj" and head.head.lemma_ == "be":
        for child in head.head.rights:
            if child.dep_ == "attr" and child.pos_ == "NOUN":
                yield child
