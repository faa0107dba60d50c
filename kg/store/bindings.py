"""Values for a query's variables where the engine takes text only: over HTTP."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.rdf.vocabulary import PREFIXES
from kg.store.sparql import OPAQUE

_TOKEN = re.compile(rf"(?P<opaque>{OPAQUE.pattern})|[?$](?P<name>\w+)|[{{}}]|\w+", re.DOTALL)
_PREAMBLE = " ".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in PREFIXES.items())


@dataclass(slots=True)
class _Group:
    """A pair of braces: where its inside begins, and the variables that stand right in it."""

    start: int
    names: set[str] = field(default_factory=set)


def with_prefixes(sparql: str) -> str:
    """The query with the program's prefixes declared, all before its first line."""
    return f"{_PREAMBLE} {sparql}"


def bind(sparql: str, values: Mapping[str, str]) -> str:
    """The query with variables bound: each group that uses one of them begins with its value.

    ``values`` are terms as the engine's own writer serialises them, by variable name. A group
    ``{ ... ?x ... }`` becomes ``{ VALUES ?x { "value" } ... ?x ... }``, also inside of others,
    because a filter sees the variables of its own group only. Nothing is changed in strings, IRIs
    and comments, nor in the template of a CONSTRUCT.
    """
    if not values:
        return sparql
    inserts = {
        group.start: " ".join(f"VALUES ?{name} {{ {values[name]} }}" for name in sorted(names))
        for group in _groups(sparql)
        if (names := group.names & values.keys())
    }
    parts, last = [], 0
    for place in sorted(inserts):
        parts += [sparql[last:place], f" {inserts[place]} "]
        last = place
    return "".join([*parts, sparql[last:]])


def _groups(sparql: str) -> list[_Group]:
    """The groups of a query: braces but for the template of a CONSTRUCT."""
    groups: list[_Group] = []
    open_groups: list[_Group] = []
    template = False
    for match in _TOKEN.finditer(sparql):
        word, name = match.group(), match.group("name")
        if match.group("opaque"):
            continue
        if word == "{":
            group = _Group(match.end())
            if not template:
                groups.append(group)
            open_groups.append(group)
        elif word == "}":
            if open_groups:
                open_groups.pop()
        elif name and open_groups:
            open_groups[-1].names.add(name)
        template = word.upper() == "CONSTRUCT"
    return groups
