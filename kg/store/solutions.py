"""What Oxigraph answers to a SELECT, as rdflib's terms or as plain values."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store.interface import Plain, Solutions, Term
from kg.store.terms import plain_from_oxigraph, term_from_oxigraph


def solutions(found: ox.QuerySolutions) -> Solutions:
    """The rows of an answer, none of them made before it is asked for."""
    names = tuple(variable.value for variable in found.variables)
    return Solutions(names, _terms(found), _plain(found))


def _terms(found: ox.QuerySolutions) -> Iterator[tuple[Term | None, ...]]:
    for row in _each(found):
        yield tuple([None if term is None else term_from_oxigraph(term) for term in row])


def _plain(found: ox.QuerySolutions) -> Iterator[tuple[Plain, ...]]:
    for row in _each(found):
        yield tuple([None if term is None else plain_from_oxigraph(term) for term in row])


def _each(found: ox.QuerySolutions) -> Iterator[ox.QuerySolution]:
    try:
        yield from found
    except (OSError, RuntimeError) as error:
        raise QueryError(f"query: {error}") from error
