"""The pages in a real browser, served and static: nothing fails, axe finds no violation, questions and queries are answered."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from browsing import Visit, browser, plain_host
from pypdf import PdfReader
from serving import Serving

from biopic.pages.address import LANGUAGES, NODES, Address
from biopic.pages.render import addresses
from biopic.publishing.pages import open_source
from biopic.store import open_store, write_store

SITES = ("served", "static")
KINDS = (
    "index", "ask", "sparql", "network", "search", "gaps", "ontology", "missing", "question", "question with a form", "sheet",
    "film", "person", "character", "event", "place", "portrayal", "document", "assertion", "comparison", "time", "verdict", "link",
)  # fmt: skip
NAMED = {
    "film": "id/lamp", "person": "id/ada-moss", "character": "id/lamp/ada", "event": "id/last-watch-of-ada-moss", "place": "id/north-rock",
    "question": "ask/documents", "question with a form": "ask/who-plays-whom",
}  # fmt: skip
WORDY = ("film", "document", "assertion", "question")
"""Kinds that show words of documents, and gists where the documents are absent."""

SLOW = ("sparql", "network")
"""The kinds whose scripts fetch something before they are whole."""


class Look(NamedTuple):
    """How a page is looked at: light or dark, in which language, in a window how many pixels wide."""

    scheme: str
    language: str
    width: int


LOOKS = [
    Look(("light", "dark")[(at + number) % 2], language, width)
    for at, width in enumerate((360, 768, 1920))
    for number, language in enumerate(LANGUAGES)
]
"""Every two of a scheme, a language and a width meet; all three together would take twice as long, and colours do not
depend on the width and the language at once."""
VIEWS = [(site, kind) for site in SITES for kind in KINDS if (site, kind) != ("static", "ontology")]
VIEWS += [("bare", kind) for kind in WORDY]

Open = Callable[..., Visit]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def bare_store(lamp_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the same graph without any text."""
    opened = open_store(lamp_store)
    path = tmp_path_factory.mktemp("bare") / "store"
    write_store(path, opened.store, base=opened.base, texts={})
    return path


@pytest.fixture(scope="module")
def roots(chromium: Any, lamp_store: Path, bare_store: Path, lamp_site: Path) -> Iterator[dict[str, str]]:
    """Return where the same graph is served, with its texts and without, and where its site stands on a plain web host."""
    with Serving(lamp_store) as serving, Serving(bare_store) as bare, plain_host(lamp_site) as host:
        yield {
            "served": f"{serving.address.rstrip('/')}/",
            "bare": f"{bare.address.rstrip('/')}/",
            "static": host,
            "folder": f"{lamp_site.as_uri()}/",
        }


@pytest.fixture(scope="module")
def paths(lamp_store: Path) -> dict[str, str]:
    """Return a page of each kind."""
    source = open_source(lamp_store.resolve(), open_store(lamp_store).generation)
    found: dict[str, str] = {}
    for each in [Address("missing"), *addresses(source.target)]:
        if each.kind in NODES or each.kind == "sheet" or not each.name:
            found.setdefault(each.kind, each.path())
    return {**found, **{kind: f"{path}.html" for kind, path in NAMED.items()}}


@pytest.fixture(scope="module")
def windows(chromium: Any, roots: dict[str, str]) -> Iterator[dict[str, Visit]]:
    """Return one window on each site, for tests that only look."""
    context = chromium.new_context(reduced_motion="reduce")
    yield {site: Visit(context.new_page(), root) for site, root in roots.items()}
    context.close()


@pytest.fixture
def opened(chromium: Any, roots: dict[str, str]) -> Iterator[Open]:
    """Return a function that opens a window on a site; whatever went wrong in it fails the test in the end."""
    contexts, visits = [], []

    def visit(site: str, **more: Any) -> Visit:
        context = chromium.new_context(
            **{"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", **more}
        )
        contexts.append(context)
        visits.append(Visit(context.new_page(), roots[site]))
        return visits[-1]

    yield visit
    for context in contexts:
        context.close()
    assert [told for each in visits for told in each.wrong] == []


def see(visit: Visit, kind: str, path: str, look: Look) -> None:
    """Hold a page to what every page keeps to: one heading, its language, no stranger asked, nothing that axe finds, no sideways scrolling."""
    visit.wrong.clear()
    visit.page.emulate_media(color_scheme=look.scheme)
    visit.page.set_viewport_size({"width": look.width, "height": 800})
    page = visit.to(path if look.language == LANGUAGES[0] else f"{look.language}/{path}", quiet=kind in SLOW)
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == look.language
    assert visit.faults() == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= look.width
    assert [told for told in visit.wrong if not (kind == "missing" and ("404" in told or "missing.html" in told))] == []


