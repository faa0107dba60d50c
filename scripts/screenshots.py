"""Pictures of every view, from the sample article and the demo articles, into a folder:

    scripts/screenshots.py docs/

Builds both in memory, writes the pages to a temporary folder and opens them in a headless Chromium
(scripts/chromium installs one). --all adds each page in dark and on a narrow screen.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

SETTLE = "() => new Promise((done) => setTimeout(done, 500))"


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: of which page, after which JavaScript, how large (pixels), how it looks."""

    name: str
    page: str
    before: str = "() => 0"
    width: int = 1280
    height: int = 800
    scheme: str = "light"


SHOTS = (
    Shot("graph", "seed", "() => KG.choose({ q: 'armed aggression' }).then(() => "
         "KG.choose({ at: KG.found.order[0], q: '' }))", 1440, 900),
    Shot("overview", "graph"),
    Shot("topic", "graph", "() => KG.choose({ focus: ['twagons'] })", scheme="dark"),
    Shot("reading", "reading", "() => document.querySelector('.text .q').dispatchEvent("
         "new PointerEvent('pointerover', { bubbles: true }))"),
    Shot("dossier", "dossier"),
    Shot("comparison", "comparison"),
    Shot("report", "report/index"),
)  # fmt: skip


def chromium() -> str | None:
    """The Chromium of this machine: KG_CHROMIUM, or one on the PATH."""
    return os.environ.get("KG_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def write_pages(folder: Path) -> None:
    """Write each view: of the sample article the graph page, of the demo articles all."""
    import kg
    from kg.resources import resource

    with kg.build(resource("seeds")) as graph:
        (folder / "seed.html").write_text(graph.pages.graph(), encoding="utf-8")
    with kg.build(resource("seeds", "demo", "derailment.jsonl")) as graph:
        pages = {
            "graph": graph.pages.graph(),
            "reading": graph.pages.reading("wire-0303"),
            "dossier": graph.pages.dossier("Ministry of Transport"),
            "comparison": graph.pages.comparison("wagons lost"),
        }
        graph.pages.report(folder / "report")
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")


def take(shots: Iterator[Shot], pages: Path, pictures: Path) -> None:
    """Write a PNG for each shot."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*ARGUMENTS])
        for shot in shots:
            tab = browser.new_page(
                viewport={"width": shot.width, "height": shot.height},
                color_scheme="dark" if shot.scheme == "dark" else "light",
                reduced_motion="reduce",
            )
            tab.goto((pages / f"{shot.page}.html").as_uri())
            tab.evaluate(SETTLE)
            tab.evaluate(shot.before)
            tab.evaluate(SETTLE)
            tab.screenshot(path=str(pictures / f"{shot.name}.png"))
            tab.close()
        browser.close()


def everything() -> Iterator[Shot]:
    """Every picture, also dark and narrow."""
    for shot in SHOTS:
        yield shot
        for scheme in ("light", "dark"):
            for width, height in ((1280, 800), (390, 844)):
                name = f"{shot.name}-{scheme}-{width}"
                yield Shot(name, shot.page, shot.before, width, height, scheme)


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pictures", type=Path, help="folder for the PNG files")
    parser.add_argument("--all", action="store_true", help="also dark and narrow")
    options = parser.parse_args()
    if chromium() is None:
        print("no Chromium here: run scripts/chromium", file=sys.stderr)
        return 1
    options.pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        write_pages(Path(folder))
        take(everything() if options.all else iter(SHOTS), Path(folder), options.pictures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
