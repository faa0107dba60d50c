"""What the README shows is what the program does."""

import re

import pytest

import kg
from kg.cli.main import exit_code
from kg.query.run import Table
from kg.resources import resource

README = resource("README.md")


def blocks(language):
    text = README.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def seed_graph():
    with kg.build(resource("seeds")) as graph:
        yield graph


def test_python_example_runs(monkeypatch, capsys):
    monkeypatch.chdir(README.parent)
    (example,) = blocks("python")
    names = {}
    exec(compile(example, "README.md", "exec"), names)
    out = capsys.readouterr().out
    assert "said | Kazakhstan has been subjected to" not in out  # it begins "As the events ..."
    assert "armed aggression by well-coordinated terrorist groups" in out
    assert len(names["frame"]) == 14
    assert names["network"].number_of_edges() > 14
    assert names["table"].rows


def test_the_queries_find_something(seed_graph):
    queries = blocks("sparql")
    assert len(queries) == 6
    for query in queries:
        answer = seed_graph.query(query)
        assert isinstance(answer, Table)
        assert answer.rows, query


def test_first_query_finds_the_claim_about_kazakhstan(seed_graph):
    answer = seed_graph.query(blocks("sparql")[0])
    assert any(
        source == "Kazakh Foreign Ministry" and "armed aggression" in claim
        for source, claim in answer.rows
    )


def test_audit_table_is_the_programs(tmp_path, capsys):
    store = str(tmp_path / "kg")
    assert exit_code(["build", str(resource("seeds")), "--store", store, "--quiet"]) == 0
    assert exit_code(["audit", "--store", store, "--format", "md"]) == 0
    printed = capsys.readouterr().out.strip()
    text = README.read_text(encoding="utf-8")
    shown = re.search(r"<!-- audit:.*?-->\n(.*?)\n<!-- end of audit -->", text, re.DOTALL)
    assert shown[1].strip() == printed


def test_the_commands_it_names_exist():
    text = README.read_text(encoding="utf-8")
    for script in re.findall(r"scripts/[a-z_]+(?:\.py)?", text):
        assert resource(script).exists()
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        assert resource(link).exists(), link
