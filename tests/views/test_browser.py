"""The page in a real browser that may load nothing but the page."""

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kg.views.frame import framed
from kg.views.page import graph_page
from tests.views.payloads import PAYLOADS
from tests.views.visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = (
    "“As the events in Almaty and several other regions of the country have shown, Kazakhstan has"
    " been subjected to armed aggression by well-coordinated terrorist groups trained abroad.”"
)


def quote_shown(page):
    return "".join(page.locator("#panel blockquote mark").all_text_contents())


def test_loads_alone_and_quietly(visit):
    page = visit().page
    assert page.title() == "Claims and their sources"
    assert page.locator("#network canvas").count() == 1
    assert page.locator("#list li button").count() == 14
    drawn = page.evaluate("""() => {
        const canvas = document.querySelector("#network canvas");
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        return new Set(new Uint32Array(data.buffer)).size;
    }""")
    assert drawn > 50  # colours: something is painted


def test_search_click_and_read(visit):
    tab = visit()
    page = tab.page
    tab.search("ARMED aggression")
    assert page.locator("#count").text_content() == "1 of 14 statements"
    page.locator("#list li button").click()
    tab.settle()
    panel = page.get_by_role("region", name="Kazakh Foreign Ministry", exact=True)
    assert panel.is_visible()
    assert quote_shown(page) == WORDS
    assert panel.locator("blockquote .s").text_content() == "The statement"
    assert panel.locator("blockquote .c").text_content() == "also said"
    text = panel.inner_text()
    facts = ("“Kazakh Foreign Ministry” (588–611)", "asserts, word for word", "not known")
    more = ("Kazakhstan — has been subjected to", "characters 1358–1539", "10 January 2022")
    for fact in (*facts, *more):
        assert fact in text
    assert page.locator("#panel blockquote").get_attribute("lang") == "en"


def test_nothing_found_is_said(visit):
    tab = visit()
    tab.search("zebra")
    assert tab.page.get_by_text("No statement fits.").is_visible()
    tab.search("")
    assert tab.page.locator("#list li").count() == 14


FOCUSED = "document.activeElement.id || document.activeElement.textContent"


def test_keyboard_alone(visit):
    tab = visit()
    page = tab.page
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == "search":
            break
    page.keyboard.type("death toll")
    tab.settle()
    page.keyboard.press("Enter")
    tab.settle()
    assert page.evaluate(FOCUSED) == "panel-title"
    assert (
        quote_shown(page) == "that the death toll which was 44 on Friday, significantly increased"
    )
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    assert "the death toll" in page.evaluate(FOCUSED)
    page.keyboard.press("ArrowUp")
    assert page.evaluate(FOCUSED) == "search"


@pytest.mark.parametrize("key", ["Enter", "ArrowDown"])
def test_who_types_faster_than_the_search_gets_what_he_typed(visit, key):
    tab = visit()
    tab.page.locator("#search").focus()
    tab.page.evaluate(
        """async (key) => {
        const input = document.getElementById("search");
        input.value = "ARMED aggression";
        input.dispatchEvent(new Event("input"));
        await new Promise((done) => setTimeout(done));  // the search has begun, and only that
        input.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    }""",
        key,
    )
    tab.settle()
    if key == "Enter":
        assert quote_shown(tab.page) == WORDS
    else:
        focused = tab.page.locator("#list li button:focus")
        assert "armed aggression" in focused.text_content()


def test_suggestions_by_keyboard(visit):
    tab = visit()
    page = tab.page
    page.locator("#search").focus()
    page.keyboard.type("khabar")
    tab.settle()
    page.locator("#suggestions [role=option]").first.wait_for()
    assert page.locator("#search").get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    assert page.locator("#search").get_attribute("aria-activedescendant") == "option-0"
    page.keyboard.press("Enter")
    tab.settle()
    assert page.locator("#filter-name").text_content() == "Said by Khabar 24"
    assert "focus=s" in page.evaluate("location.hash")
    kinds = {node["type"] for node in page.evaluate("KG.nodes.map(({ type }) => ({ type }))")}
    assert kinds <= {"source", "claim", "entity"}
    page.locator("#back").press("Enter")
    tab.settle()
    assert page.locator("#list li").count() == 14


