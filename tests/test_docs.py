"""The pages are true: links resolve, commands run and print what is shown, the dossier builds, the Turtle is in the graph."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox
import pytest
import yaml
from conftest import ROOT
from twin.front import Front

from biopic import terms as closed
from biopic.build import Built, build
from biopic.cli import main, make_parser
from biopic.export import merged_graph
from biopic.ontology import BIOPIC
from biopic.store import Opened, write_store

PAGES = sorted((ROOT / "docs").rglob("*.md"))
SERVICE = "127.0.0.1:54321"
"""Where the pages say that a service stands."""

WALKTHROUGH = ROOT / "docs" / "write-a-dossier.md"
_FENCE = re.compile(r"^```(\S+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the words behind it, its text and where that stands in the page."""

    language: str
    words: tuple[str, ...]
    text: str
    span: tuple[int, int]

    @property
    def file(self) -> str | None:
        """Return the path of the file that the block shows whole."""
        return next((word.removeprefix("file=") for word in self.words if word.startswith("file=")), None)


def blocks(page: Path) -> list[Block]:
    """Return the fenced blocks of a page, in order."""
    found = _FENCE.finditer(page.read_text())
    return [Block(m[1], tuple(m[2].split()), m[3], m.span(3)) for m in found]


def steps(block: Block) -> Iterator[tuple[str, list[str]]]:
    """Yield each command of a console block with the lines that it is said to print."""
    command, shown = "", list[str]()
    for line in block.text.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, shown
            command, shown = line.removeprefix("$ "), []
        else:
            shown.append(line)
    yield command, shown


def slug(heading: str) -> str:
    """Return the anchor of a heading, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def run(command: str, folder: Path, store: Path | None, *, fails: bool = False) -> list[str]:
    """Run a command line as a reader would, and return the lines that a terminal shows; with `fails`, it must fail."""
    env = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONUNBUFFERED": "1",
    }
    env.pop("BIOPIC_STORE", None)
    if store:
        env["BIOPIC_STORE"] = str(store)
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert (done.returncode != 0) == fails, f"{command}\n{done.stdout}"
    return [line.rstrip() for line in done.stdout.splitlines()]


def agrees(shown: list[str], printed: list[str]) -> bool:
    """Say whether what is shown is what was printed; a line of three dots stands for any lines."""
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line.rstrip()) + r"\n" for line in shown)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None


def workspace(folder: Path) -> Path:
    """Return a folder that looks like a checkout to the commands of a page."""
    for name in ("ontology", "shapes", "queries", "docs"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "build").mkdir()
    return folder


@pytest.fixture(scope="session")
def docs_store(shipped: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the shipped graph as a store, without any document's text."""
    path = tmp_path_factory.mktemp("docs") / "store"
    write_store(path, shipped.store, base=shipped.base, texts={})
    return path


@pytest.fixture(scope="session")
def lamp_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the graph folder whose files the walkthrough shows."""
    folder = tmp_path_factory.mktemp("walkthrough")
    for block in blocks(WALKTHROUGH):
        if block.file:
            path = folder / block.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text)
    return folder / "graph"


def _links() -> list[tuple[Path, str]]:
    pages = [ROOT / "README.md", *PAGES]
    return [(page, link) for page in pages for link in _LINK.findall(_FENCE.sub("", page.read_text()))]


@pytest.mark.parametrize(("page", "link"), _links(), ids=lambda value: str(value).removeprefix(f"{ROOT}/"))
def test_link_resolves(page: Path, link: str) -> None:
    """A relative link leads to a file or folder of the repository, and its anchor to a heading of it."""
    if re.match(r"[a-z]+:", link):
        return
    path, _, anchor = unquote(link).partition("#")
    target = (page.parent / path).resolve() if path else page
    assert target.is_relative_to(ROOT), f"{link} leads out of the repository"
    assert target.exists(), f"{link} leads nowhere"
    if anchor:
        assert anchor in {slug(h) for h in re.findall(r"^#+ (.*)$", target.read_text(), re.MULTILINE)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_index_names_every_page(page: Path) -> None:
    """Each page is in the index of its folder, by a link."""
    index = page.parent / "README.md"
    if page != index:
        assert f"({page.name})" in index.read_text(), f"add {page.name} to {index.relative_to(ROOT)}"


def _consoles(word: str = "") -> list[Path]:
    return [p for p in PAGES if any(b.language == "console" and (not word or word in b.words) for b in blocks(p))]


@pytest.mark.parametrize("page", _consoles(), ids=lambda page: page.name)
def test_commands_print_what_is_shown(
    page: Path, docs_store: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Every command of a page runs, in order, and prints what the page shows; where it names the service, the twin answers."""
    twin = request.getfixturevalue("twin") if SERVICE in page.read_text() else None
    _follow(page, docs_store, tmp_path, renew=request.config.getoption("--renew"), twin=twin)


