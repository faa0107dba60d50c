"""The query page in a real browser: it asks nobody but its server, and hostile text stays text."""

import re

import pytest
from rdflib import Literal, URIRef

from kg.store.documents import put
from kg.store.interface import Change
from kg.store.oxigraph import open_store
from tests.serve.servers import served
from tests.store.records import small_record
from tests.views.accessibility import violations
from tests.views.payloads import PAYLOADS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NOTES = URIRef("https://example.org/notes")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "store"
    notes = tuple(
        (URIRef(f"https://example.org/{number}"), URIRef("https://example.org/says"), text, NOTES)
        for number, text in enumerate(map(Literal, PAYLOADS))
    )
    with open_store(path) as store:
        put(store, small_record("one"))
        store.apply(Change(add=notes))
    with served(path, processes=1) as address:
        yield address


def worth(message):
    """Whether a message of the console is more than that the policy has stopped something: what
    the editor does with a text before it shows it escaped is to parse it in a document of its own,
    where Chromium reports what would not have run there anyway."""
    return message.type in ("error", "warning") and "Content Security Policy" not in message.text


@pytest.fixture
def tab(browser, address):
    """A tab with the page, that may have asked nobody else and met no error in the end."""
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    page = context.new_page()
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("dialog", lambda dialog: (errors.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: errors.append(message.text) if worth(message) else None)
    page.goto(f"{address}/")
    page.locator("html[data-ready=editor]").wait_for(state="attached")
    yield page
    context.close()
    assert errors == []
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []


def test_a_question_is_one_click(tab):
    tab.locator("button[data-name=denials]").click()
    tab.get_by_text(re.compile(r"results? in")).wait_for()
    tab.locator(".yasr_results:visible").get_by_text("Port Authority").first.wait_for()


def test_typing_and_completing_asks_nobody(tab):
    tab.locator(".CodeMirror").first.click()
    tab.keyboard.press("Control+A")
    tab.keyboard.type("PREFIX foaf: <http://xmlns.com/foaf/0.1/> SELECT * { ?a a foaf:Ag")
    tab.keyboard.press("Control+Space")
    tab.wait_for_timeout(500)


def test_hostile_text_stays_text(tab):
    tab.locator(".CodeMirror").first.click()
    tab.keyboard.press("Control+A")
    tab.keyboard.insert_text("SELECT ?o { ?s <https://example.org/says> ?o }")
    tab.keyboard.press("Control+Enter")
    tab.get_by_text(re.compile(r"results? in")).wait_for()
    tab.locator(".yasr_results:visible").get_by_text(PAYLOADS[0]).first.wait_for()
    tab.wait_for_timeout(300)  # for what must not happen
    assert tab.evaluate("window.pwned") is None


def test_a_query_that_fails_says_why(browser, address):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/")
    page.locator("html[data-ready=editor]").wait_for(state="attached")
    page.locator(".CodeMirror").first.click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("SELECT ?o { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    page.keyboard.press("Control+Enter")
    page.get_by_text("queries stay inside the store").first.wait_for()
    context.close()


def test_without_scripts_there_is_a_form(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/")
    assert page.locator("#query").is_visible()
    assert "SELECT ?source" in page.locator("#query").input_value()
    page.close()
    context.close()


def test_accessible_but_for_what_the_editor_itself_is(tab):
    tab.locator("button[data-name=denials]").click()
    tab.get_by_text(re.compile(r"results? in")).wait_for()
    assert violations(tab, "{ exclude: ['#editor'] }") == []


def test_nothing_sticks_out_at_390_pixels(tab):
    tab.set_viewport_size({"width": 390, "height": 844})
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
