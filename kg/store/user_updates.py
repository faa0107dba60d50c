"""SPARQL updates of users: what they may change, and how they are run.

A store's own graphs (their names begin with its base IRI) are functions of articles and of
people's decisions: each document's text, spans and hashes hold each other in place, and
identities, relations, texts and counts are derived from all of them. So an update changes only
graphs with other names - notes, tags, links of the user's own - and everything that is
derived stays true whatever an update does. Articles and decisions have their own commands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from rdflib import RDF, BNode, URIRef, Variable
from rdflib.plugins.sparql.algebra import translateUpdate
from rdflib.plugins.sparql.parser import parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue

from kg.rdf.vocabulary import CKG
from kg.store.directory import lock_directory
from kg.store.process import Limits, MalformedError, RefusedError, Worker
from kg.store.sparql import OPAQUE, refuse_service, used_prefixes
from kg.store.worker import Request

_TOKEN = re.compile(rf"(?:{OPAQUE.pattern})|[{{}};]|[\w:.-]+", re.DOTALL)
_EMPTYING = ("CLEAR", "DROP")
_BNODE = re.compile(r"\bBNODE\s*\(", re.IGNORECASE)
_TARGETS = {"Clear", "Drop", "Create"}
_NAMELESS = "update: nodes without a name are not stored: give them IRIs"
_OWN = "this graph is the program's own: kg build, rm, claims and sources change it"


@dataclass(frozen=True, slots=True)
class Update:
    """An update that may be run; ``sweeping`` when no graph of the store's own may be there."""

    sparql: str
    sweeping: bool


def run_update(
    path: Path, base: str, sparql: str, limits: Limits, *, relative_to: str | None = None
) -> None:
    """Change a store in a folder, in one transaction; killed at its limits it changes nothing.

    ``checked`` says what is refused. StoreError when the store is in use, DeadlineError and
    LimitError for an update that takes too much, QueryError for one that fails.
    """
    apply_update(path, base, checked(sparql, base, relative_to=relative_to), limits, relative_to)


def apply_update(
    path: Path, base: str, update: Update, limits: Limits, relative_to: str | None = None
) -> None:
    """Run an update that was checked (see ``run_update``)."""
    directory = lock_directory(path, base, write=True)
    worker = Worker(limits)
    try:
        request = Request(
            str(directory.quads),
            update.sparql,
            used_prefixes(update.sparql),
            relative_to,
            update=True,
            spared=base if update.sweeping else None,
        )
        worker.ask(request)
    except RefusedError as error:
        raise RefusedError(f"{error}: {_OWN}") from None
    finally:
        worker.close()  # lets go of the engine's own lock
        directory.release()


def checked(
    sparql: str,
    base: str,
    *,
    relative_to: str | None = None,
    using: tuple[Sequence[str], Sequence[str]] = ((), ()),
) -> Update:
    """An update that changes nothing but named graphs whose names do not begin with ``base``.

    ``using`` are the IRIs of the graphs that its WHERE clauses are to see as default and as named
    graphs. MalformedError for what is no update, or names its dataset twice. RefusedError for LOAD;
    for graphs of the store's own, without a name, or known only by a variable; for new nodes
    without a name; for new triples in the program's own words (``ckg:``), which would be taken
    for what it has found; for a WHERE clause that looks into the graph without a name, which is
    always empty.
    """
    refuse_service(sparql)
    operations = _operations(sparql, relative_to)
    given = any(using)
    sweeping = False
    if _BNODE.search(sparql):
        raise RefusedError(_NAMELESS)
    for operation in operations:
        if operation.name == "Load":
            raise RefusedError("update: LOAD is not allowed: nothing is fetched")
        for triple in _added(operation):
            _refuse_triple(*triple)
        for graph in _changed(operation):
            sweeping |= graph in ("ALL", "NAMED")
            _refuse(graph, base)
        if operation.name == "Modify":
            own = bool(operation.withClause or operation.using)
            if given and own:
                raise MalformedError(
                    "update: its dataset is given twice, by parameters and by WITH or USING"
                )
            if not (given or own) and _looks_outside(operation.where):
                raise RefusedError(
                    "update: say GRAPH ?g { ... } in WHERE, or which graphs with USING: "
                    "there is nothing outside of named graphs"
                )
        elif operation.name == "DeleteWhere" and given:
            raise MalformedError("update: DELETE WHERE takes no dataset from parameters")
    return Update(_rewritten(sparql, *using), sweeping)