@pytest.mark.slow
@pytest.mark.parametrize("page", _consoles("slow"), ids=lambda page: page.name)
def test_slow_commands_print_what_is_shown(page: Path, docs_store: Path, tmp_path: Path) -> None:
    """So do the commands that take long."""
    _follow(page, docs_store, tmp_path, slow=True)


def _follow(
    page: Path, docs_store: Path, folder: Path, *, slow: bool = False, renew: bool = False, twin: Front | None = None
) -> None:
    workspace(folder)
    found = blocks(page)
    store = None if any(block.file for block in found) else docs_store
    fresh: list[tuple[tuple[int, int], str]] = []
    for block in found:
        if block.file:
            (folder / block.file).parent.mkdir(parents=True, exist_ok=True)
            (folder / block.file).write_text(block.text)
        if block.language != "console" or ("slow" in block.words and not slow):
            continue
        lines: list[str] = []
        for command, shown in steps(block):
            if "parsed" in block.words:
                _parse(command)
                continue
            there = urlsplit(twin.url).netloc if twin else SERVICE
            asked = command.replace(SERVICE, there)
            printed = [line.replace(there, SERVICE) for line in run(asked, folder, store, fails="fails" in block.words)]
            kept = shown if agrees(shown, printed) or "..." in shown else printed
            lines += [f"$ {command}", *kept]
            if not renew:
                assert agrees(shown, printed), "\n".join([f"{page.name}: {command}", *printed])
        if lines:
            fresh.append((block.span, "".join(f"{line}\n" for line in lines)))
    if renew:
        text = page.read_text()
        for (start, end), new in sorted(fresh, reverse=True):
            text = text[:start] + new + text[end:]
        page.write_text(text)


def _parse(command: str) -> None:
    """Check a command that is shown and not run: our own by the real parser, others by their name."""
    name, *rest = shlex.split(command)
    if name.endswith("biopic"):
        make_parser().parse_known_args([word for word in rest if word != "&"])
    else:
        beside = Path(sys.executable).parent / name
        assert (ROOT / name).is_file() or beside.is_file() or shutil.which(name), f"there is no {name}"


def test_walkthrough_builds_without_a_fault(lamp_graph: Path) -> None:
    """The dossier of the walkthrough builds and conforms."""
    built = build(lamp_graph)
    assert built.outcomes()["movedInTime"] == 1 and built.outcomes()["invented"] == 2


def _mistakes() -> list[tuple[str, str, str, str]]:
    rows = []
    for line in WALKTHROUGH.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and cells[0].startswith("`"):
            file, old, new, says = ("" if c == "nothing" else c.strip("`").replace("⏎", "\n") for c in cells)
            rows.append((file, old, new, says))
    return rows


