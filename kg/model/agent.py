"""Agents: who a source is, as far as the program knows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model.identifiers import digest, spans_key, squeeze
from kg.model.span import Span, Spans


class AgentKind(StrEnum):
    """What sort of source an agent is."""

    PERSON = "person"
    GOVERNMENT_BODY = "government body"
    MEDIA_OUTLET = "media outlet"
    COURT = "court"
    COMPANY = "company"
    PARTY = "party"
    ORGANISATION = "organisation"
    DOCUMENT = "document"
    GROUP = "group"
    UNKNOWN = "unknown"


class Resolution(StrEnum):
    """How a source mention came to its agent."""

    NAME = "name"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"
    CONTINUATION = "continuation"
    UNNAMED = "unnamed"
    UNRESOLVED = "unresolved"


class Tie(StrEnum):
    """How a source is tied to who stands behind it."""

    ON_BEHALF = "on behalf of"
    AFFILIATED = "affiliated with"


class Number(StrEnum):
    """Whether an unnamed source is one or several."""

    ONE = "one"
    SEVERAL = "several"


def scope_of(document_key: str, mention: Spans = ()) -> str:
    """The scope of an agent without a name: a document, or one mention in it ("3f5a...-12-14")."""
    return f"{document_key}-{spans_key(mention)}" if mention else document_key


@dataclass(frozen=True, slots=True)
class Agent:
    """A resolved source.

    Named agents are the same in every document. Unnamed ones ("a senior official") belong to one
    document, unresolved ones (a pronoun without antecedent) to one mention: ``scope`` says which
    (see ``scope_of``), and they are never merged with anything outside it.
    """

    name: str
    kind: AgentKind
    named: bool = True
    resolved: bool = True
    scope: str = ""

    def __post_init__(self) -> None:
        if self.name != squeeze(self.name) or not self.name:
            raise ValueError(f"agent name {self.name!r} is not normalised")
        if self.named == bool(self.scope):
            raise ValueError("exactly the agents without a name are bound to a document")
        if self.named and not self.resolved:
            raise ValueError("a named agent is resolved")

    @property
    def key(self) -> str:
        """Content hash of name, kind and, when unnamed, of its scope."""
        return digest(
            "agent", self.name, self.kind, self.scope, "" if self.resolved else "unresolved"
        )


@dataclass(frozen=True, slots=True)
class Principal:
    """Who stands behind a source: for whom a spokeswoman speaks, to whom an official belongs.

    ``evidence`` are the words that name or describe the agent. What is said on behalf of
    somebody is not said by them: the source stays who it is.
    """

    agent: Agent
    tie: Tie
    evidence: Spans = ()

    def __post_init__(self) -> None:
        if not self.agent.resolved:
            raise ValueError("who stands behind a source is known, or left out")


@dataclass(frozen=True, slots=True)
class ResolvedSource:
    """The agent behind an attribution's source and how it was found.

    ``evidence`` are the words of the document that name or describe the agent: a part of the
    source itself ("Khabar 24" in "state-run TV station Khabar 24") or what a pronoun or
    description stands for. ``principal`` is for whom it speaks or to whom it belongs. Of an
    unnamed source, ``number`` says whether it is one or several, and ``anonymity`` are the words
    that say why it has no name ("on condition of anonymity because ..."). ``members`` are those
    who have a name among several that say something together ("A, B and their lawyers").
    """

    agent: Agent
    resolution: Resolution
    evidence: Spans = ()
    confidence: float | None = None
    principal: Principal | None = None
    number: Number | None = None
    anonymity: Spans = ()
    members: frozenset[Agent] = frozenset()

    def __post_init__(self) -> None:
        if self.agent.named and (self.number or self.anonymity):
            raise ValueError("only sources without a name have a number or a reason to have none")
        if self.members and self.agent.kind is not AgentKind.GROUP:
            raise ValueError("only a group has members")
        if self.agent in self.members or not all(member.named for member in self.members):
            raise ValueError("members of a group are others, who have names")


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency to which a whole article is credited: "WASHINGTON (Reuters) -".

    Not an attribution: nobody is said to have said anything. ``evidence`` is the name there.
    """

    agent: Agent
    evidence: Span

    def __post_init__(self) -> None:
        if not self.agent.named or self.agent.kind is not AgentKind.MEDIA_OUTLET:
            raise ValueError("an article is credited to a named outlet")
