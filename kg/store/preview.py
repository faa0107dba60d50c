"""A store as it will be after a change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

from rdflib import URIRef

from kg.rdf.quads import Quad
from kg.store.interface import Change, Quads, Term

Pattern = tuple[URIRef | None, URIRef | None, Term | None]
Answers = dict[Pattern, tuple[Quad, ...]]

_MOST = 20_000
"""Answers of a graph that are remembered: 9 MB."""


class Remembered:
    """The quads of a store whose changes are told: each question about a graph reaches it once."""

    def __init__(self, store: Quads) -> None:
        self._store = store
        self._answers: defaultdict[URIRef, Answers] = defaultdict(dict)

    @property
    def base(self) -> str:
        """The start of every instance IRI."""
        return self._store.base

    def quads(
        self,
        graph: URIRef | None = None,
        *,
        subject: URIRef | None = None,
        predicate: URIRef | None = None,
        object: Term | None = None,
    ) -> Iterator[Quad]:
        """The quads that match, in no particular order; None matches everything."""
        if graph is None:
            return self._store.quads(subject=subject, predicate=predicate, object=object)
        answers, pattern = self._answers[graph], (subject, predicate, object)
        found = answers.get(pattern)
        if found is None:
            if len(answers) == _MOST:
                answers.clear()
            asked = self._store.quads(graph, subject=subject, predicate=predicate, object=object)
            found = answers[pattern] = tuple(asked)
        return iter(found)

    def follow(self, change: Change) -> None:
        """Keep the answers in step with a change that was made."""
        for graph in change.drop:
            self._answers.pop(graph, None)
        for quad in change.remove:
            for answers, pattern in self._with(quad):
                answers[pattern] = tuple(one for one in answers[pattern] if one != quad)
        for quad in change.add:
            for answers, pattern in self._with(quad):
                if quad not in answers[pattern]:
                    answers[pattern] += (quad,)

    def _with(self, quad: Quad) -> Iterator[tuple[Answers, Pattern]]:
        """The answers that have a quad when it is there."""
        subject, predicate, value, graph = quad
        if answers := self._answers.get(graph):
            for pattern in product((subject, None), (predicate, None), (value, None)):
                if pattern in answers:
                    yield answers, pattern


class Preview:
    """The quads of a store with a change that was not made yet."""

    def __init__(self, store: Quads, change: Change) -> None:
        self._store = store
        self._by_subject: defaultdict[URIRef, list[Quad]] = defaultdict(list)
        self._by_value: defaultdict[tuple[URIRef, Term], list[Quad]] = defaultdict(list)
        self._new = tuple(dict.fromkeys(change.add))
        for quad in self._new:
            self._by_subject[quad[0]].append(quad)
            self._by_value[quad[1], quad[2]].append(quad)
        self._hidden = {*change.remove, *change.add}
        self._dropped = frozenset(change.drop)

    @property
    def base(self) -> str:
        """The start of every instance IRI."""
        return self._store.base

    def quads(
        self,
        graph: URIRef | None = None,
        *,
        subject: URIRef | None = None,
        predicate: URIRef | None = None,
        object: Term | None = None,
    ) -> Iterator[Quad]:
        """The quads that match; those that the change adds as well, those that it removes not."""
        new: Iterable[Quad] = self._new
        if subject is not None:
            new = self._by_subject.get(subject, ())
        elif predicate is not None and object is not None:
            new = self._by_value.get((predicate, object), ())
        for quad in new:
            if (
                (graph is None or graph == quad[3])
                and (predicate is None or predicate == quad[1])
                and (object is None or object == quad[2])
            ):
                yield quad
        found = self._store.quads(graph, subject=subject, predicate=predicate, object=object)
        yield from (q for q in found if q not in self._hidden and q[3] not in self._dropped)