@pytest.mark.parametrize(("file", "old", "new", "says"), _mistakes())
def test_mistake_is_told_as_the_page_says(
    file: str, old: str, new: str, says: str, lamp_graph: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """Each mistake of the table stops the build with the message beside it."""
    shutil.copytree(lamp_graph, tmp_path / "graph")
    path = tmp_path / "graph" / "lamp" / file
    text = path.read_text()
    assert old in text, "the page's mistake is not in the page's dossier"
    path.write_text(text.replace(old, new, 1))
    monkeypatch.chdir(tmp_path)
    assert main(["build", "graph", "--store", "store"]) in (1, 2)
    assert says in capsys.readouterr().err.replace("graph/lamp/", "")


def test_there_are_mistakes() -> None:
    """The table of mistakes is found."""
    assert len(_mistakes()) >= 25


def _turtle(page: Path) -> set[ox.Triple]:
    found: set[ox.Triple] = set()
    for block in blocks(page):
        if block.language == "turtle":
            parsed = ox.parse(block.text, format=ox.RdfFormat.TURTLE)
            found |= {ox.Triple(q.subject, q.predicate, q.object) for q in parsed}
    return found


def test_turtle_of_the_model_stands_in_the_graph(lamp_graph: Path) -> None:
    """Every triple that the model's page shows is one of the walkthrough's graph, and its terms are the ontology's."""
    built = build(lamp_graph)
    shown = _turtle(ROOT / "docs" / "model.md")
    assert len(shown) > 20
    assert shown <= set(merged_graph(Opened(built.store, built.base, {})))
    terms = {
        t.value.removeprefix(BIOPIC)
        for x in shown
        for t in (x.predicate, x.object)
        if isinstance(t, ox.NamedNode) and t.value.startswith(BIOPIC)
    }
    assert terms <= set(vars(closed)), f"not in the ontology: {terms - set(vars(closed))}"


def test_words_in_code_font_exist() -> None:
    """The story of one assertion names functions and files that exist, and an assertion of the shipped graph."""
    text = (ROOT / "docs" / "one-assertion.md").read_text()
    for module, function in re.findall(r"`biopic\.(\w+)\.([\w.]+)`", text):
        source = (ROOT / "src" / "biopic" / f"{module}.py").read_text()
        for name in function.split("."):
            assert re.search(rf"\b(def|class) {name}\b", source), f"biopic.{module} has no {name}"
    for name in re.findall(r"`(\d\d-[a-z-]+)`", text):
        assert (ROOT / "queries" / "rules" / f"{name}.rq").exists(), name


def test_story_of_one_assertion_is_true(shipped: Built) -> None:
    """The assertion that the story follows is in the shipped graph, under the IRI that the page gives."""
    text = (ROOT / "docs" / "one-assertion.md").read_text()
    (local,) = set(re.findall(r"assertion/[0-9a-f]{20}", text))
    (said,) = [a for dossier in shipped.dossiers for a in dossier.assertions if a.local == local]
    assert f"{said.subject}: {{{said.predicate}: {said.value.local.rpartition('/')[2]}" in text


def test_citation_is_complete() -> None:
    """CITATION.cff has the keys that version 1.2.0 requires, and the program's version."""
    from biopic import __version__

    said = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    assert said["cff-version"] == "1.2.0" and said["version"] == __version__
    assert said["authors"] == [{"name": "The biopic authors"}]
    assert said["message"] and said["title"] and str(said["date-released"]) == "2026-11-21"
    assert set(said["license"]) == {"MIT", "CC0-1.0"}


def test_changelog_knows_this_version() -> None:
    """The newest entry is of the program's version and has its three heads."""
    from biopic import __version__

    newest = re.split(r"^## ", (ROOT / "CHANGELOG.md").read_text(), flags=re.MULTILINE)[1]
    assert newest.startswith(__version__)
    assert re.findall(r"^### (\w+)$", newest, re.MULTILINE) == ["Graph", "Ontology", "Code"]


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "decisions").glob("0*.md")), ids=lambda page: page.stem)
def test_decision_has_its_parts(page: Path) -> None:
    """A record says context, decision and consequences, in that order."""
    assert re.findall(r"^## (.*)$", page.read_text(), re.MULTILINE) == ["Context", "Decision", "Consequences"]


def test_licences_say_what_they_cover() -> None:
    """The code is MIT, the data CC0, and the documents are neither."""
    assert (ROOT / "LICENSE").read_text().startswith("MIT License")
    data = (ROOT / "LICENSE-DATA").read_text()
    assert "CC0 1.0" in data and "They are other people's texts and are not included here" in " ".join(data.split())
