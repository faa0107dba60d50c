"""The knowledge graph as a Python object: build it, ask it, show it, export it."""

from __future__ import annotations

import contextlib
import datetime
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TextIO

from kg import pipeline
from kg.background import in_background
from kg.config import Settings
from kg.errors import InputError
from kg.ingest import find_inputs, read_documents
from kg.model import Document, Record

if TYPE_CHECKING:
    from types import TracebackType

    import networkx as nx
    import pandas as pd
    from rdflib import Dataset
    from spacy.language import Language

    from kg.model import RelationKind
    from kg.pages import Pages
    from kg.query.audit import AuditRow
    from kg.query.chains import Chain
    from kg.query.claims import ClaimRow
    from kg.query.comparisons import Comparison, RelationRow
    from kg.query.positions import TimelineRow
    from kg.query.run import Table
    from kg.query.sources import Source
    from kg.store.documents import StoredDocument
    from kg.store.guard import Limits
    from kg.store.interface import Store
    from kg.store.problem import Problem

MEMORY = ":memory:"
_FLUSH_EVERY = 100
"""Documents between two flushes: a power cut loses at most these, a crash of the program none."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: "added", "replaced" or "unchanged"."""

    document: Document
    status: str
    attributions: int


class KnowledgeGraph:
    """Documents and who said what in them, over a store. To be closed, or used in ``with``."""

    def __init__(self, store: Store, settings: Settings | None = None) -> None:
        self.store = store
        self.settings = settings or Settings(base=store.base)

    @classmethod
    def open(
        cls,
        store: str | Path = MEMORY,
        *,
        create: bool = False,
        write: bool = False,
        settings: Settings | None = None,
        limits: Limits | None = None,
    ) -> Self:
        """Open the store in a folder, on a SPARQL 1.1 server (its URL), or a new one in memory.

        Only to read, unless ``write``; ``create`` makes a folder that is missing and implies
        ``write``. With ``limits``, queries to a folder that is only read run in a process that
        is killed when they take more (``kg.store.guard``). StoreError when there is none, when it
        is no store, or locked.
        """
        from kg.store.opening import open_any

        settings = settings or Settings()
        opened = open_any(
            store,
            settings.base,
            create=create,
            write=write,
            server=settings.server,
            limits=limits,
        )
        return cls(opened, settings)

    def add(
        self,
        documents: Iterable[Document],
        *,
        on_error: Callable[[InputError], None] | None = None,
        nlp: Language | None = None,
        clock: Callable[[], datetime.datetime] = lambda: datetime.datetime.now(datetime.UTC),
    ) -> Iterator[Outcome]:
        """Analyse and store documents one by one, each in one transaction; say what became of it.

        Documents that the same program has stored already are left as they are. One document is
        written while the next is analysed. Without ``on_error``, a document that cannot be
        analysed raises its InputError.
        """
        from kg.store import documents as stored

        made_by = pipeline.extraction(self.settings)
        unchanged: deque[Document] = deque()
        written = 0

        def new(document: Document) -> bool:
            if stored.has(self.store, document, made_by):
                unchanged.append(document)
                return False
            return True

        def put(record: Record) -> Outcome:
            nonlocal written
            status = stored.put(self.store, record, ended=clock())
            written += 1
            if written % _FLUSH_EVERY == 0:
                self.store.flush()
            return Outcome(record.document, status.value, len(record.attributions))

        records = pipeline.analyse(
            filter(new, documents), self.settings, on_error=on_error or _raise, nlp=nlp
        )
        try:
            with contextlib.closing(in_background(put, records)) as outcomes:
                for outcome in outcomes:
                    yield outcome
                    while unchanged:
                        yield Outcome(unchanged.popleft(), "unchanged", 0)
            while unchanged:
                yield Outcome(unchanged.popleft(), "unchanged", 0)
        finally:
            if written:
                self.store.flush()

    def remove(self, document: str) -> StoredDocument:
        """Take out a document by its id, title or IRI. NotFoundError when it is not there."""
        from kg.store import documents as stored

        removed = stored.remove(self.store, document)
        self.relate()
        return removed

    def relate(self) -> Counter[RelationKind]:
        """Set the claims of all documents against each other; how many relations of each kind.

        To be called after the last ``add``: ``kg.build`` does.
        """
        from kg.store.relations import relate

        counts = relate(self.store)
        self.store.flush()
        return counts

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

    def problems(self) -> Iterator[Problem]:
        """What is wrong in the store: shapes, spans, hashes. Nothing when it is valid."""
        from kg.store.validate import problems

        return problems(self.store)

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

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def build(
    *inputs: str | Path | Document,
    store: str | Path = MEMORY,
    recursive: bool = False,
    settings: Settings | None = None,
    on_error: Callable[[InputError], None] | None = None,
) -> KnowledgeGraph:
    """Read articles (files, folders, or Documents), analyse and store them.

    Without ``on_error``, the first input that cannot be read raises its InputError; with it, the
    others go on. Returns the open graph.
    """
    settings = settings or Settings()
    told = on_error or _raise
    paths = [Path(item) for item in inputs if not isinstance(item, Document)]
    given = [item for item in inputs if isinstance(item, Document)]
    files = find_inputs(paths, recursive=recursive, on_error=told)
    graph = KnowledgeGraph.open(store, create=True, settings=settings)
    try:
        for source in (given, read_documents(files, max_text=settings.max_text, on_error=told)):
            for _ in graph.add(source, on_error=told):
                pass
        graph.relate()
    except BaseException:
        graph.close()
        raise
    return graph


def _raise(error: InputError) -> None:
    raise error
