"""Examples for the ranker of antecedents: pronouns, candidates, and which of them are right."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from corpora import Record
from spacy.tokens import Doc

from kg.annotate.pipeline import annotate, load_language
from kg.extract import extractor_named
from kg.model import Attribution, Document
from kg.resolve.antecedents import Candidates
from kg.resolve.entities import Entity, How
from kg.resolve.features import nobody
from kg.resolve.places import Place
from kg.resolve.ranker import Ranker
from kg.resolve.sources import resolved_with

Right = Callable[[Entity], bool]


@dataclass(frozen=True, slots=True)
class Item:
    """A document with what is known of its pronouns: by token, whether an entity is meant."""

    gold: Record
    document: Document
    doc: Doc
    attributions: tuple[Attribution, ...]
    known: dict[int, Right] = field(default_factory=dict)

    def order(self, deal: int = 0) -> str:
        """By which documents are dealt to folds: as good as random, and the same every time.

        ``deal``: another number gives another order.
        """
        return hashlib.sha256(f"{deal or ''}{self.document.id}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Example:
    """A pronoun, the features of its candidates and of "nobody", and which are right."""

    group: str
    source: bool
    features: list[list[str]]
    right: list[bool]


def items_of(records: list[Record]) -> list[Item]:
    """Documents with coreference chains of their sources."""
    return [
        Item(record, document, doc, attributions, _by_chains(record, doc))
        for record, document, doc, attributions in _read(records)
    ]


def labelled_items(records: list[Record], labels: Path) -> list[Item]:
    """Documents some of whose pronouns are labelled in a file, by a name or noun."""
    wanted: dict[str, dict[int, str]] = {}
    for line in labels.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        wanted.setdefault(label["id"], {})[label["start"]] = label["name"]
    chosen = [record for record in records if record["id"] in wanted]
    return [
        Item(record, document, doc, attributions, _by_words(doc, wanted[document.id]))
        for record, document, doc, attributions in _read(chosen)
    ]


def examples(item: Item, ranker: Ranker, *, told: bool) -> list[Example]:
    """The known pronouns of a document, as they are met in reading it.

    ``told``: pronouns are taken for whom they stand for, not for whom the ranker takes them.
    """
    found: list[Example] = []

    def choose(place: Place, candidates: Candidates, probabilities: list[float]) -> int | None:
        best = max(range(len(probabilities)), key=lambda i: (probabilities[i], -i))
        taken = best if best < len(candidates) else None
        if (right := item.known.get(place.token.i)) is None:
            return taken
        answers = [right(entity) for entity, _ in candidates]
        features = [*(listed for _, listed in candidates), list(nobody(place, len(candidates)))]
        found.append(Example(place.group, place.source, features, [*answers, not any(answers)]))
        return answers.index(True) if told and any(answers) else taken

    resolved_with(item.doc, item.attributions, item.document.key, ranker, choose)
    return found


def _read(records: list[Record]) -> list[tuple[Record, Document, Doc, tuple[Attribution, ...]]]:
    nlp, extract = load_language(tagger=True), extractor_named("trained")
    documents = [Document(id=record["id"], text=record["text"]) for record in records]
    pairs = zip(records, annotate(nlp, documents), strict=True)
    return [(record, document, doc, extract(doc)) for record, (document, doc) in pairs]


def _by_chains(record: Record, doc: Doc) -> dict[int, Right]:
    """The pronouns of a record's chains."""
    token_at = {i: token.i for token in doc for i in range(token.idx, token.idx + len(token))}
    chain_of: dict[int, int] = {}
    pronouns: dict[int, int] = {}
    chains = {
        tuple(map(tuple, entity["mentions"])): entity
        for attribution in record["attributions"]
        if (entity := attribution["source_entity"])
    }
    for number, entity in enumerate(chains.values()):
        for (start, _), kind, (first, last) in zip(
            entity["mentions"], entity["kinds"], entity["heads"], strict=True
        ):
            heads = {token_at[i] for i in (first, last - 1) if i in token_at}
            chain_of |= dict.fromkeys(heads, number)
            if kind == "pronoun" and start in token_at:
                pronouns[token_at[start]] = number

    def right(number: int) -> Right:
        return lambda entity: _chain(entity, chain_of) == number

    return {token: right(number) for token, number in pronouns.items()}


def _chain(entity: Entity, chain_of: dict[int, int]) -> int | None:
    """The chain that most mentions of an entity by name or noun are in."""
    told = [o for o in entity.occurrences if o.how is not How.PRONOUN] or entity.occurrences
    votes: Counter[int | None] = Counter()
    for occurrence in told:
        tokens = [occurrence.token]
        if occurrence.how is How.NAME and entity.name is not None:
            mentions = (m for m in entity.name.mentions if m.start <= occurrence.token < m.end)
            tokens = [i for mention in mentions for i in range(mention.start, mention.end)]
        chains = {chain_of[token] for token in tokens if token in chain_of}
        votes.update(chains or {None})
    if entity.together or not votes:
        return None
    return votes.most_common(1)[0][0]


def _by_words(doc: Doc, labels: dict[int, str]) -> dict[int, Right]:
    """Labelled pronouns: an entity is right when its name or noun has one of the words."""
    return {token.i: _called(labels[token.idx]) for token in doc if token.idx in labels}


def _called(label: str) -> Right:
    patterns = [re.compile(rf"\b{re.escape(p)}(?:'s)?\b", re.IGNORECASE) for p in label.split("|")]

    def right(entity: Entity) -> bool:
        words = entity.name.text if entity.name else entity.noun.text if entity.noun else ""
        other = label == "Clinton" and "Bill" in words
        return not other and any(pattern.search(words) for pattern in patterns)

    return right