@pytest.mark.parametrize(("number", "site", "kind"), [(number, *view) for number, view in enumerate(VIEWS)])
def test_page_is_whole_and_for_everybody(
    number: int, site: str, kind: str, windows: dict[str, Visit], paths: dict[str, str]
) -> None:
    """Each kind of page on each site in one look; the next page is looked at in the next one, so that all of them come up."""
    see(windows[site], kind, paths[kind], LOOKS[number * 5 % len(LOOKS)])


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(map(str, look)))
@pytest.mark.parametrize(("site", "kind"), VIEWS)
def test_page_is_for_everybody_in_every_look(
    look: Look, site: str, kind: str, windows: dict[str, Visit], paths: dict[str, str]
) -> None:
    """Each kind of page on each site in all looks."""
    see(windows[site], kind, paths[kind], look)


def test_fact_sheet_is_printed_dark_on_white(opened: Open, paths: dict[str, str]) -> None:
    """A dark screen too gives paper as it should be; what can only be clicked is not on it."""
    visit = opened("served", color_scheme="dark")
    page = visit.to(paths["sheet"])
    printed = PdfReader(io.BytesIO(page.pdf(format="A4")))
    text = " ".join(" ".join(each.extract_text() for each in printed.pages).split())
    assert page.locator("h1").inner_text() in text
    assert "SPARQL" not in text and "Deutsch" not in text
    page.emulate_media(media="print", color_scheme="dark")
    ink, paper = (page.evaluate(f"getComputedStyle(document.body).{each}") for each in ("color", "backgroundColor"))
    assert brightness(ink) < 80 and brightness(paper) > 240
    assert visit.faults() == []


def brightness(colour: str) -> float:
    """Return how bright a colour of CSS is, from 0 to 255; what is transparent shows the paper."""
    numbers = [float(each) for each in re.findall(r"[\d.]+", colour)]
    return 255.0 if len(numbers) == 4 and not numbers[3] else sum(numbers[:3]) / 3


@pytest.mark.parametrize("site", SITES)
def test_question_is_asked_and_answered(site: str, opened: Open) -> None:
    """By its form; the answer links to the things that it names and to the passages under it."""
    visit = opened(site)
    page = visit.to("ask/who-plays-whom.html")
    page.get_by_role("textbox").or_(page.get_by_role("combobox")).first.fill("lamp")
    page.locator("#asking button[type=submit]").click()
    page.locator("#count").wait_for()
    cell = page.locator("#answer").get_by_role("link", name="Ines Carr").first
    assert page.locator("#answer [role=row]").count() > 1
    assert re.search(r"film=lamp", page.url)
    cell.click()
    page.locator("h1").filter(has_text="Ines Carr").wait_for()


@pytest.mark.parametrize("site", SITES)
def test_query_is_run(site: str, opened: Open) -> None:
    """Rows, triples, yes or no, and what is wrong with it."""
    visit = opened(site)
    page = visit.to("sparql.html")
    write(page, "SELECT ?who ?whom { ?who biopic:portrays ?whom } ORDER BY ?who")
    page.locator("#shown table.found tbody tr").first.wait_for()
    assert "Ines Carr" in page.locator("#shown").inner_text()
    write(page, "CONSTRUCT { ?who biopic:portrays ?whom } { ?who biopic:portrays ?whom }")
    page.locator("#shown canvas").first.wait_for()
    write(page, "ASK { ?film a biopic:Film }")
    page.locator("#status .lead").wait_for()
    visit.wrong, before = [], len(visit.wrong)
    assert before == 0
    write(page, "SELECT nonsense")
    page.locator("#status [role=alert]").wait_for()
    assert visit.faults() == []
    visit.wrong = [told for told in visit.wrong if "400" not in told]


def write(page: Any, query: str) -> None:
    """Type a query into the editor, with its prefixes in front, and run it by the keyboard."""
    page.locator("#editor .CodeMirror").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(f"PREFIX biopic: <https://w3id.org/biopic/ontology#>\n{query}")
    page.keyboard.press("Control+Enter")


