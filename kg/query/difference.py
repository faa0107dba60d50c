"""What two stores of the same articles have found: attribution by attribution."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg.errors import QueryError
from kg.query.run import Table, run
from kg.store.interface import StoreReader

# What an attribution is called follows from its article and its spans: the same in both stores
# means the same words, so that the rest can be compared field by field.
_QUERY = """
SELECT ?attribution ?id ?source ?act ?claim WHERE {
  { SELECT ?document ?attribution ?statement ?act WHERE {
      GRAPH ?document { ?attribution ckg:claim ?statement ; ckg:speechAct ?act } } }
  { SELECT ?document ?id WHERE { GRAPH ?document { ?document dct:identifier ?id } } }
  { SELECT ?statement ?claim WHERE { GRAPH ?graph { ?statement schema:text ?claim } } }
  OPTIONAL {
    SELECT ?attribution ?source WHERE { GRAPH ?graph { ?attribution ckg:sourceLabel ?source } }
  }
}"""


class Difference(NamedTuple):
    """An attribution that only one store has ("gone", "new"), or whose facts differ ("changed")."""

    change: str
    id: str
    source: str | None
    speech_act: str
    claim: str
    was: str
    attribution: str


def difference(old: StoreReader, new: StoreReader) -> list[Difference]:
    """What the new store has found otherwise than the old one, sorted by article and words.

    Articles that only one of them has count as well. ``was`` are source and speech act in the old
    store where these changed.
    """
    before, after = dict(_attributions(old)), dict(_attributions(new))
    rows = [_row("gone", iri, before[iri]) for iri in before.keys() - after.keys()]
    rows += [_row("new", iri, after[iri]) for iri in after.keys() - before.keys()]
    rows += [
        _row("changed", iri, after[iri], before[iri])
        for iri in before.keys() & after.keys()
        if before[iri] != after[iri]
    ]
    return sorted(rows, key=lambda row: (row.id, row.claim, row.change, row.attribution))


class _Facts(NamedTuple):
    id: str
    source: str | None
    act: str
    claim: str


def _attributions(store: StoreReader) -> Iterator[tuple[str, _Facts]]:
    table = run(store, _QUERY)
    if not isinstance(table, Table):
        raise QueryError(f"{store.name}: no rows")
    for iri, *facts in table.rows:
        yield str(iri), _Facts._make(facts)


def _row(change: str, iri: str, facts: _Facts, was: _Facts | None = None) -> Difference:
    act = facts.act.rpartition("speechAct-")[2]
    words = f"{was.source or 'nobody'}, {was.act.rpartition('speechAct-')[2]}" if was else ""
    return Difference(change, facts.id, facts.source, act, facts.claim, words, iri)