def test_next_previous_and_the_chain(visit):
    tab = visit()
    page = tab.page
    tab.search("Citing")
    page.locator("#search").press("Enter")
    tab.settle()
    assert page.locator("#panel-title").inner_text() == "Kazakh Ministry of Health"
    page.locator("#panel .chain").get_by_role("button", name="Khabar 24").click()
    tab.settle()
    assert page.locator("#panel-title").inner_text() == "Khabar 24"
    page.get_by_role("button", name="All statements").click()
    tab.search("")
    page.locator("#list li button").first.click()
    tab.settle()
    first = quote_shown(page)
    assert page.get_by_role("button", name="Previous statement").is_disabled()
    page.get_by_role("button", name="Next statement").click()
    tab.settle()
    assert quote_shown(page) != first
    page.get_by_role("button", name="Previous statement").click()
    tab.settle()
    assert quote_shown(page) == first


def test_nodes_can_be_pointed_at_and_clicked(visit):
    tab = visit()
    page = tab.page
    page.mouse.move(*tab.where("node.type === 'source'"))
    tab.until("KG.lit && KG.lit.size === 9")  # the ministry and its eight claims
    page.mouse.click(*tab.where("node.lines.join(' ').includes('not to distort')"))
    tab.settle()
    assert quote_shown(page) == "not to distort information regarding the unrest in the country"
    page.keyboard.press("Escape")
    page.locator("#zoom-all").click()
    page.mouse.click(*tab.where("node.type === 'source'"))
    tab.settle()
    assert page.locator("#filter-name").text_content() == "Said by Kazakh Foreign Ministry"
    assert page.locator("#list li").count() == 8
    page.locator("#back").click()
    tab.settle()
    page.mouse.click(*tab.where("node.type === 'entity' && node.topic === 'Kazakhstan'"))
    tab.settle()
    assert page.locator("#filter-name").text_content() == "About Kazakhstan"
    assert 1 <= page.locator("#list li").count() < 14


def test_filters_leave_what_they_say_and_stay_in_the_address(visit):
    tab = visit("many")
    page = tab.page
    page.locator("#legend summary").click()
    page.get_by_role("checkbox", name="denies").check()
    tab.settle()
    wanted = page.evaluate(
        "KG.column.act.reduce((sum, act) => sum + (KG.acts[act] === 'denies'), 0)"
    )
    assert page.locator("#count").text_content() == f"{wanted} of 120 statements"
    assert page.locator("#list li").count() == wanted
    page.get_by_role("combobox", name="Confidence").select_option("90")
    tab.settle()
    sure = page.evaluate("""KG.column.act.reduce((sum, act, row) => sum
        + (KG.acts[act] === 'denies' && KG.column.sure[row] !== 255
        && KG.column.sure[row] >= 90), 0)""")
    assert page.locator("#count").text_content() == f"{sure} of 120 statements"
    address = page.evaluate("location.href")
    page.goto("about:blank")
    page.goto(address)
    page.locator("html[data-ready]").wait_for(state="attached")
    assert page.locator("#count").text_content() == f"{sure} of 120 statements"
    page.locator("#legend").evaluate("(legend) => { legend.open = true; }")
    page.get_by_role("button", name="Take all filters off").click()
    tab.settle()
    assert page.locator("#count").text_content() == "120 statements"
    assert page.evaluate("location.hash") == ""


def test_a_click_adds_to_the_picture_and_never_too_much(visit):
    tab = visit("many")
    page = tab.page
    page.mouse.click(*tab.where("node.type === 'hub'"))
    tab.settle()
    first = page.evaluate("KG.nodes.length")
    page.locator("#depth").click()
    tab.settle()
    wider = page.evaluate("KG.nodes.length")
    assert first < wider <= 2000
    assert page.locator("#depth").get_attribute("aria-pressed") == "true"
    overlaps = page.evaluate("""KG.nodes.filter((a, i) => KG.nodes.some((b, j) => j < i
        && Math.abs(a.x - b.x) < (a.w + b.w) / 2 - 1
        && Math.abs(a.y - b.y) < (a.h + b.h) / 2 - 1)).length""")
    assert overlaps == 0


