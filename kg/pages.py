"""The pages that show what is in a store, each a file that works offline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.model import Judgement, Record
from kg.store.canonical import Canon, canonical_records
from kg.store.documents import find_document, record
from kg.store.interface import StoreReader
from kg.store.relations import relations, verdicts
from kg.views.comparison import comparison_page
from kg.views.dossier import dossier_page
from kg.views.page import graph_page
from kg.views.reading import reading_page
from kg.views.related import Related, related
from kg.views.report import write_report


@dataclass(frozen=True, slots=True)
class Pages:
    """Views of a store. Sources have their canonical names; claims know what others said, but for
    relations that somebody has rejected.
    """

    store: StoreReader

    def graph(self, *, contexts: bool = True) -> str:
        """The graph page; without ``contexts`` only with the statements' words: half as large."""
        records, others = self._all()
        return graph_page(records, others=others, contexts=contexts)

    def reading(self, document: str) -> str:
        """An article with its attributions marked; ``document`` is its id, title or IRI."""
        iri = find_document(self.store, document).iri
        _, others = self._all()
        return reading_page(Canon(self.store).record(record(self.store, iri)), others)

    def dossier(self, source: str) -> str:
        """Everything that a source is said to have said. NotFoundError for an unknown one."""
        return dossier_page(*self._with(source))

    def comparison(self, words: str) -> str:
        """What sources say about a subject, side by side. NotFoundError when nobody does."""
        return comparison_page(*self._with(words))

    def report(self, folder: Path, *, bom: bool = False) -> list[str]:
        """Write the audit report into a folder; the names of its files."""
        records, others = self._all()
        return write_report(records, folder, others=others, bom=bom)

    def _with(self, words: str) -> tuple[Sequence[Record], str, Related]:
        records, others = self._all()
        return records, words, others

    def _all(self) -> tuple[Sequence[Record], Related]:
        records = list(canonical_records(self.store))
        rejected = {
            key
            for key, verdict in verdicts(self.store).items()
            if verdict.judgement is Judgement.REJECTED
        }
        held = [one for one in relations(self.store) if one.key not in rejected]
        return records, related(records, held)
