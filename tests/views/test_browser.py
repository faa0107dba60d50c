"""The page in a real browser that may load nothing but the page."""

import pytest

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
    assert page.locator("#list button").count() == 14
    drawn = page.evaluate("""() => {
        const canvas = document.querySelector("#network canvas");
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        return new Set(new Uint32Array(data.buffer)).size;
    }""")
    assert drawn > 50  # colours: something is painted


def test_search_click_and_read(visit):
    page = visit().page
    page.get_by_role("searchbox").fill("ARMED aggression")
    assert page.get_by_role("status").text_content() == "1 of 14"
    page.locator("#list li:visible button").click()
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
    page = visit().page
    page.get_by_role("searchbox").fill("zebra")
    assert page.get_by_text("No statement has these words.").is_visible()
    page.get_by_role("searchbox").fill("")
    assert page.locator("#list li:visible").count() == 14


def test_keyboard_alone(visit):
    page = visit().page
    focused = "document.activeElement.id || document.activeElement.textContent"
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate(focused) == "search":
            break
    page.keyboard.type("khabar")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.evaluate(focused) == "panel-title"
    assert (
        quote_shown(page) == "that the death toll which was 44 on Friday, significantly increased"
    )
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    assert "the death toll" in page.evaluate(focused)
    page.keyboard.press("ArrowUp")
    assert page.evaluate(focused) == "search"


def test_next_previous_and_the_chain(visit):
    page = visit().page
    page.get_by_role("searchbox").fill("Citing")
    page.keyboard.press("Enter")
    assert page.locator("#panel-title").inner_text() == "Kazakh Ministry of Health"
    page.locator("#panel .chain").get_by_role("button", name="Khabar 24").click()
    assert page.locator("#panel-title").inner_text() == "Khabar 24"
    page.get_by_role("button", name="Close").click()
    page.get_by_role("searchbox").fill("")
    page.locator("#list button").first.click()
    first = quote_shown(page)
    assert page.get_by_role("button", name="Previous statement").is_disabled()
    page.get_by_role("button", name="Next statement").click()
    assert quote_shown(page) != first
    page.get_by_role("button", name="Previous statement").click()
    assert quote_shown(page) == first


def test_nodes_can_be_pointed_at_and_clicked(visit):
    tab = visit()
    page = tab.page
    page.mouse.move(*tab.where("node.type === 'source'"))
    page.wait_for_function("KG.lit && KG.lit.size === 9")  # the ministry and its eight claims
    page.mouse.click(*tab.where("node.type === 'source'"))
    page.get_by_text("Said by Kazakh Foreign Ministry").wait_for()
    assert page.locator("#list li:visible").count() == 8
    page.get_by_role("button", name="Show all").last.click()
    page.mouse.click(*tab.where("node.type === 'entity'"))
    page.get_by_text("About Kazakhstan").wait_for()
    assert page.locator("#list li:visible").count() == 1
    page.locator("#filter-off").click()
    page.mouse.click(*tab.where("node.lines.join(' ').includes('not to distort')"))
    page.locator("#panel").wait_for()
    assert quote_shown(page) == "not to distort information regarding the unrest in the country"


@pytest.mark.parametrize("name", ["seed", "many", "hostile"])
def test_nothing_sticks_out_at_390_pixels(visit, name):
    page = visit(name, viewport={"width": 390, "height": 844}).page
    wide = "document.documentElement.scrollWidth"
    assert page.evaluate(wide) <= 390
    page.locator("#legend summary").click()
    assert page.evaluate(wide) <= 390
    page.locator("#list button").first.click()
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
    page = visit(color_scheme=scheme).page
    page.get_by_role("searchbox").fill("demands")
    texts = ["h1", ".summary", ".count", "#list .meta", "#list .act", "#list .words", "summary"]
    assert min(contrast(page, text) for text in texts) >= 4.5
    page.keyboard.press("Enter")
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
    page = visit().page
    page.locator("#list button").first.click()
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
        page.get_by_role("group", name="Khabar 24 media outlet").get_by_role("button").count() == 1
    )
    assert page.get_by_role("searchbox", name="Search statements").count() == 1


COUNT = """() => ["script", "iframe", "img", "link", "style", "base", "meta", "object", "embed",
    "form", "input", "a", "details", "template"]
    .map((tag) => `${tag} ${document.querySelectorAll(tag).length}`).join()"""


def test_no_payload_runs_anywhere(visit):
    """Every payload in every field: pointed at, clicked, searched for and opened."""
    tab = visit("hostile")
    page = tab.page
    before = page.evaluate(COUNT)
    nodes = page.evaluate("KG.nodes.length")
    assert nodes > 2 * len(PAYLOADS)
    for number in range(0, nodes, 9):
        page.mouse.move(*tab.where(f"node === KG.nodes[{number}]"))
        page.mouse.click(*tab.where(f"node === KG.nodes[{number}]"))
        page.keyboard.press("Escape")
        if page.locator("#filter").is_visible():
            page.locator("#filter-off").click()
        page.locator("#zoom-all").click()
    for payload in PAYLOADS:
        page.locator("#search").fill(payload)
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
    page.locator("#search").fill("")
    opened = page.evaluate("""async () => {
        const buttons = [...document.querySelectorAll("#list button")];
        for (const button of buttons) {
            button.click();
            for (const inner of document.querySelectorAll("#panel button.link")) inner.click();
            await new Promise((done) => setTimeout(done, 5));
        }
        return buttons.length;
    }""")
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
