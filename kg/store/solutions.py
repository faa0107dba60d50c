"""What Oxigraph answers to a SELECT, as rdflib's terms or as plain values.

Plain values come from the engine's own table (TSV): to make Python objects of every term takes
longer than to write and read that, and most cells come again.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store.escapes import unescaped
from kg.store.interface import Plain, Solutions, Term
from kg.store.terms import plain_from_oxigraph, term_from_oxigraph

_TSV = ox.QueryResultsFormat.TSV


def solutions(found: ox.QuerySolutions) -> Solutions:
    """The rows of an answer, none of them made before it is asked for."""
    return Solutions(_names(found), _terms(found), _plain(lambda: found.serialize(format=_TSV)))


def solutions_in(table: bytes) -> Solutions:
    """The rows of an answer that the engine has written as TSV."""
    found = ox.parse_query_results(table, format=_TSV)
    assert isinstance(found, ox.QuerySolutions)
    return Solutions(_names(found), _terms(found), _plain(lambda: table))


def _names(found: ox.QuerySolutions) -> tuple[str, ...]:
    return tuple(variable.value for variable in found.variables)


def _terms(found: ox.QuerySolutions) -> Iterator[tuple[Term | None, ...]]:
    try:
        for row in found:
            yield tuple([None if term is None else term_from_oxigraph(term) for term in row])
    except (OSError, RuntimeError) as error:
        raise QueryError(f"query: {error}") from error


def _plain(written: Callable[[], bytes | None]) -> Iterator[tuple[Plain, ...]]:
    try:
        table = written() or b""
    except (OSError, RuntimeError) as error:
        raise QueryError(f"query: {error}") from error
    # Line feeds alone end a line: there are others in texts.
    lines = io.TextIOWrapper(io.BytesIO(table), encoding="utf-8", newline="\n")
    variables, cells = next(lines), _Cells()
    for line in lines:
        values = line[:-1].split("\t") if variables != "\n" else ()
        yield tuple([cells[cell] for cell in values])


class _Cells(dict[str, Plain]):
    """Cells as they are written: each is read once, however often it comes."""

    def __missing__(self, cell: str) -> Plain:
        value = self[cell] = _read(cell)
        return value


def _read(cell: str) -> Plain:
    if not cell:
        return None
    if cell[0] == '"' and cell[-1] == '"':
        return unescaped(cell[1:-1])
    if cell[0] == "<" and cell[1] != "<":
        return cell[1:-1]
    found = ox.parse_query_results(f"?cell\n{cell}\n".encode(), format=_TSV)
    assert isinstance(found, ox.QuerySolutions)
    return plain_from_oxigraph(next(found)[0])