def test_query_that_never_ends_is_stopped_and_the_page_lives(opened: Open) -> None:
    """The store works beside the page; stopping it lets the next query be answered."""
    page = opened("static").to("sparql.html")
    write(page, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    page.locator("#stop").wait_for()
    page.locator("[data-theme-switch]").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.locator("#stop").click()
    page.locator("#status [role=alert]").wait_for()
    write(page, "SELECT ?film { ?film a biopic:Film }")
    page.locator("#shown table.found tbody tr").first.wait_for()


@pytest.mark.parametrize("site", SITES)
def test_search_finds_things_and_passages(site: str, opened: Open) -> None:
    visit = opened(site)
    page = visit.to("search.html")
    page.locator("#q").fill("ada")
    page.keyboard.press("Enter")
    page.locator("main").get_by_role("link", name="Ada Moss").first.click()
    page.locator("h1").filter(has_text="Ada Moss").wait_for()


@pytest.mark.parametrize("site", SITES)
def test_language_and_theme_change_and_stay(site: str, opened: Open) -> None:
    """The same page in the other language; the theme on the next page as well."""
    page = opened(site, color_scheme="light").to("id/ada-moss.html")
    page.locator("[data-theme-switch]").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("link", name="Deutsch").click()
    page.wait_for_url("**/de/id/ada-moss.html")
    assert page.locator("html").get_attribute("lang") == "de"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    assert page.locator("h1").inner_text().startswith("Ada Moss")
    page.get_by_role("link", name="English").click()
    page.wait_for_url(lambda url: url.endswith("/id/ada-moss.html") and "/de/" not in url)


@pytest.mark.parametrize("site", SITES)
def test_keyboard_alone_reaches_an_answer(site: str, opened: Open) -> None:
    """Skip to the content, along the navigation to the questions, into a form, to its answer; the focus can be seen."""
    page = opened(site).to("index.html")
    page.keyboard.press("Tab")
    assert focused(page, "className") == "skip"
    page.keyboard.press("Enter")
    assert focused(page, "id") == "main"
    page.goto(page.url.partition("#")[0])
    tab_to(page, "a[href$='ask.html']")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    page.wait_for_url("**/ask.html")
    tab_to(page, "a[href$='ask/who-plays-whom.html']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/who-plays-whom.html")
    tab_to(page, "#asking input")
    page.keyboard.type("lamp")
    page.keyboard.press("Enter")
    page.locator("#count").wait_for()
    tab_to(page, "#answer a")


def focused(page: Any, what: str) -> str:
    return str(page.evaluate(f"document.activeElement.{what}"))


def tab_to(page: Any, selector: str, most: int = 150) -> None:
    """Press Tab until an element of the selector has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"no {selector} within {most} steps")


@pytest.mark.parametrize("site", SITES)
def test_scripts_off_loses_no_content(site: str, opened: Open, paths: dict[str, str]) -> None:
    """All but the editor and the network is there; the server answers forms, the static site says what needs scripts."""
    visit = opened(site, java_script_enabled=False)
    for kind in ("index", "film", "person", "document", "assertion", "gaps", "ask"):
        page = visit.to(paths[kind])
        assert page.locator("h1").count() == 1 and len(page.locator("main").inner_text()) > 100, kind
    page = visit.to("document/lamp/chronicle.html")
    page.locator("main a[href^='#']").first.click()
    assert "#" in page.url
    page = visit.to("ask/who-plays-whom.html")
    if site == "static":
        assert page.locator("#needs").is_visible()
        return
    page.locator("#asking input").first.fill("lamp")
    page.locator("#asking button[type=submit]").click()
    assert "Ines Carr" in page.locator("#answer").inner_text()
    page = visit.to("search.html")
    page.locator("#q").fill("ada")
    page.keyboard.press("Enter")
    page.locator("main").get_by_role("link", name="Ada Moss").first.wait_for()


def test_first_page_is_there_at_once(opened: Open) -> None:
    """No WebAssembly, no library, few requests; the store comes only when something is asked."""
    visit = opened("static")
    visit.to("index.html")
    assert not [
        url for url in visit.asked if url.endswith((".wasm", ".gz")) or ("vendor" in url and url.endswith(".js"))
    ]
    assert len(visit.asked) <= 10
    visit.to("id/ada-moss.html")
    visit.to("ask/documents.html")
    assert not [url for url in visit.asked if ".wasm" in url]
    page = visit.to("ask/who-plays-whom.html")
    page.locator("#asking input").first.fill("lamp")
    page.keyboard.press("Enter")
    page.locator("#count").wait_for()
    assert len([url for url in visit.asked if ".wasm" in url]) == 1


def test_site_works_from_a_folder_as_far_as_browsers_allow(opened: Open) -> None:
    """Pages, styles, links and the theme; browsers refuse modules and data to a page from a folder, so that nothing can be asked."""
    visit = opened("folder")
    page = visit.to("index.html")
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith("Newsreader")
    page.locator("main a[href*='id/lamp']").first.click()
    page.locator("h1").wait_for()
    page.locator("main a[href*='document/']").first.click()
    page.wait_for_url("file://**/document/**")
    page.get_by_role("link", name="Deutsch").click()
    assert page.locator("html").get_attribute("lang") == "de"
    page.locator("[data-theme-switch]").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    refused = [told for told in visit.wrong if "origin 'null'" in told or "net::ERR_FAILED" in told]
    assert refused and all("file:" in told or told.startswith("console: Failed to load") for told in refused)
    visit.wrong = [told for told in visit.wrong if told not in refused]