@pytest.mark.parametrize("kind", ["csv", "json", "gexf", "png"])
def test_what_is_visible_can_be_saved(visit, kind):
    tab = visit("hostile")
    page = tab.page
    page.locator("#legend").evaluate("(legend) => { legend.open = true; }")
    with page.expect_download() as waiting:
        page.locator(f"#exports button[data-as={kind}]").click()
    content = Path(waiting.value.path()).read_bytes()
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))
        assert len(rows) == 1 + 2 * len(PAYLOADS)
        assert not any(cell.strip()[:1] in {"=", "+", "-", "@"} for row in rows for cell in row)
    elif kind == "json":
        assert len(json.loads(content)) == 2 * len(PAYLOADS)
    elif kind == "gexf":
        nodes = ElementTree.fromstring(content).iter("{http://gexf.net/1.3}node")
        assert len(list(nodes)) == page.evaluate("KG.nodes.length")
    else:
        assert content.startswith(b"\x89PNG")


@pytest.mark.parametrize("name", ["seed", "many", "hostile"])
def test_nothing_sticks_out_at_390_pixels(visit, name):
    tab = visit(name, viewport={"width": 390, "height": 844})
    page = tab.page
    wide = "document.documentElement.scrollWidth"
    assert page.evaluate(wide) <= 390
    page.locator("#legend summary").click()
    assert page.evaluate(wide) <= 390
    page.locator("#list li button").first.click()
    tab.settle()
    assert page.evaluate(wide) <= 390
    assert page.evaluate("document.getElementById('panel').scrollWidth") <= 390