def _operations(sparql: str, relative_to: str | None) -> list[CompValue]:
    # Base and prefixes are written before the update, not given to rdflib, which would set them
    # anew before every operation: over a BASE and prefixes that an earlier operation has declared.
    preamble = [f"PREFIX {prefix}: <{iri}>" for prefix, iri in used_prefixes(sparql).items()]
    if relative_to:
        preamble.insert(0, f"BASE <{relative_to}>")
    try:
        if not parseUpdate(sparql).request:  # nothing but prefixes: allowed, and nothing to do
            return []
        parsed = parseUpdate(f"{' '.join(preamble)} {sparql}")
        return list(translateUpdate(parsed).algebra)
    except Exception as error:  # rdflib's parser raises what it likes
        raise MalformedError(f"update: {error}") from error


def _changed(operation: CompValue) -> Iterator[object]:
    """What an operation changes: IRIs, variables, ALL, NAMED, DEFAULT, "" for what has no name."""
    if operation.name in _TARGETS:
        yield operation.graphiri
    elif operation.name in ("Add", "Copy", "Move"):
        yield from operation.graph  # a copy of the program's quads would be in two graphs
    elif operation.name == "Modify":
        for template in filter(None, (operation.delete, operation.insert)):
            yield from _graphs(template, operation.withClause or "")
    else:
        yield from _graphs(operation, "")


def _graphs(template: CompValue, default: object) -> Iterator[object]:
    yield from template.quads or ()
    if template.triples:
        yield default


def _added(operation: CompValue) -> Iterator[tuple[object, object, object]]:
    """The triples that an operation adds, variables in them."""
    template = operation.insert if operation.name == "Modify" else operation
    if template and operation.name in ("Modify", "InsertData"):
        yield from template.triples or ()
        yield from chain.from_iterable((template.quads or {}).values())


def _refuse_triple(subject: object, predicate: object, value: object) -> None:
    if isinstance(subject, BNode) or isinstance(value, BNode):
        raise RefusedError(_NAMELESS)
    word = value if predicate == RDF.type else predicate
    if isinstance(word, URIRef) and word.startswith(str(CKG)):
        raise RefusedError(f"update: {word}: a word of the program's own: use one of yours")


def _refuse(graph: object, base: str) -> None:
    if isinstance(graph, Variable):
        raise RefusedError(f"update: GRAPH ?{graph}: name the graph that is to be changed")
    if isinstance(graph, URIRef):
        if graph.startswith(base):
            raise RefusedError(f"update: {graph}: {_OWN}")
    elif graph == "":
        raise RefusedError("update: name the graph: { GRAPH <...> { ... } }")


def _looks_outside(part: object) -> bool:
    """Whether a pattern has triples outside of GRAPH."""
    if isinstance(part, CompValue):
        if part.name in ("Graph", "GraphGraphPattern"):
            return False
        # CompValue's own get and values evaluate; these are the plain ones.
        return bool(dict.get(part, "triples")) or any(map(_looks_outside, dict.values(part)))
    if isinstance(part, list | tuple):
        return any(_looks_outside(value) for value in part)
    return False


def _rewritten(sparql: str, default: Sequence[str], named: Sequence[str]) -> str:
    """The update as the engine is given it.

    The graphs stand before each WHERE that follows a template. CLEAR and DROP become DROP SILENT:
    a graph without triples is no graph here, so that to empty a missing one is no mistake.
    """
    clauses = [f"USING {URIRef(iri).n3()}" for iri in default]
    clauses += [f"USING NAMED {URIRef(iri).n3()}" for iri in named]
    parts, last, depth, before = [], 0, 0, ""
    for match in _TOKEN.finditer(sparql):
        token = match.group()
        word = token.upper() if depth == 0 else token
        if word == "WHERE" and before == "}":
            parts += [sparql[last : match.start()], *(f"{clause} " for clause in clauses)]
            last = match.start()
        elif word in _EMPTYING or (word == "SILENT" and before in _EMPTYING):
            parts += [sparql[last : match.start()], "" if word == "SILENT" else "DROP SILENT"]
            last = match.end()
        depth += {"{": 1, "}": -1}.get(token, 0)
        if not token.startswith("#"):
            before = word
    return "".join([*parts, sparql[last:]])
