"""How many independent origins stand behind a claim: five outlets may have one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kg.model import Attribution, Record


@dataclass(frozen=True, slots=True)
class Corroboration:
    """Who published a claim, and who it comes from.

    An article without publisher is an outlet by itself; ``origins`` are the distinct sources at
    the roots of the chains, by name.
    """

    outlets: tuple[str, ...]
    origins: tuple[str, ...]

    @property
    def text(self) -> str:
        """Both counts in words: "5 outlets, 1 origin"."""
        many = (
            (len(self.outlets), "outlet"),
            (len(self.origins), "origin"),
        )
        return ", ".join(f"{n} {word}{'s' * (n != 1)}" for n, word in many)


def corroboration(
    claims: Collection[str], records: Iterable[Record], copies: Collection[frozenset[str]] = ()
) -> Corroboration:
    """Who published some equivalent claims, and where they come from.

    ``claims`` are keys; ``records`` the documents that have them; ``copies`` pairs of ids of
    documents that share a quotation word for word. A source that has no name counts once for an
    agency that its article is credited to, and once for all articles that are copies of each other.
    """
    outlets: set[str] = set()
    origins: dict[tuple[str, ...], str] = {}
    documents = list(records)
    groups = _groups([one.document.id for one in documents], copies)
    for one in documents:
        outlets.add(one.document.publisher or one.document.id)
        by_id = {a.id: a for a in one.attributions}
        for attribution in one.attributions:
            claim = f"{one.document.key}-{one.claim_of(attribution).id}"
            if claim not in claims or _inner(attribution, by_id):
                continue
            agent = one.agent_of(attribution)
            name = agent.name if agent else "nobody named"
            if agent is not None and agent.named:
                origins[("named", agent.key)] = name
            else:
                credit = one.credits[0].agent.name if one.credits else ""
                place = credit or groups[one.document.id]
                origins[("unnamed", place, name.casefold())] = name
    return Corroboration(tuple(sorted(outlets)), tuple(sorted(origins.values())))


def _inner(attribution: Attribution, by_id: dict[str, Attribution]) -> bool:
    """Whether an attribution passes the same words on from somebody else, who is the root."""
    found = (by_id.get(inner) for inner in attribution.reports)
    return any(one is not None and one.content == attribution.content for one in found)


def _groups(documents: list[str], copies: Collection[frozenset[str]]) -> dict[str, str]:
    """Each document with the first of those that it is a copy of, over others too."""
    leader = {document: document for document in documents}
    for pair in sorted(tuple(sorted(pair)) for pair in copies if len(pair) == 2):
        if pair[0] in leader and pair[1] in leader:
            first, second = sorted(leader[one] for one in pair)
            leader = {d: first if top == second else top for d, top in leader.items()}
    return leader
