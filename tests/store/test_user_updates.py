"""Users' updates change graphs of their own and nothing else; killed, they change nothing."""

import pytest
from rdflib import RDF, Literal, URIRef

from kg.config import DEFAULT_BASE
from kg.errors import QueryError, StoreError
from kg.rdf.vocabulary import CKG
from kg.store.documents import documents, put
from kg.store.oxigraph import open_store, read_store
from kg.store.process import DeadlineError, Limits, MalformedError, RefusedError
from kg.store.user_updates import checked, run_update
from kg.store.validate import problems
from tests.store.records import small_record

LIMITS = Limits(seconds=30, megabytes=512)
NOTES = URIRef("https://example.org/notes")
OWN = f"{DEFAULT_BASE}document/0"
NOTE = "INSERT DATA { GRAPH <https://example.org/notes> { <a:b> <a:c> 1 } }"

REFUSED = {
    "data": f"INSERT DATA {{ GRAPH <{OWN}> {{ <a:b> <a:c> 1 }} }}",
    "second": f"{NOTE} ; DELETE DATA {{ GRAPH <{OWN}> {{ <a:b> <a:c> 1 }} }}",
    "prefixed": f"PREFIX own: <{DEFAULT_BASE}> INSERT DATA {{ GRAPH own:x {{ <a:b> <a:c> 1 }} }}",
    "relative": f"BASE <{DEFAULT_BASE}> INSERT DATA {{ GRAPH <x> {{ <a:b> <a:c> 1 }} }}",
    "later-base": f"BASE <{DEFAULT_BASE}> {NOTE} ; INSERT DATA {{ GRAPH <x> {{ <a:b> <a:c> 1 }} }}",
    "escaped": f"INSERT DATA {{ GRAPH <{DEFAULT_BASE[:-1]}\\u002Fx> {{ <a:b> <a:c> 1 }} }}",
    "with": f"WITH <{OWN}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
    "variable": "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }",
    "where": "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }",
    "unnamed": "INSERT DATA { <a:b> <a:c> 1 }",
    "drop": f"DROP GRAPH <{OWN}>",
    "create": f"CREATE GRAPH <{OWN}>",
    "move": f"MOVE <{OWN}> TO <a:b>",
    "copy": f"COPY <a:b> TO <{OWN}>",
    "add": "ADD DEFAULT TO <" + OWN + ">",
    "load": "LOAD <http://127.0.0.1:9/> INTO GRAPH <a:b>",
    "service": "INSERT { GRAPH <a:b> { ?s ?p ?o } } WHERE { SERVICE <http://a.b/> { ?s ?p ?o } }",
    "own-class": "INSERT DATA { GRAPH <a:b> { <a:b> a ckg:Claim } }",
    "own-predicate": "INSERT { GRAPH <a:b> { ?s ckg:claim ?s } } WHERE { GRAPH ?g { ?s ?p ?o } }",
    "blank": "INSERT DATA { GRAPH <a:b> { _:x <a:c> 1 } }",
    "made-blank": "INSERT { GRAPH <a:b> { ?x <a:c> 1 } } WHERE { BIND(BNODE() AS ?x) }",
    "outside": "INSERT { GRAPH <a:b> { ?s ?p ?o } } WHERE { ?s ?p ?o }",
    "exists": "INSERT { GRAPH <a:b> { <a:b> <a:c> 1 } } WHERE { FILTER NOT EXISTS { ?s ?p ?o } }",
    "clear-all": "CLEAR ALL",
    "drop-named": f"{NOTE} ; DROP SILENT NAMED",
}


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "store"
    with open_store(path) as store:
        put(store, small_record("one"))
    return path


def update(path, sparql, limits=LIMITS):
    run_update(path, DEFAULT_BASE, sparql, limits)


def content(path):
    with read_store(path) as store:
        return set(store.quads())


