"""A Chromium, the pages to look at, and tabs to look at them."""

import os
import warnings

import pytest

from kg.views.page import graph_page
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
    made = {
        "seed": graph_page([seed_record]),
        "many": graph_page(generated(120)),
        "hostile": graph_page(hostile(), title=PAYLOADS[0]),
    }
    for name, page in made.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return folder


@pytest.fixture
def visit(browser, pages):
    with visits(browser, pages) as start:
        yield start
