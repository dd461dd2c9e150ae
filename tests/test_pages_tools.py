"""The pages that ask the graph: questions, the editor, the network, the search, the gaps, and their scripts."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import html5lib
import pyoxigraph as ox
import pytest

from biopic.build import Built, assemble, load_graph
from biopic.ontology import BIOPIC
from biopic.pages import network, search
from biopic.pages.address import NODES, Address, address_of
from biopic.pages.answer import read_answer
from biopic.pages.editor import plain
from biopic.pages.gaps import show as show_gaps
from biopic.pages.question import _limited
from biopic.pages.render import ASSETS, Page, render
from biopic.pages.scene import Scene, SiteKind
from biopic.questions import load_questions
from biopic.sparql import Local, select

ROOT = Path(__file__).resolve().parent.parent
HOSTILE = "\"'></script><script>alert(1)</script> ?x } # \\ <img src=x onerror=alert(2)>"
OURS = sorted(ASSETS.glob("*.js"))


@pytest.fixture(scope="module")
def target() -> Local:
    """Return the second dossier alone, built without texts."""
    built = assemble(load_graph(ROOT / "graph" / "amadeus", [ROOT / "docs"]))
    return Local(built.store, built.base)


def made(target: Local, kind: str, name: str = "", site: str = "served", language: str = "en", **given: str) -> Page:
    return render(target, {}, Address(kind, name), language, SiteKind(site), given)


def tree(page: Page) -> Any:
    """Return a page as a tree; a parse error of the HTML standard fails."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(page.body)


def told(page: Page) -> Any:
    """Return what the page tells its scripts."""
    (element,) = [each for each in tree(page).iter("script") if each.get("id") == "settings"]
    return json.loads(element.text)


def texts(page: Page, role: str) -> list[str]:
    return [" ".join("".join(each.itertext()).split()) for each in tree(page).iter() if each.get("role") == role]


# Questions


def test_library_lists_every_question_under_its_topic(target: Local) -> None:
    body = made(target, "ask").body
    assert all(f'href="ask/{name}.html"' in body for name in load_questions())
    assert {f'id="{q.topic.replace(" ", "-")}"' for q in load_questions().values()} <= set(
        re.findall(r'id="[\w-]+"', body)
    )


def test_form_is_answered_with_passages_links_and_its_sparql(target: Local) -> None:
    page = made(target, "ask", "who-plays-whom", character="amadeus/antonio-salieri")
    cells = texts(page, "cell")
    assert any("F. Murray Abraham" in each for each in cells)
    assert 'href="../id/f-murray-abraham.html"' in page.body
    assert re.search(r'href="../document/amadeus/[\w-]+.html#p\d+-\d+"', page.body)
    assert "VALUES (?character)" in page.body.replace("&lt;", "<")
    assert 'href="?character=amadeus%2Fantonio-salieri"' in page.body
    assert 'href="../api/ask/who-plays-whom?character=amadeus%2Fantonio-salieri&amp;format=csv"' in page.body


def test_label_is_as_good_as_a_name(target: Local) -> None:
    by_name = made(target, "ask", "who-plays-whom", character="amadeus/lorl")
    by_label = made(target, "ask", "who-plays-whom", character="Lorl (the character)")
    assert texts(by_name, "cell") == texts(by_label, "cell") != []


def test_what_is_not_in_the_graph_is_refused_and_cannot_break_out(target: Local) -> None:
    page = made(target, "ask", "who-plays-whom", character=HOSTILE)
    assert "<script>alert" not in page.body and "<img" not in page.body
    assert 'aria-invalid="true"' in page.body
    assert texts(page, "cell") == []


def test_question_that_needs_a_value_says_so(target: Local) -> None:
    page = made(target, "ask", "everything-about", film="amadeus")
    assert "Without this the question cannot be answered." in page.body
    assert texts(page, "cell") == []


