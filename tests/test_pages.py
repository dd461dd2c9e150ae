"""Pages: what they show, that nothing in the graph can break out of them, that every link on them leads somewhere."""

from __future__ import annotations

import json
import os
import posixpath
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import html5lib
import pyoxigraph as ox
import pytest

from biopic.build import Built, assemble, load_graph
from biopic.errors import InputError
from biopic.pages.address import LANGUAGES, NODES, Address, address_of, parse_path
from biopic.pages.highlight import highlight
from biopic.pages.order import life_order, story_order, tellings
from biopic.pages.render import ASSETS, NAVIGATION, VIEWS, addresses, render
from biopic.pages.scene import Scene, SiteKind, bind
from biopic.pages.spoken import say_quantity, say_time
from biopic.pages.thing import show as show_thing
from biopic.pages.words import load_words
from biopic.sparql import Local

ROOT = Path(__file__).resolve().parent.parent
HOSTILE = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


@pytest.fixture(scope="session")
def amadeus() -> tuple[Local, dict[str, str]]:
    """Return the dossier whose texts are ours, with the files of its documents."""
    built = assemble(load_graph(ROOT / "graph" / "amadeus", [ROOT / "docs"]))
    folder = ROOT / "graph" / "amadeus" / "documents"
    texts = {f"{built.base}document/amadeus/{path.stem}": str(path) for path in sorted(folder.glob("*.txt"))}
    return Local(built.store, built.base), texts


@pytest.fixture(scope="session")
def there(amadeus: tuple[Local, dict[str, str]]) -> Callable[[str], set[str]]:
    """Return a function that gives the places in the page at a path, which must be there; many pages lead to the same ones."""
    target, texts = amadeus
    return cache(lambda path: places(page(target, path, texts)))


def page(target: Local, path: str, texts: dict[str, str] | None = None, site: SiteKind = SiteKind.SERVED) -> str:
    """Return the body of the page at a path, which must be there."""
    found = parse_path(path)
    assert found, path
    made = render(target, texts or {}, found[0], found[1], site)
    assert made.found, path
    return made.body


@lru_cache(maxsize=2)
def parsed(body: str):  # type: ignore[no-untyped-def]
    """Return a page as a tree; anything that the HTML standard calls a parse error fails."""
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    tree = parser.parse(body)
    assert not [error for error in parser.errors if error[1] != "unexpected-null-character"], parser.errors
    return tree


def links(body: str) -> Iterator[str]:
    """Yield where the links of a page lead."""
    for element in parsed(body).iter():
        for key in ("href", "src", "{http://www.w3.org/1999/xlink}href"):
            if key in element.attrib:
                yield element.attrib[key]


def places(body: str) -> set[str]:
    """Return the names of the places in a page, each of which must be there once."""
    found = [element.attrib["id"] for element in parsed(body).iter() if "id" in element.attrib]
    assert len(found) == len(set(found)), sorted(each for each in found if found.count(each) > 1)
    return set(found)


def made(kind: str) -> bool:
    """Say whether the view of a kind of page is there."""
    return find_spec(f"biopic.pages.{VIEWS[kind]}") is not None


