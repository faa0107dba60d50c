"""Run a query and get plain values; parameters are bound to variables, never pasted into text."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, runtime_checkable

from rdflib import XSD, Literal, URIRef

from kg.errors import QueryError, StoreError
from kg.query.catalogue import Example, Parameter
from kg.query.ordering import ordered, split_order
from kg.rdf.literals import double
from kg.rdf.vocabulary import CKG
from kg.store.interface import Bound, Plain, Solutions, StoreReader, Term, Triples

Value = str | int | float | bool | Decimal | datetime.date | datetime.datetime | None
"""What a cell holds: IRIs and everything without a type of Python's own are strings."""

Given = Value | Term | tuple[Term, ...]
"""What a parameter may be: a string is a string; an IRI is given as a ``URIRef``; or several."""


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a SELECT query; each row has one value for each column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def run(
    store: StoreReader, sparql: str, parameters: Mapping[str, Given] | None = None
) -> Table | bool | str:
    """The answer to a SPARQL query: a table, True or False (ASK), or N-Triples text (CONSTRUCT).

    ``parameters`` give variables a value, by name without question mark; in a SELECT query only
    variables that it selects. Without a GRAPH in the query all graphs are asked as one. QueryError
    for what does not parse (with line and column), for updates and for SERVICE.
    """
    bindings = {name: _term(name, value) for name, value in (parameters or {}).items()}
    try:
        answer = store.query(sparql, bindings)
        if isinstance(answer, Solutions):
            return Table(answer.variables, tuple(_values(answer)))
    except StoreError as error:
        raise QueryError(f"query: {error}") from error
    if isinstance(answer, Triples):
        return "".join(f"{line}\n" for line in answer.lines)
    return answer


def run_example(
    store: StoreReader, example: Example, given: Mapping[str, str] | None = None
) -> Table | bool | str:
    """The answer to an example query with its parameters as the user typed them.

    QueryError for a parameter that is missing, unknown or not of its type.
    """
    given = given or {}
    known = {parameter.name: parameter for parameter in example.parameters}
    if unknown := sorted(set(given) - set(known)):
        takes = ", ".join(known) or "no parameters"
        raise QueryError(f"{example.name}: no parameter {unknown[0]!r}, it takes {takes}")
    if missing := [name for name in known if name not in given]:
        sample = known[missing[0]].example
        raise QueryError(f"{example.name}: give {missing[0]}, for example {missing[0]}={sample}")
    values = {name: typed(known[name], text) for name, text in given.items()}
    return ask_example(store, example, values)


def ask_example(
    store: StoreReader, example: Example, values: Mapping[str, Given]
) -> Table | bool | str:
    """The answer to an example query with values for all of its parameters.

    Where the store has an index of texts, it is asked first which claims the query is to look at:
    the query still compares the words itself, so the answer is the same.
    """
    if example.search and isinstance(store, Searchable):
        parameter, variable = example.search
        claims = store.search(str(values[parameter]))
        if len(claims) <= _MOST_CLAIMS:
            values = {**values, variable: tuple(claims)}
    text, keys = split_order(example.text)
    found = run(store, text, values)
    if not isinstance(found, Table) or not keys:
        return found
    try:
        return Table(found.columns, ordered(found.columns, found.rows, keys))
    except (TypeError, ValueError):  # sorted by what is no column, or has values of several sorts
        return run(store, example.text, values)


@runtime_checkable
class Searchable(Protocol):
    """A store with an index of the texts of claims."""

    def search(self, words: str) -> list[URIRef]:
        """The claims whose text has these words, whatever the case."""


_MOST_CLAIMS = 5_000
"""More claims than these are not named in a query one by one: the query goes through all."""


def typed(parameter: Parameter, text: str) -> Term:
    """What a user typed for a parameter as a term of its type; QueryError when it is not one."""
    try:
        match parameter.type:
            case "iri":
                return URIRef(text)
            case "concept":
                return URIRef(f"{CKG}{text}")
            case "date":
                return Literal(datetime.date.fromisoformat(text))
            case "integer":
                return Literal(int(text))
            case "number":
                return double(float(text))
            case _:
                return Literal(text)
    except ValueError as error:
        raise QueryError(f"{parameter.name}={text!r} is not of type {parameter.type}") from error


def _term(name: str, value: Given) -> Bound:
    if value is None:
        raise QueryError(f"parameter {name!r} has no value")
    if isinstance(value, tuple):
        return value
    return value if isinstance(value, URIRef | Literal) else Literal(value)


_WORDS = (None, XSD.string)  # looking a name up in a namespace takes longer than all the rest
_NATIVE = (str, int, float, bool, Decimal, datetime.date, datetime.datetime)


def _values(answer: Solutions) -> Iterator[tuple[Value, ...]]:
    rows = answer.rows if answer.plain is None else answer.plain
    # Words as they are, without the call: most cells are words, and there may be a million.
    for row in rows:
        yield tuple([term if type(term) is str else _value(term) for term in row])


def _value(term: Plain) -> Value:
    if term is None:
        return None
    if isinstance(term, Literal) and term.datatype not in _WORDS:
        value = term.toPython()
        if isinstance(value, _NATIVE):
            return str(value) if isinstance(value, Literal | URIRef) else value
    return str(term)
