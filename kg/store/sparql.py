"""What is checked of a query before any engine sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg.errors import QueryError
from kg.rdf.vocabulary import PREFIXES

_GAP = r"(?:\s|#[^\n\r]*[\n\r])*"
# Searched for in the raw text, strings and comments too: whatever a parser makes of the rest, a
# call of another server has this shape. Escapes are decoded first as a parser may do so.
_SERVICE = re.compile(
    rf"(?<![?$])SERVICE{_GAP}(?:SILENT{_GAP})?"
    rf"(?:<[^<>]*>|[?$][^\s{{}}<>]+|[^\s{{}}<>\"]*:[^\s{{}}<>\"]*){_GAP}\{{",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})")

# What a keyword or variable cannot stand in: long strings, strings, IRIs, comments.
OPAQUE = re.compile(
    r'"""(?:[^\\]|\\.)*?"""'
    r"|'''(?:[^\\]|\\.)*?'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r'|<[^<>"{}|^`\\\s]*>'
    r"|#[^\n\r]*",
    re.DOTALL,
)
_UPDATE = re.compile(
    r"\s*(?:(?:PREFIX\s+[\w.-]*:|BASE)\s*<>\s*)*"
    r"(?:INSERT|DELETE|WITH|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?<![?$:\w.-])FROM(?:\s+NAMED)?(?:\s*<>|\s+[\w.-]*:)", re.IGNORECASE)


def refuse_service(sparql: str) -> None:
    """QueryError when a query would make the engine call another server over the network."""
    decoded = _ESCAPE.sub(_decode, sparql)
    if _SERVICE.search(sparql) or _SERVICE.search(decoded):
        raise QueryError("SERVICE is not allowed: queries stay inside the store")


def chooses_graphs(sparql: str) -> bool:
    """Whether a query has a dataset clause of its own (FROM, FROM NAMED)."""
    return _FROM.search(_bare(sparql)) is not None


def used_prefixes(sparql: str) -> dict[str, str]:
    """The program's prefixes that a query may use (declaring all costs more than a short query)."""
    return {prefix: iri for prefix, iri in PREFIXES.items() if f"{prefix}:" in sparql}


@dataclass(frozen=True, slots=True)
class Form:
    """What a query asks for: "select" (and which variables), "ask" or "triples"."""

    kind: str
    variables: tuple[str, ...] = ()


def parsed(sparql: str) -> Form:
    """The form of a query; QueryError when it is none, or calls another server."""
    refuse_service(sparql)
    try:
        answer = _nothing().query(sparql, prefixes=used_prefixes(sparql))
    except (SyntaxError, ValueError) as error:
        raise not_a_query(sparql, error) from error
    if isinstance(answer, ox.QuerySolutions):
        return Form("select", tuple(variable.value for variable in answer.variables))
    return Form("ask" if isinstance(answer, ox.QueryBoolean) else "triples")


@cache
def _nothing() -> ox.Store:
    return ox.Store()


def not_a_query(sparql: str, error: Exception) -> QueryError:
    """What to tell the user of a query that the engine could not read (``error``: why)."""
    if _UPDATE.match(_bare(sparql)):
        return QueryError("this is an update: only SELECT, ASK, CONSTRUCT and DESCRIBE are run")
    return QueryError(f"query: {error}")


def _bare(sparql: str) -> str:
    """A query without the insides of IRIs, strings and comments."""
    return OPAQUE.sub(lambda match: "<>" if match.group().startswith("<") else " ", sparql)


def _decode(match: re.Match[str]) -> str:
    code = int(match.group(1) or match.group(2), 16)
    return chr(code) if code <= 0x10FFFF else match.group()
