"""Values for a query's variables, as a part of its text that every engine understands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.errors import QueryError
from kg.rdf.vocabulary import PREFIXES
from kg.store.interface import Bound, Term
from kg.store.sparql import OPAQUE, Form, parsed
from kg.store.terms import term_to_oxigraph

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


def prepared(sparql: str, bindings: Mapping[str, Bound]) -> tuple[Form, str]:
    """The form of a read-only query and its text with the variables bound.

    QueryError when it is not one, calls another server, does not select a variable that is bound,
    or gives it a value itself.
    """
    form = parsed(sparql)
    if not bindings:
        return form, sparql
    unselected = bindings.keys() - set(form.variables)
    if form.kind == "select" and unselected:
        raise QueryError(f"query: ?{min(unselected)} is not among the selected variables")
    # A value each is enough to see whether it fits: there may be thousands.
    parsed(bind(sparql, {name: _several(bound)[:1] for name, bound in bindings.items()}))
    return form, bind(sparql, bindings)


def bind(sparql: str, bindings: Mapping[str, Bound]) -> str:
    """The query with variables bound to a term each, or to any of several.

    The outermost group of a query and every group that uses the variable begin with its value:
    ``{ ... ?x ... }`` becomes ``{ VALUES ?x { "value" } ... ?x ... }``, because a filter sees the
    variables of its own group only. Terms are written by the engine's own serialiser; nothing is
    changed in strings, IRIs and comments, nor in the template of a CONSTRUCT. An engine knows these
    values when it plans, which it does not with its own bindings (a join over 10,000 attributions:
    0.3 ms instead of 187). StoreError for a term that cannot be one.
    """
    values = {
        name: " ".join(str(term_to_oxigraph(term)) for term in _several(bound))
        for name, bound in bindings.items()
    }
    if not values:
        return sparql
    groups = _groups(sparql)
    for outermost in groups[:1]:
        outermost.names |= values.keys()
    inserts = {
        group.start: " ".join(_block(name, values[name]) for name in sorted(names))
        for group in groups
        if (names := group.names & values.keys())
    }
    parts, last = [], 0
    for place in sorted(inserts):
        parts += [sparql[last:place], f" {inserts[place]} "]
        last = place
    return "".join([*parts, sparql[last:]])


def _block(name: str, terms: str) -> str:
    # rdflib stumbles over an empty block of values, and over FILTER(false).
    return f"VALUES ?{name} {{ {terms} }}" if terms else "FILTER(1 = 2)"


def _several(bound: Bound) -> tuple[Term, ...]:
    return (bound,) if isinstance(bound, str) else bound


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
