"""Every page in a real browser: accessible, narrow, dark, alone; hostile text stays text."""

import re

import pytest
from playwright.sync_api import Error

from kg.model import ClaimRelation, RelationKind, RelationMethod
from kg.views.comparison import comparison_page
from kg.views.dossier import dossier_page
from kg.views.frame import framed
from kg.views.page import graph_page
from kg.views.reading import reading_page
from kg.views.related import claim_key, related
from kg.views.report import write_report
from tests.views.accessibility import violations
from tests.views.generated import generated, hostile
from tests.views.payloads import PAYLOADS
from tests.views.visit import visits

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NAMES = ("cards", "overview", "reading", "dossier", "comparison", "index", "statements-1")


def relations_of(records, why="one of them says so"):
    keys = [claim_key(record, record.claims[0].id) for record in records[:4]]
    kinds = (RelationKind.CONTRADICTS, RelationKind.EQUIVALENT, RelationKind.UPDATE)
    for other, kind in zip(keys[1:], kinds, strict=True):
        pair = sorted((keys[0], other)) if kind is not RelationKind.UPDATE else (keys[0], other)
        yield ClaimRelation(*pair, kind, RelationMethod.POLARITY, 0.5, f"{why}: x")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("all")
    records = generated(120)
    others = related(records, relations_of(records))
    name = records[0].agent_of(records[0].attributions[0]).name
    pages = {
        "cards": graph_page(records[:2], others=others),
        "overview": graph_page(records, others=others),
        "reading": reading_page(records[0], others),
        "dossier": dossier_page(records, name, others),
        "comparison": comparison_page(records, "the", others),
    }
    bad = hostile()
    worse = related(bad, relations_of(bad, PAYLOADS[0]))
    for number in range(len(PAYLOADS)):
        pages[f"hostile-reading-{number}"] = reading_page(bad[number], worse)
        pages[f"hostile-dossier-{number}"] = dossier_page(bad, payload_name(bad[number]), worse)
    pages["hostile-graph"] = graph_page(bad, others=worse)
    pages["hostile-notebook"] = framed(pages["hostile-graph"])
    pages["hostile-comparison"] = comparison_page(bad, "0", worse)
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    write_report(records, folder, others=others)
    write_report(bad, folder / "hostile", others=worse)
    return folder


def payload_name(record):
    return record.agent_of(record.attributions[0]).name


@pytest.fixture
def open_page(browser, folder):
    with visits(browser, folder) as start:
        yield start


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_accessible(open_page, name, scheme):
    tab = open_page(name, color_scheme=scheme)
    page = tab.page
    assert violations(page) == []
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert violations(page) == []
    if name in ("cards", "overview"):
        page.locator("#legend").evaluate("(legend) => { legend.open = false; }")
        page.locator("#search").fill("the")
        tab.settle()
        assert violations(page) == []
        page.locator("#search").press("Escape")
        page.locator("#list li button").first.click()
        tab.settle()
        assert violations(page) == []


@pytest.mark.parametrize(
    "name",
    [*NAMES, "hostile-reading-0", "hostile-dossier-0", "hostile-comparison", "hostile/index"],
)
def test_nothing_sticks_out_at_390_pixels(open_page, name):
    page = open_page(name, viewport={"width": 390, "height": 844}).page
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_no_payload_runs_in_the_pages_of_an_article_and_a_source(open_page, number):
    for name in (f"hostile-reading-{number}", f"hostile-dossier-{number}"):
        page = open_page(name).page
        use(page)
        harmless(page)


@pytest.mark.parametrize(
    "name",
    ["hostile-comparison", *(f"hostile/{n}" for n in ("index", "statements-1", "documents-1"))],
)
def test_no_payload_runs_in_tables(open_page, name):
    page = open_page(name).page
    use(page)
    harmless(page)


def test_no_payload_leaves_a_notebooks_frame(open_page):
    page = open_page("hostile-notebook").page
    frame = page.frame_locator("iframe")
    for number in range(8):
        frame.locator("#list li button").nth(number).click()
        frame.locator("#panel .others").first.wait_for() if number == 0 else None
        frame.get_by_role("button", name="All statements").click()
    assert page.evaluate("typeof window.pwned") == "undefined"
    assert page.frames[1].evaluate("typeof window.pwned") == "undefined"
    with pytest.raises(Error, match=r"SecurityError|cross-origin"):
        page.frames[1].evaluate("parent.document.title")


def use(page):
    """Open, point at and click everything that can be."""
    page.evaluate("""() => {
        for (const one of document.querySelectorAll("details")) one.open = true;
        for (const one of document.querySelectorAll(".text [data-a], button, input, summary")) {
            one.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
            one.focus?.();
            if (!one.matches("a")) one.click();
        }
    }""")
    page.keyboard.press("Tab")
    page.wait_for_timeout(30)


