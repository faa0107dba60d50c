"""Pictures of a graph page. The one in the README:

    scripts/screenshots.py out/graph.html docs/graph.png --search "armed aggression"

Opens the page in a headless Chromium (scripts/chromium installs one) and, with --search, finds a
statement and opens it. --all writes a picture of each look (light, dark, narrow) beside the first.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

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


def chromium() -> str | None:
    """The Chromium of this machine: KG_CHROMIUM, or one on the PATH."""
    return os.environ.get("KG_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def screenshot(
    page: Path,
    picture: Path,
    *,
    width: int = 1440,
    height: int = 900,
    scheme: str = "light",
    search: str | None = None,
) -> None:
    """Write a PNG of what a window of this size shows (pixels); opens the statement searched."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*ARGUMENTS])
        tab = browser.new_page(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        tab.goto(page.resolve().as_uri())
        tab.wait_for_timeout(300)
        if search:
            tab.get_by_role("searchbox").fill(search)
            tab.keyboard.press("Enter")
            if width > 860:
                tab.get_by_role("button", name="Show all").click()
            tab.wait_for_timeout(300)
        tab.screenshot(path=str(picture))
        browser.close()


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("page", type=Path)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--search", help="open the first statement with these words")
    parser.add_argument("--all", action="store_true", help="also dark, narrow and without panel")
    options = parser.parse_args()
    if chromium() is None:
        print("no Chromium here: run scripts/chromium", file=sys.stderr)
        return 1
    screenshot(options.page, options.picture, search=options.search)
    if options.all:
        stem = options.picture.with_suffix("")
        for scheme in ("light", "dark"):
            for size in ((1440, 900), (390, 844)):
                for words in (None, options.search) if options.search else (None,):
                    name = f"{stem}-{scheme}-{size[0]}{'-panel' if words else ''}.png"
                    screenshot(
                        options.page,
                        Path(name),
                        width=size[0],
                        height=size[1],
                        scheme=scheme,
                        search=words,
                    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
