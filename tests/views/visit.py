"""A browser tab that may load nothing but one page, and notes all that the page does."""

import time
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60
"""Seconds until what has not happened counts as never: only a test that fails waits so long."""


class Visit:
    """A tab with one page, and everything that it did without being asked."""

    def __init__(self, browser, file: Path, **options):
        self.address = file.as_uri()
        options = {"viewport": {"width": 1280, "height": 860}, "reduced_motion": "reduce"} | options
        self.context = browser.new_context(**options)
        self.requests, self.failed, self.dialogs, self.errors = [], [], [], []
        self.context.route("**/*", self._route)
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE * 1000)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("requestfailed", lambda r: self.failed.append(f"{r.failure} {r.url}"))
        self.page.on("dialog", self._dialog)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._console)
        self.page.goto(self.address)
        if self.page.locator("#network").count():
            self.page.locator("html[data-ready]").wait_for(state="attached")
            self.settle()  # ready means that it can be used; the list's words come after it

    def _route(self, route):
        if route.request.url.startswith((self.address, "blob:")):
            route.continue_()
        else:
            route.abort()

    def _dialog(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _console(self, message):
        if message.type in ("error", "warning"):
            self.errors.append(message.text)

    def asked(self):
        return [u for u in self.requests if not u.startswith((self.address, "data:", "blob:"))]

    def settle(self):
        """Wait until the page has done what it was asked for."""
        self.page.evaluate("""async () => {
            for (let quiet = 0; quiet < 3; quiet = KG.busy() ? 0 : quiet + 1)
                await new Promise((done) => setTimeout(done, 20));
        }""")

    def until(self, condition):
        """Wait until a JavaScript expression is true (the policy forbids Playwright its way)."""
        end = time.monotonic() + PATIENCE
        while not self.page.evaluate(condition):
            assert time.monotonic() < end, f"never {condition}"
            self.page.wait_for_timeout(20)

    def search(self, words):
        """Type words into the search field and wait for what they find."""
        self.page.locator("#search").fill(words)
        self.settle()

    def where(self, node):
        """The point on the screen where a node is, by a JavaScript condition on ``node``."""
        return self.page.evaluate(
            f"""() => {{
                const node = KG.nodes.find((node) => {node});
                const at = KG.network.canvasToDOM({{ x: node.x, y: node.y }});
                const frame = document.getElementById("network").getBoundingClientRect();
                return [at.x + frame.x, at.y + frame.y];
            }}"""
        )


@contextmanager
def visits(browser, folder):
    """Opens pages of a folder by name; at the end none may have asked, said or broken anything."""
    made = []

    def start(name="seed", **options):
        made.append(Visit(browser, folder / f"{name}.html", **options))
        return made[-1]

    yield start
    for one in made:
        one.context.close()
        assert one.errors == []
        assert one.asked() == []
        assert one.dialogs == []
