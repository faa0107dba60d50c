"""kg as a process: help, exit codes, signals, pipes, what it imports, killed builds."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.resources import resource
from kg.store.documents import documents
from kg.store.oxigraph import read_store

KG = str(Path(sys.executable).parent / "kg")
HEAVY = (
    "spacy",
    "rdflib",
    "pyoxigraph",
    "networkx",
    "pandas",
    "pyvis",
    "numpy",
    "shacl",
    "starlette",
    "uvicorn",
)
COMMANDS = (
    *("build", "extract", "query", "audit", "graph", "export", "validate", "rm", "serve"),
    *("backup", "restore", "migrate", "dump", "load", "bundle"),
)


def run(*arguments, **options):
    return subprocess.run(
        [KG, *map(str, arguments)], capture_output=True, text=True, check=False, **options
    )


def test_help_loads_nothing_heavy():
    """What makes ``kg --help`` quick; the time itself is scripts/benchmark.py's business."""
    code = (
        "import sys; from kg.cli.main import exit_code; assert exit_code(['--help']) == 0\n"
        f"sys.exit(', '.join(set(sys.modules) & set({HEAVY!r})) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert all(command in done.stdout for command in COMMANDS)


def test_importing_the_package_loads_nothing_heavy():
    code = f"import kg, sys; sys.exit(', '.join(set(sys.modules) & set({HEAVY!r})) or 0)"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_begins_with_examples(command):
    done = run(command, "--help", env={**os.environ, "NO_COLOR": "1", "COLUMNS": "120"})
    assert done.returncode == 0
    assert done.stdout.index(f"kg {command} ") < done.stdout.index("--help ")
    assert re.search(rf"Examples:\s+kg {command} ", done.stdout)


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("build",),
        ("build", "--no-such-option"),
        ("export", "--as", "docx"),
        ("query",),
        ("query", "ASK {}", "--example", "claims-about"),
        ("query", "ASK {}", "--format", "xml"),
        ("query", "--example", "claims-about", "--param", "subject"),
    ],
)
def test_usage_errors(arguments, tmp_path):
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_version():
    done = run("--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"\d+\.\d+\.\d+\n", done.stdout)


def test_messages_are_plain_outside_a_terminal(tmp_path):
    done = run("build", resource("seeds"), "--store", tmp_path / "kg")
    assert done.returncode == 0
    assert done.stdout == ""
    assert "\x1b" not in done.stderr
    assert "\r" not in done.stderr
    assert "1 added" in done.stderr


def test_closed_pipe_is_no_error(tmp_path):
    store = tmp_path / "kg"
    run("build", resource("seeds"), "--store", store)
    done = subprocess.run(
        [
            "bash",
            "-o",
            "pipefail",
            "-c",
            '"$0" export --as nquads --store "$1" | head -n 1',
            KG,
            store,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


def corpus(path, count):
    """Short articles that differ, as JSON Lines."""
    lines = (
        {
            "id": f"article-{n}",
            "date": "2022-01-10",
            "text": f"The ministry said on Monday that {n} roads are closed. “Stay at home,” it "
            f"added. According to police, {n + 1} bridges are unsafe.\n",
        }
        for n in range(count)
    )
    path.write_text("\n".join(map(json.dumps, lines)))
    return path


def test_interrupted_build_keeps_what_is_stored(tmp_path):
    store = tmp_path / "kg"
    articles = corpus(tmp_path / "a.jsonl", 3000)
    # A shell's background jobs ignore interrupts, and so would their children.
    heeding = ["env", "--default-signal=INT"]
    child = subprocess.Popen(
        [*heeding, KG, "build", articles, "--store", store], stderr=subprocess.PIPE, text=True
    )
    try:
        wait_for_documents(store)
        child.send_signal(signal.SIGINT)
        _, err = child.communicate(timeout=60)
    finally:
        child.kill()
    assert child.returncode == 130
    assert "interrupted" in err
    assert "Traceback" not in err
    assert run("validate", "--store", store).returncode == 0
    with read_store(store) as opened:
        assert 0 < len(documents(opened)) < 3000


def wait_for_documents(store, seconds=60):
    """Until the writing process has written something to the store's log."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if sum(path.stat().st_size for path in store.glob("quads/*.log")) > 100_000:
            return
        time.sleep(0.02)
    raise AssertionError("nothing was stored in time")


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_killed_builds_never_leave_an_invalid_store(tmp_path, kg):
    """SIGKILL at 20 random moments, from the first import to the last flush."""
    store = tmp_path / "kg"
    articles = corpus(tmp_path / "a.jsonl", 60)
    seed = int(os.environ.get("KG_TEST_SEED", "1"))
    random_number = random.Random(seed)
    whole = time.monotonic()
    assert run("build", articles, "--store", tmp_path / "whole").returncode == 0
    whole = time.monotonic() - whole
    counts = []
    for _ in range(20):
        child = subprocess.Popen(
            [KG, "build", articles, "--store", store], stderr=subprocess.DEVNULL
        )
        time.sleep(random_number.uniform(0.02, 1.0) * whole)
        child.kill()
        child.wait()
        if store.exists():
            done = kg("validate", "--store", store, "--format", "json")
            assert done.code == 0, done.out
            with read_store(store) as opened:
                counts.append(len(documents(opened)))
    assert counts == sorted(counts), "a stored document was lost"
    assert run("build", articles, "--store", store).returncode == 0
    assert exported(store) == exported(tmp_path / "whole")


def test_a_build_killed_before_the_relations_is_made_up_for(tmp_path):
    """The moment between the last document and the relations, met for certain."""
    from kg.graph import KnowledgeGraph
    from kg.ingest import read_documents

    store = tmp_path / "kg"
    articles = corpus(tmp_path / "a.jsonl", 6)
    assert run("build", articles, "--store", tmp_path / "whole").returncode == 0
    with KnowledgeGraph.open(store, create=True) as graph:
        added = graph.add(read_documents([articles], max_text=10_000, on_error=None))
        assert sum(outcome.status == "added" for outcome in added) == 6
    done = run("validate", "--store", store)
    assert done.returncode == 0
    assert "6 documents still to be set against the others" in done.stderr
    assert exported(store) != exported(tmp_path / "whole")
    done = run("build", articles, "--store", store)
    assert "6 unchanged" in done.stderr
    assert exported(store) == exported(tmp_path / "whole")
    done = run("validate", "--store", store)
    assert (done.returncode, "still" in done.stderr) == (0, False)


def exported(store):
    return run("export", "--as", "nquads", "--store", store).stdout