SAMPLES = (
    "index.html", "id/amadeus.html", "sheet/amadeus.html", "id/antonio-salieri.html", "id/amadeus/antonio-salieri.html",
    "id/amadeus/a-caller-in-a-mask.html", "id/death-of-wolfgang-amadeus-mozart.html", "id/vienna.html", "time/1791-12-05.html",
    "document/amadeus/life-article.html", "ontology.html",
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", SAMPLES)
def test_page_is_valid_and_every_link_leads_to_a_page(
    path: str, language: str, amadeus: tuple[Local, dict[str, str]], there: Callable[[str], set[str]]
) -> None:
    """Pages of kinds that are there; anchors must be there, too, and files of assets."""
    target, texts = amadeus
    path = path if language == "en" else f"{language}/{path}"
    body = page(target, path, texts)
    own = places(body)
    for link in links(body):
        if urlsplit(link).scheme:
            assert link.startswith(("https://", "http://")), link
            continue
        bare, anchor = urldefrag(link.partition("?")[0] if "#" not in link else link)
        where = posixpath.normpath(posixpath.join(posixpath.dirname(path), bare)) if bare else path
        assert not where.startswith(".."), link
        if where.startswith("assets/"):
            assert (ASSETS / where.removeprefix("assets/")).is_file(), link
            continue
        found = parse_path(where)
        assert found, link
        if not made(found[0].kind) or (not anchor and where.count("/") > 9):
            continue
        if found[2] == "html":
            known = own if where == path else there(where)
            assert not anchor or anchor in known, link
        else:
            assert found[0].kind in NODES, link


def test_every_address_of_the_graph_has_a_page(amadeus: tuple[Local, dict[str, str]]) -> None:
    """All that `addresses` names, of the kinds that are there, in both languages; and no two at one path."""
    target, texts = amadeus
    every = list(addresses(target))
    paths = [each.path() for each in every]
    assert len(paths) == len(set(paths)) > 1000
    for each in every[:: max(1, len(every) // 120)]:
        if made(each.kind):
            for language in LANGUAGES:
                assert render(target, texts, each, language, SiteKind.STATIC).found, each


def test_film_page_says_what_the_graph_says(amadeus: tuple[Local, dict[str, str]]) -> None:
    """The outcomes are counted as the store counts them; each departure stands there with both sides' words."""
    target, texts = amadeus
    body = page(target, "id/amadeus.html", texts)
    query = """PREFIX biopic: <https://w3id.org/biopic/ontology#>
        SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c biopic:outcome biopic:altered ; biopic:ofFilm ?f }"""
    count = int(target.run(query).rows[0][0].value)  # type: ignore[union-attr, index]
    assert re.search(rf'<span class="count">{count}</span> altered', body)
    assert "In the film a mediocre talent; in life being highly regarded." in body
    assert "knows exactly what he will never be" in body
    assert "F. Murray Abraham" in body or "Abraham" in body
    german = page(target, "de/id/amadeus.html", texts)
    assert re.search(rf'<span class="count">{count}</span> verändert', german)
    assert '<html lang="de">' in german


def test_words_stand_where_the_text_is_present_and_gists_where_it_is_absent(
    amadeus: tuple[Local, dict[str, str]],
) -> None:
    """The same page with and without texts, and again with a text that has changed since the build."""
    target, texts = amadeus
    with_words, without = (
        page(target, "document/amadeus/life-article.html", texts),
        page(target, "document/amadeus/life-article.html"),
    )
    assert "Two musicians of one city" in with_words and "Two musicians of one city" not in without
    assert "The text is not here" in without
    assert places(without) >= {f"p{m}" for m in re.findall(r'id="sp(\d+-\d+)"', with_words)}


def test_text_that_changed_since_the_build_is_not_shown(amadeus: tuple[Local, dict[str, str]], tmp_path: Path) -> None:
    """Its digest is not the document's, so its words are nobody's passages."""
    target, texts = amadeus
    iri = next(each for each in texts if each.endswith("life-article"))
    (tmp_path / "other.txt").write_text("Something else. " * 1000)
    assert "Something else" not in page(
        target, "document/amadeus/life-article.html", {iri: str(tmp_path / "other.txt")}
    )


def test_passage_leads_to_its_assertions_and_back(amadeus: tuple[Local, dict[str, str]]) -> None:
    """By anchors alone, so that no script is needed."""
    body = page(*amadeus_path(amadeus))
    runs = re.findall(r'class="run[^"]*" href="#(sp\d+-\d+)"', body)
    known = places(body)
    assert len(runs) > 50 and set(runs) <= known
    assert {link[1:] for link in links(body) if re.match(r"#p\d", link)} <= known


def amadeus_path(given: tuple[Local, dict[str, str]]) -> tuple[Local, str, dict[str, str]]:
    """Return the arguments of `page` for a document with its text."""
    return given[0], "document/amadeus/life-article.html", given[1]


def test_label_that_holds_script_is_shown_and_never_run(keeper: Callable[..., Path]) -> None:
    """In names, gists, notes, titles and literals, in the page and in the JSON-LD inside it."""
    label = json.dumps(HOSTILE)
    folder = keeper(
        and_things=f"evil: {{class: Person, label: {label}, also: [{label}]}}\n",
        and_assertions=f"- quote: Advertisement\n  gist: {label}\n  none: {label}\n".replace(
            "Advertisement", "Ada Moss"
        )
        + f"- quote: winter\n  gist: {label}\n  says:\n    evil: {{name: {label}}}\n    lamp/ada: {{basedOn: evil}}\n",
    )
    built = assemble(load_graph(folder, []))
    target, texts = Local(built.store, built.base), dict(built.texts)
    for path in (
        "index.html",
        "id/lamp.html",
        "id/evil.html",
        "id/lamp/ada.html",
        "document/lamp/page.html",
        "sheet/lamp.html",
    ):
        for given in (texts, {}):
            tree = parsed(page(target, path, given))
            scripts = list(tree.iter("script"))
            assert all(e.attrib.get("src") or e.attrib.get("type") == "application/ld+json" for e in scripts)
            assert not list(tree.iter("img"))
            assert not [
                key for element in tree.iter() for key in element.attrib if key.startswith("on") or key == "style"
            ]
            for script in scripts:
                if "src" not in script.attrib:
                    assert json.loads(script.text)["@context"] == "https://schema.org"
    assert HOSTILE in "".join(parsed(page(target, "id/evil.html")).itertext())


def test_link_that_is_no_web_address_is_no_link(keeper: Callable[..., Path]) -> None:
    """A document's address comes from outside."""
    from biopic.pages.document import _linked
    from biopic.pages.scene import Name

    assert _linked(Name("", "javascript:alert(1)")).href == ""
    assert _linked(Name("", "https://example.org/a")).href == "https://example.org/a"


@pytest.mark.parametrize(
    "path",
    ["id/nothing.html", "document/amadeus/none.html", "assertion/ffffffffffffffffffff.html", "comparison/0.html", "sheet/none.html",
     "inference/0.html", "sheet/vienna.html"],
)  # fmt: skip
def test_what_is_not_there_is_said_so(path: str, amadeus: tuple[Local, dict[str, str]]) -> None:
    """With a page of the same frame, in which nothing of the address comes back."""
    found = parse_path(path)
    assert found
    made = render(amadeus[0], {}, found[0], found[1], SiteKind.SERVED)
    assert not made.found
    assert "There is no such page" in made.body


@pytest.mark.parametrize(
    "path", ["../etc/passwd", "id/../../x.html", "id//x.html", "id/a b.html", "id/<x>.html", "other/x.html", "assets/x.css", "id/.html",
             "de/../id/x.html", "id/x\n.html", "id/" + "a" * 500]
)  # fmt: skip
def test_path_that_can_name_no_page_is_none(path: str) -> None:
    """Nothing that leaves the root, and nothing endless."""
    assert parse_path(path) is None


@pytest.mark.parametrize(
    "address",
    [Address("index"), Address("id", "mask/death"), Address("time", "1977%2F1979"), Address("ask", "who-plays-whom")],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_path_leads_back_to_its_address(address: Address, language: str) -> None:
    assert parse_path(address.path(language)) == (address, language, "html")
    assert parse_path(address.path(language, "html").removesuffix(".html")) == (address, language, "")


def test_address_of_a_node_is_its_iri_behind_the_base() -> None:
    base = "https://example.org/"
    for kind in NODES:
        assert address_of(f"{base}{kind}/a", base) == Address(kind, "a")
        assert Address(kind, "a").iri(base) == f"{base}{kind}/a"
    assert address_of(f"{base}part/mask/page/1-2", base) == Address("document", "mask/page", "part-1-2")
    assert address_of("https://elsewhere.org/id/a", base) is None
    assert address_of(f"{base}id/a b", base) is None


def test_thing_page_marks_what_is_contested_denied_and_inferred(mask_target: Local) -> None:
    """As the graph says of the event and of what was foretold."""
    where = Address("id", "mask/prognosis")
    shown = show_thing(Scene(mask_target, {}, where, "en", SiteKind.SERVED))
    assert shown
    inferred = [line for group in shown.view.groups for line in group.lines if line.inferred]
    assert inferred and all(each.premises for line in inferred for each in line.statements)
    assert all(line.evidence for line in inferred)
    body = page(mask_target, "id/mask/prognosis.html")
    assert "it follows" in body and ">inferred<" in body
    query = """PREFIX biopic: <https://w3id.org/biopic/ontology#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT DISTINCT ?s { ?a biopic:contestedIn ?c ; rdf:subject ?s } ORDER BY ?s"""
    contested = [address_of(row[0].value, mask_target.base) for row in mask_target.run(query).rows]  # type: ignore[union-attr]
    assert contested and all("others say otherwise" in page(mask_target, each.path()) for each in contested if each)
    assert "denied" in page(mask_target, "id/farewell-of-rocky-dennis.html")


def test_links_elsewhere_are_told_with_their_decision(mask_target: Local) -> None:
    """The same entity is sameAs in the JSON-LD; one that is different is not."""
    body = page(mask_target, "id/mask.html")
    data = next(
        json.loads(e.text) for e in parsed(body).iter("script") if e.attrib.get("type") == "application/ld+json"
    )
    assert data["@type"] == "Movie" and data["sameAs"] == ["http://www.wikidata.org/entity/Q929647"]
    assert {"Cher", "Eric Stoltz"} <= {who["name"] for part in data["actor"] for who in part["actor"]}


def test_same_bytes_whatever_the_hash_seed(tmp_path: Path, shipped_store: Path) -> None:
    """Pages of every kind, in processes of their own."""
    code = (
        "import sys, hashlib; from pathlib import Path; from biopic.store import open_store; from biopic.sparql import Local;"
        "from biopic.pages.render import render, SiteKind; from biopic.pages.address import parse_path;"
        "o = open_store(Path(sys.argv[1])); t = Local(o.store, o.base);"
        "print(hashlib.sha256(''.join(render(t, {}, *parse_path(p)[:2], SiteKind.STATIC).body for p in sys.argv[2:]).encode()).hexdigest())"
    )
    paths = [
        "index.html",
        "id/mask.html",
        "de/id/amadeus.html",
        "id/mask/rocky.html",
        "document/mask/film-page.html",
        "ontology.html",
    ]
    found = {
        subprocess.run(
            [sys.executable, "-c", code, str(shipped_store), *paths],
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }  # fmt: skip
    assert len(found) == 1


def test_highlight_gives_back_the_whole_text_however_passages_overlap() -> None:
    text = "One.  \n\nTwo and three,\nfour. " + "x" * 20 + "\n\n\nFive"
    spans = [(0, 4), (2, 12), (8, 30), (8, 30), (50, 51), (0, len(text)), (4, 8)]
    runs = [run for paragraph in highlight(text, spans, [(23, 28)]) for run in paragraph]
    assert re.sub(r"\s", "", "".join(run.text for run in runs)) == re.sub(r"\s", "", text)
    assert sorted(index for run in runs for index in run.begins) == list(range(len(spans)))
    assert all(
        spans[i][0] - spans[i][1] <= spans[j][0] - spans[j][1]
        for r in runs
        for i, j in zip(r.over, r.over[1:], strict=False)
    )
    assert any(run.left_out for run in runs) and not all(run.left_out for run in runs)


def test_highlight_is_quick_on_many_passages() -> None:
    """Work in step with the text and its passages."""
    text = "word " * 20000
    spans = [(at, at + 40) for at in range(0, 99000, 10)]
    runs = [run for paragraph in highlight(text, spans) for run in paragraph]
    assert max(len(run.over) for run in runs) == 4


def test_story_order_keeps_what_is_said_to_follow_even_in_a_circle() -> None:
    assert story_order("abc", [("a", "c"), ("c", "b")], {}) == ["b", "c", "a"]
    assert sorted(story_order("abc", [("a", "b"), ("b", "a")], {"b": 0.1, "a": 0.2})) == ["a", "b", "c"]
    assert story_order("ab", [("a", "gone")], {"b": 0.1, "a": 0.2}) == ["b", "a"]


def test_life_order_puts_dates_first_and_places_counterparts() -> None:
    dates = {"x": "1931-01-01", "y": "1950-01-01"}
    assert life_order("xyzw", dates, [("s", "y"), ("t", "z")], {}) == ["x", "y", "z", "w"]


def test_tellings_hold_to_the_document_that_tells_most() -> None:
    rows = [("a", "short", 90), ("a", "long", 10), ("b", "long", 50)]
    assert tellings(rows, {"short": 100, "long": 100}) == {"a": 0.1, "b": 0.5}


def test_parameters_go_into_the_pattern_as_terms() -> None:
    bound = bind("SELECT ?x WHERE { ?x ?p ?o }", {"o": [ox.Literal('"} DROP ALL #')]})
    assert bound == 'SELECT ?x WHERE { VALUES ?o { "\\"} DROP ALL #" } ?x ?p ?o }'


def test_queries_of_pages_bind_outside_any_inner_select() -> None:
    """Parameters go behind the first `WHERE {`, which must be the outer one; no page looks at all of the graph."""
    for path in sorted((ROOT / "queries" / "pages").glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("#+ says: "), path.name
        assert "WHERE {" in text, path.name


def test_every_word_is_said_in_every_language_and_used() -> None:
    """A key in a template or a view is known, and none is left over."""
    words = load_words()
    folder = ROOT / "src" / "biopic" / "pages"
    source = "\n".join(p.read_text(encoding="utf-8") for p in [*folder.glob("*.py"), *folder.glob("templates/*.html")])
    for key in set(re.findall(r"""\bt\(["']([\w.]+)["']""", source)) | set(
        re.findall(r"""\bword\("([\w.]+)\"""", source)
    ):
        assert key in words or any(each.startswith(key) for each in words), key
    for key, said in words.items():
        assert set(re.findall(r"\{(\w+)\}", said["en"])) == set(re.findall(r"\{(\w+)\}", said["de"])), key
    assert {f"nav.{kind}" for kind in NAVIGATION} <= set(words)


def test_word_without_a_language_is_refused(tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text("a: {en: x}\n")
    with pytest.raises(InputError, match="a is not said in each of en, de; add what is missing"):
        load_words(tmp_path / "w.yaml")


def test_shipped_pages_name_no_host_to_load_from(shipped: Built) -> None:
    """Everything that a page loads comes from the site itself."""
    target = Local(shipped.store, shipped.base)
    for path in ("index.html", "id/mask.html"):
        tree = parsed(page(target, path))
        loaded = [
            e.attrib.get("src") or e.attrib.get("href")
            for e in tree.iter()
            if e.tag in ("script", "link", "img")
            and ("src" in e.attrib or e.attrib.get("rel") in ("stylesheet", "icon"))
        ]
        assert loaded and not [each for each in loaded if urlsplit(each).scheme or each.startswith("//")]


@pytest.mark.parametrize(
    ("local", "english", "german"),
    [
        ("1961-12-04", "4 December 1961", "4. Dezember 1961"), ("1931-24", "winter of 1931", "Winter 1931"),
        ("1977~%2F1979", "about 1977 to 1979", "um 1977 bis 1979"), ("197X", "the 1970s", "die 1970er Jahre"),
        ("1785-02%3F", "February 1785 (uncertain)", "Februar 1785 (unsicher)"), ("1985", "1985", "1985"),
        ("1985-13", "", ""), ("..%2F1985", "", ""), ("next-week", "", ""),
    ],
)  # fmt: skip
def test_time_is_said_in_the_language_of_the_page(local: str, english: str, german: str) -> None:
    words = load_words()
    for language, said in (("en", english), ("de", german)):
        assert say_time(local, lambda key, **v: words[key][language].format(**v)) == said  # noqa: B023


@pytest.mark.parametrize(
    ("local", "english", "german"),
    [
        ("year/0-7", "at most 7 years", "höchstens 7 Jahre"), ("year/1-100000", "more than 1 year", "mehr als 1 Jahr"),
        ("month/3-6", "3 to 6 months", "3 bis 6 Monate"), ("one/2-2", "2 times", "2 Mal"), ("year/1-1", "1 year", "1 Jahr"),
        ("day/4839.5-7487", "", ""), ("parsec/1-2", "", ""),
    ],
)  # fmt: skip
def test_quantity_is_said_in_the_language_of_the_page(local: str, english: str, german: str) -> None:
    words = load_words()
    for language, said in (("en", english), ("de", german)):
        assert say_quantity(local, lambda key, **v: words[key][language].format(**v)) == said  # noqa: B023


def test_what_a_rule_works_out_to_the_day_is_called_as_the_graph_calls_it(mask_target: Local) -> None:
    assert "13 to 20 years" in page(mask_target, "id/mask.html")
    assert "7487.625" not in re.sub(r'href="[^"]*"', "", page(mask_target, "id/mask.html"))
