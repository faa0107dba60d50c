"""A shipped question as a function: its parameters as Python's values, its rows as named tuples."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from kg.errors import QueryError
from kg.query.catalogue import load_example
from kg.query.run import Given, Table, ask_example
from kg.store.interface import StoreReader

Row = TypeVar("Row", bound=NamedTuple)

_CAPITAL = re.compile(r"(?<!^)([A-Z])")
_RESERVED = {"from": "from_"}


def ask(
    store: StoreReader, name: str, row: type[Row], parameters: Mapping[str, Given]
) -> tuple[Row, ...]:
    """The rows of the question ``name``; QueryError when its columns are not the row's fields."""
    table = ask_example(store, load_example(name), parameters)
    if not isinstance(table, Table) or tuple(map(field_of, table.columns)) != row._fields:
        raise QueryError(f"question {name}: its columns are not those of {row.__name__}")
    return tuple(row._make(values) for values in table.rows)


def field_of(column: str) -> str:
    """The field of a column: speechAct is speech_act, from is from_."""
    return _RESERVED.get(column, _CAPITAL.sub(lambda match: f"_{match[1].lower()}", column))