def test_server_runs_no_query_before_it_is_asked(target: Local) -> None:
    """A visit to a question costs what its form costs; the static site has nobody to ask, and holds the first rows."""
    assert texts(made(target, "ask", "who-plays-whom"), "cell") == []
    static = made(target, "ask", "who-plays-whom", site="static")
    assert texts(static, "cell") != []
    assert told(static)["question"]["query"] == load_questions()["who-plays-whom"].query


def test_form_offers_what_the_graph_has(target: Local) -> None:
    page = made(target, "ask", "who-plays-whom")
    options = {each.get("value") for each in tree(page).iter("option")}
    assert {"amadeus", "amadeus/lorl", "f-murray-abraham"} <= options


@pytest.mark.parametrize("name", load_questions())
def test_every_question_has_a_page(target: Local, name: str) -> None:
    """In German and for the static site, which asks all that need no value; a bound on rows keeps each query a query."""
    page = made(target, "ask", name, site="static", language="de")
    tree(page)
    assert page.found
    question = load_questions()[name]
    assert _limited(question.query).rstrip().split()[-2:-1] == ["LIMIT"]
    assert not plain(question).lstrip().startswith("#+") and "\n#+" not in plain(question)


@pytest.mark.parametrize("kind", ["ask", "sparql", "id"])
def test_german_pages_ask_in_german(target: Local, kind: str) -> None:
    """And no word of a question is said to be in another language than the page's."""
    body = made(target, kind, "amadeus" if kind == "id" else "", language="de").body
    assert "Wer spielt wen?" in body and "Who plays whom?" not in body
    asked = made(target, "ask", "who-plays-whom", "static", "de").body
    assert "<h1>Wer spielt wen?</h1>" in asked and 'lang="en">wer spielt' not in asked
    assert (
        told(made(target, "ask", "who-plays-whom", "static", "de"))["question"]["columns"]["performer"] == "wer spielt"
    )


def test_unknown_question_is_no_page(target: Local) -> None:
    assert not made(target, "ask", "no-such-question").found


def test_columns_that_never_change_are_said_once_and_groups_are_headings(target: Local) -> None:
    page = made(target, "ask", "where-film-departs-from-life", film="amadeus")
    assert "the film" not in texts(page, "columnheader")
    assert "how it departs" not in texts(page, "columnheader")
    assert any("happens in" in heading for heading in texts(page, "rowheader"))


# The editor


def test_editor_has_prefixes_questions_and_terms_at_hand(target: Local) -> None:
    page = made(target, "sparql")
    said = told(page)
    assert said["endpoint"] == "sparql" and said["backend"] == "server"
    assert set(said["questions"]) == set(load_questions())
    assert said["prefixes"]["amadeus"] == f"{target.base}id/amadeus/"
    assert f"{BIOPIC}portrays" in said["properties"] and f"{BIOPIC}Film" in said["classes"]
    assert target.run(said["first"])


def test_static_editor_asks_the_store_in_the_browser(target: Local) -> None:
    said = told(made(target, "sparql", site="static", language="de"))
    assert (said["backend"], said["dataset"], said["endpoint"]) == ("browser", "../data/graph.nq.gz", "")


# The network


def test_network_holds_films_cast_and_models(target: Local) -> None:
    page = made(target, "network")
    said = told(page)
    labels = {label: kind for _, label, kind in said["things"]}
    assert said["whole"] and labels["Amadeus"] == "film" and labels["F. Murray Abraham"] == "life"
    assert labels["Antonio Salieri (the character)"] == "story"
    at = {iri: n for n, (iri, _, _) in enumerate(said["things"])}
    portrays = [iri for iri, _ in said["hows"]].index(f"{BIOPIC}portrays")
    assert [at[f"{target.base}id/f-murray-abraham"], at[f"{target.base}id/amadeus/antonio-salieri"], portrays] in said[
        "edges"
    ]
    assert "F. Murray Abraham" in "".join(tree(page).itertext())


def test_one_walks_without_scripts(target: Local) -> None:
    page = made(target, "network", of="amadeus/antonio-salieri")
    assert 'href="?of=f-murray-abraham"' in page.body
    assert 'href="?of=amadeus"' in page.body


