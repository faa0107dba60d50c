"""Short forms: whom "Clinton" means where no document says it in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.identity.agents import DOUBT, SURE, Bearer, Sort
from kg.identity.cluster import Cluster
from kg.identity.directory import surname_keys
from kg.identity.tables import tables

if TYPE_CHECKING:
    from kg.identity.identities import Identities

BY_ITSELF = 0.25
"""How much a document counts against a short form that calls an organisation by it alone: two or
three words are often a whole name."""


RIVALS = 0.5
"""Further doubt when others bear a surname, called by it or not."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """For whom a short form stands, and how sure that is."""

    target: Cluster
    score: float
    reasons: tuple[str, ...]

    @property
    def sure(self) -> bool:
        """Whether it is enough to merge."""
        return self.score >= SURE


def judge(identities: Identities, cluster: Cluster) -> Evidence | None:
    """Whom the documents use a short form for; None when no document tells.

    The score is n / (n + m + DOUBT): n documents use the form for this agent, whose full name they
    have as well, m for another. That nobody else in the store could be called so counts as one
    more document for it, and for a surname that few people have as two; that somebody could as
    RIVALS in doubt. A given name by itself needs more (one more document in doubt), since
    more people share it; so does an organisation's name in which a word is missing (each document
    that has it alone counts BY_ITSELF against it).
    """
    votes = _votes(identities, cluster)
    only = _only_one(identities, cluster, votes)
    if not votes:
        if only is None or not _rare(cluster):
            return None
        votes = Counter({only: 0})
    target, count = min(votes.items(), key=lambda vote: (-vote[1], _place(vote[0])))
    others = sum(votes.values()) - count
    form = min(bearer.form for bearer in cluster)
    name = identities.name(target)
    reasons = []
    if count:
        reasons.append(f"{count} {_documents(count)} with the full name {name} say {form!r} for short")
    if others:
        reasons.append(f"{others} {_documents(others)} say so of others")
    for_it, doubt = float(count), DOUBT
    if only == target:
        for_it += 1 + _rare(cluster)
        reasons.append("nobody else here could be called so")
    elif any(bearer.partial for bearer in cluster):
        doubt += RIVALS
    if any(bearer.sort is Sort.PERSON and bearer.person.given == form for bearer in target):
        doubt += 1
        reasons.append("a given name alone: more doubt")
    doubt += BY_ITSELF * sum(b.documents for b in cluster if b.sort is Sort.BODY and not b.body.state)
    return Evidence(target, round(for_it / (for_it + others + doubt), 4), tuple(reasons))


def _votes(identities: Identities, cluster: Cluster) -> Counter[Cluster]:
    """How many documents use a form of the cluster for which other cluster."""
    votes: Counter[Cluster] = Counter()
    sorts = {bearer.sort for bearer in cluster}
    for bearer in cluster:
        for agent, documents in identities.directory.called(bearer.form):
            caller = identities.bearer(agent)
            if caller.sort not in sorts and Sort.UNKNOWN not in sorts:
                continue
            if any(identities.apart(one, caller) for one in cluster):
                continue
            target = identities.cluster(caller)
            if _length(target) > _length(cluster):  # else two could stand for each other
                votes[identities.root(target)[0]] += documents
    return votes


def _length(cluster: Cluster) -> int:
    return max(len(bearer.form) for bearer in cluster)


def _only_one(identities: Identities, cluster: Cluster, votes: Counter[Cluster]) -> Cluster | None:
    """The only agent in the store that could be called by the short form; None if there are more.

    The elder and the younger bearer of one name count as one.
    """
    if len(votes) > 1:
        return None
    found: dict[str | None, Cluster] = {min(filter(None, (b.block for b in t)), default=None): t for t in votes}
    for bearer in cluster:
        for one in _could_be(identities, bearer):
            found.setdefault(one.block, identities.root(identities.cluster(one))[0])
            if len(found) > 1:
                return None
    return next(iter(found.values()), None)


def _could_be(identities: Identities, bearer: Bearer) -> Iterator[Bearer]:
    """Those who could be called by a surname, or by a state body's name without the country."""
    if bearer.partial:
        for key in surname_keys(bearer.person.surname):
            for form in identities.directory.forms(key):
                yield from (b for b in identities.named(form) if b.sort is Sort.PERSON and b.person.full)
    elif bearer.sort is Sort.BODY and bearer.body.state:
        for form in identities.directory.forms(bearer.body.block):
            yield from (b for b in identities.named(form) if b.sort is Sort.BODY and b.body.country)


def _rare(cluster: Cluster) -> bool:
    """Whether it is a surname that not many people have, and no given name."""
    known = tables()
    return all(
        bearer.partial
        and bearer.person.surname not in known.common_surnames
        and bearer.form not in known.given_names
        for bearer in cluster
    )


def _documents(count: int) -> str:
    return "document" if count == 1 else "documents"


def _place(cluster: Cluster) -> list[tuple[str, str]]:
    return sorted((bearer.form, bearer.sort) for bearer in cluster)
