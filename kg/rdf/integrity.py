"""A stored graph against what its own text and identifiers say it has to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.model import Record, RecordError
from kg.rdf.iris import Iris
from kg.rdf.quads import Triple
from kg.rdf.reader import read_record
from kg.rdf.serialise import term
from kg.rdf.shapes import Violation
from kg.rdf.writer import document_quads


def discrepancies(triples: Iterable[Triple], iris: Iris) -> tuple[Violation, ...]:
    """Where a document's graph is not the one that its record writes; () when it is.

    Reads the record and writes it anew: every quotation is thereby compared with the text at its
    offsets, the hash with the text, every name with what it names, and nothing may be left over.
    """
    return examined(triples, iris)[1]


def examined(triples: Iterable[Triple], iris: Iris) -> tuple[Record | None, tuple[Violation, ...]]:
    """The record of a document's graph, if it can be read, and its ``discrepancies``."""
    found = set(triples)
    try:
        record = read_record(found, iris)
        due = {(s, p, o) for s, p, o, _ in document_quads(record, iris)}
    except RecordError as error:
        return None, (Violation(focus="", path="", message=str(error), severity="violation"),)
    if found == due:
        return record, ()
    present, expected = _by_place(found), _by_place(due)
    places = (place for place in present | expected if present[place] != expected[place])
    return record, tuple(
        Violation(
            focus=subject,
            path=predicate,
            message=f"is {_words(present[subject, predicate])}"
            f" where the document says {_words(expected[subject, predicate])}",
            severity="violation",
        )
        for subject, predicate in sorted(places)
    )


_Places = defaultdict[tuple[str, str], set[str]]


def _by_place(triples: Iterable[Triple]) -> _Places:
    # As text: a plain literal and one of type xsd:string are the same.
    places: _Places = defaultdict(set)
    for subject, predicate, value in triples:
        places[str(subject), str(predicate)].add(term(value))
    return places


def _words(values: set[str]) -> str:
    return " and ".join(sorted(values)) or "absent"
