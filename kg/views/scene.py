"""What the graph page draws: which sources, claims and entities, and who belongs together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.model import Agent, Attribution, Claim, Record
from kg.views.network import claim_id, source_id

ENTITIES = 60
"""Most entities in a picture: those that most claims are about."""

EMPTY_WORDS = frozenset(
    {
        *("i", "me", "you", "he", "him", "she", "her", "it", "we", "us", "they", "them", "one"),
        *("this", "that", "these", "those", "there", "here", "who", "whom", "what", "which"),
        *("someone", "somebody", "anyone", "anybody", "everyone", "everybody", "nobody"),
    }
)
"""Entities that say nothing without their sentence, and would join what has nothing in common."""


@dataclass(frozen=True, slots=True)
class Link:
    """One attribution in the drawing: from a source node to a claim node."""

    source: str
    claim: str
    attribution: Attribution
    record: Record


@dataclass(slots=True)
class Scene:
    """The nodes to draw, by their ids of ``to_networkx``, in order of importance.

    ``sources`` maps a source to its agent (None: no source named) and ``owned`` to the claims
    drawn beside it: a claim stands beside the first source that makes it.
    """

    sources: dict[str, Agent | None] = field(default_factory=dict)
    claims: dict[str, tuple[Claim, Record]] = field(default_factory=dict)
    entities: dict[str, str] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    about: list[tuple[str, str]] = field(default_factory=list)
    chains: list[tuple[str, str]] = field(default_factory=list)
    owned: dict[str, list[str]] = field(default_factory=dict)


def scene(records: Sequence[Record]) -> Scene:
    """Everything that records hold, for a picture of some dozens of claims."""
    drawn = Scene()
    links = [
        Link(source_id(a, record), claim_id(record.claim_of(a), record), a, record)
        for record in records
        for a in record.attributions
    ]
    by_source: dict[str, dict[str, Link]] = defaultdict(dict)
    for link in links:
        by_source[link.source].setdefault(link.claim, link)
    for source in sorted(by_source, key=lambda source: -len(by_source[source])):
        new = [claim for claim in by_source[source] if claim not in drawn.claims]
        first = next(iter(by_source[source].values()))
        drawn.sources[source] = first.record.agent_of(first.attribution)
        drawn.owned[source] = new
        for claim in new:
            link = by_source[source][claim]
            drawn.claims[claim] = (link.record.claim_of(link.attribution), link.record)
    drawn.links = links
    drawn.chains = list(dict.fromkeys(_chains(drawn.links)))
    _add_entities(drawn)
    return drawn


def _chains(links: Iterable[Link]) -> Iterable[tuple[str, str]]:
    """From who passes something on to who is passed on.

    From source to source when both are given the same words ("A, citing B, said ..."), else from
    the claim in which the other source is quoted.
    """
    links = list(links)
    by_id = {(link.record.document.key, link.attribution.id): link for link in links}
    for link in links:
        for inner in link.attribution.reports:
            reported = by_id.get((link.record.document.key, inner))
            if reported is None or reported.source == link.source:
                continue
            same = reported.claim == link.claim
            yield (link.source if same else link.claim), reported.source


def _add_entities(drawn: Scene) -> None:
    """Entities that join claims, and those that are called by a name."""
    names: dict[str, str] = {}
    about: dict[tuple[str, str], None] = {}
    for claim_node, (claim, _) in drawn.claims.items():
        for proposition in claim.propositions:
            for argument in (proposition.subject, proposition.object):
                if argument is None or argument.entity is None:
                    continue
                if argument.name.casefold() not in EMPTY_WORDS:
                    entity = f"entity:{argument.entity.key}"
                    names.setdefault(entity, argument.name)
                    about[claim_node, entity] = None
    uses = Counter(entity for _, entity in about)
    wanted = [e for e in names if uses[e] > 1 or _is_name(names[e])]
    chosen = set(sorted(wanted, key=lambda entity: -uses[entity])[:ENTITIES])
    drawn.entities = {entity: name for entity, name in names.items() if entity in chosen}
    drawn.about = [(claim, entity) for claim, entity in about if entity in chosen]


def _is_name(words: str) -> bool:
    """Whether every word begins with a capital: rough, but only the picture depends on it."""
    return all(word[0].isupper() for word in words.split())
