"""Who is who across documents: for each agent the canonical one, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations

from kg.identity.agents import Bearer, Known, bearers
from kg.identity.cluster import Cluster, clusters
from kg.identity.compare import compare
from kg.identity.decisions import NAMING, Decision, DecisionKind, Side, joined, splits
from kg.identity.directory import Directory
from kg.identity.evidence import Evidence, judge
from kg.identity.names import normal_form, sex
from kg.identity.uses import is_namesake
from kg.model import AgentKind
from kg.model.identifiers import squeeze


class Method(StrEnum):
    """What a merge rests on."""

    SAME_NAME = "same name"
    COMPARISON = "comparison"
    SHORT_FORM = "short form"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Merge:
    """Why an agent is the same as its canonical one. ``score``: see ``compare`` and ``judge``."""

    method: Method
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """An agent's canonical agent and name, its Wikidata item ("Q42") if a person gave one.

    ``merge`` is None when it is the canonical one itself.
    """

    agent: Known
    canonical: Known
    name: str
    item: str | None
    merge: Merge | None


@dataclass(slots=True)
class Identities:
    """The identities in a directory, worked out on demand and remembered.

    What comes out for an agent depends on what the directory holds, not on the order in which
    it came or in which is asked.
    """

    directory: Directory
    _bearers: dict[str, tuple[Bearer, ...]] = field(default_factory=dict)
    _blocks: dict[str, dict[Bearer, Cluster]] = field(default_factory=dict)
    _people: dict[Bearer, dict[Side, tuple[Decision, ...]]] = field(default_factory=dict)
    _parts: dict[Bearer, Cluster] = field(default_factory=dict)
    _roots: dict[Cluster, tuple[Cluster, Evidence | None]] = field(default_factory=dict)

    def identity(self, agent: Known) -> Identity:
        """Who an agent is."""
        bearer = self.bearer(agent)
        root, evidence = self.root(self.cluster(bearer))
        chosen = self.chief(root)
        canonical = chosen.best
        merge = None
        if agent.key != canonical.key:
            merge = self._merge(bearer, chosen, agent, canonical, evidence)
            if not self._decisions(root) and _somebody_else(agent, canonical):
                return Identity(agent, agent, agent.name, None, None)
        return Identity(agent, canonical, self.name(root), self.item(root), merge)

    def named(self, form: str) -> tuple[Bearer, ...]:
        """The bearers of a normal form."""
        if form not in self._bearers:
            self._bearers[form] = bearers(self.directory.named(form))
        return self._bearers[form]

    def bearer(self, agent: Known) -> Bearer:
        """The bearer that an agent of the directory is one of."""
        found = self.named(normal_form(agent.name))
        return next(b for b in found if any(one.key == agent.key for one in b.agents))

    def cluster(self, bearer: Bearer) -> Cluster:
        """All that is one agent with this one by comparison or decision, short forms left out."""
        if bearer not in self._parts:
            for part in self._partition(self._reach(bearer)):
                for one in part:
                    self._parts[one] = part
        return self._parts[bearer]

    def root(self, cluster: Cluster) -> tuple[Cluster, Evidence | None]:
        """The cluster that a short form stands for and the evidence; itself and None if it is not
        one, or if that is not clear."""
        if cluster not in self._roots:
            self._roots[cluster] = (cluster, None)  # what leads back to itself ends here
            if all(one.short for one in cluster):
                evidence = judge(self, cluster)
                if evidence is not None and evidence.sure:
                    self._roots[cluster] = self.root(evidence.target)[0], evidence
        return self._roots[cluster]

    def chief(self, cluster: Cluster) -> Bearer:
        """The bearer whose name stands for all: not a short form, in most documents, longest."""
        return min(cluster, key=lambda b: (b.partial, -b.documents, -len(b.form), b.form, b.sort))

    def name(self, cluster: Cluster) -> str:
        """What a cluster is called: as people decided, else as its chief."""
        named = [d for d in self._decisions(cluster) if d.decided in NAMING]
        latest = max(named, key=lambda d: (d.number, d.key), default=None)
        return squeeze(latest.other) if latest else self.chief(cluster).best.name

    def item(self, cluster: Cluster) -> str | None:
        """The Wikidata item that a person gave it."""
        given = [d for d in self._decisions(cluster) if d.decided is DecisionKind.MATCH]
        return max(given, key=lambda d: (d.number, d.key)).other if given else None

    def apart(self, one: Bearer, other: Bearer) -> bool:
        """Whether people said that these two are not the same, or one not to be merged."""
        mine, theirs = self.people(one), self.people(other)
        if not mine.keys().isdisjoint(theirs):
            return False
        return (
            self.alone(one)
            or self.alone(other)
            or any(
                far.meets(side) for _, far in splits(mine, self.directory.about) for side in theirs
            )
        )

    def alone(self, bearer: Bearer) -> bool:
        """Whether people said that the program never merges it."""
        return any(
            decision.decided is DecisionKind.ALONE and decision.sides[0].meets(side)
            for side in self.people(bearer)
            for decision in self.directory.about(side.form)
        )

    def people(self, bearer: Bearer) -> dict[Side, tuple[Decision, ...]]:
        """The names that people said are the same as this one, with the decisions."""
        if bearer not in self._people:
            side = Side(bearer.form, bearer.sort)
            self._people[bearer] = joined(side, self.directory.about)
        return self._people[bearer]

    def core(self, bearer: Bearer) -> Cluster:
        """What comparison alone makes one with this one."""
        block = bearer.block
        if block is None:
            return frozenset({bearer})
        if block not in self._blocks:
            found = {
                one
                for form in set(self.directory.forms(block))
                for one in self.named(form)
                if one.block == block
            }
            parts = clusters(sorted(found, key=lambda b: (b.form, b.sort)), self._distinct)
            self._blocks[block] = {one: part for part in parts for one in part}
        return self._blocks[block][bearer]

    def _distinct(self, one: Bearer, other: Bearer) -> bool:
        """Whether people or documents tell two names apart."""
        return self.apart(one, other) or self._father_and_son(one, other)

    def _father_and_son(self, one: Bearer, other: Bearer) -> bool:
        """Whether two names that only one "Jr." tells apart may be a father's and his son's.

        They are one person's where documents call the bearer of the "Jr." by the surname alone,
        and none has both.
        """
        for junior, elder in ((one, other), (other, one)):
            if is_namesake(junior.form, elder.form):
                keys = {agent.key for agent in junior.agents}
                beside = any(key in keys for key, _ in self.directory.called(junior.form))
                called = self.directory.called(junior.person.surname)
                return beside or not any(key in keys for key, _ in called)
        return False

    def _linked(self, bearer: Bearer) -> Iterator[Bearer]:
        """Those that people made one with this one."""
        for side, way in self.people(bearer).items():
            if way:  # by a decision: its own name is no reason
                yield from (b for b in self.named(side.form) if side.means(b) and b != bearer)

    def _reach(self, bearer: Bearer) -> Cluster:
        found, queue = {bearer}, [bearer]
        while queue:
            one = queue.pop()
            new = {*self.core(one), *self._linked(one)} - found
            found |= new
            queue += new
        return frozenset(found)

    def _partition(self, reach: Cluster) -> list[Cluster]:
        """What belongs together when decisions are obeyed: where comparison and merges by people
        would bring together what people split, those that were split lose what comparison said."""
        torn: set[Bearer] = set()
        while True:
            parts = self._parted(reach, torn)
            broken = {
                one
                for part in parts
                for pair in combinations(sorted(part, key=lambda b: (b.form, b.sort)), 2)
                if self._split(*pair)
                for end in pair
                for one in (end, *self._linked(end))
            }
            if broken <= torn:
                return parts
            torn |= broken

    def _parted(self, reach: Cluster, torn: set[Bearer]) -> list[Cluster]:
        left, parts = set(reach), []
        while left:
            found, queue = set(), [min(left, key=lambda b: (b.form, b.sort))]
            while queue:
                one = queue.pop()
                if one not in found:
                    found.add(one)
                    queue += self._linked(one)
                    if one not in torn:
                        queue += self.core(one) - torn
            parts.append(frozenset(found))
            left -= found
        return parts

    def _split(self, one: Bearer, other: Bearer) -> bool:
        mine, theirs = Side(one.form, one.sort), Side(other.form, other.sort)
        return any(far.meets(theirs) for _, far in splits((mine,), self.directory.about))

    def _decisions(self, cluster: Cluster) -> set[Decision]:
        sides = {side for one in cluster for side in self.people(one)}
        return {
            decision
            for side in sides
            for decision in self.directory.about(side.form)
            if any(mine.meets(side) for mine in decision.sides)
        }

    def _merge(
        self,
        bearer: Bearer,
        chief: Bearer,
        agent: Known,
        canonical: Known,
        evidence: Evidence | None,
    ) -> Merge:
        if bearer == chief:
            return _same_name(agent, canonical)
        side = Side(chief.form, chief.sort)
        way = next((w for s, w in self.people(bearer).items() if w and s.meets(side)), None)
        if way is not None:
            return Merge(Method.DECISION, 1.0, tuple(map(str, way)))
        if evidence is not None:
            return Merge(Method.SHORT_FORM, evidence.score, evidence.reasons)
        if chief in self.core(bearer):
            found = compare(bearer, chief)
            return Merge(Method.COMPARISON, found.score, found.reasons)
        steps = {d for one in self.cluster(bearer) for w in self.people(one).values() for d in w}
        return Merge(Method.DECISION, 1.0, tuple(map(str, sorted(steps, key=lambda d: d.number))))


def _somebody_else(agent: Known, canonical: Known) -> bool:
    """Whether "Mr." or "Mrs." in front of a full name tells two of the same name apart."""
    return len({sex(agent.name), sex(canonical.name)} - {""}) > 1


def _same_name(agent: Known, canonical: Known) -> Merge:
    if agent.kind is canonical.kind:
        return Merge(
            Method.SAME_NAME, 1.0, ("the same name but for case, accents and punctuation",)
        )
    unknown = AgentKind.UNKNOWN in (agent.kind, canonical.kind)
    kinds = "its kind is not known here" if unknown else "kinds that are easily mistaken"
    return Merge(
        Method.SAME_NAME, 0.95, (f"the same name; {agent.kind}, {canonical.kind}: {kinds}",)
    )