def test_network_around_what_is_not_there_begins_at_the_beginning(target: Local) -> None:
    for name in (HOSTILE, "no-such-thing", "../../etc"):
        page = made(target, "network", of=name)
        assert "Amadeus" in page.body and "<script>alert" not in page.body


def test_large_network_holds_what_is_around_one_thing(target: Local, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "MOST", 3)
    said = told(made(target, "network", of="amadeus/antonio-salieri"))
    middle = [iri for iri, _, _ in said["things"]].index(f"{target.base}id/amadeus/antonio-salieri")
    assert not said["whole"] and said["edges"]
    assert all(middle in edge[:2] for edge in said["edges"])
    assert "VALUES" not in said["queries"]["network"]


def test_network_of_many_films_begins_with_the_cast_of_one(target: Local, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many there are, what is drawn at first can be read."""
    monkeypatch.setattr(network, "FEW", 0)
    for most in (3, network.MOST):
        monkeypatch.setattr(network, "MOST", most)
        said = told(made(target, "network"))
        film, *others = [said["things"][at] for at in said["first"]]
        assert film == [f"{target.base}id/amadeus", "Amadeus", "film"]
        assert len(others) > 10 and not [kind for _, _, kind in others if "event" in kind]
        assert all({said["first"][0], at} in [set(edge[:2]) for edge in said["edges"]] for at in said["first"][1:])


def test_most_special_relation_is_drawn_once() -> None:
    def tie(start: str, how: str, end: str) -> Any:
        return tuple(map(ox.NamedNode, (f"urn:{start}", BIOPIC + how, f"urn:{end}")))

    ties = [tie("a", "motherOf", "b"), tie("a", "parentOf", "b"), tie("b", "childOf", "a"), tie("a", "relatedTo", "b"), tie("e", "affects", "a"), tie("e", "doneBy", "a")]  # fmt: skip
    assert network._plainest(ties) == sorted([ties[0], ties[4], ties[5]], key=str)


# The search


def test_search_finds_names_and_gists_the_best_first(target: Local) -> None:
    scene = Scene(target, {}, Address("search"), "en", SiteKind.SERVED, {"q": "antonio  Salieri"})
    found = search.show(scene).view
    assert found.things[0].name.label == "Antonio Salieri" and found.things[0].kind == "person"
    assert all("salieri" in hit.name.label.lower() or "salieri" in hit.by.lower() for hit in found.things)
    assert found.passages == () or all("salieri" in said.gist.lower() for said in found.passages)


def test_search_takes_every_text_as_words(target: Local) -> None:
    for wanted in (HOSTILE, '") } # ', "\\", "a" * 5000, "\ud800"):
        page = made(target, "search", q=wanted)
        assert page.found and "<script>alert" not in page.body
    assert "Nothing in the graph has these words." in made(target, "search", q="zzzz qqqq").body


def test_index_of_the_static_site_leads_to_pages_that_are_there(target: Local) -> None:
    index = json.loads(search.make_index(target, "de"))
    nodes = {where.path("de") for (node,) in select(target, "SELECT DISTINCT ?x { ?x a ?c }").rows if isinstance(node, ox.NamedNode) and (where := address_of(node.value, target.base)) and where.kind in NODES}  # fmt: skip
    paths = {f"de/{href.split('#')[0]}" for href, *_ in [*index["things"], *index["passages"]]}
    assert paths <= nodes | {"de/ontology.html"}
    assert len(index["things"]) > 100 and len(index["passages"]) > 100
    assert max(each[2] for each in index["passages"]) < len(index["documents"])


# The gaps


def test_gaps_count_characters_of_documents(keeper: Callable[..., Path]) -> None:
    """Passages of 44 + 36 + 30 + 39 characters in a text of 212, of which a part of 48 was left out; ends of lines are neither."""
    built = assemble(load_graph(keeper(), []))
    scene = Scene(Local(built.store, built.base), {}, Address("gaps"), "en", SiteKind.SERVED)
    (gaps,) = show_gaps(scene).view.gaps
    (cover,) = gaps.documents
    read = select(
        scene.target, f"SELECT ?s ?e {{ ?x <{BIOPIC}passageOf> ?d ; <{BIOPIC}start> ?s ; <{BIOPIC}end> ?e }}"
    ).rows
    share = round(100 * sum(int(end.value) - int(start.value) for start, end in read) / cover.length)  # type: ignore[union-attr]
    assert cover.read == share and cover.left_out > 10
    assert abs(cover.read + cover.left_out + cover.bare - 100) <= 1
    start, end = cover.longest
    assert 0 <= start < end <= cover.length


def test_gaps_know_what_stands_alone(keeper: Callable[..., Path]) -> None:
    more = "lamp/gull: {class: Character, label: A gull}\n"
    built = assemble(load_graph(keeper(and_things=more), []))
    scene = Scene(Local(built.store, built.base), {}, Address("gaps"), "en", SiteKind.SERVED, {"film": "lamp"})
    (gaps,) = show_gaps(scene).view.gaps
    assert [name.label for name, _ in gaps.characters.things] == ["A gull"]
    assert "the last watch" in [name.label for name, _ in gaps.events.things]
    assert {"Lamp", "Ada", "Ada Moss", "Ines Carr"} <= {name.label for name, _ in gaps.links.things}
    assert dict(gaps.support)[1] == sum(count for _, count in gaps.single)


# What every one of them keeps to


@pytest.mark.parametrize("kind", ["ask", "sparql", "network", "search", "gaps"])
@pytest.mark.parametrize("site", ["served", "static"])
def test_no_script_and_no_style_stands_in_a_page(target: Local, kind: str, site: str) -> None:
    """All scripts are files, data elements apart; links are relative; the first visit asks for no WebAssembly."""
    page = made(target, kind, site=site, language="de")
    for element in tree(page).iter():
        if element.tag == "script" and not element.get("src"):
            assert element.get("type") in ("application/json", "application/ld+json")
        assert element.tag != "style" and "style" not in element.attrib
        assert not [name for name in element.attrib if name.startswith("on")]
        for name in ("src", "href", "action"):
            assert not element.get(name, "").startswith(("/", "//", "javascript:"))
    assert ".wasm" not in page.body
    assert all((ASSETS / name).is_file() for name in re.findall(r'"\.\./assets/([\w./-]+)"', page.body))


def test_our_scripts_write_text_and_never_markup() -> None:
    for path in OURS:
        text = path.read_text()
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text), (
            path.name
        )
        fetched = re.findall(r"https?://[\w.-]+", re.sub(r"//.*|/\*.*?\*/", lambda m: m[0] if "://" in m[0] and '"' in m[0] else "", text))  # fmt: skip
        assert set(fetched) <= {"http://www.w3.org"}, path.name


node = pytest.mark.skipif(shutil.which("node") is None, reason="there is no node to run scripts with")


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with our scripts, for node."""
    folder = tmp_path_factory.mktemp("modules")
    (folder / "package.json").write_text('{"type": "module"}')
    for path in OURS:
        shutil.copy(path, folder)
    return folder


def run_script(modules: Path, script: str, given: Any) -> Any:
    (modules / "test.js").write_text(
        f"import fs from 'node:fs';\nconst given = JSON.parse(fs.readFileSync(0));\n{script}\n"
    )
    done = subprocess.run(
        ["node", "test.js"], cwd=modules, input=json.dumps(given), capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@node
def test_scripts_find_the_pages_that_the_program_makes(target: Local, modules: Path) -> None:
    """Every IRI of the graph has the same page by both."""
    rows = select(target, "SELECT DISTINCT ?x { { ?x ?p ?y } UNION { ?y ?p ?x } FILTER(isIRI(?x)) }").rows
    iris = sorted({row[0].value for row in rows if row[0]})  # type: ignore[union-attr]
    here = Address("ask", "documents")
    script = "import { linkTo } from './address.js';\nconsole.log(JSON.stringify(given.iris.map((iri) => linkTo(iri, given.told))));"
    found = run_script(
        modules, script, {"iris": iris, "told": {"base": target.base, "ontology": BIOPIC, "root": "../"}}
    )
    for iri, link in zip(iris, found, strict=True):
        where = address_of(iri, target.base)
        assert link == (
            where.seen_from(here)
            if where
            else iri
            if iri.startswith("http") and not iri.startswith(target.base)
            else ""
        ), iri


@node
@pytest.mark.parametrize("name", ["who-plays-whom", "where-film-departs-from-life", "how-many-outcomes", "verdicts"])
def test_scripts_arrange_answers_as_the_program_does(target: Local, modules: Path, name: str) -> None:
    """The same columns, the same constants, the same headings with as many rows."""
    question = load_questions()[name]
    table = select(target, question.query)
    scene = Scene(target, {}, Address("ask", name), "en", SiteKind.SERVED)
    expected = read_answer(scene, question, table, 10**6)
    results = target.store.query(question.query, base_iri=target.base).serialize(format=ox.QueryResultsFormat.JSON)  # type: ignore[union-attr]
    script = """
import { arrange, gather } from "./answer.js";
const bindings = given.results.results.bindings, variables = given.results.head.vars;
const rows = bindings.map((each) => variables.map((name) => each[name] ?? null));
const found = gather(given.question, { variables, rows });
const { columns, same, groups } = arrange(given.question, found.columns, found.rows);
console.log(JSON.stringify({ columns, same: same.map(([column]) => column), groups: groups.map(({ heading, rows }) => [heading.map((each) => each.value), rows.length]) }));
"""
    evidence = ["assertion", "document", "passage", "speaker", "contested"]
    given = {"results": json.loads(results), "question": {"group": list(question.group), "evidence": evidence}}
    found = run_script(modules, script, given)
    assert found["columns"] == list(expected.columns)
    assert found["same"] == [column for column, _ in expected.same]
    assert found["groups"] == [
        [[each.iri or each.label for each in heading], len(rows)] for heading, rows in expected.groups
    ]


@node
def test_scripts_write_terms_that_end_no_query(modules: Path) -> None:
    """Whatever a text holds, it comes back as itself; an IRI cannot close its own brackets."""
    values = [HOSTILE, "\n\t\r\f\b", "“ö” 🎬", "\\u0022", "a\\"]
    script = "import { written } from './sparql.js';\nconsole.log(JSON.stringify(given.map((value) => [written({ type: 'literal', value }), written({ type: 'uri', value: `urn:${value}` })])));"
    for value, (literal, iri) in zip(values, run_script(modules, script, values), strict=True):
        rows = ox.Store().query(f"SELECT ?x {{ BIND({literal} AS ?x) }}")
        assert [row["x"].value for row in rows] == [value]  # type: ignore[union-attr]
        assert iri.count(">") == 1 and not re.search(r'[\s"{}|\\^`]', iri)


@node
@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_script_reads(modules: Path, path: Path) -> None:
    done = subprocess.run(["node", "--check", path.name], cwd=modules, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_many_films_come_in_pages(shipped: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each film on one page, the pages linked with one another; a site of files has them all on one."""
    from biopic.pages import films

    monkeypatch.setattr(films, "AT_ONCE", 1)

    def page(site: SiteKind, form: dict[str, str]) -> str:
        return render(Local(shipped.store, shipped.base), {}, Address("index"), "en", site, form).body

    first, second = (page(SiteKind.SERVED, {"page": n}) for n in ("1", "2"))
    assert 'href="id/amadeus.html"' in first and 'href="id/mask.html"' not in first
    assert 'href="id/mask.html"' in second and 'href="id/amadeus.html"' not in second
    assert 'rel="next" href="?page=2"' in first and 'rel="prev" href="?page=1"' in second
    assert page(SiteKind.SERVED, {"page": "99"}) == second and page(SiteKind.SERVED, {"page": "-1"}) == first
    whole = page(SiteKind.STATIC, {})
    assert 'href="id/mask.html"' in whole and 'href="id/amadeus.html"' in whole and "page=" not in whole