def test_notes_beside_what_the_program_knows(path):
    before = content(path)
    update(
        path,
        f"PREFIX e: <https://example.org/> INSERT {{ GRAPH e:notes {{ ?claim e:checked true }} }} "
        f"WHERE {{ GRAPH ?g {{ ?claim a ckg:Claim }} }} ; # both\n{NOTE}",
    )
    with read_store(path) as store:
        claims = {s for s, *_ in store.quads(predicate=RDF.type, object=CKG.Claim)}
        found = {s for s, p, o, _ in store.quads(NOTES) if o == Literal(True)}
        assert found == claims
        assert list(problems(store)) == []
    assert {q for q in content(path) if q[3] != NOTES} == before
    update(path, "CLEAR GRAPH <https://example.org/notes> ; DROP GRAPH <https://example.org/none>")
    assert content(path) == before


def test_no_note_becomes_a_document(path):
    update(
        path,
        f"INSERT DATA {{ GRAPH <{NOTES}> {{ <a:b> dct:identifier 'x' ; dct:title 'x' }} }}",
    )
    with read_store(path) as store:
        assert [one.id for one in documents(store)] == ["one"]


@pytest.mark.parametrize("name", REFUSED)
def test_refused(path, name):
    before = content(path)
    with pytest.raises(QueryError):
        update(path, REFUSED[name])
    assert content(path) == before


@pytest.mark.parametrize("sparql", ["CLEAR XYZ", "SELECT * {}", "INSERT DATA { GRAPH <a:b> {", "x"])
def test_what_is_no_update(path, sparql):
    with pytest.raises(MalformedError):
        update(path, sparql)


def test_sweeping_is_for_stores_without_articles(tmp_path):
    path = tmp_path / "store"
    open_store(path).close()
    update(path, NOTE)
    assert len(content(path)) == 1
    update(path, "CLEAR ALL")
    assert content(path) == set()


@pytest.mark.parametrize(
    ("sparql", "expected"),
    [
        ("CLEAR GRAPH <a:b>", "DROP SILENT GRAPH <a:b>"),
        ("drop silent graph <a:b>", "DROP SILENT  graph <a:b>"),
        (NOTE, NOTE),
        (
            "INSERT { GRAPH <a:b> { ?s <a:c> 'where { CLEAR' } } WHERE { ?s ?p ?o }",
            "INSERT { GRAPH <a:b> { ?s <a:c> 'where { CLEAR' } } "
            "USING <a:d> USING NAMED <a:e> WHERE { ?s ?p ?o }",
        ),
    ],
)
def test_what_the_engine_is_given(sparql, expected):
    using = (["a:d"], ["a:e"]) if "WHERE" in sparql else ((), ())
    assert checked(sparql, DEFAULT_BASE, using=using).sparql == expected


@pytest.mark.parametrize("clause", ["WITH <a:x>", ""])
def test_a_dataset_is_given_once(clause):
    using = "" if clause else "USING <a:x>"
    sparql = f"{clause} INSERT {{ GRAPH <a:b> {{ ?s ?p ?o }} }} {using} WHERE {{ ?s ?p ?o }}"
    checked(sparql, DEFAULT_BASE)
    with pytest.raises(MalformedError, match="twice"):
        checked(sparql, DEFAULT_BASE, using=(["a:d"], []))


def test_a_runaway_is_killed_and_leaves_nothing(path):
    before = content(path)
    many = " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(5))
    with pytest.raises(DeadlineError):
        update(
            path,
            f"{NOTE} ; INSERT {{ GRAPH <a:b> {{ ?a0 ?b1 ?c4 }} }} "
            f"WHERE {{ GRAPH ?g {{ {many} }} }}",
            Limits(seconds=1, megabytes=2048),
        )
    assert content(path) == before
    update(path, NOTE)
    assert len(content(path)) == len(before) + 1


def test_not_while_somebody_reads_or_writes(path):
    with read_store(path), pytest.raises(StoreError, match="locked"):
        update(path, NOTE)


def test_what_is_refused_says_why(path):
    with pytest.raises(RefusedError, match="kg build, rm, claims and sources"):
        update(path, REFUSED["clear-all"])
    with pytest.raises(RefusedError, match=r"GRAPH \?g"):
        update(path, REFUSED["outside"])
