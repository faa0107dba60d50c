"""Everything that can be asked of a knowledge graph: what ``KnowledgeGraph`` reads with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    from rdflib import Dataset

    from kg.model import Record
    from kg.pages import Pages
    from kg.query.audit import AuditRow
    from kg.query.chains import Chain
    from kg.query.claims import ClaimRow
    from kg.query.comparisons import Comparison, RelationRow
    from kg.query.positions import TimelineRow
    from kg.query.run import Table
    from kg.query.sources import Source
    from kg.store.documents import StoredDocument
    from kg.store.interface import Store
    from kg.store.problem import Problem


class Questions:
    """Claims, sources, documents and views of an open store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def claims(self, **conditions: Any) -> list[ClaimRow]:
        """The claims that fit: about, by, since, until, speech_act, min_confidence."""
        from kg.query.claims import claims

        return claims(self.store, **conditions)

    def compare(self, claim: str) -> Comparison:
        """What a claim (key, IRI or words) is related to, and its independent origins."""
        from kg.query.comparisons import compare

        return compare(self.store, claim)

    def contradictions(self, *, updates: bool = False) -> list[RelationRow]:
        """Claims that cannot both be true; with ``updates`` also what later claims replace."""
        from kg.query.comparisons import contradictions

        return contradictions(self.store, updates=updates)

    def timeline(self, *, by: str | None = None, about: str | None = None) -> list[TimelineRow]:
        """What each source held about the same thing from day to day, changes marked."""
        from kg.query.positions import timeline

        return timeline(self.store, by=by, about=about)

    def documents(self) -> tuple[StoredDocument, ...]:
        """The documents in the store, sorted by id."""
        from kg.store import documents as stored

        return stored.documents(self.store)

    def records(self) -> Iterator[Record]:
        """Everything about each document, sorted by id, one at a time."""
        from kg.store import documents as stored

        return stored.records(self.store)

    def _canonical_records(self) -> Iterator[Record]:
        from kg.store.canonical import canonical_records

        return canonical_records(self.store)

    def sources(self) -> list[Source]:
        """The named sources across documents, those of most documents first."""
        from kg.query.sources import sources

        return sources(self.store)

    def query(self, sparql: str, **parameters: str) -> Table | bool | str:
        """The answer to a SPARQL query. Parameters are bound to its variables, never pasted."""
        from kg.query.run import run

        return run(self.store, sparql, parameters)

    def ask(self, example: str, **parameters: str) -> Table | bool | str:
        """The answer to a shipped question, by its name (``kg query --list`` has them all)."""
        from kg.query.catalogue import load_example
        from kg.query.run import run_example

        return run_example(self.store, load_example(example), parameters)

    def audit(self, source: str | None = None) -> list[AuditRow]:
        """Who said what, verbatim and where. NotFoundError when nobody is called ``source``."""
        from kg.query.audit import audit

        return audit(self.store, source)

    def chains(self, source: str | None = None) -> list[Chain]:
        """Through whom statements came, outermost first; NotFoundError for an unknown source."""
        from kg.query.chains import chains

        return chains(self.store, source)

    def problems(self, *, anew: bool = False) -> Iterator[Problem]:
        """What is wrong in the store: shapes, spans, hashes. Nothing when it is valid.

        A store in a folder that is as it was when it was found valid is not examined again, unless
        ``anew``.
        """
        from kg.store.seal import unsealed_problems
        from kg.store.validate import problems

        return problems(self.store) if anew else unsealed_problems(self.store)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Sources, claims, what these are about and documents, with scalar attributes only."""
        from kg.views.network import to_networkx

        return to_networkx(self._canonical_records())

    def to_dataframe(self) -> pd.DataFrame:
        """One row an attribution."""
        from kg.views.rows import to_dataframe

        return to_dataframe(self._canonical_records())

    def to_dataset(self) -> Dataset:
        """The store as an rdflib ``Dataset``, to read."""
        return self.store.dataset()

    @property
    def pages(self) -> Pages:
        """The views: ``graph``, ``reading``, ``dossier``, ``comparison``, ``report``."""
        from kg.pages import Pages

        return Pages(self.store)

    def page(self) -> str:
        """The graph page: one HTML file that makes no network request."""
        return self.pages.graph()

    def _repr_html_(self) -> str:
        """The graph page in a notebook, in a frame that can reach nothing outside of itself."""
        from kg.views.frame import framed

        return framed(self.page())

    def export(self, format: str, stream: TextIO) -> None:
        """Write everything: trig, nquads, jsonld, graphml, gexf, csv or jsonl."""
        from kg.export import export

        export(self.store, format, stream)

    def dump(self, stream: IO[bytes], *, compress: bool = False) -> None:
        """Write all quads as N-Quads, in no order, with gzip if wanted: for ``kg.graph.load``."""
        from kg.store.dump import compressed, dump

        if compress:
            with compressed(stream) as packed:
                dump(self.store, packed)
        else:
            dump(self.store, stream)

    def backup(self, folder: str | Path) -> None:
        """Copy a store in a folder into a new folder, in hard links where these can be made."""
        from kg.store.backup import backup

        backup(self.store, Path(folder))