def contrast(page, selector):
    """WCAG contrast of an element's text with the first opaque background behind it."""
    return page.evaluate(
        """(selector) => {
        const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
        const light = ([r, g, b]) => [r, g, b]
            .map((v) => v / 255)
            .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
            .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
        const element = document.querySelector(selector);
        let behind = element;
        const back = () => numbers(getComputedStyle(behind).backgroundColor);
        while (back().length === 4 && back()[3] === 0) behind = behind.parentElement;
        const pair = [light(numbers(getComputedStyle(element).color)), light(back())];
        return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    }""",
        selector,
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark_can_be_read(visit, scheme):
    tab = visit(color_scheme=scheme)
    page = tab.page
    tab.search("not to distort")
    texts = ["h1", ".summary", ".count", "#list .meta", "#list .act", "#list .words", "summary"]
    assert min(contrast(page, text) for text in texts) >= 4.5
    page.locator("#search").press("Enter")
    tab.settle()
    texts = ["#panel blockquote", "#panel mark", "#panel .s", "#panel dt", "#panel .kind"]
    assert min(contrast(page, text) for text in texts) >= 4.5
    red = page.evaluate("parseInt(getComputedStyle(document.body).backgroundColor.slice(4))")
    assert (red > 200) == (scheme == "light")


def test_says_what_it_is_without_scripts(browser, pages):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((pages / "seed.html").as_uri())
    assert page.locator("noscript p").is_visible()
    context.close()


def test_everything_has_a_name_for_a_screen_reader(visit):
    tab = visit()
    page = tab.page
    page.locator("#list li button").first.click()
    tab.settle()
    unnamed = page.evaluate("""() => [...document.querySelectorAll("button, input, [role=img]")]
        .filter((e) => !(e.textContent.trim() || e.ariaLabel || e.labels?.length))
        .map((e) => e.outerHTML)""")
    assert unnamed == []
    doubled = page.evaluate("""() => [...document.querySelectorAll("[id]")].map((e) => e.id)
        .filter((id, i, all) => all.indexOf(id) !== i)""")
    assert doubled == []
    assert page.get_by_role("main").count() == 1
    for name in (
        "Picture of sources and their statements",
        "Statements",
        "Kazakh Foreign Ministry",
    ):
        assert page.get_by_role("region", name=name, exact=True).count() == 1
    assert (
        page.get_by_role("group", name="Khabar 24 media outlet").get_by_role("button").count() == 2
    )
    assert page.get_by_role("combobox", name="Search statements").count() == 1


def test_works_in_a_notebook(browser, tmp_path, seed_record):
    notebook = tmp_path / "notebook.html"
    notebook.write_text(framed(graph_page([seed_record])), encoding="utf-8")
    tab = Visit(browser, notebook)
    frame = tab.page.frame_locator("iframe")
    frame.locator("#list li button").first.click()
    frame.locator("#panel-title").wait_for()
    assert frame.locator("#list li").count() == 14
    assert tab.errors == []
    tab.context.close()


COUNT = """() => ["script", "iframe", "img", "link", "style", "base", "meta", "object", "embed",
    "form", "input", "a", "details", "template"]
    .map((tag) => `${tag} ${document.querySelectorAll(tag).length}`).join()"""


def test_no_payload_runs_anywhere(visit):
    """Every payload in every field: pointed at, clicked, searched for and opened."""
    tab = visit("hostile")
    page = tab.page
    before = page.evaluate(COUNT)
    nodes = page.evaluate("KG.nodes.length")
    assert nodes > len(PAYLOADS)
    for number in range(0, nodes, 9):
        page.mouse.move(*tab.where(f"node === KG.nodes[{number}]"))
        page.mouse.click(*tab.where(f"node === KG.nodes[{number}]"))
        tab.settle()
        page.evaluate("KG.choose({ focus: [], at: null })")
        tab.settle()
        page.locator("#zoom-all").click()
    for payload in PAYLOADS:
        tab.search(payload)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
    page.evaluate("KG.choose({ q: '', focus: [], doc: '', at: null })")
    tab.settle()
    page.evaluate("""async () => {
        const settled = () => new Promise((done) => setTimeout(done, 15));
        for (const source of KG.sources.keys()) {
            KG.choose({ focus: [`s${source}`], depth: 2 });
            while (KG.busy()) await settled();
        }
        KG.choose({ focus: [], depth: 1 });
        await settled();
    }""")
    tab.settle()
    opened = page.evaluate("""async () => {
        document.querySelector("#list .more").click();
        const rows = [...Array(KG.count).keys()];
        for (const row of rows) {
            KG.choose({ at: row });
            do await new Promise((done) => setTimeout(done, 5)); while (KG.busy());
            for (const inner of document.querySelectorAll("#panel button.link")) inner.click();
        }
        return rows.length;
    }""")
    tab.settle()
    assert opened == 2 * len(PAYLOADS)
    shown = page.locator("#panel-title").inner_text()
    assert shown
    assert page.locator("#panel a").count() == 0  # no address of theirs is a link
    assert page.evaluate(COUNT) == before
    assert page.evaluate("typeof window.pwned") == "undefined"
    handlers = """[...document.querySelectorAll("*")].flatMap((e) => e.getAttributeNames())
        .filter((name) => name.startsWith("on"))"""
    assert page.evaluate(handlers) == []


def test_policy_stops_what_would_get_through(browser, pages):
    """The second wall: even a script in the page neither runs nor loads anything."""
    tab = Visit(browser, pages / "seed.html")
    outcome = tab.page.evaluate("""async () => {
        const script = document.createElement("script");
        script.textContent = "window.pwned = 1";
        document.body.append(script);
        const markup = document.createElement("div");
        markup.innerHTML = "<img src=x onerror='window.pwned=2'>"
            + "<a href='javascript:window.pwned=3'>x</a>";
        document.body.append(markup);
        markup.querySelector("a").click();
        const fetched = await fetch("https://evil.example/").then(() => "loaded", () => "stopped");
        await new Promise((done) => setTimeout(done, 100));
        return [fetched, typeof window.pwned];
    }""")
    assert outcome == ["stopped", "undefined"]
    assert {failed.split()[0] for failed in tab.failed} == {"csp"}
    assert len(tab.failed) == len(tab.asked())
    assert len([e for e in tab.errors if "Content Security Policy" in e]) >= 3
    tab.context.close()
