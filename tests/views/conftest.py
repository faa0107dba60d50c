"""A Chromium, the pages to look at, and tabs to look at them."""

import os
import warnings

import pytest

from kg.views.page import write_graph_page
from scripts.screenshots import ARGUMENTS, chromium
from tests.views.generated import generated, hostile
from tests.views.payloads import PAYLOADS
from tests.views.visit import visits

MISSING = (
    "NO CHROMIUM: THE GRAPH PAGE IS NOT TESTED. Run scripts/chromium (it installs the package"
    " 'chromium'), or set KG_CHROMIUM to the path of a Chromium or Chrome."
)


@pytest.fixture(scope="module")
def browser():
    path = chromium()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.warn(MISSING, stacklevel=1)
        pytest.skip(MISSING)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS])
        yield running
        running.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory, seed_record):
    folder = tmp_path_factory.mktemp("pages")
    write_graph_page([seed_record], folder / "seed.html")
    write_graph_page(generated(120), folder / "many.html")
    write_graph_page(hostile(), folder / "hostile.html", title=PAYLOADS[0])
    return folder


@pytest.fixture
def visit(browser, pages):
    with visits(browser, pages) as start:
        yield start
