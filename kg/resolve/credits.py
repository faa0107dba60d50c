"""Agencies to which an article as a whole is credited: "WASHINGTON (Reuters) -"."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache

from kg.model import Agent, AgentKind, Credit, Span
from kg.model.identifiers import squeeze
from kg.resolve.kinds import kind_of_name
from kg.resolve.lexicon import lexicon
from kg.resources import resource

_FIRST, _LAST = 4, 2
"""Lines at the start (a headline, a byline, a place) and at the end that may have a credit."""

_WORD = r"[A-Z][\w&’'-]*(?:\.\w+)*"
_NAME = rf"(?P<name>{_WORD}(?:[ ](?:of[ ])?{_WORD}){{0,4}}?)"
_THE = r"(?:[Tt]he[ ])?"
_DASH = r"(?:--|[-–—])"
_PLACE = r"(?:[A-Z][A-Z .'’-]+|[A-Z][a-z]{2,8}\.?[ ]\d{1,2})(?:,[ ][A-Z][^()\n]{0,40}?)?[ ]"
"""A place in capitals or a day, and what else comes with it: "RENO, Nev., Aug. 10 "."""
_DATELINE = re.compile(rf"[ \t]*(?:{_PLACE})?\({_NAME}\)[ \t]*{_DASH}")
_BYLINE = re.compile(rf"[ \t]*(?:[Bb]y|BY)[ ]{_THE}{_NAME}?(?:[ ]+(?:[Ss]taff|STAFF))?[ \t]*")
_ALONE = re.compile(rf"[ \t]*[(\[]?(?:{_DASH}[ ]*|[Ss]ource:[ ]*)?{_THE}{_NAME}[)\]]?[ \t]*")
_REPORTING = re.compile(rf"[ \t]*[(\[]?[Rr]eporting[ ]by[ ]{_THE}{_NAME}[.;,)\]]*")
_CLOSING = re.compile(rf"[^\n]*[.!?”\"][ ]+(?:\(|{_DASH}[ ]*){_NAME}\)?[ \t]*")


def credits_of(text: str, body_start: int = 0) -> tuple[Credit, ...]:
    """The agencies that the first or the last lines of an article credit with it.

    ``body_start``: where the article begins (code points of ``text``). Each agency comes once,
    where it stands first. Only names of known news outlets count; a reporter in a byline is
    none, and "X contributed to this report" leaves the report somebody else's.
    """
    found: dict[str, Credit] = {}
    for span in sorted(set(_spans(text, body_start))):
        agent = Agent(squeeze(span.text_in(text)), AgentKind.MEDIA_OUTLET)
        found.setdefault(agent.key, Credit(agent, span))
    return tuple(found.values())


def _spans(text: str, body_start: int) -> Iterator[Span]:
    lines = [
        (line.start(), line.end())
        for line in re.finditer(r"[^\n\r]*\S[^\n\r]*", text)
        if line.start() >= body_start or line.end() > body_start
    ]
    lines = [(max(start, body_start), end) for start, end in lines]
    for start, end in lines[:_FIRST]:
        yield from _outlet(_DATELINE.match(text, start, end))
        yield from _outlet(_BYLINE.fullmatch(text, start, end))
        yield from _agency(_ALONE.fullmatch(text, start, end))
    for start, end in lines[max(1, len(lines) - _LAST) :]:
        yield from _outlet(_REPORTING.fullmatch(text, start, end))
        yield from _agency(_ALONE.fullmatch(text, start, end))
        yield from _agency(_CLOSING.fullmatch(text, start, end))


def _outlet(found: re.Match[str] | None) -> Iterator[Span]:
    """The name in a match when it is a news outlet's."""
    if found is None or not found["name"]:
        return
    outlet = kind_of_name(found["name"].split(), {}, lexicon()) is AgentKind.MEDIA_OUTLET
    if outlet or squeeze(found["name"]).casefold() in agencies():
        yield Span(found.start("name"), found.end("name"))


def _agency(found: re.Match[str] | None) -> Iterator[Span]:
    """The name in a match when it is that of a known agency: any headline may end in "Press"."""
    if found is not None and squeeze(found["name"]).casefold() in agencies():
        yield Span(found.start("name"), found.end("name"))


@cache
def agencies() -> frozenset[str]:
    """Names of news agencies, from kg/data/agencies.json, in lower case."""
    data = json.loads(resource("data", "agencies.json").read_text(encoding="utf-8"))
    return frozenset(data["agencies"])
