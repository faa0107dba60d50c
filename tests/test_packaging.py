"""The wheel has everything that the program needs at run time."""

import os
import subprocess
import sys
import zipfile

import pytest

from kg.resources import resource

ROOT = resource("setup.cfg").parent


@pytest.mark.slow
def test_wheel_works_without_the_checkout(tmp_path):
    source = tmp_path / "source"
    files = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    for name in files:
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            target = source / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((ROOT / name).read_bytes())
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path / "dist", source],
        check=True,
        capture_output=True,
    )
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    code = (
        "import kg, sys\n"
        "from kg.resources import resource\n"
        "assert str(resource('seeds')).startswith(sys.argv[1]), resource('seeds')\n"
        "with kg.build(resource('seeds'), store=sys.argv[2]) as graph:\n"
        "    assert list(graph.problems()) == []\n"
        "    assert graph.ask('claims-about', subject='Kazakhstan').rows\n"
        "    assert 'armed aggression' in graph.page()\n"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(site), str(tmp_path / "store")],
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site)},
    )
