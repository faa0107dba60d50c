"""Make the query page's editor anew: kg/serve/static/yasgui.min.{js,css} and LICENSES.txt.

Usage: python scripts/bundle_yasgui.py [--check]

npm fetches the version that scripts/yasgui/package-lock.json names and checks its hashes; nothing
is compiled, so the files are those that were published, without the address of their source maps.
Run it when that version changes; with --check it only says whether the files are what it would
write. The files are in the repository, so that nobody else needs npm.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "scripts" / "yasgui"
TARGET = ROOT / "kg" / "serve" / "static"
_MAP = re.compile(r"\s*(?://|/\*)# sourceMappingURL=\S+(?: \*/)?\s*$")


def main() -> int:
    """Write the files, or compare them; the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("package.json", "package-lock.json"):
            (Path(folder) / name).write_bytes((LOCK / name).read_bytes())
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(command, cwd=folder, check=True, stdout=sys.stderr)
        made = dict(_files(Path(folder) / "node_modules"))
    different = [name for name, text in made.items() if _present(name) != text]
    if "--check" in sys.argv[1:]:
        print("\n".join(f"{name} differs" for name in different) or "as it should be")
        return 1 if different else 0
    for name in different:
        (TARGET / name).write_text(made[name], encoding="utf-8")
        print(f"wrote {TARGET / name}")
    return 0


def _present(name: str) -> str | None:
    path = TARGET / name
    return path.read_text(encoding="utf-8") if path.exists() else None


def _files(modules: Path) -> Iterator[tuple[str, str]]:
    build = modules / "@zazuko" / "yasgui" / "build"
    for name in ("yasgui.min.js", "yasgui.min.css"):
        yield name, _MAP.sub("\n", (build / name).read_text(encoding="utf-8"))
    yield "LICENSES.txt", "\n".join(_licences(modules))


def _licences(modules: Path) -> Iterator[str]:
    """What yasgui.min.js is made of: each package with its licence and that licence's text."""
    yield "yasgui.min.js and yasgui.min.css are made of these packages.\n"
    packages = json.loads((LOCK / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for place in sorted(filter(None, packages)):
        folder = modules.parent / place
        facts = json.loads((folder / "package.json").read_text(encoding="utf-8"))
        yield "=" * 78
        yield f"{facts['name']} {facts['version']}: {facts.get('license', 'see below')}\n"
        for file in sorted(folder.iterdir()):
            if re.match(r"(?i)(licen[cs]e|copying)", file.name) and file.is_file():
                yield file.read_text(encoding="utf-8").strip() + "\n"


if __name__ == "__main__":
    sys.exit(main())
