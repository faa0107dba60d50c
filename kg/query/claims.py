"""Claims as rows: about whom or what, by whom, when, how."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass

from kg.errors import NotFoundError, QueryError
from kg.model import Period, SpeechAct
from kg.query.audit import find_sources
from kg.rdf.iris import Iris
from kg.rdf.vocabulary import CKG, concept
from kg.store.interface import Solutions, StoreReader, Term

_ROWS = """
SELECT ?claim ?text ?source ?label ?act ?said ?from ?to ?published ?confidence ?id ?attribution
WHERE {
  GRAPH ?document {
    ?attribution a ckg:Attribution ; ckg:claim ?claim ; ckg:speechAct ?act .
    ?claim schema:text ?text .
    ?document dct:identifier ?id .
    OPTIONAL { ?attribution ckg:source ?source ; ckg:sourceLabel ?label }
    OPTIONAL { ?attribution ckg:utteredAt ?said }
    OPTIONAL { ?attribution ckg:utteredFrom ?from ; ckg:utteredTo ?to }
    OPTIONAL { ?attribution ckg:confidence ?confidence }
    OPTIONAL { ?document dct:issued ?published }
  }
}
"""
_LABELS = """
SELECT ?claim ?name WHERE {
  ?claim ckg:proposition ?proposition .
  ?proposition ckg:subjectLabel|ckg:objectLabel ?name
}
"""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One attribution of a claim.

    ``claim`` is its key; ``said`` the days on which it was said, None when they are not known;
    ``source`` None when nobody is named.
    """

    claim: str
    text: str
    source: str | None
    speech_act: str
    said: Period | None
    published: datetime.date | None
    confidence: float | None
    document: str
    attribution: str


def claims(
    store: StoreReader,
    *,
    about: str | None = None,
    by: str | None = None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    speech_act: str | None = None,
    min_confidence: float = 0.0,
) -> list[ClaimRow]:
    """The claims that fit all conditions, sorted by day, document and text.

    ``about``: words of the name of a subject or object, whatever the case; ``by``: a source's name
    (see ``find_sources``), of what it said itself or together with others; ``since`` and ``until``:
    days, compared with when it was said, else published (what has neither never fits);
    ``speech_act`` one of SpeechAct; claims without a confidence fit a ``min_confidence`` of 0 only.
    NotFoundError for a source that is not there, QueryError for a speech act that is none.
    """
    iris = Iris(store.base)
    said = None if by is None else _said(store, by)
    act = None if speech_act is None else str(concept(_act(speech_act)))
    wanted = None if about is None else _about(store, about)
    found = []
    for cells in _solutions(store, _ROWS):
        row = _row(cells, iris)
        if said is not None and str(cells["attribution"]) not in said:
            continue
        if act is not None and str(cells["act"]) != act:
            continue
        if wanted is not None and str(cells["claim"]) not in wanted:
            continue
        if min_confidence > 0 and (row.confidence is None or row.confidence < min_confidence):
            continue
        if _within(row, since, until):
            found.append(row)
    return sorted(found, key=_place)


def short_key(key: str) -> str:
    """The beginnings of both parts of a claim's key, which ``find_claim`` takes as well."""
    document, _, claim = key.partition("-")
    return f"{document[:8]}-{claim[:8]}"


def find_claim(store: StoreReader, name: str) -> str:
    """The key of the one claim with this IRI, key, short key or words; NotFoundError else."""
    iris = Iris(store.base)
    key = name.removeprefix(iris.claim(""))
    texts = {row.claim: row.text for row in claims(store)}
    if key in texts:
        return key
    short = [one for one in texts if short_key(one) == key]
    if len(short) == 1:
        return short[0]
    folded = name.casefold().strip()
    exact = [k for k, text in texts.items() if text.casefold() == folded]
    found = exact or [k for k, text in texts.items() if folded and folded in text.casefold()]
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFoundError(f"{store.name}: no claim {name!r}; kg claims lists their keys")
    shown = "; ".join(f"{k} {texts[k][:60]!r}" for k in sorted(found)[:5])
    raise NotFoundError(f"{len(found)} claims have these words, give the key of one: {shown}")


def _said(store: StoreReader, by: str) -> set[str]:
    """The attributions of which somebody is the source or one of its members."""
    return {
        str(quad[0])
        for agent in find_sources(store, by)
        for predicate in (CKG.source, CKG.sourceMember)
        for quad in store.quads(predicate=predicate, object=agent)
    }


def _about(store: StoreReader, words: str) -> set[str]:
    """The claims about something whose name has these words."""
    folded = words.casefold().strip()
    names: defaultdict[str, set[str]] = defaultdict(set)
    for cells in _solutions(store, _LABELS):
        names[str(cells["name"])].add(str(cells["claim"]))
    hits = (found for name, found in names.items() if folded and folded in name.casefold())
    return set().union(*hits)


def _act(name: str) -> SpeechAct:
    try:
        return SpeechAct(name.casefold())
    except ValueError as error:
        raise QueryError(f"no speech act {name!r}; there is {', '.join(SpeechAct)}") from error


def _row(cells: dict[str, Term | None], iris: Iris) -> ClaimRow:
    said, first, last = (_day(cells[name]) for name in ("said", "from", "to"))
    first, last = said or first, said or last
    confidence = cells["confidence"]
    return ClaimRow(
        claim=str(cells["claim"]).removeprefix(iris.claim("")),
        text=str(cells["text"]),
        source=None if cells["label"] is None else str(cells["label"]),
        speech_act=str(cells["act"]).rpartition("-")[2],
        said=Period(first, last) if first and last else None,
        published=_day(cells["published"]),
        confidence=None if confidence is None else float(confidence),
        document=str(cells["id"]),
        attribution=str(cells["attribution"]),
    )


def _within(row: ClaimRow, since: datetime.date | None, until: datetime.date | None) -> bool:
    if since is None and until is None:
        return True
    first = row.said.first if row.said else row.published
    last = row.said.last if row.said else row.published
    if first is None or last is None:
        return False
    return (since is None or last >= since) and (until is None or first <= until)


def _place(row: ClaimRow) -> tuple[str, str, str, str]:
    day = row.said.first if row.said else row.published
    return (day.isoformat() if day else "", row.document, row.text, row.attribution)


def _day(term: Term | None) -> datetime.date | None:
    return None if term is None else datetime.date.fromisoformat(str(term))


def _solutions(store: StoreReader, sparql: str) -> list[dict[str, Term | None]]:
    answer = store.query(sparql)
    if not isinstance(answer, Solutions):
        raise QueryError("not a SELECT query")
    return [dict(zip(answer.variables, row, strict=True)) for row in answer.rows]
