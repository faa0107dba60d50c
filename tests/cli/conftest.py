"""A built store and a way to run ``kg`` in this process."""

from typing import NamedTuple

import pytest

from kg.cli.main import exit_code
from kg.resources import resource


class Result(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def kg(capsys, monkeypatch):
    """Run kg with these arguments: exit code, standard output, standard error."""
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    for name in ("KG_STORE", "KG_BASE", "KG_EXTRACTOR"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments):
        capsys.readouterr()
        code = exit_code([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Result(code, out, err)

    return run


@pytest.fixture(scope="session")
def seed_store(tmp_path_factory):
    """A store built from the seed article. Tests only read it."""
    path = tmp_path_factory.mktemp("seed") / "kg"
    assert exit_code(["build", str(resource("seeds")), "--store", str(path), "--quiet"]) == 0
    return path
