"""Short forms: whom "Clinton" means where no document says it in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.identity.agents import DOUBT, MISREAD, SURE, Bearer, Sort, kinds_of
from kg.identity.cluster import Cluster
from kg.identity.directory import institution_key, surname_keys
from kg.identity.names import person
from kg.identity.tables import tables
from kg.identity.titles import told_apart
from kg.model import AgentKind
from kg.resolve.lexicon import SEXES, lexicon

if TYPE_CHECKING:
    from kg.identity.identities import Identities

BY_ITSELF = 0.25
"""How much a document counts against a short form that calls an organisation by it alone: two or
three words are often a whole name."""


RIVALS = 0.5
"""Further doubt when others bear a surname, called by it or not."""


CALLERS = 8
"""Agents that may be meant by a short form and are looked at: the rest count as others."""

SPECIFIC = 3
"""Words that make an organisation's name specific."""

PROMINENT = 2
"""Documents that must have a person before a surname that nobody else here has is taken for them
although no document calls them by it."""


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
    more people share it; so does what can be a whole name: each document that has it alone,
    beyond those that have it for short, is one in doubt, and of an organisation's name of one or
    two words each counts BY_ITSELF. One word that was taken for an organisation may be
    a person's surname; then each of these documents counts against it in full. One word that is
    an organisation stands for the only institution here whose name begins so ("Harvard",
    "Harvard University"), if PROMINENT documents have that and no person bears it.

    "Mr. Lee" is whom documents call so or "Lee". "Senator Lee" is whom they call so or, when none
    does, whom they call "Lee" if nobody else could be a senator of that name. Whoever has another
    title or sex could not (``told_apart``).
    """
    form, votes = _heard(identities, cluster)
    if not votes and (institution := _institution(identities, cluster)):
        reason = f"no other institution, and nobody, here could be called {_longest(cluster)!r}"
        return Evidence(institution, SURE, (reason,))
    only = _only_one(identities, cluster, votes)
    if not votes:
        if only is None or not _rare(cluster) or _documents_of(only) < PROMINENT:
            return None
        votes = Counter({only: 0})
    target, count = min(votes.items(), key=lambda vote: (-vote[1], _place(vote[0])))
    if target is None:
        return None
    others = sum(votes.values()) - count
    for_it, against = float(count), others + DOUBT
    reasons = []
    if count:
        name = identities.name(target)
        reasons.append(f"{form!r} for short in {_documents(count)} with the full name {name}")
    if others:
        reasons.append(f"so called are others in {_documents(others)}")
    if only == target:
        for_it += 1 + _rare(cluster)
        reasons.append("nobody else here could be called so")
    doubts = [] if only == target else [*_rivals(cluster, form, count)]
    for doubt, reason in (*doubts, *_doubts(cluster, target, form, count)):
        against += doubt
        reasons.append(reason)
    score = round(for_it / (for_it + against), 4)
    return Evidence(target, score, tuple(filter(None, reasons)))


def _heard(identities: Identities, cluster: Cluster) -> tuple[str, Counter[Cluster | None]]:
    """The form that documents use for somebody, and for whom: of "Mr. Lee", "Lee" as well; of
    "Senator Lee", "Lee" when none has that.
    """
    form = _longest(cluster)
    votes = _votes(identities, cluster, form)
    address = person(form).address
    if not address or (votes and address not in SEXES):
        return form, votes
    surname = form.removeprefix(f"{address} ")
    return surname, votes | _votes(identities, cluster, surname)


def _rivals(cluster: Cluster, form: str, count: int) -> Iterator[tuple[float, str]]:
    """What speaks against a form when others could be called so."""
    address = person(_longest(cluster)).address
    if address and address not in SEXES:
        if form != _longest(cluster):
            yield count, f"others bear the surname, and no document tells who is {address} of them"
    elif any(bearer.partial for bearer in cluster):
        yield RIVALS, ""


def _doubts(
    cluster: Cluster, target: Cluster, form: str, count: int
) -> Iterator[tuple[float, str]]:
    """What speaks against a short form that ``count`` documents use so."""
    known = form in tables().given_names and not all(one.no_given_name for one in cluster)
    if known and any(b.sort is Sort.PERSON and b.person.given == form for b in target):
        yield 1, "a given name alone: more doubt"
    alone = _documents_of(cluster)
    if alone > count and not any(bearer.partial for bearer in cluster):
        yield alone - count, f"by itself in {_documents(alone)}: it may be a whole name"
    if any(bearer.sort is not Sort.BODY for bearer in cluster):
        return
    if any(bearer.sort is Sort.PERSON for bearer in target):
        yield alone, f"taken for an organisation in {_documents(alone)}"
    elif len(form.split()) < SPECIFIC and not all(bearer.body.state for bearer in cluster):
        yield BY_ITSELF * alone, "an organisation's name of one or two words: more doubt"


def _votes(identities: Identities, cluster: Cluster, form: str) -> Counter[Cluster | None]:
    """How many documents use a form for which other cluster.

    Of the CALLERS that most documents call so; None for nobody when these have no clear majority
    of all, so that a surname of hundreds is settled without looking at each. What is less than the
    cluster's own form counts only for those with a full name.
    """
    called = sorted(identities.directory.called(form), key=lambda call: (-call[1], call[0]))
    own = form == _longest(cluster)
    most, rest = called[:CALLERS], sum(documents for _, documents in called[CALLERS:])
    total = rest + sum(documents for _, documents in most)
    if total - rest < SURE * total:
        return Counter({None: total})
    votes: Counter[Cluster | None] = Counter({None: rest} if rest else {})
    sorts = {bearer.sort for bearer in cluster}
    for key, documents in most:
        agent = identities.directory.agent(key)
        if agent is None:
            continue
        caller = identities.bearer(agent)
        misread = caller.sort is Sort.PERSON and _is_misread(cluster)
        if caller.sort not in sorts and Sort.UNKNOWN not in sorts and not misread:
            continue
        if caller.partial and not own:
            continue
        if any(
            identities.apart(one, caller) or told_apart(one, caller, identities.directory)
            for one in cluster
        ):
            continue
        target = identities.cluster(caller)
        if _rank(target) > _rank(cluster):  # else two could stand for each other
            votes[identities.root(target)[0]] += documents
    return votes


def _is_misread(cluster: Cluster) -> bool:
    """Whether it is one word of a kind that surnames are taken for by mistake."""
    kinds = {agent.kind for bearer in cluster for agent in bearer.agents}
    return " " not in _longest(cluster) and kinds <= MISREAD


def _longest(cluster: Cluster) -> str:
    return max((bearer.form for bearer in cluster), key=lambda form: (len(form), form))


def _only_one(
    identities: Identities, cluster: Cluster, votes: Counter[Cluster | None]
) -> Cluster | None:
    """The only agent in the store that could be called by the short form; None if there are more.

    The elder and the younger bearer of one name count as one: whom documents call so, else the one
    that most documents have.
    """
    if len(votes) > 1 or None in votes or not all(map(_tells, cluster)):
        return None
    voted = {min(filter(None, (b.block for b in t)), default=None): t for t in votes if t}
    block = next(iter(voted), None)
    found: set[Cluster] = set()
    for bearer in cluster:
        for one in _could_be(identities, bearer):
            if (voted or found) and one.block != block:
                return None
            block = one.block
            found.add(identities.root(identities.cluster(one))[0])
    if voted or not found:
        return voted.get(block)
    return min(found, key=lambda target: (-_documents_of(target), _place(target)))


def _rank(cluster: Cluster) -> tuple[bool, int]:
    """By what a short form is told from what it stands for: a surname is short for a full name."""
    return not all(bearer.partial for bearer in cluster), len(_longest(cluster))


def _tells(bearer: Bearer) -> bool:
    """Whether the store can tell who else could be called so, or the form is long enough."""
    if bearer.sort is Sort.PERSON:
        return bearer.no_given_name
    if bearer.form in lexicon().classes:
        return False  # any department is "the Department" to those who work there
    return _lacks_country(bearer) or len(bearer.form.split()) >= SPECIFIC


def _institution(identities: Identities, cluster: Cluster) -> Cluster | None:
    """The only institution that a word that no other agent has can be short for."""
    form, directory = _longest(cluster), identities.directory
    agents = [agent for bearer in cluster for agent in bearer.agents]
    one_word = all(" " not in bearer.form and bearer.sort is Sort.BODY for bearer in cluster)
    if not one_word or kinds_of(agents) is not AgentKind.ORGANISATION:
        return None
    forms = {form for key in surname_keys(form) for form in directory.forms(key)}
    if any(bearer.sort is Sort.PERSON for one in forms for bearer in identities.named(one)):
        return None
    found = {
        identities.cluster(bearer)
        for one in set(directory.forms(institution_key(form)))
        for bearer in identities.named(one)
        if bearer.sort is Sort.BODY
    }
    prominent = [one for one in found if _documents_of(one) >= PROMINENT]
    return prominent[0] if len(found) == len(prominent) == 1 else None


def _could_be(identities: Identities, bearer: Bearer) -> Iterator[Bearer]:
    """Those who could be called by a surname, or by a state body's name without the country."""
    if bearer.partial:
        for key in surname_keys(bearer.person.surname):
            for form in identities.directory.forms(key):
                yield from (
                    b
                    for b in identities.named(form)
                    if b.sort is Sort.PERSON
                    and b.person.full
                    and not told_apart(bearer, b, identities.directory)
                )
    elif _lacks_country(bearer):
        for form in identities.directory.forms(bearer.body.block):
            yield from (b for b in identities.named(form) if b.sort is Sort.BODY and b.body.country)


def _lacks_country(bearer: Bearer) -> bool:
    """Whether it is a state body of a country that its name does not tell."""
    return bearer.sort is Sort.BODY and bearer.body.state and not bearer.body.country


def _rare(cluster: Cluster) -> bool:
    """Whether it is a surname that not many people have, and no given name."""
    known = tables()
    return all(
        bearer.partial
        and bearer.no_given_name
        and bearer.person.surname not in known.common_surnames
        for bearer in cluster
    )


def _documents_of(cluster: Cluster) -> int:
    return sum(bearer.documents for bearer in cluster)


def _documents(count: int) -> str:
    return f"{count} document{'s' * (count != 1)}"


def _place(cluster: Cluster | None) -> list[tuple[str, str]]:
    return sorted((bearer.form, bearer.sort) for bearer in cluster or ())
