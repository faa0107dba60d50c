"""SIGKILL in the middle of adding, replacing, removing and loading.

As often as KG_TEST_KILLS says: KG_TEST_KILLS=50 python -m pytest tests/store/test_kills.py
"""

import contextlib
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.rdf.order import in_reading_order
from kg.store.documents import put, records
from kg.store.dump import dump
from kg.store.export import canonical_nquads
from kg.store.oxigraph import memory_store, open_store, read_store
from kg.store.validate import problems
from tests.store.records import newer, small_record

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("KG_TEST_KILLS", "10"))
DOCUMENTS = 12
OPENS_WITHIN = 3.0

WRITER = """
import random, sys
from pathlib import Path
from kg.rdf.order import in_reading_order
from kg.store.documents import documents, put, remove
from kg.store.oxigraph import open_store
from tests.store.test_kills import DOCUMENTS, version
dice = random.Random(sys.argv[2])
with open_store(Path(sys.argv[1])) as store:
    here = {one.id for one in documents(store)}
    print("ready", flush=True)
    number = int(sys.argv[3])
    while True:
        number += 1
        name = f"d{dice.randrange(DOCUMENTS)}"
        if name in here and dice.random() < 0.4:
            print("remove", name, "-", flush=True)
            remove(store, name)
            here.discard(name)
        else:
            print("put", name, number, flush=True)
            put(store, version(name, number))
            here.add(name)
        print("done", flush=True)
"""

LOADER = """
import sys
from pathlib import Path
from kg.store.dump import load_new
print("ready", flush=True)
load_new([Path(sys.argv[2])], Path(sys.argv[1]), "https://w3id.org/ckg/id/")
print("done", flush=True)
"""


def version(name, number):
    """A document as the ``number``-th program read it."""
    return newer(small_record(name), str(number))


def killed_after(seconds, code, *arguments, done=0):
    """What a process said before it was killed, or ended.

    The time (None: until it ends) begins when it is ready and has done so much: a slow machine
    gets on, too.
    """
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout.readline() == "ready\n"
    said = []
    while said.count("done\n") < done:
        said.append(process.stdout.readline())
        assert said[-1], "it ended"
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    process.kill()
    return "".join(said) + process.communicate()[0]


def opened(path):
    """How long it takes until a writer has the store."""
    begun = time.monotonic()
    open_store(path).close()
    return time.monotonic() - begun


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_no_document_is_torn_and_nothing_acknowledged_is_lost(tmp_path):
    dice = random.Random(6)
    path = tmp_path / "store"
    known, number, what, done = {}, 0, "", {"put": 0, "remove": 0}
    for _ in range(KILLS):
        some = dice.randint(0, 8)
        told = killed_after(dice.uniform(0, 0.4), WRITER, path, dice.random(), number, done=some)
        # The last line may be cut off in the middle: what it would say is not known then.
        lines = [line.split() for line in told.splitlines(keepends=True) if line.endswith("\n")]
        possible = [known]
        for line in lines:
            if line == ["done"]:
                known = possible[-1]
                possible = [known]
                done[what] += 1
                continue
            what, name, after = line
            number = max(number, int(after) if after != "-" else 0)
            rest = {one: version for one, version in known.items() if one != name}
            possible.append(rest if what == "remove" else {**rest, name: after})
        assert opened(path) < OPENS_WITHIN
        with read_store(path) as store:
            assert list(problems(store, shapes=False)) == []
            known = {one.document.id: one.extraction.version for one in records(store)}
            assert known in possible
            for one in records(store):
                due = version(one.document.id, one.extraction.version)
                assert one == in_reading_order(due)
            assert len(store.search("harbour")) == 5 * len(known)
        number += 1
    assert min(done.values()) > KILLS / 2


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_a_load_is_there_complete_or_not_at_all(tmp_path):
    dice = random.Random(7)
    whole = memory_store()
    for number in range(150):
        put(whole, small_record(f"d{number}"))
    with (tmp_path / "dump.nq").open("wb") as stream:
        dump(whole, stream)
    content = list(canonical_nquads(whole))
    path, complete, taken = tmp_path / "store", 0, 0.0
    for kill in range(KILLS):
        seconds = None if kill == 0 else dice.uniform(0, 1.2) * taken
        begun = time.monotonic()
        told = killed_after(seconds, LOADER, path, tmp_path / "dump.nq")
        taken = taken or time.monotonic() - begun
        assert path.exists() or "done" not in told
        if not path.exists():
            continue
        complete += 1
        assert opened(path) < OPENS_WITHIN
        with read_store(path) as store:
            assert list(canonical_nquads(store)) == content
        path.rename(tmp_path / f"complete-{kill}")
    assert complete
    assert killed_after(None, LOADER, path, tmp_path / "dump.nq") == "done\n"
    assert list(tmp_path.glob(".store*")) == []
