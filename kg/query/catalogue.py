"""The example queries: plain SPARQL files whose header comments say what they are for."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cache

from kg.errors import ConfigurationError, NotFoundError
from kg.resources import resource

TYPES = ("string", "iri", "concept", "date", "integer", "number")
"""What a parameter can be; a concept is a name of the project's own vocabulary."""

_HEADER = re.compile(r"#\s*(title|description|param|search):\s*(.*\S)\s*")
_PARAMETER = re.compile(r"(\w+)\s+\((\w+)\)\s+example:\s*(.*\S)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable that the user gives a value: its name without question mark, type, an example."""

    name: str
    type: str
    example: str


@dataclass(frozen=True, slots=True)
class Example:
    """A query that comes with the program; ``text`` is SPARQL 1.1.

    ``search`` names a parameter whose words stand in the text of a claim, and the variable of that
    claim: where there is an index of texts, it says which claims to look at.
    """

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str
    search: tuple[str, str] | None = None


@cache
def list_examples() -> tuple[Example, ...]:
    """All examples, sorted by name."""
    files = sorted(resource("query", "sparql").glob("*.rq"), key=lambda file: file.stem)
    return tuple(parse_example(file.stem, file.read_text(encoding="utf-8")) for file in files)


def load_example(name: str) -> Example:
    """An example by its name; NotFoundError with the names that are nearest."""
    examples = {example.name: example for example in list_examples()}
    if name in examples:
        return examples[name]
    near = difflib.get_close_matches(name, examples, n=3) or sorted(examples)
    raise NotFoundError(f"no example {name!r}; there is {', '.join(near)}")


def parse_example(name: str, text: str) -> Example:
    """An example from the text of its file; ConfigurationError when its header is not understood.

    The header's lines are ``# title: ...``, ``# description: ...``, for each parameter
    ``# param: NAME (TYPE) example: VALUE``, and perhaps ``# search: PARAMETER VARIABLE``.
    """
    found: dict[str, list[str]] = {"title": [], "description": [], "param": [], "search": []}
    for line in text.splitlines():
        if match := _HEADER.fullmatch(line):
            found[match[1]].append(match[2])
    if len(found["title"]) != 1 or len(found["description"]) != 1:
        raise ConfigurationError(f"example {name}: one title and one description, please")
    parameters = tuple(_parameter(name, words) for words in found["param"])
    searches = [tuple(words.split()) for words in found["search"]]
    if len(searches) > 1 or any(len(one) != 2 for one in searches):
        raise ConfigurationError(f"example {name}: search: PARAMETER VARIABLE, once")
    search = (searches[0][0], searches[0][1]) if searches else None
    return Example(name, found["title"][0], found["description"][0], parameters, text, search)


def _parameter(name: str, words: str) -> Parameter:
    match = _PARAMETER.fullmatch(words)
    if match is None or match[2] not in TYPES:
        raise ConfigurationError(f"example {name}: parameter {words!r} is not understood")
    return Parameter(match[1], match[2], match[3])
