"""The same commands on every kind of store."""

import json

import pytest

from kg.cli.main import exit_code
from kg.store.documents import put
from kg.store.opening import open_any
from tests.gold import gold_record
from tests.store import servers
from tests.store.records import small_record


@pytest.fixture(scope="module", params=["folder", "server"])
def store(request, tmp_path_factory):
    """The name of a store with two documents, as it stands on a command line."""
    if request.param == "server":
        name = servers.oxigraph("cli").query
    else:
        name = str(tmp_path_factory.mktemp("kg") / "store")
    with open_any(name, create=True) as opened:
        put(opened, gold_record())
        put(opened, small_record())
    return name


def told(capsys, *arguments):
    assert exit_code(list(arguments)) == 0
    return capsys.readouterr().out


def test_audit_and_questions_give_the_same(store, capsys, tmp_path, request):
    answers = [
        told(capsys, *command, "--store", store, "--format", "json")
        for command in (
            ["audit"],
            ["audit", "--source", "Kazakh Foreign Ministry"],
            ["query", "--example", "claims-about", "--param", "subject=Kazakhstan"],
            ["query", "SELECT ?t { ?c a ckg:Claim ; schema:text ?t } ORDER BY ?t"],
        )
    ]
    assert [len(json.loads(answer)) for answer in answers] == [19, 8, 1, 18]
    known = request.config.stash.setdefault(KNOWN, answers)
    assert answers == known


KNOWN = pytest.StashKey[list[str]]()


def test_export_and_validate(store, capsys, request):
    quads = told(capsys, "export", "--store", store, "--as", "nquads")
    assert quads == request.config.stash.setdefault(QUADS, quads)
    assert exit_code(["validate", "--store", store]) == 0
    assert "2 documents: valid" in capsys.readouterr().err


QUADS = pytest.StashKey[str]()


def test_diff(store, capsys, tmp_path):
    with open_any(tmp_path / "other", create=True) as opened:
        put(opened, small_record())
    rows = json.loads(told(capsys, "diff", store, str(tmp_path / "other"), "--format", "json"))
    assert {row["change"] for row in rows} == {"gone"}
    assert len(rows) == 14
    assert json.loads(told(capsys, "diff", store, store, "--format", "json")) == []


def test_a_document_is_taken_out(store, capsys):
    told(capsys, "rm", "small", "--store", store)
    assert exit_code(["rm", "small", "--store", store]) == 1
    assert "no document 'small'" in capsys.readouterr().err


def test_a_store_in_memory_is_empty(capsys):
    assert json.loads(told(capsys, "audit", "--store", ":memory:", "--format", "json")) == []