def harmless(page):
    assert page.evaluate("typeof window.pwned") == "undefined"
    assert (
        page.evaluate(
            """[...document.querySelectorAll("*")].flatMap((e) => e.getAttributeNames())
            .filter((name) => name.startsWith("on"))"""
        )
        == []
    )
    tags = "script:not(body > script), iframe, img, object, embed, form, base, template, math"
    assert page.locator(tags).count() == 0
    links = page.evaluate("[...document.querySelectorAll('a')].map((a) => a.getAttribute('href'))")
    assert all(re.match(r"#|[a-z.-]+-?\d*\.(html|csv|json|md)$", link) for link in links), links


def test_pointing_at_words_shows_source_agent_and_claim(open_page, folder):
    page = open_page("reading").page
    words = page.locator(".text .q").first
    words.hover()
    card = page.locator("#hover")
    card.wait_for()
    for part in ("Source", "Claim", "Sure"):
        assert card.get_by_text(part, exact=True).count() == 1
    page.keyboard.press("Escape")
    assert card.is_hidden()
    page.locator(".text a.ref").first.focus()
    card.wait_for()
    page.keyboard.press("Enter")
    page.locator(".notes li:target details[open]").wait_for()  # opened by an event that follows


def test_marks_can_be_switched_off_by_keyboard(open_page):
    page = open_page("reading").page
    words = page.locator(".text .q").first
    shown = "(element) => getComputedStyle(element).backgroundColor"
    before = words.evaluate(shown)
    page.locator("#show-statements").press("Space")
    assert words.evaluate(shown) != before
    page.locator("#show-notes").press("Space")
    assert page.locator(".notes").first.is_hidden()
    page.locator("button.source").first.press("Enter")
    assert page.locator("button.source").first.get_attribute("aria-pressed") == "true"


def test_the_reports_pages_lead_to_each_other(open_page):
    page = open_page("index").page
    hrefs = page.evaluate(
        "[...document.querySelectorAll('nav a')].map((a) => a.getAttribute('href'))"
    )
    assert hrefs[:2] == ["index.html", "statements-1.html"]


def test_paper_shows_the_list_and_not_the_canvas(open_page):
    page = open_page("overview").page
    page.emulate_media(media="print")
    assert page.locator("#network").is_hidden()
    assert page.locator("#list li").first.is_visible()


@pytest.mark.parametrize("name", NAMES)
def test_quotes_say_their_language_and_direction(open_page, name):
    page = open_page(name).page
    bare = page.evaluate("""[...document.querySelectorAll("blockquote, q")]
        .filter((e) => !e.dir || !e.lang).length""")
    assert bare == 0


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_for_who_wants_no_motion(open_page, motion):
    """Playing is what the picture and every element of the page do after a choice."""
    tab = open_page("overview", reduced_motion=motion)
    page = tab.page
    before = page.evaluate("KG.network.getScale()")
    # After a frame: vis-network has the new scale at once, and then begins with the old one.
    at_once = page.evaluate("""new Promise((done) => {
        document.getElementById("zoom-in").click();
        requestAnimationFrame(() => done(KG.network.getScale()));
    })""")
    tab.until(f"KG.network.getScale() > {before} * 1.2")
    moved = page.evaluate("""[...document.querySelectorAll("*")].some((element) => {
        const { transitionDuration: times, animationName: name } = getComputedStyle(element);
        return times.split(", ").some((time) => time !== "0s") || name !== "none";
    })""")
    assert moved == (motion != "reduce")
    assert (at_once > before * 1.2) == (motion == "reduce")


def test_sources_of_an_article_end_where_its_words_do_at_390_pixels(open_page):
    page = open_page("reading", viewport={"width": 390, "height": 844}).page
    long = "senior official at the Ministry of Transport, not named"
    page.evaluate(
        "text => document.querySelectorAll('button.source :is(.name, .small)')"
        ".forEach(part => { part.textContent = text; })",
        long,
    )
    box = page.locator("button.source").first.bounding_box()
    assert box["x"] + box["width"] <= 390 - 18


def test_buttons_of_the_picture_do_not_cover_each_other_at_390_pixels(open_page):
    tab = open_page("overview", viewport={"width": 390, "height": 844})
    tab.page.evaluate("KG.choose({ focus: [KG.nodes[0].id] })")
    tab.settle()
    boxes = [
        one.bounding_box()
        for one in tab.page.locator(".tools button:visible, .legend > summary").all()
    ]
    assert len(boxes) == 6
    for number, a in enumerate(boxes):
        assert a["x"] >= 0
        assert a["x"] + a["width"] <= 390
        for b in boxes[:number]:
            assert (
                a["x"] + a["width"] <= b["x"]
                or b["x"] + b["width"] <= a["x"]
                or a["y"] + a["height"] <= b["y"]
                or b["y"] + b["height"] <= a["y"]
            )


def test_the_notice_covers_nothing_of_the_overview(open_page):
    tab = open_page("overview", viewport={"width": 1700, "height": 640})
    notice = tab.page.locator(".notice").bounding_box()
    top = tab.page.evaluate("""(() => {
        const frame = document.getElementById("network").getBoundingClientRect();
        return Math.min(...KG.nodes.map((node) => frame.y + KG.network.canvasToDOM(
            { x: node.x, y: node.y - node.h / 2 }).y));
    })()""")
    assert top >= notice["y"] + notice["height"]
