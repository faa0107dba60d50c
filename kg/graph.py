"""The knowledge graph as a Python object: build it, ask it, show it, export it."""

from __future__ import annotations

import contextlib
import datetime
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from kg import pipeline
from kg.background import in_background
from kg.config import Settings
from kg.errors import InputError
from kg.ingest import find_inputs, read_documents
from kg.model import Document, Record
from kg.questions import Questions

if TYPE_CHECKING:
    from types import TracebackType

    from spacy.language import Language

    from kg.model import RelationKind
    from kg.store.documents import StoredDocument
    from kg.store.guard import Limits
    from kg.store.interface import Store

MEMORY = ":memory:"
_FLUSH_EVERY = 100
"""Documents between two flushes: a power cut loses at most these, a crash of the program none."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: "added", "replaced" or "unchanged"."""

    document: Document
    status: str
    attributions: int


class KnowledgeGraph(Questions):
    """Documents and who said what in them, over a store. To be closed, or used in ``with``.

    What it can be asked is in ``kg.questions.Questions``.
    """

    def __init__(self, store: Store, settings: Settings | None = None) -> None:
        super().__init__(store)
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


def load(
    *files: str | Path, store: str | Path = MEMORY, settings: Settings | None = None
) -> KnowledgeGraph:
    """Read files that ``KnowledgeGraph.dump`` has written; returns the open graph.

    A folder that is missing or empty becomes a store by the engine's bulk loader; in any other
    store, documents are put one by one. StoreError names file and reason: nothing has changed then.
    """
    from kg.store.directory import is_free
    from kg.store.dump import load_new
    from kg.store.merge import load_into
    from kg.store.opening import in_folder

    settings = settings or Settings()
    paths = [Path(file) for file in files]
    if (folder := in_folder(store)) is not None and is_free(folder):
        load_new(paths, folder, settings.base)
        return KnowledgeGraph.open(store, write=True, settings=settings)
    graph = KnowledgeGraph.open(store, write=True, settings=settings)
    try:
        load_into(paths, graph.store)
        graph.relate()
    except BaseException:
        graph.close()
        raise
    return graph


def _raise(error: InputError) -> None:
    raise error
