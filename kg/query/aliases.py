"""Tables of aliases: what people know about names, to share as a CSV file."""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TextIO

from kg.errors import InputError
from kg.identity.decisions import Decision, DecisionKind, conflict
from kg.identity.names import normal_form
from kg.model import AgentKind
from kg.model.identifiers import squeeze
from kg.query.decisions import next_number, record
from kg.query.sources import Source, sources
from kg.store.identities import decisions
from kg.store.interface import Store, StoreReader

COLUMNS = ("name", "kind", "canonical", "wikidata")
"""``wikidata`` may be missing; an empty ``kind`` stands for any."""

_ITEM = re.compile(r"Q[1-9][0-9]*")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Alias:
    """One line of a table: a name, whose it is, and that one's Wikidata item if known."""

    line: int
    name: str
    kind: AgentKind
    canonical: str
    item: str


def read_aliases(stream: TextIO, name: str) -> list[Alias]:
    """The lines of a table; InputError naming ``name``, line and reason."""
    rows = csv.DictReader(stream)
    try:
        header = [column.strip().lower() for column in rows.fieldnames or ()]
        rows.fieldnames = header
        if missing := [column for column in COLUMNS[:3] if column not in header]:
            raise InputError(f"{name}, line 1", f"no column {missing[0]!r}; {','.join(COLUMNS)}")
        found = [_alias(row, rows.line_num, name) for row in rows if any(row.values())]
    except (csv.Error, UnicodeDecodeError) as error:
        raise InputError(f"{name}, line {rows.line_num}", f"not CSV in UTF-8: {error}") from error
    _check_items(found, name)
    return found


def import_aliases(store: Store, table: Iterable[Alias], name: str, now: datetime.datetime) -> int:
    """Make a table's aliases decisions, all or none; how many of them were new.

    InputError names the line that cannot stand beside earlier decisions or lines.
    """
    earlier = decisions(store)
    known = {_content(decision) for decision in earlier}
    number = next_number(store)
    made: list[Decision] = []
    for alias in table:
        for decision in _decisions(alias, number, now):
            if _content(decision) in known:
                continue
            known.add(_content(decision))
            if reason := conflict(decision, partial(_about, made=(*earlier, *made))):
                raise InputError(f"{name}, line {alias.line}", reason)
            made.append(decision)
    if made:
        record(store, made)
    return len(made)


def export_aliases(store: StoreReader, stream: TextIO) -> int:
    """Write a table of every name that is not the canonical one, and of every Wikidata item.

    Cells that a spreadsheet would run as a formula begin with an apostrophe; reading takes it off.
    """
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    count = 0
    for source in sorted(sources(store), key=lambda one: (one.name.casefold(), one.iri)):
        for row in _rows(source):
            writer.writerow([_safe(cell) for cell in row])
            count += 1
    return count


def _rows(source: Source) -> Iterator[tuple[str, ...]]:
    others = sorted({(one.name, one.kind) for one in source.agents if one.name != source.name})
    for name, kind in others:
        yield name, str(kind), source.name, source.item or ""
    if source.item and not others:
        yield source.name, str(source.kind), source.name, source.item


def _alias(row: dict[str, str | None], line: int, file: str) -> Alias:
    def wrong(reason: str) -> InputError:
        return InputError(f"{file}, line {line}", reason)

    if None in row:
        raise wrong("more cells than columns")
    cells = {key: squeeze(_plain((value or "").strip())) for key, value in row.items()}
    if not cells["name"] or not cells["canonical"]:
        raise wrong(f"no {'name' if not cells['name'] else 'canonical'}")
    try:
        kind = AgentKind(cells["kind"].lower() or "unknown")
    except ValueError:
        raise wrong(f"{cells['kind']!r} is no kind; {', '.join(AgentKind)}") from None
    item = cells.get("wikidata", "")
    if item and not _ITEM.fullmatch(item):
        raise wrong(f"{item!r} is no item of Wikidata, such as Q42")
    return Alias(line, cells["name"], kind, cells["canonical"], item)


def _check_items(table: list[Alias], file: str) -> None:
    names: dict[str, str] = {}
    items: dict[str, str] = {}
    for alias in table:
        if not alias.item:
            continue
        form = normal_form(alias.canonical)
        if names.setdefault(alias.item, form) != form:
            reason = f"{alias.item} is {names[alias.item]!r} in an earlier line"
            raise InputError(f"{file}, line {alias.line}", reason)
        if items.setdefault(form, alias.item) != alias.item:
            reason = f"{alias.canonical!r} is {items[form]} in an earlier line"
            raise InputError(f"{file}, line {alias.line}", reason)


def _decisions(alias: Alias, number: int, now: datetime.datetime) -> Iterator[Decision]:
    if normal_form(alias.name) != normal_form(alias.canonical):
        kinds = (alias.kind, alias.kind)
        yield Decision(
            number, DecisionKind.ALIAS, alias.name, kinds[0], alias.canonical, kinds[1], now
        )
    elif alias.name != alias.canonical:
        yield Decision(
            number, DecisionKind.RENAME, alias.name, alias.kind, alias.canonical, time=now
        )
    if alias.item:
        yield Decision(
            number, DecisionKind.MATCH, alias.canonical, alias.kind, alias.item, time=now
        )


def _content(decision: Decision) -> tuple[str, ...]:
    kinds = (decision.kind, decision.other_kind)
    return (decision.decided, decision.name, decision.other, *kinds)


def _about(form: str, made: Iterable[Decision]) -> list[Decision]:
    return [one for one in made if any(side.form == form for side in one.sides)]


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
