#!/usr/bin/env python3
"""Says whether an evidence bundle is what it was: every byte, every quote at its place.

    python verify.py [--fingerprint SHA256] [FOLDER]

Needs nothing but Python 3.9. Exit code 0 when all is well, 1 when something differs. MANIFEST has
the SHA-256 of every file (sha256sum -c MANIFEST reads it, too); the fingerprint is the SHA-256 of
the manifest. Whoever gave you the bundle can tell you the fingerprint in another way; then also
this script and the manifest cannot have been exchanged.
"""

import argparse
import hashlib
import json
import re
import sys
from pathlib import Path

LINE = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9_-]+(?:[./][A-Za-z0-9_-]+)*)")


def main() -> int:
    """Check the bundle that the command line names, or the one that this script is in."""
    parser = argparse.ArgumentParser(description="Check an evidence bundle.")
    parser.add_argument("--fingerprint", help="SHA-256 that MANIFEST has to have")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    arguments = parser.parse_args()
    problems, statements, found = check(arguments.folder)
    if arguments.fingerprint not in (None, found):
        problems.append("MANIFEST: has another fingerprint")
    end = f"{len(problems)} problems" if problems else f"valid: {statements} statements"
    sys.stdout.write("\n".join([*problems, f"fingerprint {found}", end, ""]))
    return 1 if problems else 0


def check(folder: Path) -> tuple[list[str], int, str]:
    """What is wrong, how many statements were compared, and the manifest's SHA-256."""
    try:
        manifest = (folder / "MANIFEST").read_bytes()
    except OSError as error:
        return [f"MANIFEST: {error.strerror}"], 0, ""
    problems = []
    listed = {}
    for line in manifest.decode("utf-8", "replace").split("\n")[:-1]:
        match = LINE.fullmatch(line)
        if match is None or match[2] in listed:
            problems.append(f"MANIFEST: not a line of it: {line!r}")
        else:
            listed[match[2]] = match[1]
    if not manifest.endswith(b"\n"):
        problems.append("MANIFEST: is cut off")
    there = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if not path.is_dir() or path.is_symlink()
    }
    problems += [f"{name}: is not in MANIFEST" for name in sorted(there - {*listed, "MANIFEST"})]
    problems += [f"{name}: is missing" for name in sorted(listed.keys() - there)]
    for name in sorted(listed.keys() & there):
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != listed[name]:
            problems.append(f"{name}: was changed")
    statements = 0
    if not problems:
        wrong, statements = quotes(folder, listed)
        problems += wrong
    return problems, statements, hashlib.sha256(manifest).hexdigest()


def quotes(folder: Path, listed: "dict[str, str]") -> tuple[list[str], int]:
    """Compare every quote of statements.jsonl with the text of its article at its offsets."""
    problems = []
    texts = {}
    count = 0
    for line in (folder / "statements.jsonl").read_text(encoding="utf-8").split("\n")[:-1]:
        one = json.loads(line)
        name = one["article"]
        if name not in listed:
            problems.append(f"statements.jsonl: {name} is not in the bundle")
            continue
        if name not in texts:
            # Bytes, since reading as text would change line ends.
            texts[name] = (folder / name).read_bytes().decode("utf-8")
        count += 1
        problems += [
            f"{name}: does not read {place['text']!r} at {place['start']}"
            for place in one["quotes"]
            if texts[name][place["start"] : place["end"]] != place["text"]
        ]
    return problems, count


if __name__ == "__main__":
    sys.exit(main())
